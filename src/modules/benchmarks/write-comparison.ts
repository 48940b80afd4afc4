import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { Beginning, ComparisonId } from './benchmark.ts';
import { contentSchema, emptyContent, missingIn, type Content } from './content.ts';
import { draftOf, findVersion, getComparison } from './read-comparisons.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'benchmarks'>;

/** Begins a comparison with an empty draft. Refusals: `code-taken`; `not-authority` where the actor does not plan for the office. */
export async function beginComparison(trx: Trx, accountId: string, { officeId, ...given }: Beginning, now: Date): Promise<ComparisonId> {
  const id = newId<'benchmarks.comparisons'>();
  await trx
    .insertInto('benchmarks.comparisons')
    .values({ id, office_id: officeId, ...given, created_by: accountId, created_at: now })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'comparisons_code') throw refuse('code-taken', { field: 'code' });
      throw isForbidden(error) ? refuse('not-authority', { field: 'authority' }) : error;
    });
  await insertDraft(trx, accountId, id, emptyContent(given.title, given.kind), now);
  return id;
}

/** Begins the next version with the content of the newest. Refusals: `not-found`, `has-draft`. */
export async function beginVersion(trx: Trx, accountId: string, id: ComparisonId, now: Date): Promise<void> {
  const { version } = await getComparison(trx, id);
  const newest = await findVersion(trx, id, version);
  if (!newest) throw refuse('not-found');
  await insertDraft(trx, accountId, id, newest.content, now);
}

async function insertDraft(trx: Trx, accountId: string, id: ComparisonId, content: Content, now: Date): Promise<void> {
  await trx
    .insertInto('benchmarks.drafts')
    .values({ comparison_id: id, content: JSON.stringify(content), changed_by: accountId, changed_at: now })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'drafts_pkey') throw refuse('has-draft');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
}

/**
 * Changes the draft; `base` is the revision that the writer saw. Refusals: `not-found`, `draft-changed`, `draft-wrong` where the
 * result would be no comparison, and those of the change itself.
 */
export async function changeDraft(
  trx: Trx,
  accountId: string,
  id: ComparisonId,
  { base, change }: { base: number; change: (content: Content) => Content },
  now: Date,
): Promise<void> {
  const draft = await draftOf(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.revision !== base) throw refuse('draft-changed');
  const content = contentSchema.safeParse(change(draft.content));
  // The database holds the kind too.
  if (!content.success || content.data.kind !== draft.content.kind) throw refuse('draft-wrong');
  const changed = await trx
    .updateTable('benchmarks.drafts')
    .set({ content: JSON.stringify(content.data), revision: base + 1, changed_by: accountId, changed_at: now })
    .where('comparison_id', '=', id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Throws the draft away, and the comparison with it where nothing of it was ever published. Refusal: `not-found`. */
export async function discardDraft(trx: Trx, id: ComparisonId): Promise<void> {
  const gone = await trx.deleteFrom('benchmarks.drafts').where('comparison_id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  await trx.deleteFrom('benchmarks.comparisons').where('id', '=', id).where('version', '=', 0).execute();
}

const wordsOf = ({ title, question }: Content): string => [...new Set(searchWords(`${title} ${question ?? ''}`))].join(' ').slice(0, 2_000);

/**
 * Publishes the draft as the next version; `base` is the revision that was read before. The draft is gone then.
 * Refusals: `not-found`, `draft-changed`, `draft-incomplete`.
 */
export async function publishComparison(
  trx: Writes<'benchmarks' | 'audit'>,
  accountId: string,
  id: ComparisonId,
  { base, reason }: { base: number; reason: string },
  now: Date,
): Promise<string> {
  const { code, version, officeId } = await getComparison(trx, id);
  const draft = await draftOf(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.revision !== base) throw refuse('draft-changed');
  if (missingIn(draft.content).length > 0) throw refuse('draft-incomplete');
  const number = version + 1;
  await trx
    .insertInto('benchmarks.versions')
    // The database takes the content from the draft.
    .values({ comparison_id: id, number, content: '{}', reason, published_by: accountId, published_at: now })
    .execute()
    .catch((error: unknown) => {
      if (['versions_pkey', 'versions_of_the_draft'].includes(brokenConstraint(error) ?? '')) throw refuse('draft-changed');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await trx
    .updateTable('benchmarks.comparisons')
    .set({ version: number, title: draft.content.title, words: wordsOf(draft.content) })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('benchmarks.drafts').where('comparison_id', '=', id).execute();
  await record(trx, {
    verb: 'benchmarks.version-published',
    purpose: 'benchmarks.purpose.public',
    ...(officeId ? { scopeId: officeId } : {}),
    objectKind: 'comparison',
    objectId: id,
  });
  return code;
}
