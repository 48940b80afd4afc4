export { currencyDecimals, isCurrency } from './currency.ts';
export type { Currency } from './currency.ts';
export { add, allocate, compareMoney, money, subtract, toDecimalText } from './money.ts';
export type { Money } from './money.ts';
export { allot, type Allotment, type AllotmentRefusal } from './allot.ts';
export { parseMoney } from './parse-money.ts';
export type { MoneyRefusal, ParsedMoney } from './parse-money.ts';
