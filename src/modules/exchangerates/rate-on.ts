import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import { daysBetween, type Day } from '#kernel/time';
import { pegOn } from './pegs.ts';
import { OLD_AFTER_DAYS, plainRate, type Leg, type Rate } from './rate.ts';
import { ECB } from './read-ecb.ts';

type Trx = Reads<'exchangerates'>;

const EURO = 'EUR';

/**
 * What one `from` was worth in `to` on a day: the latest rate published on or before it, or the one that a law fixes; turned round, or
 * crossed through the euro, where there is none between the two. It says its day, its sources and how old it is, and never passes an old
 * rate off as current: `old` is true once it is more than `OLD_AFTER_DAYS` days from the day that was asked about. Null where there is none.
 */
export async function rateOn(trx: Trx, from: Currency, to: Currency, day: Day): Promise<Rate | null> {
  if (from === to) return rateOf(from, to, [], day);
  const straight = await legBetween(trx, from, to, day);
  if (straight && (straight.peg || daysBetween(straight.day, day) <= OLD_AFTER_DAYS)) return rateOf(from, to, [straight], day);
  const crossed = await crossOf(trx, from, to, day);
  const found = [straight && [straight], crossed].flatMap((legs) => (legs ? [rateOf(from, to, legs, day)] : []));
  return found.toSorted((a, b) => a.ageDays - b.ageDays)[0] ?? null;
}

/** Through the euro, both rates of the same day where there are such. */
async function crossOf(trx: Trx, from: Currency, to: Currency, day: Day): Promise<Leg[] | null> {
  if (from === EURO || to === EURO) return null;
  const legs = async (on: Day) => [await legBetween(trx, from, EURO, on), await legBetween(trx, EURO, to, on)] as const;
  const [first, second] = await legs(day);
  if (!first || !second) return null;
  if (first.peg || second.peg || first.day === second.day) return [first, second];
  const [earlier, later] = await legs(first.day < second.day ? first.day : second.day);
  return earlier && later ? [earlier, later] : [first, second];
}

/** A peg, else what was published last in either direction; of the same day the one that need not be turned round. */
async function legBetween(trx: Trx, from: Currency, to: Currency, day: Day): Promise<Leg | null> {
  const peg = from === EURO ? pegOn(to, day) : to === EURO ? pegOn(from, day) : null;
  if (peg) {
    const { rate, currency, source } = peg;
    return { rate, base: EURO, currency, inverse: to === EURO, peg: true, day, source, demonstration: false };
  }
  const direct = await latest(trx, from, to, day);
  const turned = await latest(trx, to, from, day);
  const inverse = turned !== null && (direct === null || turned.day > direct.day);
  const found = inverse ? turned : direct;
  return found && { ...found, inverse, peg: false };
}

async function latest(trx: Trx, base: Currency, currency: Currency, day: Day): Promise<Omit<Leg, 'inverse' | 'peg'> | null> {
  const row = await trx
    .selectFrom('exchangerates.rates')
    .select(['base', 'currency', 'on_day as day', 'rate', 'source', 'demonstration'])
    .where('base', '=', base)
    .where('currency', '=', currency)
    .where('on_day', '<=', day)
    .where('withdrawn_at', 'is', null)
    .orderBy('on_day', 'desc')
    .orderBy(({ eb }) => eb('source', '=', ECB), 'desc')
    .orderBy('source')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, rate: plainRate(row.rate) } : null;
}

function rateOf(from: Currency, to: Currency, legs: readonly Leg[], asked: Day): Rate {
  const day = legs.reduce((first, leg) => (leg.day < first ? leg.day : first), asked);
  const [numerator, denominator] = [legs.filter(({ inverse }) => !inverse), legs.filter(({ inverse }) => inverse)].map(product);
  const ageDays = daysBetween(day, asked);
  return { from, to, numerator: numerator ?? '1', denominator: denominator ?? '1', legs, day, ageDays, old: ageDays > OLD_AFTER_DAYS };
}

/** Rates one after the other, as one: at most two, so that all digits are kept. */
function product(legs: readonly Leg[]): string {
  const factors = legs.map(({ rate }) => rate.split('.'));
  const decimals = factors.reduce((sum, [, fraction = '']) => sum + fraction.length, 0);
  const digits = factors
    .reduce((all, parts) => all * BigInt(parts.join('')), 1n)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
