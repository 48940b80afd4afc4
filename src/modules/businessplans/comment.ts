import { newId, type Reads, type Writes } from '#kernel/db';
import type { Plan, Side } from './plan.ts';

export interface PlanComment {
  readonly id: string;
  readonly section: string;
  readonly text: string;
  readonly side: Side;
  readonly by: string;
  readonly at: Date;
}

/** Says something about a part of a plan. */
export async function addComment(
  trx: Writes<'businessplans'>,
  accountId: string,
  plan: Pick<Plan, 'id' | 'ventureId' | 'officeId'>,
  comment: { section: string; text: string; side: Side },
): Promise<void> {
  await trx
    .insertInto('businessplans.comments')
    .values({ id: newId(), plan_id: plan.id, venture_id: plan.ventureId, office_id: plan.officeId, by_account: accountId, ...comment })
    .execute();
}

/** What was said about a plan, newest first, at most 200. */
export async function listComments(trx: Reads<'businessplans'>, plan: Pick<Plan, 'id'>): Promise<PlanComment[]> {
  const rows = await trx
    .selectFrom('businessplans.comments')
    .select(['id', 'section', 'text', 'side', 'by_account', 'at'])
    .where('plan_id', '=', plan.id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ by_account, side, ...row }) => ({ ...row, by: by_account, side: side as Side })); // check constraint comments_side
}
