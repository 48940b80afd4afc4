import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { placesById } from '#modules/places';
import { contentSchema } from './content.ts';
import type { Draft, Finding, Impact, ImpactId, Observation, Version } from './impact.ts';
import { refuse } from './refusals.ts';

type Trx = Reads<'impacts' | 'places'>;

function impacts(trx: Reads<'impacts'>) {
  return trx
    .selectFrom('impacts.impacts as i')
    .select(['i.id', 'i.code', 'i.place_id as placeId', 'i.subject_office_id as subjectOfficeId', 'i.office_id as officeId', 'i.lang'])
    .select(['i.title', 'i.version', 'i.published', 'i.demonstration']);
}

type Row = Awaited<ReturnType<ReturnType<typeof impacts>['execute']>>[number];

async function withPlaces<T extends Row>(trx: Trx, rows: readonly T[]): Promise<(Omit<T, 'placeId'> & Impact)[]> {
  const places = await placesById(
    trx,
    rows.map(({ placeId }) => placeId),
  );
  return rows.flatMap(({ placeId, ...row }) => {
    const place = places.get(placeId);
    return place ? [{ ...row, place }] : [];
  });
}

/** Analyses that everybody reads, by title. */
export async function listPublished(
  trx: Trx,
  { words = '', limit = 1_000, offset = 0 }: { words?: string; limit?: number; offset?: number },
): Promise<{ rows: Impact[]; total: number }> {
  const sought = searchWords(words)
    .slice(0, 10)
    .map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const rows = await impacts(trx)
    .select(({ fn }) => fn.countAll<string>().over().as('total'))
    .where('i.published', '>', 0)
    .where((eb) => eb.and(sought.map((word) => eb('i.words', 'like', word))))
    .orderBy('i.title')
    .orderBy('i.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const total = Number(rows[0]?.total ?? 0);
  return {
    rows: await withPlaces(
      trx,
      rows.map(({ total: _total, ...row }) => row),
    ),
    total,
  };
}

/** Analyses whose drafts the actor reads, the last changed first; `seen` says whose they are, as row security does. */
export async function listSeen(trx: Trx, seen: (impact: Impact) => boolean): Promise<(Impact & { changedAt: Date | null })[]> {
  const rows = await impacts(trx)
    .leftJoin('impacts.drafts as d', 'd.impact_id', 'i.id')
    .select('d.changed_at as changedAt')
    .orderBy('i.created_at', 'desc')
    .limit(500)
    .execute();
  const when = ({ changedAt }: { changedAt: Date | null }) => changedAt?.getTime() ?? 0;
  return (await withPlaces(trx, rows)).filter(seen).toSorted((one, other) => when(other) - when(one));
}

/** An analysis by its short name; null where there is none or it is another authority's and not published. */
export async function findImpact(trx: Trx, code: string): Promise<Impact | null> {
  return (await withPlaces(trx, await impacts(trx).where('i.code', '=', code).execute()))[0] ?? null;
}

/** An analysis by its id, as far as the actor reads it. Refusal: `not-found`. */
export async function getImpact(trx: Trx, id: ImpactId): Promise<Impact> {
  const [found] = await withPlaces(trx, await impacts(trx).where('i.id', '=', id).execute());
  if (!found) throw refuse('not-found');
  return found;
}

/** The open draft of an analysis; null where there is none, or for whoever does not read it. */
export async function draftOf(trx: Reads<'impacts'>, id: ImpactId): Promise<Draft | null> {
  const row = await trx
    .selectFrom('impacts.drafts')
    .select(['content', 'revision', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('impact_id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

/** Agreed versions that the actor reads, the newest first. */
export async function versionsOf(trx: Reads<'impacts'>, id: ImpactId): Promise<Version[]> {
  const rows = await versions(trx, id).orderBy('number', 'desc').limit(500).execute();
  return rows.map((row) => ({ ...row, content: contentSchema.parse(row.content) }));
}

export async function findVersion(trx: Reads<'impacts'>, id: ImpactId, number: number): Promise<Version | null> {
  const row = await versions(trx, id).where('number', '=', number).executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

function versions(trx: Reads<'impacts'>, id: ImpactId) {
  return trx
    .selectFrom('impacts.versions')
    .select(['number', 'content', 'agreement', 'agreed_by as agreedBy', 'agreed_at as agreedAt'])
    .where('impact_id', '=', id);
}

/** What was found of the effects of a version, the newest first. */
export async function observationsOf(trx: Reads<'impacts'>, id: ImpactId, number: number): Promise<Observation[]> {
  const rows = await trx
    .selectFrom('impacts.observations')
    .select(['effect_id as effectId', 'state', 'value', 'observed_on as on', 'source', 'how', 'other', 'reason'])
    .select(['recorded_by as recordedBy', 'recorded_at as recordedAt'])
    .where('impact_id', '=', id)
    .where('number', '=', number)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(2_000)
    .execute();
  return rows.map(({ effectId, recordedBy, recordedAt, ...row }) => ({ effectId, recordedBy, recordedAt, finding: row as Finding })); // the table keeps each state whole
}
