import { currencyDecimals } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { Row, Schedule } from './terms.ts';

/** What an instalment is made of. */
export const parts = ['principal', 'interest', 'fees', 'penalties'] as const;
export type Part = (typeof parts)[number];
/** Amounts in minor units, one a part. */
export type PartsMinor = Readonly<Record<Part, bigint>>;

export const NOTHING: PartsMinor = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n };

/** An instalment with what is owed in it and what was paid of that, in minor units. */
export interface InstalmentState {
  readonly n: number;
  readonly due: Day;
  readonly owed: PartsMinor;
  readonly paid: PartsMinor;
  /** Of what was paid: before its day, and after it. */
  readonly inAdvanceMinor: bigint;
  readonly lateMinor: bigint;
  /** When the last of it was paid; null until then. */
  readonly paidOn: Day | null;
}

export const sumOf = (of: PartsMinor): bigint => parts.reduce((sum, part) => sum + of[part], 0n);

/** What is still to be paid of an instalment, part by part. */
export function leftOf({ owed, paid }: Pick<InstalmentState, 'owed' | 'paid'>): PartsMinor {
  return mapParts((part) => owed[part] - paid[part]);
}

/** What is still to be paid of the whole loan, part by part. */
export function outstanding(instalments: readonly InstalmentState[]): PartsMinor {
  return mapParts((part) => instalments.reduce((sum, one) => sum + leftOf(one)[part], 0n));
}

/** What was paid so far, part by part. */
export function paidSoFar(instalments: readonly InstalmentState[]): PartsMinor {
  return mapParts((part) => instalments.reduce((sum, { paid }) => sum + paid[part], 0n));
}

export function mapParts(of: (part: Part) => bigint): PartsMinor {
  return { principal: of('principal'), interest: of('interest'), fees: of('fees'), penalties: of('penalties') };
}

/** The instalments of a schedule, nothing paid yet. */
export function unpaid({ rows }: Pick<Schedule, 'rows'>, currency: string, digits = currencyDecimals(currency)): InstalmentState[] {
  return rows.map((row: Row) => ({
    n: row.n,
    due: row.due,
    owed: { ...NOTHING, principal: minorOf(row.principal, digits), interest: minorOf(row.interest, digits) },
    paid: NOTHING,
    inAdvanceMinor: 0n,
    lateMinor: 0n,
    paidOn: null,
  }));
}

/** Minor units of a decimal text that has no more decimals than the currency. */
export function minorOf(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  if (!/^\d+$/.test(whole + fraction) || fraction.length > digits) throw new RangeError(`Not an amount with ${digits} decimals: ${text}`);
  return BigInt(whole + fraction.padEnd(digits, '0'));
}
