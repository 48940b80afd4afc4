import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import { addDays, daysBetween, isDay, type Day } from '#kernel/time';
import type { FundId, WindowId } from './fund.ts';

const DAYS_SHOWN = 90;
/** Two years; more would be a page that nobody reads. */
const MOST_DAYS = 731;

/** What a window stood for at the end of a day, in minor units of the fund's currency. */
export interface CapacityDay {
  day: Day;
  capitalMinor: bigint;
  highestMinor: bigint;
  outstandingMinor: bigint;
  reservedMinor: bigint;
}

/** Capacity of a window by day from the postings of the ledger; for those who follow the fund, nothing for others. */
export async function capacityByDay(trx: Reads<'guarantees'>, windowId: WindowId, from: Day, until: Day): Promise<CapacityDay[]> {
  const { rows } = await sql<CapacityDay>`
    select day, capital_minor as "capitalMinor", highest_minor as "highestMinor", outstanding_minor as "outstandingMinor",
           reserved_minor as "reservedMinor"
      from guarantees.capacity_by_day(${windowId}, ${from}, ${until})`.execute(trx);
  return rows;
}

/** What is left to promise: below 0 where losses or rates have taken more than there was. */
export const roomOn = ({ highestMinor, outstandingMinor, reservedMinor }: CapacityDay): bigint =>
  highestMinor - outstandingMinor - reservedMinor;

// uses messages: guarantees.by-day.wrong-*
/** Why days that were asked for cannot be shown. */
export type WrongDays = 'day' | 'order' | 'ahead' | 'long';

/** A time to show: the last 90 days where nothing was asked. */
export function daysAsked(from: string, until: string, today: Day): { from: Day; until: Day; wrong: WrongDays | null } {
  const last = until || today;
  const first = from || (isDay(last) ? addDays(last, 1 - DAYS_SHOWN) : '');
  const wrong = (): WrongDays | null => {
    if (!isDay(first) || !isDay(last) || first < '1970-01-01') return 'day';
    if (last > today) return 'ahead';
    if (first > last) return 'order';
    return daysBetween(first, last) >= MOST_DAYS ? 'long' : null;
  };
  return { from: first, until: last, wrong: wrong() };
}

/** What stands on an account of a fund at the end of a day; debits are above 0. */
export interface BalanceLine {
  currency: Currency;
  kind: 'asset' | 'liability' | 'equity' | 'income' | 'expense' | 'memorandum';
  /** What it is for; null where its keeper named it. */
  part: string | null;
  name: string | null;
  amountMinor: bigint;
}

/** Accounts of a fund at the end of a day; for those who follow it, nothing for others. */
export async function balanceOn(trx: Reads<'guarantees'>, fundId: FundId, day: Day): Promise<BalanceLine[]> {
  const { rows } = await sql<BalanceLine>`
    select currency, kind, part, name, amount_minor as "amountMinor" from guarantees.balance_on(${fundId}, ${day})`.execute(trx);
  return rows;
}

export const balanceSides = ['assets', 'liabilities', 'own'] as const;
export type BalanceSide = (typeof balanceSides)[number];

/** A line of a balance: on its side above 0, but for losses and the like, which lessen what the fund owns itself. */
export interface BalanceRow {
  side: BalanceSide;
  part: string | null;
  name: string | null;
  amountMinor: bigint;
}

/**
 * The balance of one currency: what the fund has, what it owes, and its own: capital, income, losses. An account of what others owe that has
 * turned stands with what the fund owes, and the other way round. Assets are liabilities and own together, as debits are credits.
 */
export function balanceOf(lines: readonly BalanceLine[]): BalanceRow[] {
  const rows = new Map<string, BalanceRow>();
  for (const { kind, part, name, amountMinor } of lines) {
    if (kind === 'memorandum') continue;
    const side = kind !== 'asset' && kind !== 'liability' ? 'own' : amountMinor > 0n ? 'assets' : 'liabilities';
    const key = `${side} ${part ?? ''} ${name ?? ''}`;
    const shown = side === 'assets' ? amountMinor : -amountMinor;
    rows.set(key, { side, part, name, amountMinor: (rows.get(key)?.amountMinor ?? 0n) + shown });
  }
  return [...rows.values()];
}

export const sumOf = (rows: readonly BalanceRow[], ...sides: BalanceSide[]): bigint =>
  rows.reduce((sum, { side, amountMinor }) => (sides.includes(side) ? sum + amountMinor : sum), 0n);

/** What a window promises outside the balance. */
export interface Promises {
  windowId: WindowId;
  outstandingMinor: bigint;
  reservedMinor: bigint;
  /** What counter-guarantors would pay of what is outstanding. */
  counteredMinor: bigint;
}

/** Promises of a fund at the end of a day, by window; for those who follow it, nothing for others. */
export async function offBalance(trx: Reads<'guarantees'>, fundId: FundId, day: Day): Promise<Promises[]> {
  const { rows } = await sql<Promises>`
    select window_id as "windowId", outstanding_minor as "outstandingMinor", reserved_minor as "reservedMinor",
           countered_minor as "counteredMinor"
      from guarantees.off_balance(${fundId}, ${day})`.execute(trx);
  return rows;
}
