import type { Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { isCurrency, parseMoney, type Currency } from '#kernel/money';
import { toLocal, type Day } from '#kernel/time';
import { refuse } from '../refusals.ts';

const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;
/** The last four bits of an Arabic digit are its worth. */
const WORTH = 0xf;

/** An amount above nothing, in minor units. Refusal: `not-an-amount`. */
export function readAmount(ctx: Context, text: string, currency: Currency, field: string): bigint {
  const read = isCurrency(currency) ? parseMoney(text, currency, localeOf(ctx.lang)) : null;
  if (!read?.ok || read.money.amountMinor <= 0n) throw refuse('not-an-amount', { field });
  return read.money.amountMinor;
}

/** Per cent as somebody typed it, with a point, a comma or the Arabic sign before the decimals. Refusal: `not-a-percent`. */
export function readPercent(text: string, field: string): string {
  const plain = text
    .replaceAll(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & WORTH))
    .replaceAll(/[\s%٪]/gu, '')
    .replace(/[,٫]/u, '.');
  if (!/^\d{1,2}(?:\.\d{1,4})?$/.test(plain)) throw refuse('not-a-percent', { field });
  return plain;
}

/** The day at the network's clock. */
export const todayOf = (ctx: Context): Day => toLocal(ctx.now.toISOString(), ctx.timeZone).day;
