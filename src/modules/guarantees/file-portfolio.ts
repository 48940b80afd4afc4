import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { countryCodes } from '#kernel/i18n';
import { cellReader, type CellReader, type ImportColumn, type ImportProblem, type ImportRow } from '#kernel/import';
import { fileLoan } from './file-loan.ts';
import { sectors, withoutIt, type Filing } from './filing.ts';
import type { FundId, LenderId, Version } from './fund.ts';
import { oneFileAtATime, readCurrency, readLenderFile, readMinor, repeated, writeAll } from './lender-file.ts';

const optional = ['group', 'earlier_aid'];

// uses messages: guarantees.column.*
/** Headings of a file of loans. A required one comes last, so that a row that breaks off is told. */
export const loanColumns: readonly ImportColumn[] = (
  ['reference', 'borrower', 'group', 'country', 'sector', 'purpose', 'amount', 'currency', 'months', 'earlier_aid', 'without'] as const
).map((name) => ({ name, required: !optional.includes(name), about: `guarantees.column.${name}` as const }));

/** What came of a file: the numbers that its loans have with the fund, or every problem, with nothing filed. */
export interface FiledPortfolio {
  readonly first: number;
  readonly last: number;
  readonly problems: readonly ImportProblem[];
}

/** Under which terms, and by whom. */
export interface Filer {
  readonly fundId: FundId;
  readonly lenderId: LenderId;
  readonly terms: Version;
  /** Account that files. */
  readonly by: string;
}

/**
 * Files the loans of a list, all of them or none, each to be decided by itself; tells every row with which something is wrong.
 * Refusals: those of reading a file, `no-file`, `file-too-long`, `terms-over`, `not-admitted`, `not-found`.
 */
export async function filePortfolio(
  trx: Writes<'guarantees' | 'audit'>,
  filer: Filer,
  file: { bytes: Buffer | undefined; told: number },
  now: Date,
): Promise<FiledPortfolio> {
  const { rows, problems } = await readLenderFile(file.bytes, loanColumns, file.told);
  const read = rows.flatMap((row) => readRow(row, problems, filer, now) ?? []);
  await oneFileAtATime(trx, filer.fundId);
  problems.push(...repeated(read), ...(await standing(trx, filer.lenderId, read)));
  const ids: string[] = [];
  if (problems.length === 0) {
    const refused = await writeAll(trx, read, ['terms-over', 'not-admitted', 'not-found'], async (filing) => {
      ids.push(await fileLoan(trx, filer.by, filer.fundId, filing));
    });
    if (refused) problems.push(refused);
  }
  if (problems.length > 0) return { first: 0, last: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  const { first, last } = await trx
    .selectFrom('guarantees.guarantees')
    .select(({ fn }) => [fn.min<number>('number').as('first'), fn.max<number>('number').as('last')])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .executeTakeFirstOrThrow();
  return { first, last, problems: [] };
}

interface Read extends Filing {
  readonly row: number;
}

function readRow(given: ImportRow, problems: ImportProblem[], { terms, lenderId }: Filer, now: Date): Read | null {
  const cell = cellReader(given, problems, { now });
  const required = true;
  const reference = cell.line('reference', { required, max: 80 });
  const borrower = cell.line('borrower', { required, max: 80 });
  const group = cell.line('group', { max: 80 });
  const country = readCode(cell, 'country', countryCodes, 'guarantees.problem.country');
  const sector = readCode(cell, 'sector', sectors, 'import.problem.choice');
  const purpose = cell.line('purpose', { required, max: 500 });
  const loanMinor = readMinor(cell, 'amount', terms.currency, 1n, required);
  readCurrency(cell, terms.currency);
  const months = cell.text('months', { required, max: 60 }) === null ? null : cell.whole('months', 1, terms.longestMonths);
  const without = cell.choice('without', withoutIt, { required });
  const earlierAidMinor = readMinor(cell, 'earlier_aid', 'EUR', 0n, false);
  if (!reference || !borrower || !country || !sector || !purpose || loanMinor === null || months === null || !without || !cell.ok())
    return null;
  const loan = { reference, borrower, group, country, sector, purpose, loanMinor, months, withoutIt: without, earlierAidMinor };
  return { row: given.row, windowId: terms.windowId, versionId: terms.id, lenderId, ...loan };
}

/** A code of a closed list in capital letters; small ones are meant alike. */
function readCode(cell: CellReader, field: string, codes: readonly string[], problem: string): string | null {
  const text = cell.line(field, { required: true, max: 60 });
  if (text === null || codes.includes(text.toUpperCase())) return text?.toUpperCase() ?? null;
  return cell.problem(field, problem, { value: text, choices: codes.slice(0, 40).join(', ') });
}

/** Loans that stand with the fund already: a file that is sent again says so row by row. */
async function standing(trx: Reads<'guarantees'>, lenderId: LenderId, rows: readonly Read[]): Promise<ImportProblem[]> {
  const found = await trx
    .selectFrom('guarantees.guarantees')
    .select(['reference', 'number'])
    .where('lender_id', '=', lenderId)
    .where('state', 'not in', ['refused', 'withdrawn', 'lapsed'])
    .where(sql<boolean>`reference = any (${rows.map(({ reference }) => reference)}::text[])`)
    .execute();
  const numbers = new Map(found.map(({ reference, number }) => [reference, number]));
  return rows.flatMap(({ row, reference }) => {
    const number = numbers.get(reference);
    if (number === undefined) return [];
    return [{ row, field: 'reference', problem: 'guarantees.problem.known', values: { value: reference, number } }];
  });
}
