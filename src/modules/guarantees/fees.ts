import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, type Id, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { FeeBase } from './fee.ts';
import type { GuaranteeId } from './filing.ts';
import type { FundId, LenderId, Window, WindowId } from './fund.ts';
import { refuse } from './refusals.ts';

const purpose = 'guarantees.purpose.keep';
const MOST = 200;

export type FeePaymentId = Id<'guarantees.fee_payments'>;

/** A fee that was charged for a guarantee. */
export interface Fee {
  id: string;
  kind: 'up-front' | 'yearly';
  from: Day;
  /** The first day that is not counted; null for the fee at the start. */
  until: Day | null;
  base: FeeBase | 'guaranteed';
  percent: string;
  amountMinor: bigint;
  homeMinor: bigint;
  rate: string | null;
  rateOn: Day | null;
  rateSource: string | null;
  chargedOn: Day;
}

/** Fees of a guarantee that the actor reads, in order. */
export async function feesOf(trx: Reads<'guarantees'>, id: GuaranteeId): Promise<Fee[]> {
  const { rows } = await sql<Fee>`
    select id, kind, from_on as from, until_on as until, base, trim_scale(percent)::text as percent, amount_minor as "amountMinor",
           home_minor as "homeMinor", rate, rate_on as "rateOn", rate_source as "rateSource", charged_on as "chargedOn"
      from guarantees.fees
     where guarantee_id = ${id}
     order by from_on, kind`.execute(trx);
  return rows;
}

/** What a lender was charged, paid and owes for a window, minor units of the fund's currency. */
export interface FeeAccount {
  windowId: WindowId;
  window: string;
  lenderId: LenderId;
  chargedMinor: bigint;
  paidMinor: bigint;
  dueMinor: bigint;
}

/** Fees by window and lender that the actor reads: all of them for those who follow the fund, its own for a lender. */
export async function feeAccounts(trx: Reads<'guarantees'>, fundId: FundId): Promise<FeeAccount[]> {
  const { rows } = await sql<FeeAccount>`
    select m.window_id as "windowId", w.name as window, m.lender_id as "lenderId", sum(m.charged)::bigint as "chargedMinor",
           sum(m.paid)::bigint as "paidMinor", sum(m.charged - m.paid)::bigint as "dueMinor"
      from (
        select g.window_id, g.lender_id, f.home_minor as charged, 0 as paid
          from guarantees.fees f join guarantees.guarantees g on g.id = f.guarantee_id
         where g.fund_id = ${fundId}
        union all
        select p.window_id, p.lender_id, 0, p.amount_minor from guarantees.fee_payments p where p.fund_id = ${fundId}
      ) m
      join guarantees.windows w on w.id = m.window_id
     group by m.window_id, w.name, w.number, m.lender_id
     order by w.number, m.lender_id`.execute(trx);
  return rows;
}

/** Fees that were charged and paid in a year, minor units of the fund's currency. */
export interface FeeYear {
  year: number;
  chargedMinor: bigint;
  paidMinor: bigint;
}

/** Fee income by the year in which it was charged, that the actor reads. */
export async function feeYears(trx: Reads<'guarantees'>, fundId: FundId): Promise<FeeYear[]> {
  const { rows } = await sql<FeeYear>`
    select extract(year from m.day)::int as year, sum(m.charged)::bigint as "chargedMinor", sum(m.paid)::bigint as "paidMinor"
      from (
        select f.charged_on as day, f.home_minor as charged, 0 as paid
          from guarantees.fees f join guarantees.guarantees g on g.id = f.guarantee_id
         where g.fund_id = ${fundId}
        union all
        select p.on_day, 0, p.amount_minor from guarantees.fee_payments p where p.fund_id = ${fundId}
      ) m
     group by 1
     order by 1 desc`.execute(trx);
  return rows;
}

/** A payment of fees, or its taking back (below 0). */
export interface FeePayment {
  id: FeePaymentId;
  window: string;
  lenderId: LenderId;
  onDay: Day;
  amountMinor: bigint;
  why: string | null;
  /** A payment that still counts, so that it can be taken back. */
  stands: boolean;
}

/** Payments of fees that the actor reads, the newest first; or one of them. */
export async function feePayments(trx: Reads<'guarantees'>, fundId: FundId, one: FeePaymentId | null = null): Promise<FeePayment[]> {
  const { rows } = await sql<FeePayment>`
    select p.id, w.name as window, p.lender_id as "lenderId", p.on_day as "onDay", p.amount_minor as "amountMinor", p.why,
           p.takes_back is null and not exists (select from guarantees.fee_payments b where b.takes_back = p.id) as stands
      from guarantees.fee_payments p
      join guarantees.windows w on w.id = p.window_id
     where p.fund_id = ${fundId} and p.id = coalesce(${one}, p.id)
     order by p.on_day desc, p.id desc
     limit ${MOST}`.execute(trx);
  return rows;
}

/**
 * Books fees that a lender paid for a window, once for each payment; the fund's manager does. Refusals: `no-amount`, `fee-more` (more than
 * was due on the day), `day-ahead`, `period-closed`, `not-found`.
 */
export async function bookFeePayment(
  trx: Writes<'guarantees' | 'audit'>,
  id: FeePaymentId,
  { id: windowId, fundId }: Pick<Window, 'id' | 'fundId'>,
  lenderId: LenderId,
  { onDay, amountMinor }: { onDay: Day; amountMinor: bigint },
): Promise<void> {
  await sql`select guarantees.pay_fee(${windowId}, ${lenderId}, ${id}, ${onDay}, ${amountMinor})`.execute(trx).catch(onPayment);
  await record(trx, { verb: 'guarantees.fee-paid', purpose, scopeId: fundId, objectKind: 'guarantee-window', objectId: windowId });
}

/** Takes a payment that was booked wrongly back, with the reason; the lender owes it again. Refusals: `fee-taken-back`, `no-cash`, `period-closed`, `not-found`. */
export async function takeFeePaymentBack(
  trx: Writes<'guarantees' | 'audit'>,
  id: FeePaymentId,
  payment: FeePaymentId,
  fundId: FundId,
  why: string,
): Promise<void> {
  await sql`select guarantees.take_fee_payment_back(${payment}, ${id}, ${why})`.execute(trx).catch(onPayment);
  await record(trx, { verb: 'guarantees.fee-taken-back', purpose, scopeId: fundId, objectKind: 'guarantee-fund', objectId: fundId });
}

const refusalFor: Readonly<Record<string, () => Error>> = {
  guarantees_missing: () => refuse('not-found'),
  guarantees_fee_amount: () => refuse('no-amount', { field: 'amount' }),
  guarantees_fee_due: () => refuse('fee-more', { field: 'amount' }),
  guarantees_fee_taken_back: () => refuse('fee-taken-back'),
  guarantees_day_ahead: () => refuse('day-ahead', { field: 'day' }),
  guarantees_no_cash: () => refuse('no-cash'),
  postings_amount: () => refuse('fee-more', { field: 'amount' }),
  entries_open_period: () => refuse('period-closed', { field: 'day' }),
};

function onPayment(error: unknown): never {
  const known = refusalFor[brokenConstraint(error) ?? ''];
  if (known) throw known();
  throw isForbidden(error) ? refuse('not-found') : error;
}
