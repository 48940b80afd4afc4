import { z } from 'zod';
import { fields, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { parseMoney, type Currency } from '#kernel/money';
import { readFigure } from '#kernel/text';
import { dayCounts } from '../day-count.ts';
import { feeBases } from '../fee.ts';
import { MOST_CONDITIONS, MOST_COUNTERS, type Condition, type Counter, type Terms } from '../fund.ts';
import { sharings } from '../loss.ts';
import { refuse } from '../refusals.ts';

export const currencies = ['EUR', 'ALL', 'GBP', 'CHF', 'DZD', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'] as const;

export const termsBody = z.object({
  revision: fields.optionalWhole(1, 1_000_000),
  borrowerCap: fields.text(30),
  borrowerCapCurrency: fields.choice(currencies),
  groupCap: fields.optionalText(30),
  coverage: fields.text(20),
  sharing: fields.choice(sharings),
  leverage: fields.text(20),
  longest: fields.whole(1, 360),
  lenderCap: fields.text(20),
  countryCap: fields.text(20),
  sectorCap: fields.text(20),
  upFront: fields.text(20),
  yearly: fields.text(20),
  feeBase: fields.choice(feeBases),
  dayCount: fields.choice(dayCounts),
  waiting: fields.whole(0, 1_095),
  firstShare: fields.text(20),
  legalSteps: fields.longText(2_000),
  conditions: fields.optionalLongText(4_000),
  counters: fields.optionalLongText(1_000),
  validFrom: fields.day(),
  validUntil: fields.optionalDay(),
  basis: fields.text(500),
});
export type TypedTerms = z.output<typeof termsBody>;

const HUNDRED = 100;
const MOST_LEVERAGE = 50;
/** Figures of the database have four decimals. */
const DECIMALS = /^\d{1,3}(?:\.\d{1,4})?$/;

/** Terms as somebody typed them. Refusals: `no-amount`, `not-percent`, `not-leverage`, `not-a-condition`, `not-a-counter`. */
export function readTerms(ctx: Context, typed: TypedTerms): Terms {
  const currency = typed.borrowerCapCurrency;
  const percent = (
    field: 'coverage' | 'lenderCap' | 'countryCap' | 'sectorCap' | 'upFront' | 'yearly' | 'firstShare',
    aboveNothing = true,
  ) => percentOf(ctx, typed[field], field, aboveNothing);
  return {
    basis: typed.basis,
    currency,
    coveragePercent: percent('coverage'),
    sharing: typed.sharing,
    leverage: leverageOf(ctx, typed.leverage),
    longestMonths: typed.longest,
    borrowerCapMinor: amountOf(ctx, typed.borrowerCap, currency, 'borrowerCap'),
    groupCapMinor: typed.groupCap === null ? null : amountOf(ctx, typed.groupCap, currency, 'groupCap'),
    lenderCapPercent: percent('lenderCap'),
    countryCapPercent: percent('countryCap'),
    sectorCapPercent: percent('sectorCap'),
    upFrontPercent: percent('upFront', false),
    yearlyPercent: percent('yearly', false),
    feeBase: typed.feeBase,
    dayCount: typed.dayCount,
    waitingDays: typed.waiting,
    firstSharePercent: percent('firstShare'),
    legalSteps: typed.legalSteps,
    conditions: conditionsOf(typed.conditions),
    counterGuarantors: countersOf(ctx, typed.counters),
    validFrom: typed.validFrom,
    validUntil: typed.validUntil,
  };
}

function figureOf(ctx: Context, text: string): string | null {
  const read = readFigure(text.replace(/[%٪]/gu, ''), ctx.lang === 'en' || ctx.lang === 'ar' ? '.' : ',');
  return read !== null && DECIMALS.test(read) ? read : null;
}

function percentOf(ctx: Context, text: string, field: string, aboveNothing: boolean): string {
  const read = figureOf(ctx, text);
  if (read === null || Number(read) > HUNDRED || (aboveNothing && Number(read) === 0)) throw refuse('not-percent', { field });
  return read;
}

function leverageOf(ctx: Context, text: string): string {
  const read = figureOf(ctx, text);
  if (read === null || Number(read) === 0 || Number(read) > MOST_LEVERAGE) throw refuse('not-leverage', { field: 'leverage' });
  return read;
}

function amountOf(ctx: Context, text: string, currency: Currency, field: string): bigint {
  const read = parseMoney(text, currency, localeOf(ctx.lang));
  if (!read.ok || read.money.amountMinor <= 0n) throw refuse('no-amount', { field });
  return read.money.amountMinor;
}

const linesOf = (text: string | null): string[] => (text ?? '').split('\n').flatMap((line) => line.trim() || []);
const partsOf = (line: string): [string, string] | null => {
  const [first = '', second = '', ...more] = line.split('|').map((part) => part.trim());
  return first && second && more.length === 0 ? [first, second] : null;
};

/** One condition a line with its reason: `the firm is younger than 3 years | later ones find loans elsewhere`. */
function conditionsOf(text: string | null): Condition[] {
  const lines = linesOf(text);
  if (lines.length > MOST_CONDITIONS) throw refuse('not-a-condition', { field: 'conditions' });
  return lines.map((line) => {
    const parts = partsOf(line);
    if (!parts) throw refuse('not-a-condition', { field: 'conditions' });
    return { text: parts[0], reason: parts[1] };
  });
}

function countersOf(ctx: Context, text: string | null): Counter[] {
  const lines = linesOf(text);
  if (lines.length > MOST_COUNTERS) throw refuse('not-a-counter', { field: 'counters' });
  return lines.map((line) => {
    const parts = partsOf(line);
    const percent = parts ? figureOf(ctx, parts[1]) : null;
    if (!parts || percent === null || Number(percent) === 0) throw refuse('not-a-counter', { field: 'counters' });
    return { name: parts[0], percent };
  });
}
