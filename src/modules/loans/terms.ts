import { isDay, type Day } from '#kernel/time';
import { z } from 'zod';

/**
 * The two conventions by which a schedule is worked out, after the test suite of apache/fineract (Apache-2.0): `cumulative` works with a
 * period's rate and an instalment of the first period's rate, `progressive` with rate factors of 12 digits and an instalment that is solved
 * anew where money is paid out.
 */
export const conventions = ['cumulative', 'progressive'] as const;
export type Convention = (typeof conventions)[number];

export const LONGEST = 600;
/** Before the point; with two decimals the twelve digits of the progressive convention are used up two digits earlier. */
const DIGITS = 12;

/** A decimal as text with a point, never negative: `1250.00`. A comma, an exponent or a sign is refused. */
const decimal = (digits: number, decimals: number) =>
  z.string().regex(new RegExp(`^\\d{1,${digits}}(?:\\.\\d{1,${decimals}})?$`), 'A decimal with a point, not negative, e.g. "1250.00"');
const day = z
  .string()
  .refine(isDay, 'A day, YYYY-MM-DD')
  .transform((text): Day => text);
const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const daysInYear = z.enum(['ACTUAL', '360', '364', '365']);

/** Terms of a loan, under the names of the cases in test/data/loan-schedule-cases.json; money as decimal text. */
export const termsSchema = z.object({
  convention: z.enum(conventions),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three letters, e.g. "EUR"'),
  currencyDigits: whole(0, 3).optional().describe('Decimals of the currency; those of ISO 4217 where left out'),
  currencyMultiplesOf: whole(1, 1_000_000).nullish().describe('Every result is rounded to multiples of this many units'),
  principal: decimal(DIGITS, 3),
  annualRatePercent: decimal(3, 6),
  instalments: whole(1, LONGEST),
  repayEvery: whole(1, 366),
  frequency: z.enum(['MONTHS', 'WEEKS', 'DAYS']),
  interestMethod: z.enum(['FLAT', 'DECLINING_BALANCE']),
  amortisation: z.enum(['EQUAL_INSTALLMENTS', 'EQUAL_PRINCIPAL_PAYMENTS']),
  interestCalculationPeriod: z.enum(['SAME_AS_REPAYMENT_PERIOD', 'DAILY']).default('SAME_AS_REPAYMENT_PERIOD'),
  daysInYear: daysInYear.default('ACTUAL'),
  daysInMonth: z.enum(['ACTUAL', '30']).default('ACTUAL'),
  installmentMultiplesOf: whole(1, 1_000_000).nullish(),
  fixedPrincipalPercent: decimal(3, 6).nullish().describe('Principal of each instalment as a part of the whole; the last takes the rest'),
  gracePrincipalPeriods: whole(0, LONGEST).default(0),
  graceInterestPaymentPeriods: whole(0, LONGEST).default(0),
  interestFreePeriods: whole(0, LONGEST).default(0),
  disbursementDate: day.optional(),
  firstRepaymentDate: day.optional(),
  disbursements: z
    .array(z.object({ date: day, amount: decimal(DIGITS, 3) }))
    .min(1)
    .max(100)
    .optional(),
  periods: z
    .array(z.object({ fromDate: day, due: day }))
    .min(1)
    .max(LONGEST)
    .optional(),
  rounding: z.literal('HALF_EVEN').default('HALF_EVEN'),
});

export type LoanTerms = z.output<typeof termsSchema>;

/** A span of time between two instalments. */
export interface Period {
  readonly from: Day;
  readonly due: Day;
}

/** Money paid out on a day. */
export interface Disbursement {
  readonly date: Day;
  readonly amount: string;
}

/** One instalment; money as decimal text with the decimals of the currency. */
export interface Row {
  readonly n: number;
  readonly due: Day;
  readonly principal: string;
  readonly interest: string;
  readonly total: string;
  /** Principal still owed after it. */
  readonly balanceAfter: string;
}

export interface Schedule {
  readonly rows: readonly Row[];
  readonly totals: { readonly principal: string; readonly interest: string; readonly total: string };
}
