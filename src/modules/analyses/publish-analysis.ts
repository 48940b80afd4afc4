import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, type Writes } from '#kernel/db';
import type { AnalysisId } from './analysis.ts';
import { missingIn } from './content.ts';
import { draftOf, getAnalysis } from './read-analyses.ts';
import { refuse } from './refusals.ts';
import { wordsOf } from './write-analysis.ts';

/**
 * Publishes the draft as the next version; `base` is the revision that was read before. The draft is gone then.
 * Refusals: `not-found`, `draft-changed`, `draft-incomplete`.
 */
export async function publishAnalysis(
  trx: Writes<'analyses' | 'places' | 'audit'>,
  accountId: string,
  id: AnalysisId,
  { base, reason }: { base: number; reason: string },
  now: Date,
): Promise<string> {
  const { code, version, officeId } = await getAnalysis(trx, id);
  const draft = await draftOf(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.revision !== base) throw refuse('draft-changed');
  if (missingIn(draft.content).length > 0) throw refuse('draft-incomplete');
  const number = version + 1;
  await trx
    .insertInto('analyses.versions')
    // The database takes the content from the draft.
    .values({ analysis_id: id, number, content: '{}', reason, published_by: accountId, published_at: now })
    .execute()
    .catch((error: unknown) => {
      if (['versions_pkey', 'versions_of_the_draft'].includes(brokenConstraint(error) ?? '')) throw refuse('draft-changed');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await trx
    .updateTable('analyses.analyses')
    .set({ version: number, title: draft.content.title, words: wordsOf(draft.content) })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('analyses.drafts').where('analysis_id', '=', id).execute();
  await record(trx, {
    verb: 'analyses.version-published',
    purpose: 'analyses.purpose.public',
    ...(officeId ? { scopeId: officeId } : {}),
    objectKind: 'analysis',
    objectId: id,
  });
  return code;
}
