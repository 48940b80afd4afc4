import type { ImportProblem } from '#kernel/import';
import { money, toDecimalText, type Currency } from '#kernel/money';

/** A last row that says how many payments of a currency the file has, and how much they are in all. */
export interface Control {
  readonly row: number;
  readonly currency: Currency;
  readonly payments: number;
  readonly amountMinor: bigint;
}

interface Paid {
  readonly currency: Currency;
  readonly amountMinor: bigint;
}

/**
 * Holds the payments of a file against its last rows: without them nobody could tell half a file from a whole one.
 * Every currency has one, and it fits.
 */
export function controlled(rows: readonly Paid[], controls: readonly Control[]): ImportProblem[] {
  const currencies = new Set([...rows, ...controls].map(({ currency }) => currency));
  return [...currencies].flatMap((currency): ImportProblem[] => {
    const some = rows.filter((one) => one.currency === currency);
    const [control, other] = controls.filter((one) => one.currency === currency);
    if (!control) return [{ row: 0, field: null, problem: 'loans.problem.no-total', values: { currency } }];
    if (other)
      return [{ row: other.row, field: 'currency', problem: 'import.problem.twice', values: { value: currency, other: control.row } }];
    const sum = some.reduce((all, { amountMinor }) => all + amountMinor, 0n);
    const problems: ImportProblem[] = [];
    if (control.payments !== some.length)
      problems.push({
        row: control.row,
        field: 'reference',
        problem: 'loans.problem.other-count',
        values: { told: control.payments, found: some.length },
      });
    if (control.amountMinor !== sum) {
      const text = (minor: bigint) => `${toDecimalText(money(minor, currency))} ${currency}`;
      const values = { told: text(control.amountMinor), found: text(sum) };
      problems.push({ row: control.row, field: 'amount', problem: 'loans.problem.other-sum', values });
    }
    return problems;
  });
}
