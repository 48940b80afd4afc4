import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, type Writes } from '#kernel/db';
import { missingIn } from './content.ts';
import type { ImpactId } from './impact.ts';
import { draftOf, getImpact } from './read-impacts.ts';
import { refuse } from './refusals.ts';
import { wordsOf } from './write-impact.ts';

type Trx = Writes<'impacts' | 'places' | 'audit'>;

/**
 * Freezes the draft as the next version; `base` is the revision that was read before. The draft is gone then.
 * Refusals: `not-found`, `draft-changed`, `draft-incomplete`.
 */
export async function agreeImpact(
  trx: Trx,
  accountId: string,
  id: ImpactId,
  { base, agreement }: { base: number; agreement: string },
  now: Date,
): Promise<number> {
  const { version } = await getImpact(trx, id);
  const draft = await draftOf(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.revision !== base) throw refuse('draft-changed');
  if (missingIn(draft.content).length > 0) throw refuse('draft-incomplete');
  const number = version + 1;
  await trx
    .insertInto('impacts.versions')
    // The database takes the content from the draft.
    .values({ impact_id: id, number, content: '{}', agreement, agreed_by: accountId, agreed_at: now })
    .execute()
    .catch((error: unknown) => {
      if (['versions_pkey', 'versions_of_the_draft'].includes(brokenConstraint(error) ?? '')) throw refuse('draft-changed');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await trx
    .updateTable('impacts.impacts')
    .set({ version: number, title: draft.content.title, words: wordsOf(draft.content) })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('impacts.drafts').where('impact_id', '=', id).execute();
  await record(trx, { verb: 'impacts.version-agreed', ...(await aboutIn(trx, id)) });
  return number;
}

/** Shows the newest agreed version to everybody, with those before it. Refusals: `not-found`, `newest-published`. */
export async function publishImpact(trx: Trx, id: ImpactId): Promise<string> {
  const { code, version, published } = await getImpact(trx, id);
  if (version === 0) throw refuse('not-found');
  if (version === published) throw refuse('newest-published');
  const done = await trx.updateTable('impacts.impacts').set({ published: version }).where('id', '=', id).executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('not-found');
  await record(trx, { verb: 'impacts.version-published', ...(await aboutIn(trx, id)) });
  return code;
}

async function aboutIn(trx: Trx, id: ImpactId) {
  const { officeId } = await getImpact(trx, id);
  return {
    purpose: 'impacts.purpose.public',
    ...(officeId ? { scopeId: officeId } : {}),
    objectKind: 'impact',
    objectId: id,
  };
}
