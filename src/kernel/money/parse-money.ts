import { currencyDecimals } from './currency.ts';
import type { Currency } from './currency.ts';
import type { Money } from './money.ts';

/** Why a text is not an amount; the form says it in words beside the field. */
export type MoneyRefusal = 'empty' | 'not-an-amount' | 'ambiguous' | 'too-many-decimals' | 'too-large';

export type ParsedMoney = { ok: true; money: Money } | { ok: false; reason: MoneyRefusal };

/** More digits than any amount here has, and few enough for a PostgreSQL bigint in minor units. */
const mostDigits = 14;

/**
 * Reads an amount as somebody typed it in a language, with its separators or those of its neighbours
 * (`1.500,50`, `1 500.50`, `1500`), with or without the currency's code or sign.
 *
 * Refuses what two readers could take for two amounts: `1.500` dinars with three decimals, where the
 * language writes thousands so; and `1.500` in a language that writes decimals so, of a currency that has two.
 * Never rounds: too many decimals are refused. Throws a RangeError on an unknown currency.
 */
export function parseMoney(text: string, currency: Currency, locale: string): ParsedMoney {
  const decimals = currencyDecimals(currency);
  const typed = plainDigits(text.slice(0, 100));
  if (typed.trim() === '') return { ok: false, reason: 'empty' };
  const match = /^(-?)([\d.,\s'’]*\d)$/u.exec(withoutCurrency(typed, currency, locale));
  const [, sign = '', body = ''] = match ?? [];
  if (!match || /^\s*$/u.test(body)) return { ok: false, reason: 'not-an-amount' };

  const own = text.includes('٫') ? ',' : decimalSeparator(locale); // plainDigits writes the Arabic sign so
  const usual = readAs(body, own, decimals);
  const foreign = readAs(body, own === ',' ? '.' : ',', decimals);
  // Whoever types the neighbour's way means decimals; a mere group of three is more likely a slip.
  const readings = [usual, foreign.hasDecimals ? foreign : nothing].flatMap((reading) => reading.minor ?? []);
  const [amountMinor, other] = [...new Set(readings)];
  if (other !== undefined) return { ok: false, reason: 'ambiguous' };
  if (amountMinor === undefined) return { ok: false, reason: whyNot(usual, foreign) };
  if (amountMinor.toString().length > mostDigits) return { ok: false, reason: 'too-large' };
  return { ok: true, money: { amountMinor: sign ? -amountMinor : amountMinor, currency } };
}

interface Reading {
  /** The amount under this reading, where there is one. */
  minor?: bigint;
  hasDecimals: boolean;
  /** Well formed but for more decimals than the currency has. */
  tooFine?: boolean;
}

const nothing: Reading = { hasDecimals: false };

/** Reads digits with one sign for decimals; the other sign, spaces and apostrophes may part thousands. */
function readAs(body: string, decimalSign: '.' | ',', decimals: number): Reading {
  const [whole = '', fraction, ...more] = body.split(decimalSign);
  if (more.length > 0 || /\D/.test(fraction ?? '') || fraction === '') return nothing;
  const groups = whole.split(/[.,'’]|\s/u);
  const signs = new Set(whole.replace(/\d/g, '').replace(/\s/gu, ' ').replaceAll('’', "'"));
  const [first = '', ...rest] = groups;
  const wellGrouped =
    signs.size <= 1 && /^\d+$/.test(first) && (rest.length === 0 || first.length <= 3) && rest.every((group) => /^\d{3}$/.test(group));
  if (!wellGrouped) return nothing;
  const hasDecimals = fraction !== undefined;
  if ((fraction?.length ?? 0) > decimals) return { hasDecimals, tooFine: true };
  return { minor: BigInt(groups.join('') + (fraction ?? '').padEnd(decimals, '0')), hasDecimals };
}

function whyNot(usual: Reading, foreign: Reading): MoneyRefusal {
  if (foreign.minor !== undefined) return 'ambiguous';
  return usual.tooFine || foreign.tooFine ? 'too-many-decimals' : 'not-an-amount';
}

/** Arabic digits and separators, the minus signs of typographers, and marks of direction. */
function plainDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll('٫', ',')
    .replaceAll('٬', '’')
    .replace(/[−–]/g, '-')
    .replace(/[\u200E\u200F\u061C]/g, '');
}

function withoutCurrency(text: string, currency: Currency, locale: string): string {
  const names = new Set([
    currency,
    currency.toLowerCase(),
    ...(['symbol', 'narrowSymbol'] as const).map((display) => signOf(currency, locale, display)),
  ]);
  let rest = text.trim();
  for (const name of names) {
    if (rest.startsWith(name)) rest = rest.slice(name.length);
    else if (rest.endsWith(name)) rest = rest.slice(0, -name.length);
    else if (rest.startsWith(`-${name}`)) rest = `-${rest.slice(name.length + 1).trim()}`;
    else continue;
    return rest.trim();
  }
  return rest;
}

function signOf(currency: Currency, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(0);
  return (parts.find((part) => part.type === 'currency')?.value ?? currency).replace(/[\u200E\u200F\u061C]/g, '');
}

function decimalSeparator(locale: string): '.' | ',' {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5);
  return parts.some((part) => part.type === 'decimal' && part.value === '.') ? '.' : ',';
}
