import { Decimal } from 'decimal.js';
import { money, toDecimalText, type Currency, type Money } from '#kernel/money';
import { daysBetween, type Day } from '#kernel/time';
import { convert, type Rate } from '#modules/exchangerates';
import { STALE_AFTER_DAYS, type Offer } from './price.ts';
import { totalCostPercent } from './remittance-cost.ts';

const EXACT = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 60 });

/** Why a service is not compared with the others. */
export type Apart = 'old' | 'fee-takes-all' | 'rate-unknown' | 'no-reference';

/** A service and what it does with an amount. */
export interface Compared {
  readonly offer: Offer;
  /** Days since somebody looked. */
  readonly ageDays: number;
  /** The amount after the fee at the rate of the service; null where that rate is not known. */
  readonly arrives: Money | null;
  /** Units that arrive for one unit, a decimal; null where nobody told. */
  readonly appliedRate: string | null;
  /** In per cent; null where it is not known, which is never 0. */
  readonly marginPercent: string | null;
  readonly totalPercent: string | null;
  /** The rate between currencies by which rate or margin was worked out; null where none was needed or there is none of those days. */
  readonly reference: Rate | null;
  readonly apart: Apart | null;
}

/** The reference rate of the day on which a price was seen; null where there is none that is not old. */
export type ReferenceOn = (from: Currency, to: Currency, day: Day) => Rate | null;

/** What a service does with an amount of its currency. */
export function compareOffer(offer: Offer, sent: Money, referenceOn: ReferenceOn, today: Day): Compared {
  const found = exchangeOf(offer, referenceOn);
  const { appliedRate, marginPercent } = found;
  const left = money(sent.amountMinor - offer.feeMinor, sent.currency);
  const rate = appliedRate && { from: sent.currency, to: offer.receiveCurrency, numerator: appliedRate, denominator: '1' };
  const arrives = rate && left.amountMinor > 0n ? convert(left, rate) : null;
  const totalPercent =
    marginPercent === null
      ? null
      : totalCostPercent({
          sendAmount: toDecimalText(sent),
          fee: toDecimalText(money(offer.feeMinor, sent.currency)),
          fxMarginPercent: marginPercent,
        });
  const ageDays = daysBetween(offer.observedOn, today);
  const unknown = marginPercent === null ? 'rate-unknown' : 'no-reference';
  const apart = ageDays > STALE_AFTER_DAYS ? 'old' : left.amountMinor <= 0n ? 'fee-takes-all' : arrives === null ? unknown : null;
  return { ...found, offer, ageDays, arrives: arrives || null, totalPercent, apart };
}

/** Rate and margin of a service: the one that was told, and the other as far as the reference rate of that day tells it. */
function exchangeOf(offer: Offer, referenceOn: ReferenceOn): Pick<Compared, 'appliedRate' | 'marginPercent' | 'reference'> {
  const { sendCurrency, receiveCurrency, appliedRate, marginPercent, observedOn } = offer;
  if (sendCurrency === receiveCurrency) return { appliedRate: '1', marginPercent: '0', reference: null };
  if (appliedRate === null && marginPercent === null) return { appliedRate: null, marginPercent: null, reference: null };
  const reference = referenceOn(sendCurrency, receiveCurrency, observedOn);
  if (!reference) return { appliedRate, marginPercent, reference };
  const between = new EXACT(reference.numerator).div(reference.denominator);
  if (appliedRate === null)
    return {
      appliedRate: between
        .mul(new EXACT(100).minus(marginPercent ?? 0))
        .div(100)
        .toDecimalPlaces(12)
        .toFixed(),
      marginPercent,
      reference,
    };
  const margin = new EXACT(1).minus(new EXACT(appliedRate).div(between)).mul(100).toDecimalPlaces(4);
  return { appliedRate, marginPercent: margin.toFixed(), reference };
}

/** Services that are compared, by what arrives; what arrives in another currency stands in a list of its own. */
export interface Comparison {
  readonly ranked: readonly { currency: Currency; rows: readonly Compared[] }[];
  readonly apart: readonly Compared[];
  /** Mean of the total costs that are known of the services that are compared; null where none is. */
  readonly meanPercent: string | null;
}

/** Puts services into order: what brings most first; of the same the cheaper, then by name. */
export function rank(all: readonly Compared[]): Comparison {
  const compared = all.filter(({ apart }) => apart === null);
  const currencies = [...new Set(compared.map(({ offer }) => offer.receiveCurrency))].toSorted();
  const known = compared.flatMap(({ totalPercent }) => totalPercent ?? []);
  const sum = known.reduce((total, one) => total.plus(one), new EXACT(0));
  return {
    ranked: currencies.map((currency) => ({
      currency,
      rows: compared.filter(({ offer }) => offer.receiveCurrency === currency).toSorted(byWorth),
    })),
    apart: all.filter(({ apart }) => apart !== null).toSorted((a, b) => a.offer.provider.localeCompare(b.offer.provider)),
    meanPercent: known.length === 0 ? null : sum.div(known.length).toFixed(2),
  };
}

function byWorth(a: Compared, b: Compared): number {
  const more = (b.arrives?.amountMinor ?? 0n) - (a.arrives?.amountMinor ?? 0n);
  if (more !== 0n) return more > 0n ? 1 : -1;
  return a.offer.provider.localeCompare(b.offer.provider);
}
