import { Link, SummaryList, Tag, type Tone } from '#kernel/html';
import { holders, type Context } from '#kernel/http';
import { localeOf, textIn, type Translated } from '#kernel/i18n';
import { isCurrency, money, parseMoney, type Currency } from '#kernel/money';
import { toLocal, type Day } from '#kernel/time';
import { refuse } from '../refusals.ts';
import { MOST_MINOR, type Scheme } from '../scheme.ts';
import type { CreditState, MembershipState } from '../states.ts';

/** Whoever keeps the savings and loans of an organisation. */
export const keeper = holders('lender');

/** The day at the network's clock. */
export const todayOf = (ctx: Context): Day => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

export const sumIn = (ctx: Context, currency: Currency) => (minor: bigint) => ctx.format.money(money(minor, currency));

/** An amount in minor units, above nothing unless `orNothing`. Refusal: `not-an-amount`. */
export function readAmount(ctx: Context, text: string, currency: Currency, field: string, orNothing = false): bigint {
  const read = isCurrency(currency) ? parseMoney(text, currency, localeOf(ctx.lang)) : null;
  const minor = read?.ok ? read.money.amountMinor : -1n;
  if (minor < (orNothing ? 0n : 1n) || minor > MOST_MINOR) throw refuse('not-an-amount', { field });
  return minor;
}

const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;
/** The last four bits of an Arabic digit are its worth. */
const WORTH = 0xf;

/** How many times something is taken, with a point, a comma or the Arabic sign before the decimals. Refusal: `not-a-multiple`. */
export function readMultiple(text: string, field: string): string {
  const plain = text
    .replaceAll(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & WORTH))
    .replaceAll(/\s/gu, '')
    .replace(/[,٫]/u, '.');
  if (!/^\d{1,2}(?:\.\d{1,2})?$/.test(plain)) throw refuse('not-a-multiple', { field });
  return plain;
}

/** A text in the reader's language, with the language that it is in. */
export function Words({ ctx, value }: { ctx: Context; value: Translated }) {
  const { text, lang, dir } = textIn(value, ctx.lang);
  return (
    <span lang={lang} dir={dir}>
      {text}
    </span>
  );
}

const memberTones: Readonly<Record<MembershipState, Tone>> = {
  asked: 'info',
  running: 'success',
  declined: 'danger',
  withdrawn: 'neutral',
  closed: 'neutral',
};
const creditTones: Readonly<Record<CreditState, Tone>> = {
  asked: 'info',
  open: 'success',
  declined: 'danger',
  withdrawn: 'neutral',
  repaid: 'neutral',
  covered: 'warning',
};

export function MemberTag({ ctx, state }: { ctx: Context; state: MembershipState }) {
  return <Tag tone={memberTones[state]}>{ctx.t(`savings.state.${state}`)}</Tag>;
}

export function CreditTag({ ctx, state }: { ctx: Context; state: CreditState }) {
  return <Tag tone={creditTones[state]}>{ctx.t(`savings.credit-state.${state}`)}</Tag>;
}

/** Marks a scheme whose figures are made up, and one that is not to be joined. */
export function SchemeTags({ ctx, scheme }: { ctx: Context; scheme: Scheme }) {
  const { t } = ctx;
  return (
    <>
      {scheme.assumption && <Tag tone="warning">{t('savings.assumption')}</Tag>}
      {scheme.state !== 'published' && <Tag>{t(`savings.scheme-state.${scheme.state}`)}</Tag>}
    </>
  );
}

/** The rules of a scheme in plain words, one a row. */
export function SchemeFacts({ ctx, scheme }: { ctx: Context; scheme: Scheme }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, scheme.savingCurrency);
  const percent = (of: number) => format.percent(of / 100, 0);
  const draws = scheme.drawMonthMinor > 0n && scheme.drawPercent > 0;
  const lends = scheme.creditMostMinor > 0n;
  return (
    <SummaryList
      label={t('savings.rules')}
      rows={[
        {
          key: 'for',
          label: t('savings.field.purposes'),
          value: format.list(scheme.purposes.map((purpose) => t(`savings.for.${purpose}`))),
        },
        { key: 'eligible', label: t('savings.field.eligible'), value: <Words ctx={ctx} value={scheme.eligible} /> },
        {
          key: 'currencies',
          label: t('savings.field.currencies'),
          value: t('savings.rule.currencies', { saving: scheme.savingCurrency, home: scheme.homeCurrency }),
        },
        {
          key: 'draw',
          label: t('savings.field.draw'),
          value: draws
            ? t('savings.rule.draw', {
                most: sum(scheme.drawMonthMinor),
                percent: percent(scheme.drawPercent),
                days: scheme.drawWaitDays,
              })
            : t('savings.rule.no-draw'),
        },
        {
          key: 'record',
          label: t('savings.field.record'),
          value: lends
            ? t('savings.rule.record', { months: scheme.creditMonths, saved: sum(scheme.creditSavedMinor) })
            : t('savings.rule.no-credit'),
        },
        ...(lends
          ? [
              {
                key: 'credit',
                label: t('savings.field.credit'),
                value: t('savings.rule.credit', {
                  times: format.number(Number(scheme.creditMultiple)),
                  most: sum(scheme.creditMostMinor),
                }),
              },
              {
                key: 'pledge',
                label: t('savings.field.pledge'),
                value:
                  scheme.pledgePercent > 0
                    ? t('savings.rule.pledge', { percent: percent(scheme.pledgePercent) })
                    : t('savings.rule.no-pledge'),
              },
            ]
          : []),
        ...(scheme.productId
          ? [
              {
                key: 'product',
                label: t('savings.field.product'),
                value: <Link href={`/loans/${scheme.productId}`}>{t('savings.product.see')}</Link>,
              },
            ]
          : []),
      ]}
    />
  );
}
