import { Link, Tag } from '#kernel/html';
import { holders, type Context } from '#kernel/http';
import { countryCodes, localeOf, type AnyTranslate } from '#kernel/i18n';
import { toDecimalText, type Money } from '#kernel/money';
import { toLocal } from '#kernel/time';
import { rateNumber } from '#modules/exchangerates/pages';
import type { Offer } from '../price.ts';

/** Who keeps the prices of the network. */
export const keepers = holders('planner', 'editor', 'administrator');

/** Prices are the network's: who plans or edits for one office only does not write them. */
export function mayKeep(ctx: Context): boolean {
  return (
    ctx.actor.assurance === 2 &&
    ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && ['planner', 'editor', 'administrator'].includes(role))
  );
}

export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

/** Countries by name in the reader's language, of a list or all. */
export function countryOptions({ format, lang }: Context, codes: readonly string[] = countryCodes): { value: string; label: string }[] {
  return [...new Set(codes)]
    .map((value) => ({ value, label: format.countryName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, localeOf(lang)));
}

// uses messages: remittances.pay-in.*
// uses messages: remittances.pay-out.*
// uses messages: remittances.speed.*
export const wordFor = ({ t }: Context, kind: 'pay-in' | 'pay-out' | 'speed' | 'apart', code: string): string =>
  (t as AnyTranslate)(`remittances.${kind}.${code}`); // the codes are closed lists

/** "Cash → bank account", first how it is paid. */
export function waysText(ctx: Context, { payIn, payOut }: Pick<Offer, 'payIn' | 'payOut'>): string {
  return ctx.t('remittances.ways', { payIn: wordFor(ctx, 'pay-in', payIn), payOut: wordFor(ctx, 'pay-out', payOut) });
}

/** A number of per cent as text, or that nobody told it. */
export function percentText({ t, format }: Context, percent: string | null): string {
  return percent === null ? t('remittances.unknown') : format.percent(Number(percent) / 100, 2);
}

/** What one unit becomes, or that nobody told it. */
export function rateTextOf({ t, lang }: Context, { sendCurrency, receiveCurrency }: Offer, rate: string | null): string {
  if (rate === null) return t('remittances.unknown');
  return `1 ${sendCurrency} = ${rateNumber(lang, rate, 6)} ${receiveCurrency}`;
}

/** An amount as a plain decimal with its currency, for files. */
export const plainMoney = (amount: Money | null): string => (amount ? `${toDecimalText(amount)} ${amount.currency}` : '');

/** The name of a service's firm, and that it is invented where it is. */
export function Provider({ ctx, offer, href }: { ctx: Context; offer: Offer; href?: string }) {
  const name = <bdi>{offer.provider}</bdi>;
  return (
    <>
      {href ? <Link href={href}>{name}</Link> : name} {offer.demonstration && <Tag>{ctx.t('remittances.demonstration')}</Tag>}
    </>
  );
}

/** Where a price was seen, and when. */
export function Seen({
  ctx,
  offer,
  ageDays,
}: {
  ctx: Context;
  offer: Pick<Offer, 'source' | 'sourceUrl' | 'observedOn'>;
  ageDays?: number;
}) {
  const { t, format } = ctx;
  const source = <bdi>{offer.source}</bdi>;
  return (
    <>
      {format.date(offer.observedOn, 'short')}
      {ageDays !== undefined && <> ({t('remittances.age', { days: ageDays })})</>}
      <br />
      {offer.sourceUrl ? <Link href={offer.sourceUrl}>{source}</Link> : source}
    </>
  );
}
