import { Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { daysBetween } from '#kernel/time';
import type { RateEntry } from '../list-rates.ts';
import { OLD_AFTER_DAYS } from '../rate.ts';

/** A rate as the language writes numbers, with all its decimals or at most so many. */
export function rateNumber(lang: string, rate: string, decimals = 12): string {
  // As text: Intl keeps the digits of a decimal that a number would round.
  return new Intl.NumberFormat(localeOf(lang), { maximumFractionDigits: decimals }).format(rate as Intl.StringNumericLiteral);
}

/** The name of a currency in the reader's language with its code: "Euro (EUR)". */
export function currencyText(lang: string, code: string): string {
  const name = new Intl.DisplayNames(localeOf(lang), { type: 'currency' }).of(code) ?? code;
  return name === code ? code : `${name} (${code})`;
}

/** "1 EUR = 10.85 MAD", in its own direction in every text. */
export function RateText({ lang, base, currency, rate }: { lang: string; base: string; currency: string; rate: string }) {
  return (
    <bdi dir="ltr">
      1 {base} = {rateNumber(lang, rate)} {currency}
    </bdi>
  );
}

/** What a reader must know of a rate besides its figure: that it is old, invented, or does not count any more. */
export function RateMarks({ ctx, row, aged = false }: { ctx: Context; row: RateEntry; aged?: boolean }) {
  const { t } = ctx;
  const days = daysBetween(row.day, ctx.now.toISOString().slice(0, 10));
  return (
    <>
      {aged && days > OLD_AFTER_DAYS && <Tag tone="warning">{t('exchangerates.old', { days })}</Tag>}{' '}
      {row.demonstration && <Tag>{t('exchangerates.demonstration')}</Tag>}{' '}
      {row.withdrawnWhy && <Tag tone="warning">{t('exchangerates.withdrawn')}</Tag>} {row.withdrawnWhy && <bdi>{row.withdrawnWhy}</bdi>}
    </>
  );
}
