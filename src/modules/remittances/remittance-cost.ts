import { Decimal } from 'decimal.js';

const EXACT = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN });

/** What sending money costs; decimals as text. The margin is a part of the interbank rate, negative where the rate given is better. */
export interface Sending {
  readonly sendAmount: string;
  readonly fee: string;
  readonly fxMarginPercent: string;
}

/**
 * Total cost in per cent of the amount sent: fee ÷ amount × 100 + margin on the exchange rate, with two decimals, half to even (World Bank,
 * Remittance Prices Worldwide; cases RPW-1 and RPW-2 in test/data/fund-cases.json). A margin that nobody told is not 0: there is no total
 * then. Throws a RangeError where nothing is sent.
 */
export function totalCostPercent({ sendAmount, fee, fxMarginPercent }: Sending): string {
  const sent = new EXACT(sendAmount);
  if (sent.lte(0)) throw new RangeError('Nothing is sent');
  return new EXACT(fee).div(sent).mul(100).plus(fxMarginPercent).toFixed(2);
}

/**
 * What the exchange rate takes of the amount, and what arrives at the rate between banks, in the currency of the sender with its decimals,
 * half to even. The fee is paid on top of the amount.
 */
export function splitByRate({ sendAmount, fxMarginPercent }: Omit<Sending, 'fee'>, decimals: number): { taken: string; arrives: string } {
  const taken = new EXACT(sendAmount).mul(fxMarginPercent).div(100).toDecimalPlaces(decimals, Decimal.ROUND_HALF_EVEN);
  return { taken: taken.toFixed(decimals), arrives: new EXACT(sendAmount).minus(taken).toFixed(decimals) };
}
