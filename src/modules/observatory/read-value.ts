import { missingMarks } from './flags.ts';

/** A figure as read: an exact decimal, missing with the mark that was published, or wrong with the problem's key. */
export type ReadValue = { value: string; mark: '' } | { value: null; mark: string } | { problem: string };

const plain = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const decimal = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** More digits than any statistic has; PostgreSQL's numeric holds far more. */
const mostDigits = 60;

/** Reads a figure of a text file: digits with a point. Trailing zeros stay, since they say how exact the figure is. */
export function readValue(text: string): ReadValue {
  if (plain.test(text) && text.length <= mostDigits) return { value: text, mark: '' };
  const cell = text.trim();
  if (cell === '') return { value: null, mark: '' };
  if (missingMarks.some((mark) => mark === cell)) return { value: null, mark: cell };
  if (/^[+-]?\d{1,3}([.\s\u00a0\u202f']\d{3})*,\d+$/.test(cell) || /^[+-]?\d+,\d+$/.test(cell))
    return { problem: 'observatory.problem.decimal-comma' };
  if (/^[+-]?\d{1,3}([,\s\u00a0\u202f']\d{3})+(\.\d+)?$/.test(cell)) return { problem: 'observatory.problem.thousands' };
  if (cell.startsWith('=')) return { problem: 'observatory.problem.formula' };
  const parts = decimal.exec(cell);
  if (!parts) return { problem: 'observatory.problem.not-a-number' };
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const value = shift(whole, fraction, Number(exponent));
  if (value.length > mostDigits) return { problem: 'observatory.problem.not-a-number' };
  return { value: sign === '-' && /[1-9]/.test(value) ? `-${value}` : value, mark: '' };
}

/** A number of a spreadsheet or of JSON as the shortest decimal that denotes it. */
export function decimalOf(number: number): string | null {
  if (!Number.isFinite(number)) return null;
  const read = readValue(String(number));
  return 'value' in read ? read.value : null;
}

/** Moves the point by the exponent, so that 1.5e3 is 1500 and 2e-2 is 0.02. */
function shift(whole: string, fraction: string, exponent: number): string {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at);
  return after ? `${before}.${after}` : before;
}
