import { isCurrency, parseMoney, toDecimalText } from '#kernel/money';
import type { Kind, Measure } from './precondition.ts';
import { refuse } from './refusals.ts';

/** Currencies to choose from. */
export const currencies = ['EUR', 'ALL', 'MAD', 'MDL', 'RON', 'RSD', 'TND', 'USD', 'XOF'] as const;

export const NO_MEASURE: Measure = { least: null, most: null, currency: null };

/** What the fields of a measure take. */
export interface TypedMeasure {
  least: string | null;
  most: string | null;
  leastCurrency: string;
}

/**
 * Reads amounts as people type them: money a year, posts with at most one decimal, inhabitants. Kinds without figures have
 * none. Refusals: `amount-wrong`, `figure-wrong`, `range-wrong`, with the field.
 */
export function readMeasure(kind: Kind, typed: TypedMeasure, lang: string): Measure {
  if (kind !== 'budget' && kind !== 'staff' && kind !== 'scale') return NO_MEASURE;
  const currency = kind === 'budget' ? typed.leastCurrency : null;
  const read = (field: 'least' | 'most') => {
    const text = typed[field];
    if (!text) return null;
    return kind === 'budget'
      ? amount(text, typed.leastCurrency, lang, field)
      : kind === 'staff'
        ? tenths(text, field)
        : people(text, field);
  };
  const [least, most] = [read('least'), read('most')];
  if (least !== null && most !== null && most < least) throw refuse('range-wrong', { field: 'most' });
  return { least, most, currency: least === null ? null : currency };
}

function amount(text: string, currency: string, lang: string, field: string): bigint {
  const read = isCurrency(currency) ? parseMoney(text, currency, lang) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('amount-wrong', { field });
  return read.money.amountMinor;
}

/** Digits of every script as 0 to 9. */
const latin = (text: string) =>
  text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));

function tenths(text: string, field: string): bigint {
  const [, whole, part = '0'] = /^(\d{1,6})(?:[.,٫](\d))?$/u.exec(latin(text)) ?? [];
  if (whole === undefined) throw refuse('figure-wrong', { field });
  return BigInt(whole) * 10n + BigInt(part);
}

/** Inhabitants are whole: a point, a comma or a space can only part thousands. */
function people(text: string, field: string): bigint {
  const typed = latin(text);
  if (!/^\d{1,3}([.,٬'’\s]\d{3}){1,3}$|^\d{1,10}$/u.test(typed)) throw refuse('figure-wrong', { field });
  return BigInt(typed.replaceAll(/\D/gu, ''));
}

/** A figure as the fields of a form show it; `decimal` is the sign of the language. */
export function typedFigure(kind: Kind, value: bigint | null, currency: string | null, decimal: string): string {
  if (value === null) return '';
  if (kind === 'budget' && currency) return toDecimalText({ amountMinor: value, currency }).replace('.', decimal);
  if (kind !== 'staff') return String(value);
  return value % 10n === 0n ? String(value / 10n) : `${value / 10n}${decimal}${value % 10n}`;
}
