import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { FundId, WindowId } from './fund.ts';

/** What everybody may know of a published window. Guaranteed and lent in the loans' currency, paid and recovered in the fund's. */
export interface PublicFigures {
  filed: number;
  approved: number;
  active: number;
  repaid: number;
  claims: number;
  lenders: number;
  guaranteedMinor: bigint;
  lentMinor: bigint;
  paidMinor: bigint;
  recoveredMinor: bigint;
}

/** Figures of a window; null where it is not published and the actor does not follow its fund. */
export async function publicFigures(trx: Reads<'guarantees'>, windowId: WindowId): Promise<PublicFigures | null> {
  const { rows } = await sql<PublicFigures>`
    select filed::int, approved::int, active::int, repaid::int, claims::int, lenders::int, guaranteed_minor as "guaranteedMinor",
           lent_minor as "lentMinor", paid_minor as "paidMinor", recovered_minor as "recoveredMinor"
      from guarantees.public_figures(${windowId})`.execute(trx);
  return rows[0] ?? null;
}

// uses messages: guarantees.report.by-*
export const splits = ['lender', 'country', 'sector', 'without', 'vintage'] as const;
export type Split = (typeof splits)[number];

/** Loans of one lender, country, sector, answer or quarter of payment; amounts in the fund's currency, of today's holdings. */
export interface ReportRow {
  split: Split;
  key: string;
  loans: number;
  /** Paid out, so that a guarantee began. */
  begun: number;
  defaulted: number;
  heldMinor: bigint;
  paidMinor: bigint;
}

/**
 * Concentration, lenders compared, additionality and defaults by vintage (quarter in which the loan was paid out) of a fund, in one pass.
 * For those who follow the fund; a lender reads its own loans only.
 */
export async function reportOf(trx: Reads<'guarantees'>, fundId: FundId): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select split, key, count(*)::int as loans, count(*) filter (where g.loan_on is not null)::int as begun,
           count(*) filter (where g.called_on is not null)::int as defaulted,
           coalesce(sum(g.measured_minor), 0)::bigint as "heldMinor", coalesce(sum(g.paid_home_minor), 0)::bigint as "paidMinor"
      from guarantees.guarantees g
     cross join lateral (values
       ('lender', g.lender_id::text), ('country', g.country), ('sector', g.sector), ('without', g.without_it),
       ('vintage', to_char(g.loan_on, 'YYYY "Q"Q'))
     ) s (split, key)
     where g.fund_id = ${fundId} and g.reservation_id is not null and g.state <> 'lapsed' and key is not null
     group by split, key
     order by split, "heldMinor" desc, key`.execute(trx);
  return rows;
}

/** A claim that is not paid in full, with how many days it has waited. */
export interface OpenClaim {
  id: string;
  number: number;
  calledOn: Day;
  days: number;
  payableMinor: bigint;
  paidMinor: bigint;
  currency: Currency;
}

/** Claims that wait, the oldest first. */
export async function openClaims(trx: Reads<'guarantees'>, fundId: FundId, today: Day): Promise<OpenClaim[]> {
  const { rows } = await sql<OpenClaim>`
    select id, number, called_on as "calledOn", (${today}::date - called_on)::int as days, payable_minor as "payableMinor",
           paid_minor as "paidMinor", currency
      from guarantees.guarantees
     where fund_id = ${fundId} and state in ('called', 'part-paid')
     order by called_on, number
     limit 200`.execute(trx);
  return rows;
}
