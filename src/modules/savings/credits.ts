import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { EntryId } from '#modules/ledger';
import { tellKept } from './keep.ts';
import { loadMembership, type Membership, type MembershipId } from './membership.ts';
import { onSavingsConstraint, refuse } from './refusals.ts';
import { nextCredit, type CreditAction, type CreditState } from './states.ts';

export type CreditId = Id<'savings.credits'>;

/** A credit that savings open, and the savings pledged for it. */
export interface Credit {
  readonly id: CreditId;
  readonly membershipId: MembershipId;
  readonly state: CreditState;
  readonly amountMinor: bigint;
  readonly agreedMinor: bigint | null;
  readonly terms: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly pledgeMinor: bigint;
  readonly takenMinor: bigint;
  readonly askedAt: Date;
  readonly openedOn: Day | null;
  readonly endedOn: Day | null;
}

/** Credits of somebody who saves, the latest first. */
export async function creditsOf(trx: Reads<'savings'>, { id }: Pick<Membership, 'id'>): Promise<Credit[]> {
  return (await rowsOf(trx).where('membership_id', '=', id).orderBy('asked_at', 'desc').orderBy('id', 'desc').execute()).map(toCredit);
}

/** Credits that wait for an answer or run, of the organisations whose savings the actor keeps. */
export async function openCredits(trx: Reads<'savings'>): Promise<Credit[]> {
  const rows = await rowsOf(trx)
    .where(sql<boolean>`organisation_id in (select savings.keeping())`)
    .where('state', 'in', ['asked', 'open'])
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
  return rows.map(toCredit);
}

/** A credit that the actor may see, with whose it is. Refusals: `not-found`. */
export async function loadCredit(trx: Reads<'savings'>, id: CreditId): Promise<{ credit: Credit; one: Membership }> {
  const row = await rowsOf(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  const credit = toCredit(row);
  return { credit, one: await loadMembership(trx, credit.membershipId) };
}

const rowsOf = (trx: Reads<'savings'>) => trx.selectFrom('savings.credits').selectAll();

function toCredit(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): Credit {
  return {
    id: row.id,
    membershipId: row.membership_id as MembershipId, // a foreign key
    state: row.state as CreditState, // check constraint credits_state
    amountMinor: BigInt(row.amount_minor),
    agreedMinor: row.agreed_minor === null ? null : BigInt(row.agreed_minor),
    terms: row.terms,
    reference: row.reference,
    reason: row.reason,
    pledgeMinor: BigInt(row.pledge_minor),
    takenMinor: BigInt(row.taken_minor),
    askedAt: row.asked_at,
    openedOn: row.opened_on,
    endedOn: row.ended_on,
  };
}

type Trx = Writes<'savings' | 'ledger' | 'audit' | 'consent'>;

/** The saver asks for the credit. Refusals: `not-running`, `conditions-not-met`, `more-than-lent`, `credit-under-way`. */
export async function askCredit(trx: Trx, one: Membership, amountMinor: bigint, today: Day): Promise<CreditId> {
  const id = newId<'savings.credits'>();
  await sql`select savings.ask_credit(${one.id}, ${id}, ${amountMinor}, ${today})`.execute(trx).catch(onSavingsConstraint);
  await tellOwn(trx, one, 'credit-asked');
  return id;
}

/** The saver takes the question back. Refusals: `not-found`, where it stands. */
export async function withdrawCredit(trx: Trx, id: CreditId): Promise<Membership> {
  const { credit, one } = await loadCredit(trx, id);
  nextCredit(credit.state, 'withdraw');
  await sql`select savings.answer_credit(${id}, 'withdrawn', null)`.execute(trx).catch(onSavingsConstraint);
  await tellOwn(trx, one, 'credit-withdrawn');
  return one;
}

/** A credit of somebody who saves with an organisation of the actor, on which this can be done. Refusals: `not-found`, where it stands. */
export async function creditToKeep(trx: Reads<'savings'>, id: CreditId, action: CreditAction) {
  const found = await loadCredit(trx, id);
  if (!found.one.forKeeper) throw refuse('not-found');
  nextCredit(found.credit.state, action);
  return found;
}

/** Declines with a reason. Refusals: `not-found`, where it stands. */
export async function declineCredit(trx: Trx, id: CreditId, reason: string): Promise<Membership> {
  const { one } = await creditToKeep(trx, id, 'decline');
  await sql`select savings.answer_credit(${id}, 'declined', ${reason})`.execute(trx).catch(onSavingsConstraint);
  await tellKept(trx, one, 'credit-declined');
  return one;
}

/**
 * Opens the credit and reserves the savings pledged for it. Refusals: `not-found`, `conditions-not-met`, `more-than-lent`, `day-to-come`,
 * `reference-used`, `period-closed`, where it stands.
 */
export async function openCredit(
  trx: Trx,
  id: CreditId,
  { amountMinor, day, reference, terms }: { amountMinor: bigint; day: Day; reference: string; terms: string },
  today: Day,
): Promise<Membership> {
  const { one } = await creditToKeep(trx, id, 'open');
  if (day > today) throw refuse('day-to-come', { field: 'day' });
  await sql`select savings.open_credit(${id}, ${newId<'ledger.entries'>()}, ${amountMinor}, ${day}, ${reference}, ${terms})`
    .execute(trx)
    .catch(onSavingsConstraint);
  await tellKept(trx, one, 'credit-opened');
  return one;
}

/** Ends a credit that was repaid; what was pledged is free again. Refusals: `not-found`, `day-to-come`, `before-opening`, where it stands. */
export async function repayCredit(trx: Trx, id: CreditId, day: Day, today: Day): Promise<Membership> {
  const { one } = await creditToKeep(trx, id, 'repay');
  await end(trx, id, { amountMinor: 0n, day, reference: null }, today);
  await tellKept(trx, one, 'credit-repaid');
  return one;
}

/**
 * Ends a credit that was not repaid, by what is taken of the pledge; the rest is free again.
 * Refusals: as for repaying, `nothing-pledged`, `more-than-pledged`, `reference-used`.
 */
export async function coverCredit(
  trx: Trx,
  id: CreditId,
  told: { amountMinor: bigint; day: Day; reference: string },
  today: Day,
): Promise<Membership> {
  const { credit, one } = await creditToKeep(trx, id, 'cover');
  if (credit.pledgeMinor === 0n) throw refuse('nothing-pledged');
  await end(trx, id, told, today);
  await tellKept(trx, one, 'credit-covered');
  return one;
}

interface Ending {
  amountMinor: bigint;
  day: Day;
  reference: string | null;
}

async function end(trx: Trx, id: CreditId, { amountMinor, day, reference }: Ending, today: Day): Promise<void> {
  if (day > today) throw refuse('day-to-come', { field: 'day' });
  const entry: EntryId = newId<'ledger.entries'>();
  await sql`select savings.end_credit(${id}, ${newId<'savings.movements'>()}, ${entry}, ${amountMinor}, ${day}, ${reference})`
    .execute(trx)
    .catch(onSavingsConstraint);
}

async function tellOwn(trx: Writes<'audit'>, { id, personId }: Membership, verb: string): Promise<void> {
  await record(trx, {
    verb: `savings.${verb}`,
    purpose: 'savings.purpose.membership',
    scopeId: null,
    subjectId: personId,
    objectKind: 'saving',
    objectId: id,
  });
}
