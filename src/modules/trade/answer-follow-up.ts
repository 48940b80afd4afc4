import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { getInterest, told } from './ask-about-offer.ts';
import type { FollowUp, FollowUpAnswer } from './follow-up.ts';
import type { InterestId, Side } from './interest.ts';
import { refuse } from './refusals.ts';

const COLUMNS = [
  'f.interest_id as interestId',
  'f.side',
  'f.due_on as dueOn',
  'f.asked_at as askedAt',
  'f.reminded_at as remindedAt',
  'f.answered_at as answeredAt',
  'f.met',
  'f.contract',
  'f.quantity',
  'f.unit',
  'f.value_minor as valueMinor',
  'f.currency',
  'f.again',
  'f.obstacles',
  'f.note',
] as const;

/** Closed lists that the check constraints of the table hold. */
type Lists = Pick<FollowUpAnswer, 'unit' | 'again' | 'obstacles'> & { side: Side; met: FollowUpAnswer['met'] | null } & {
  contract: FollowUpAnswer['contract'] | null;
};

type Row = Omit<FollowUp, 'answer'> & Omit<FollowUpAnswer, 'met' | 'contract'> & Lists;

function toFollowUp<R extends Row>({ met, contract, quantity, unit, valueMinor, currency, again, obstacles, note, ...row }: R) {
  const answer = met === null || contract === null ? null : { met, contract, quantity, unit, valueMinor, currency, again, obstacles, note };
  return { ...row, answer };
}

/** What the actor's own sides of some interests said, or will be asked. */
export async function followUpsOf(trx: Reads<'trade'>, ids: readonly InterestId[]): Promise<FollowUp[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('trade.follow_ups as f')
    .select(COLUMNS)
    .$narrowType<Lists>()
    .where('f.interest_id', 'in', [...ids])
    .orderBy('f.due_on')
    .orderBy('f.side')
    .execute();
  return rows.map(toFollowUp);
}

/** A follow-up in a list of the desk, with the interest that it is about. */
export interface FollowUpLine extends FollowUp {
  who: string;
  offerTitle: string | null;
}

/** Follow-ups at some desks, each side apart: those due and not answered, the oldest first, or those answered, the newest first. */
export async function followUpsAtDesk(
  trx: Reads<'trade'>,
  officeIds: readonly string[],
  filter: { which: 'due' | 'answered'; today: Day },
): Promise<FollowUpLine[]> {
  if (officeIds.length === 0) return [];
  const offices = [...officeIds];
  let query = trx
    .selectFrom('trade.follow_ups as f')
    .innerJoin('trade.interests as i', 'i.id', 'f.interest_id')
    .leftJoin('trade.offers as o', 'o.id', 'i.offer_id')
    .select([...COLUMNS, 'i.who', 'o.title as offerTitle'])
    .$narrowType<Lists>()
    .where((eb) =>
      eb.or([
        eb.and([eb('f.side', '=', 'owner'), eb('i.office_id', 'in', offices)]),
        eb.and([eb('f.side', '=', 'asker'), eb('i.from_office_id', 'in', offices)]),
      ]),
    );
  query =
    filter.which === 'due'
      ? query.where('f.answered_at', 'is', null).where('i.ended_at', 'is', null).where('f.due_on', '<=', filter.today).orderBy('f.due_on')
      : query.where('f.answered_at', 'is not', null).orderBy('f.answered_at', 'desc');
  const rows = await query.orderBy('f.interest_id').orderBy('f.side').limit(500).execute();
  return rows.map(toFollowUp);
}

/** Refuses half an amount, and what was traded where there is no contract. */
function checkAnswer({ contract, quantity, unit, valueMinor, again }: FollowUpAnswer): void {
  if ((quantity === null) !== (unit === null)) throw refuse('traded-incomplete', { field: 'quantity' });
  if (contract !== 'yes' && (quantity !== null || valueMinor !== null || again !== null))
    throw refuse('no-contract', { field: 'contract' });
}

/**
 * Keeps what one side says became of a contact; it may be put right later. Refusals: not found (also where the actor is
 * not of that side, or both have not confirmed yet), half an amount, something traded without a contract.
 */
export async function answerFollowUp(
  trx: Writes<'trade' | 'audit' | 'ventures'>,
  accountId: string,
  { interestId, side }: { interestId: InterestId; side: Side },
  answer: FollowUpAnswer,
  now: Date,
): Promise<void> {
  checkAnswer(answer);
  const { valueMinor, ...rest } = answer;
  const changed = await trx
    .updateTable('trade.follow_ups')
    .set({ ...rest, value_minor: valueMinor, answered_at: sql<Date>`coalesce(answered_at, ${now})`, answered_by: accountId })
    .where('interest_id', '=', interestId)
    .where('side', '=', side)
    .executeTakeFirst();
  const interest = changed.numUpdatedRows === 0n ? null : await getInterest(trx, interestId);
  if (!interest) throw refuse('not-found');
  await told(trx, 'trade.followed-up', interest, side);
}
