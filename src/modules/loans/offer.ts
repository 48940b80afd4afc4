import { allocate, currencyDecimals, money, toDecimalText, type Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { percentOf } from './charges.ts';
import { NOTHING, sumOf, unpaid, type PartsMinor } from './instalment-state.ts';
import type { Product, ProductTerms } from './product.ts';
import { refuse } from './refusals.ts';
import { loanSchedule } from './schedule.ts';
import { termsSchema } from './terms.ts';
import { yearlyCostOf } from './yearly-cost.ts';

/** How a way of paying is worked out. */
export const methods = {
  instalments: { interestMethod: 'DECLINING_BALANCE', amortisation: 'EQUAL_INSTALLMENTS' },
  principal: { interestMethod: 'DECLINING_BALANCE', amortisation: 'EQUAL_PRINCIPAL_PAYMENTS' },
  flat: { interestMethod: 'FLAT', amortisation: 'EQUAL_INSTALLMENTS' },
  'mark-up': { interestMethod: 'FLAT', amortisation: 'EQUAL_INSTALLMENTS' },
} as const;

/** One instalment of an offer, in minor units. */
export interface OfferRow {
  readonly n: number;
  readonly due: Day;
  readonly owed: PartsMinor;
  readonly totalMinor: bigint;
  /** Principal still owed after it. */
  readonly balanceMinor: bigint;
}

/** What a loan of a product would be, worked out before anything is signed. */
export interface Offer {
  readonly currency: Currency;
  readonly amountMinor: bigint;
  /** Kept back when it is paid out. */
  readonly feeMinor: bigint;
  readonly receivedMinor: bigint;
  readonly rows: readonly OfferRow[];
  /** Of all instalments, without the fee that is kept back. */
  readonly totals: PartsMinor;
  /** All instalments and the fee. */
  readonly costMinor: bigint;
  /** Effective annual cost in per cent, with the fee; null where none fits. */
  readonly yearly: number | null;
}

/** The schedule and the cost of a loan paid out on a day. Refusals: `amount-range`, `instalment-range`. */
export function offerOf(product: ProductTerms, amountMinor: bigint, instalments: number, from: Day): Offer {
  if (amountMinor < product.leastMinor || amountMinor > product.mostMinor) throw refuse('amount-range', { field: 'amount' });
  if (instalments < product.leastInstalments || instalments > product.mostInstalments)
    throw refuse('instalment-range', { field: 'instalments' });
  const { currency } = product;
  const terms = termsSchema.parse({
    convention: 'cumulative',
    currency,
    principal: toDecimalText(money(amountMinor, currency)),
    annualRatePercent: product.annualRate ?? '0',
    instalments,
    repayEvery: 1,
    frequency: product.frequency,
    gracePrincipalPeriods: product.grace,
    disbursementDate: from,
    ...methods[product.way],
  });
  const markups = allocate(
    money(percentOf(amountMinor, product.markupPercent ?? '0'), currency),
    Array.from({ length: instalments }, () => 1n),
  );
  let balanceMinor = amountMinor;
  const rows = unpaid(loanSchedule(terms), currency, currencyDecimals(currency)).map(({ n, due, owed: worked }, at): OfferRow => {
    const owed = { ...worked, fees: markups[at]?.amountMinor ?? 0n };
    balanceMinor -= owed.principal;
    return { n, due, owed, totalMinor: sumOf(owed), balanceMinor };
  });
  const feeMinor = percentOf(amountMinor, product.feePercent);
  const totals = rows.reduce((sum, { owed }) => ({ ...sum, ...added(sum, owed) }), NOTHING);
  return {
    currency,
    amountMinor,
    feeMinor,
    receivedMinor: amountMinor - feeMinor,
    rows,
    totals,
    costMinor: sumOf(totals) - amountMinor + feeMinor,
    yearly: yearlyCostOf(
      terms,
      Number(amountMinor - feeMinor),
      rows.map(({ n, totalMinor }) => ({ n, total: Number(totalMinor) })),
    ),
  };
}

const added = (one: PartsMinor, other: PartsMinor): PartsMinor => ({
  principal: one.principal + other.principal,
  interest: one.interest + other.interest,
  fees: one.fees + other.fees,
  penalties: one.penalties + other.penalties,
});

/** An example for the product's page: its middle, in tens of the currency where the range holds them. */
export function exampleOf(product: Pick<Product, 'currency' | 'leastMinor' | 'mostMinor' | 'leastInstalments' | 'mostInstalments'>): {
  amountMinor: bigint;
  instalments: number;
} {
  const ten = 10n ** BigInt(currencyDecimals(product.currency) + 1);
  const middle = ((product.leastMinor + product.mostMinor) / 2n / ten) * ten;
  return {
    amountMinor: middle < product.leastMinor ? product.leastMinor : middle,
    instalments: Math.round((product.leastInstalments + product.mostInstalments) / 2),
  };
}
