import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { placesById, type PlaceId } from '#modules/places';
import type { Analysis, AnalysisId, Draft, Version } from './analysis.ts';
import { contentSchema, countsIn, type CountsBlock } from './content.ts';
import { refuse } from './refusals.ts';

type Trx = Reads<'analyses' | 'places'>;

function analyses(trx: Reads<'analyses'>) {
  return trx
    .selectFrom('analyses.analyses as a')
    .select(['a.id', 'a.code', 'a.place_id as placeId', 'a.office_id as officeId', 'a.lang', 'a.title', 'a.version', 'a.demonstration']);
}

type Row = Awaited<ReturnType<ReturnType<typeof analyses>['execute']>>[number];

async function withPlaces<T extends Row>(trx: Trx, rows: readonly T[]): Promise<(Omit<T, 'placeId'> & Analysis)[]> {
  const places = await placesById(
    trx,
    rows.map(({ placeId }) => placeId),
  );
  return rows.flatMap(({ placeId, ...row }) => {
    const place = places.get(placeId);
    return place ? [{ ...row, place }] : [];
  });
}

export interface PublishedAnalysis extends Analysis {
  publishedAt: Date;
}

/** Published analyses, the last published first. `placeIds`: only those about one of these places. */
export async function listPublished(
  trx: Trx,
  { words = '', placeIds, limit = 1_000, offset = 0 }: { words?: string; placeIds?: readonly PlaceId[]; limit?: number; offset?: number },
): Promise<{ rows: PublishedAnalysis[]; total: number }> {
  const sought = searchWords(words)
    .slice(0, 10)
    .map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const base = analyses(trx)
    .where('a.version', '>', 0)
    .$if(placeIds !== undefined, (query) => query.where('a.place_id', 'in', placeIds && placeIds.length > 0 ? placeIds : [null]))
    .where((eb) => eb.and(sought.map((word) => eb('a.words', 'like', word))));
  const { total } = await base
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await base
    .innerJoin('analyses.versions as v', (join) => join.onRef('v.analysis_id', '=', 'a.id').onRef('v.number', '=', 'a.version'))
    .select('v.published_at as publishedAt')
    .orderBy('v.published_at', 'desc')
    .orderBy('v.analysis_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows: await withPlaces(trx, rows), total: Number(total) };
}

/** Analyses that the actor's authorities write, each with its open draft, the last changed first. */
export async function listKept(trx: Trx, offices: readonly (string | null)[]): Promise<(Analysis & { draft: Draft | null })[]> {
  const rows = await analyses(trx).orderBy('a.created_at', 'desc').limit(500).execute();
  const own = (await withPlaces(trx, rows)).filter(({ officeId }) => offices.includes(officeId));
  const drafts = new Map<string, Draft>();
  for (const { id } of own) {
    const draft = await draftOf(trx, id);
    if (draft) drafts.set(id, draft);
  }
  const changed = ({ id }: Analysis) => drafts.get(id)?.changedAt.getTime() ?? 0;
  return own.toSorted((one, other) => changed(other) - changed(one)).map((one) => ({ ...one, draft: drafts.get(one.id) ?? null }));
}

/** An analysis by its short name; null where there is none or it is another authority's and not published. */
export async function findAnalysis(trx: Trx, code: string): Promise<Analysis | null> {
  const rows = await analyses(trx).where('a.code', '=', code).execute();
  return (await withPlaces(trx, rows))[0] ?? null;
}

/** An analysis by its id, as far as the actor reads it. Refusal: `not-found`. */
export async function getAnalysis(trx: Trx, id: AnalysisId): Promise<Analysis> {
  const rows = await analyses(trx).where('a.id', '=', id).execute();
  const [found] = await withPlaces(trx, rows);
  if (!found) throw refuse('not-found');
  return found;
}

/** The open draft of an analysis; null where there is none, or for whoever does not write it. */
export async function draftOf(trx: Reads<'analyses'>, id: AnalysisId): Promise<Draft | null> {
  const row = await trx
    .selectFrom('analyses.drafts')
    .select(['content', 'revision', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('analysis_id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

/** Published versions, the newest first. */
export async function versionsOf(trx: Reads<'analyses'>, id: AnalysisId): Promise<Version[]> {
  const rows = await versions(trx, id).orderBy('number', 'desc').limit(500).execute();
  return rows.map((row) => ({ ...row, content: contentSchema.parse(row.content) }));
}

export async function findVersion(trx: Reads<'analyses'>, id: AnalysisId, number: number): Promise<Version | null> {
  const row = await versions(trx, id).where('number', '=', number).executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

/** Own counts in the newest versions of published analyses, the last published first: what another document may point to. */
export async function publishedCounts(
  trx: Reads<'analyses'>,
): Promise<{ code: string; title: string; number: number; block: CountsBlock }[]> {
  const rows = await trx
    .selectFrom('analyses.analyses as a')
    .innerJoin('analyses.versions as v', (join) => join.onRef('v.analysis_id', '=', 'a.id').onRef('v.number', '=', 'a.version'))
    .select(['a.code', 'a.title', 'v.number', 'v.content'])
    .where(sql<boolean>`v.content @? '$.sections.*[*] ? (@.kind == "counts")'`)
    .orderBy('v.published_at', 'desc')
    .limit(200)
    .execute();
  return rows.flatMap(({ content, ...row }) => countsIn(contentSchema.parse(content)).map((block) => ({ ...row, block })));
}

function versions(trx: Reads<'analyses'>, id: AnalysisId) {
  return trx
    .selectFrom('analyses.versions')
    .select(['number', 'content', 'reason', 'published_by as publishedBy', 'published_at as publishedAt'])
    .where('analysis_id', '=', id);
}
