import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Draft, DraftId, Plan } from './plan.ts';
import { authorsOf, waiting } from './write-plan.ts';
import { refuse } from './refusals.ts';

/** A yes of a keeping office. */
export interface Approval {
  officeId: OfficeId;
  accountId: string;
  approvedAt: Date;
}

/** Yeses that a draft has, in the order in which they were given. */
export async function approvalsOf(trx: Reads<'plans'>, draftId: DraftId): Promise<Approval[]> {
  return await trx
    .selectFrom('plans.approvals')
    .select(['office_id as officeId', 'account_id as accountId', 'approved_at as approvedAt'])
    .where('draft_id', '=', draftId)
    .orderBy('approved_at')
    .execute();
}

/** Offices for which the actor may still say yes to a draft; the database says which. */
export async function mayApprove(trx: Reads<'plans'>, draft: Pick<Draft, 'id'>): Promise<OfficeId[]> {
  const { rows } = await sql<{ officeId: OfficeId }>`
    select office_id as "officeId" from plans.to_approve() where draft_id = ${draft.id} order by 1`.execute(trx);
  return rows.map(({ officeId }) => officeId);
}

/**
 * Says yes to a draft for one of the offices that keep the plan; the last yes that was needed publishes it, and true comes back.
 * Refusals: `not-found`, `not-waiting`, `own-draft` for somebody who wrote a part, `not-approver`.
 */
export async function approvePlan(
  trx: Writes<'plans' | 'audit'>,
  accountId: string,
  plan: Plan,
  officeId: OfficeId,
  now: Date,
): Promise<boolean> {
  const draft = await waiting(trx, plan.id);
  if ((await authorsOf(trx, draft.id)).includes(accountId)) throw refuse('own-draft');
  await trx
    .insertInto('plans.approvals')
    .values({ draft_id: draft.id, office_id: officeId, account_id: accountId, approved_at: now })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-approver') : error;
    });
  const given = await approvalsOf(trx, draft.id);
  const needed = [plan.officeId, ...(plan.otherOfficeId ? [plan.otherOfficeId] : [])];
  if (!needed.every((one) => given.some((approval) => approval.officeId === one))) return false;
  const number = plan.version + 1;
  // Words, language and names of the version are the draft's: the database takes them from there.
  const taken = { lang: draft.lang, content: '{}', reason: draft.reason, authors: [], approvers: [] };
  await trx
    .insertInto('plans.versions')
    .values({ id: newId(), plan_id: plan.id, number, draft_id: draft.id, ...taken, published_by: accountId, published_at: now })
    .execute();
  await record(trx, {
    verb: 'plans.version-published',
    purpose: 'plans.purpose.plan',
    scopeId: officeId,
    objectKind: 'plan',
    objectId: plan.id,
  });
  return true;
}
