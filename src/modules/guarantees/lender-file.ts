import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { readSentFile, unknownColumns, type CellReader, type ImportColumn, type ImportProblem, type ImportRow } from '#kernel/import';
import { currencyDecimals, money, toDecimalText, type Currency } from '#kernel/money';
import type { FundId } from './fund.ts';
import { refuse } from './refusals.ts';

/** Rows of one file: each step waits for the one before, and the fund waits meanwhile. */
export const MOST_ROWS = 1_000;
const MOST_MINOR = 1_000_000_000_000_000n;

/** A lender's list as read: its rows, and what is wrong with its headings. */
export interface LenderFile {
  readonly rows: readonly ImportRow[];
  readonly problems: ImportProblem[];
}

/**
 * Reads a lender's list and holds it against what the lender says that it has: half a file cannot be told from a whole one otherwise.
 * Refusals: those of reading a file, `no-file`, `file-too-long`.
 */
export async function readLenderFile(bytes: Buffer | undefined, columns: readonly ImportColumn[], told: number): Promise<LenderFile> {
  if (!bytes) throw refuse('no-file', { field: 'file' });
  const { columns: headings, rows } = await readSentFile(bytes, 'file');
  if (rows.length > MOST_ROWS) throw refuse('file-too-long', { field: 'file', values: { most: MOST_ROWS } });
  const names = headings.length > 0 ? headings : [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const heading = (problem: string) => (name: string) => ({ row: 1, field: name, problem });
  const missing = columns.filter(({ name, required }) => required && !names.includes(name)).map(({ name }) => name);
  const problems: ImportProblem[] = [
    ...[...new Set(unknownColumns({ columns }, names))].map(heading('guarantees.problem.column')),
    ...[...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map(heading('guarantees.problem.column-twice')),
    ...missing.map(heading('guarantees.problem.column-missing')),
  ];
  if (rows.length !== told)
    problems.push({ row: rows.at(-1)?.row ?? 1, field: null, problem: 'guarantees.problem.count', values: { told, found: rows.length } });
  // Without one of its columns every row would be wrong in the same way.
  return { rows: missing.length > 0 ? [] : rows, problems };
}

// uses messages: guarantees.problem.*
/** A file is read by machines: a point before the decimals, no other sign, no more decimals than the currency has, never a guess. */
export function readMinor(cell: CellReader, field: string, currency: Currency, least: 0n | 1n, required: boolean): bigint | null {
  const text = cell.line(field, { required, max: 60 });
  if (text === null) return null;
  const decimals = currencyDecimals(currency);
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  const minor = whole === undefined || fraction.length > decimals ? null : BigInt(whole + fraction.padEnd(decimals, '0'));
  if (minor !== null && minor >= least && minor <= MOST_MINOR) return minor;
  const example = toDecimalText(money(1_500n * 10n ** BigInt(decimals), currency));
  return cell.problem(field, least === 0n ? 'guarantees.problem.amount-or-none' : 'guarantees.problem.amount', {
    value: text.slice(0, 40),
    example,
    currency,
  });
}

/** The currency of a row must be the one that is expected there. */
export function readCurrency(cell: CellReader, currency: Currency | null): void {
  const text = cell.line('currency', { required: true, max: 20 });
  if (text !== null && currency !== null && text !== currency)
    cell.problem('currency', 'guarantees.problem.currency', { value: text, currency });
}

/** The same loan twice in a file: nobody can tell which counts. */
export function repeated(rows: readonly { row: number; reference: string }[]): ImportProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, reference }) => {
    const other = first.get(reference);
    if (other === undefined) first.set(reference, row);
    return other === undefined ? [] : [{ row, field: 'reference', problem: 'import.problem.twice', values: { value: reference, other } }];
  });
}

/** Two files of one fund are read one after the other, so that the second sees what the first wrote. */
export async function oneFileAtATime(trx: Writes<'guarantees'>, fundId: FundId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${fundId}, 104))`.execute(trx);
}

/**
 * Writes the rows of a file in order, all of them or none. Answers what the database says against the row at which it stopped; a refusal
 * that is about all rows alike (`whole`) is thrown.
 */
export async function writeAll<Row extends { row: number }>(
  trx: Writes<'guarantees'>,
  rows: readonly Row[],
  whole: readonly string[],
  write: (row: Row) => Promise<void>,
): Promise<ImportProblem | null> {
  await sql`savepoint lender_file`.execute(trx);
  for (const one of rows) {
    try {
      await write(one);
    } catch (error) {
      if (!(error instanceof Refusal) || whole.includes(error.code)) throw error;
      await sql`rollback to savepoint lender_file`.execute(trx);
      const values = error.values as Record<string, string | number>; // those of this module's refusals
      return { row: one.row, field: columnOf[error.field ?? ''] ?? null, problem: error.messageKey, values };
    }
  }
  await sql`release savepoint lender_file`.execute(trx);
  return null;
}

/** Columns by the fields of the forms that take one loan. */
const columnOf: Readonly<Record<string, string>> = { reference: 'reference', amount: 'amount', months: 'months', owed: 'owed', day: 'day' };
