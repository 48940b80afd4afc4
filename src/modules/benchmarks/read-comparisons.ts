import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { Comparison, ComparisonId, Draft, Version } from './benchmark.ts';
import { contentSchema } from './content.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

type Trx = Reads<'benchmarks'>;

function comparisons(trx: Trx) {
  return trx
    .selectFrom('benchmarks.comparisons as c')
    .select(['c.id', 'c.code', 'c.kind', 'c.office_id as officeId', 'c.lang', 'c.title', 'c.version', 'c.demonstration'])
    .$narrowType<Pick<Comparison, 'officeId' | 'kind'>>(); // by its foreign key and its check
}

/** Comparisons that everybody reads, by title. */
export async function listPublished(
  trx: Trx,
  { words = '', kind = null, limit = 1_000, offset = 0 }: { words?: string; kind?: Kind | null; limit?: number; offset?: number },
): Promise<{ rows: Comparison[]; total: number }> {
  const sought = searchWords(words)
    .slice(0, 10)
    .map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const rows = await comparisons(trx)
    .select(({ fn }) => fn.countAll<string>().over().as('total'))
    .where('c.version', '>', 0)
    .where((eb) => (kind ? eb('c.kind', '=', kind) : eb.lit(true)))
    .where((eb) => eb.and(sought.map((word) => eb('c.words', 'like', word))))
    .orderBy('c.title')
    .orderBy('c.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows: rows.map(({ total: _total, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}

/** Comparisons whose drafts the actor reads, the last changed first; `seen` says whose they are, as row security does. */
export async function listSeen(trx: Trx, seen: (one: Comparison) => boolean): Promise<(Comparison & { changedAt: Date | null })[]> {
  const rows = await comparisons(trx)
    .leftJoin('benchmarks.drafts as d', 'd.comparison_id', 'c.id')
    .select('d.changed_at as changedAt')
    .orderBy('c.created_at', 'desc')
    .limit(500)
    .execute();
  const when = ({ changedAt }: { changedAt: Date | null }) => changedAt?.getTime() ?? 0;
  return rows.filter(seen).toSorted((one, other) => when(other) - when(one));
}

/** A comparison by its short name; null where there is none or it is another authority's and not published. */
export async function findComparison(trx: Trx, code: string): Promise<Comparison | null> {
  return (await comparisons(trx).where('c.code', '=', code).executeTakeFirst()) ?? null;
}

/** A comparison by its id, as far as the actor reads it. Refusal: `not-found`. */
export async function getComparison(trx: Trx, id: ComparisonId): Promise<Comparison> {
  const found = await comparisons(trx).where('c.id', '=', id).executeTakeFirst();
  if (!found) throw refuse('not-found');
  return found;
}

/** The open draft of a comparison; null where there is none, or for whoever does not read it. */
export async function draftOf(trx: Trx, id: ComparisonId): Promise<Draft | null> {
  const row = await trx
    .selectFrom('benchmarks.drafts')
    .select(['content', 'revision', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('comparison_id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

/** Published versions, the newest first. */
export async function versionsOf(trx: Trx, id: ComparisonId): Promise<Version[]> {
  const rows = await versions(trx, id).orderBy('number', 'desc').limit(500).execute();
  return rows.map((row) => ({ ...row, content: contentSchema.parse(row.content) }));
}

export async function findVersion(trx: Trx, id: ComparisonId, number: number): Promise<Version | null> {
  const row = await versions(trx, id).where('number', '=', number).executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}

function versions(trx: Trx, id: ComparisonId) {
  return trx
    .selectFrom('benchmarks.versions')
    .select(['number', 'content', 'reason', 'published_by as publishedBy', 'published_at as publishedAt'])
    .where('comparison_id', '=', id);
}
