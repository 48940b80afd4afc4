import type { Id, Reads, Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { PairId, Side } from './pair.ts';
import { loadPair } from './read-pairs.ts';
import { refuse } from './refusals.ts';

export type FollowUpId = Id<'mentoring.follow_ups'>;

/** Days after the start at which both sides are asked three questions. */
export const FOLLOW_UP_DAYS = [30, 90, 180] as const;

// uses messages: mentoring.useful.*
export const usefulAnswers = ['very', 'rather', 'little', 'not'] as const;
// uses messages: mentoring.result.*
export const resultCodes = [
  'clearer-idea',
  'plan-written',
  'registered',
  'first-customers',
  'supplier-found',
  'loan',
  'income-grew',
  'nothing-yet',
] as const;
// uses messages: mentoring.change.*
export const changeAnswers = ['nothing', 'more-often', 'less-often', 'other-topics', 'other-mentor'] as const;

export interface FollowUp {
  id: FollowUpId;
  pairId: PairId;
  side: 'founder' | 'mentor';
  days: number;
  dueOn: Day;
  useful: (typeof usefulAnswers)[number] | null;
  results: string[];
  change: (typeof changeAnswers)[number] | null;
  doneAt: Date | null;
}

/** The three answers. */
export interface FollowUpAnswer {
  useful: (typeof usefulAnswers)[number];
  results: readonly string[];
  change: (typeof changeAnswers)[number];
}

/** Keeps the answers of one side. Refusals: `not-found`, `follow-up-early`, `follow-up-done`. */
export async function answerFollowUp(
  trx: Writes<'mentoring'>,
  accountId: string,
  id: FollowUpId,
  side: Side,
  answer: FollowUpAnswer,
  today: Day,
): Promise<FollowUp> {
  const found = await loadFollowUp(trx, id, side);
  if (found.dueOn > today) throw refuse('follow-up-early');
  const done = await trx
    .updateTable('mentoring.follow_ups')
    .set({ useful: answer.useful, results: [...answer.results], change: answer.change, done_at: new Date(), done_by: accountId })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('follow-up-done');
  return found;
}

/** A follow-up that this side may answer: its own, the office either. Refusals: `not-found`. */
export async function loadFollowUp(trx: Reads<'mentoring'>, id: FollowUpId, side: Side): Promise<FollowUp> {
  const row = await followUps(trx).where('id', '=', id).executeTakeFirst();
  if (!row || (side !== 'office' && row.side !== side)) throw refuse('not-found');
  await loadPair(trx, row.pair_id, side);
  return toFollowUp(row);
}

/** The follow-ups of pairs that the actor may read, in the order in which they are due. */
export async function followUpsOf(trx: Reads<'mentoring'>, pairIds: readonly PairId[]): Promise<FollowUp[]> {
  if (pairIds.length === 0) return [];
  const rows = await followUps(trx)
    .where('pair_id', 'in', [...pairIds])
    .orderBy('due_on')
    .orderBy('side')
    .execute();
  return rows.map(toFollowUp);
}

/** Follow-ups of running pairs at the actor's desks that are due by a day and not answered, the oldest first, at most 200. */
export async function dueFollowUps(trx: Reads<'mentoring'>, officeIds: readonly string[], until: Day): Promise<FollowUp[]> {
  if (officeIds.length === 0) return [];
  const rows = await followUps(trx)
    .where('office_id', 'in', [...officeIds])
    .where('done_at', 'is', null)
    .where('due_on', '<=', until)
    .where('pair_id', 'in', trx.selectFrom('mentoring.pairs').select('id').where('state', '=', 'running'))
    .orderBy('due_on')
    .limit(200)
    .execute();
  return rows.map(toFollowUp);
}

function followUps(trx: Reads<'mentoring'>) {
  return trx
    .selectFrom('mentoring.follow_ups')
    .select(['id', 'pair_id', 'side', 'days', 'due_on', 'useful', 'results', 'change', 'done_at']);
}

function toFollowUp(row: Awaited<ReturnType<ReturnType<typeof followUps>['execute']>>[number]): FollowUp {
  return {
    id: row.id,
    pairId: row.pair_id,
    // Check constraints of the table hold these lists.
    side: row.side as FollowUp['side'],
    days: row.days,
    dueOn: row.due_on,
    useful: row.useful as FollowUp['useful'],
    results: row.results,
    change: row.change as FollowUp['change'],
    doneAt: row.done_at,
  };
}
