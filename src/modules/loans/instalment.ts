import type { Decimal } from 'decimal.js';

/** One instalment while it is worked out. */
export interface Instalment {
  readonly principal: Decimal;
  readonly interest: Decimal;
  /** Principal still owed after it. */
  readonly balance: Decimal;
}

/** How results become money: half to even. */
export interface Rounding {
  /** To the currency's decimals, or its multiples. */
  readonly money: (amount: Decimal) => Decimal;
  /** To the multiples that an instalment is paid in; null where any amount is. */
  readonly toMultiple: ((amount: Decimal) => Decimal) | null;
}
