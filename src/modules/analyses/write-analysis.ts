import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { AnalysisId, Beginning } from './analysis.ts';
import { contentSchema, emptyContent, type Content } from './content.ts';
import { draftOf, findVersion, getAnalysis } from './read-analyses.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'analyses' | 'places'>;

/** Begins an analysis of a place with an empty draft. Refusals: `code-taken`; `not-authority` where the actor does not write for the office. */
export async function beginAnalysis(
  trx: Trx,
  accountId: string,
  { placeId, officeId, ...given }: Beginning,
  now: Date,
): Promise<AnalysisId> {
  const id = newId<'analyses.analyses'>();
  await trx
    .insertInto('analyses.analyses')
    .values({ id, place_id: placeId, office_id: officeId, ...given, created_by: accountId, created_at: now })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'analyses_code') throw refuse('code-taken', { field: 'code' });
      throw isForbidden(error) ? refuse('not-authority', { field: 'authority' }) : error;
    });
  await insertDraft(trx, accountId, id, emptyContent(given.title), now);
  return id;
}

/** Begins the next version with the content of the newest. Refusals: `not-found`, `has-draft`. */
export async function beginVersion(trx: Trx, accountId: string, id: AnalysisId, now: Date): Promise<void> {
  const { version } = await getAnalysis(trx, id);
  const newest = await findVersion(trx, id, version);
  if (!newest) throw refuse('not-found');
  await insertDraft(trx, accountId, id, newest.content, now);
}

async function insertDraft(trx: Trx, accountId: string, id: AnalysisId, content: Content, now: Date): Promise<void> {
  await trx
    .insertInto('analyses.drafts')
    .values({ analysis_id: id, content: JSON.stringify(content), changed_by: accountId, changed_at: now })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'drafts_pkey') throw refuse('has-draft');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
}

/**
 * Changes the draft; `base` is the revision that the writer saw. Refusals: `not-found`, `draft-changed`, `draft-wrong` where the
 * result would be no analysis, and those of the change itself.
 */
export async function changeDraft(
  trx: Trx,
  accountId: string,
  id: AnalysisId,
  { base, change }: { base: number; change: (content: Content) => Content },
  now: Date,
): Promise<void> {
  const draft = await draftOf(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.revision !== base) throw refuse('draft-changed');
  const content = contentSchema.safeParse(change(draft.content));
  if (!content.success) throw refuse('draft-wrong');
  const changed = await trx
    .updateTable('analyses.drafts')
    .set({ content: JSON.stringify(content.data), revision: base + 1, changed_by: accountId, changed_at: now })
    .where('analysis_id', '=', id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Throws the draft away, and the analysis with it where nothing of it was ever published. Refusal: `not-found`. */
export async function discardDraft(trx: Trx, id: AnalysisId): Promise<void> {
  const gone = await trx.deleteFrom('analyses.drafts').where('analysis_id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  await trx.deleteFrom('analyses.analyses').where('id', '=', id).where('version', '=', 0).execute();
}

/** Words by which a published analysis is found. */
export const wordsOf = ({ title, summary }: Content): string =>
  [...new Set(searchWords(`${title} ${summary ?? ''}`))].join(' ').slice(0, 2_000);
