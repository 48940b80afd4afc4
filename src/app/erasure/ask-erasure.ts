import { custodyOf, type SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import type { RequestId } from './erasure.ts';
import { refuse } from './refusals.ts';

type Asking = Writes<'access' | 'audit' | 'erasure'>;

/**
 * The person asks to be forgotten (GDPR article 17), or the desk writes down that they asked at the counter. The account can
 * go along only where the person asks on line. Refusals: `erasure-absent` for a file that is neither, `erasure-open`.
 */
export async function askErasure(
  trx: Asking,
  accountId: string,
  subjectId: SubjectId,
  asking: { how: 'person' | 'desk'; accountToo: boolean; wish: string | null },
): Promise<RequestId> {
  const custody = await custodyOf(trx, subjectId);
  if (!custody || !(asking.how === 'person' ? custody.own : custody.desk)) throw refuse('erasure-absent');
  const id = newId<'erasure.requests'>();
  await trx
    .insertInto('erasure.requests')
    .values({
      id,
      subject_id: subjectId,
      custodian_id: custody.custodianId,
      asked_how: asking.how,
      asked_by: accountId,
      account_too: asking.how === 'person' && asking.accountToo,
      wish: asking.wish,
    })
    .execute()
    .catch(onConstraint({ requests_one_open: () => refuse('erasure-open') }));
  await record(trx, {
    verb: 'app.erasure-asked',
    purpose: 'app.purpose.erasure',
    scopeId: asking.how === 'desk' ? custody.custodianId : null,
    subjectId,
    objectKind: 'erasure',
    objectId: id,
  });
  return id;
}

/** The person takes a request back, as long as nobody has decided. Refusals: `erasure-not-open`. */
export async function withdrawErasure(trx: Asking, id: RequestId): Promise<void> {
  const withdrawn = await trx
    .updateTable('erasure.requests')
    .set({ state: 'withdrawn', withdrawn_at: new Date() })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'proposed'])
    .returning(['subject_id'])
    .executeTakeFirst();
  if (!withdrawn) throw refuse('erasure-not-open');
  await record(trx, {
    verb: 'app.erasure-withdrawn',
    purpose: 'app.purpose.erasure',
    subjectId: withdrawn.subject_id,
    objectKind: 'erasure',
    objectId: id,
  });
}
