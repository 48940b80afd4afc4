import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import { addDays, type Day } from '#kernel/time';
import type { LoanState } from './loan-state.ts';
import { toLoan, type Loan } from './loan.ts';
import { percentText, type PortfolioAtRisk } from './portfolio-at-risk.ts';

/** More than so many days late: what portfolio at risk is reported for. */
export const riskDays = [1, 30, 60, 90] as const;
/** Lower edges of the classes by days late, as `loans.portfolio` has them; those of `riskDays` begin one day later. */
const edges = [1, 2, 4, 31, 61, 91] as const;
/** The classes that are shown: not late, and by days late from their first to their last. */
export const ageClasses = [
  { from: 0, until: 0 },
  { from: 1, until: 3 },
  { from: 4, until: 30 },
  { from: 31, until: 60 },
  { from: 61, until: 90 },
  { from: 91, until: null },
] as const;

/** Loans of one age. */
export interface AgeClass {
  readonly from: number;
  readonly until: number | null;
  readonly loans: number;
  readonly balanceMinor: bigint;
}

/** What a lender has lent in one currency, and how much of it is late. */
export interface Portfolio {
  readonly currency: Currency;
  readonly running: number;
  readonly settled: number;
  readonly writtenOff: number;
  readonly ages: readonly AgeClass[];
  /** By the days of `riskDays`. */
  readonly atRisk: ReadonlyMap<number, PortfolioAtRisk>;
}

interface Counted {
  readonly currency: Currency;
  readonly state: LoanState;
  readonly rescheduled: boolean;
  /** Lower edge of the days late. */
  readonly from: number;
  readonly loans: number;
  readonly balanceMinor: bigint;
}

/** Totals, ages and portfolio at risk of the organisations for which the actor lends, by currency; worked out in the database. */
export async function readPortfolio(trx: Reads<'loans'>, today: Day): Promise<Portfolio[]> {
  const { rows } = await sql<{
    currency: Currency;
    state: LoanState;
    rescheduled: boolean;
    age: number | null;
    loans: string;
    balance: string;
  }>`
    select currency, state, rescheduled, age, loans, balance from loans.portfolio(${today}::date)`.execute(trx);
  const counted = rows.map((row): Counted => ({
    currency: row.currency,
    state: row.state,
    rescheduled: row.rescheduled,
    from: row.age ? (edges[row.age - 1] ?? 0) : 0,
    loans: Number(row.loans),
    balanceMinor: BigInt(row.balance),
  }));
  const byCurrency = Map.groupBy(counted, ({ currency }) => currency);
  return [...byCurrency].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([currency, all]) => portfolioOf(currency, all));
}

const balanceOf = (some: readonly Counted[]) => some.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
const countOf = (some: readonly Counted[]) => some.reduce((sum, { loans }) => sum + loans, 0);

function portfolioOf(currency: Currency, all: readonly Counted[]): Portfolio {
  const running = all.filter(({ state }) => state === 'running');
  const lost = all.filter(({ state }) => state === 'written-off');
  const gross = balanceOf(running);
  const atRisk = new Map<number, PortfolioAtRisk>();
  for (const days of riskDays) {
    const late = balanceOf(running.filter(({ from }) => from > days));
    const withRescheduled = balanceOf(running.filter(({ from, rescheduled }) => from > days || rescheduled));
    atRisk.set(days, {
      grossMinor: gross,
      atRiskMinor: late,
      percent: percentText(late, gross),
      withRescheduledMinor: withRescheduled,
      withRescheduledPercent: percentText(withRescheduled, gross),
      rescheduledMinor: balanceOf(running.filter(({ rescheduled }) => rescheduled)),
      writtenOffMinor: balanceOf(lost),
    });
  }
  return {
    currency,
    running: countOf(running),
    settled: countOf(all.filter(({ state }) => state === 'settled')),
    writtenOff: countOf(all.filter(({ state }) => state === 'written-off' || state === 'recovered')),
    atRisk,
    ages: ageClasses.map(({ from, until }) => {
      const some = running.filter((one) => one.from >= from && (until === null || one.from <= until));
      return { from, until, loans: countOf(some), balanceMinor: balanceOf(some) };
    }),
  };
}

export interface LoanFilter {
  /** Part of the number in the lender's own system. */
  readonly words: string;
  readonly state: LoanState | null;
  /** Only loans with an instalment more than so many days late. */
  readonly lateDays: number | null;
  readonly page: number;
  readonly pageSize: number;
}

/** Loans of the organisations for which the actor lends: those longest late first, then those due next. */
export async function listLoans(trx: Reads<'loans'>, filter: LoanFilter, today: Day): Promise<{ rows: Loan[]; total: number }> {
  let query = trx.selectFrom('loans.loans').where(sql<boolean>`organisation_id in (select loans.lending())`);
  if (filter.words) query = query.where('reference', 'ilike', `%${filter.words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.lateDays !== null) query = query.where('state', '=', 'running').where('owed_since', '<', addDays(today, -filter.lateDays));
  const { total } = await query.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy(sql`owed_since`, (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { rows: rows.map(toLoan), total: Number(total) };
}
