import { currencyDecimals, isCurrency } from '#kernel/money';
import type { CellReader } from '#kernel/import';
import type { Cost, PriceEntry } from './service.ts';

/**
 * Cost and prices of a row: columns `cost`, `price` and `currency`, or the object of our JSON lists,
 * `{ "free": false, "amount": 20, "currency": "EUR" }`.
 */
export function readCost(cell: CellReader): { cost: Cost; prices: PriceEntry[] } {
  const given = cell.values['cost'];
  if (typeof given === 'object' && given !== null) {
    if ('free' in given && given.free === true) return { cost: 'free', prices: [] };
    const prices = priceOf(cell, 'amount' in given ? String(given.amount) : null, 'currency' in given ? String(given.currency) : null);
    return { cost: 'free' in given ? 'paid' : 'unknown', prices };
  }
  const prices = priceOf(cell, cell.line('price', { max: 20 }), cell.line('currency', { max: 10 }));
  const said = cell.choice('cost', ['free', 'paid', 'unknown']);
  return { cost: said ?? (prices.length > 0 ? 'paid' : 'unknown'), prices };
}

function priceOf(cell: CellReader, amount: string | null, currency: string | null): PriceEntry[] {
  if (amount === null || amount === 'undefined' || amount === 'null') return [];
  const code: string = currency?.toUpperCase() ?? '';
  if (!isCurrency(code)) {
    cell.problem('currency', 'directory.problem.currency', { value: String(code).slice(0, 10) });
    return [];
  }
  const amountMinor = toMinor(amount, currencyDecimals(code));
  if (amountMinor === null) {
    cell.problem('price', 'import.problem.amount', { value: amount.slice(0, 20) });
    return [];
  }
  return [{ option: null, amountMinor, currency: code, description: null }];
}

/** "12.5" in a currency of two decimals is 1250; a comma may stand for the point. Null for what is no amount. */
export function toMinor(text: string, decimals: number): string | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '', part = ''] = match;
  if (part.length > decimals) return null;
  return String(BigInt(whole + part.padEnd(decimals, '0')));
}
