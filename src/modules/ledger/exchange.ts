import { Decimal } from 'decimal.js';
import { currencyDecimals, type Currency } from '#kernel/money';
import type { AccountId, ExchangeRate, Posting } from './book.ts';

const EXACT = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });

/** Who gives and who takes, and the liquidity accounts of the exchange in both currencies. */
export interface ExchangeAccounts {
  giver: AccountId;
  taker: AccountId;
  liquidityFrom: AccountId;
  liquidityTo: AccountId;
}

/** Minor units of one currency in another at a decimal rate (units of `to` for one of `from`), rounded half to even. */
export function exchanged(amountMinor: bigint, from: Currency, to: Currency, rate: string): bigint {
  const shift = currencyDecimals(to) - currencyDecimals(from);
  return BigInt(new EXACT(amountMinor.toString()).mul(rate).mul(new EXACT(10).pow(shift)).toFixed(0));
}

/**
 * The postings that change money: two legs through liquidity accounts, and the spread, in the currency given, as a leg of its own on top of
 * the amount (case LED-FX-1 of test/data/fund-cases.json). A giver's account is credited, a taker's debited.
 */
export function exchangePostings(
  { giver, taker, liquidityFrom, liquidityTo }: ExchangeAccounts,
  { amountMinor, spreadMinor }: { amountMinor: bigint; spreadMinor: bigint },
  { from, to, rate }: ExchangeRate,
): Posting[] {
  const taken = exchanged(amountMinor, from, to, rate);
  const move = (credit: AccountId, debit: AccountId, currency: Currency, minor: bigint): Posting[] =>
    minor === 0n
      ? []
      : [
          { accountId: credit, currency, amountMinor: -minor },
          { accountId: debit, currency, amountMinor: minor },
        ];
  return [
    ...move(giver, liquidityFrom, from, amountMinor),
    ...move(giver, liquidityFrom, from, spreadMinor),
    ...move(liquidityTo, taker, to, taken),
  ];
}
