import { sql } from 'kysely';
import { newId, type AnyWrites, type Writes } from '#kernel/db';
import {
  cellReader,
  type CellReader,
  type Importer,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type ImportRow,
} from '#kernel/import';
import { isCurrency, money, parseMoney, toDecimalText, type Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { outstanding, sumOf } from './instalment-state.ts';
import { lentLoan, lockLoan, type LoanId } from './loan.ts';
import { controlled, type Control } from './control-rows.ts';
import { keepPayments, knownAs, livePayments, settleLoan, tooMuch, wrongDay, type NewRepayment } from './record-repayment.ts';
import { readStanding, type RepaymentId, type Standing } from './standing.ts';
import type { Settled } from './settle-payments.ts';

/** A row as the file has it. */
interface Wanted extends NewRepayment {
  readonly row: number;
  readonly loan: string;
  readonly currency: Currency;
}

const required = true;
const perQuery = 5_000;
const about = (name: string) => `loans.column.${name}` as Importer['label']; // uses messages: loans.column.*

const columns: Importer['columns'] = [
  { name: 'loan', required, about: about('loan') },
  { name: 'paid_on', required, about: about('paid-on') },
  { name: 'reference', required, about: about('reference') },
  { name: 'amount', required, about: about('amount') },
  { name: 'currency', required, about: about('currency') },
  { name: 'ends_loan', required: false, about: about('ends-loan') },
];

function readCurrency(cell: CellReader): Currency | null {
  const value = cell.line('currency', { required, max: 20 });
  return value === null || isCurrency(value) ? value : cell.problem('currency', 'loans.problem.currency', { value });
}

/** An amount above nothing with a point before the decimals, and no more of them than the currency has. */
function readMinor(cell: CellReader, currency: Currency | null): bigint | null {
  const value = cell.line('amount', { required, max: 40 });
  if (value === null || currency === null) return null;
  const read = /^\d{1,13}(?:\.\d{1,4})?$/.test(value) ? parseMoney(value, currency, 'en') : null;
  if (read?.ok && read.money.amountMinor > 0n) return read.money.amountMinor;
  return cell.problem('amount', 'import.problem.amount', { value });
}

// uses messages: loans.problem.*
function readRow(given: ImportRow, problems: ImportProblem[], { now }: ImportOptions): Wanted | Control | null {
  const cell = cellReader(given, problems, { now });
  const loan = cell.line('loan', { required, max: 40 });
  const isControl = loan?.toLowerCase() === 'total';
  const currency = readCurrency(cell);
  const amountMinor = readMinor(cell, currency);
  const reference = cell.line('reference', { required, max: 60 });
  if (isControl) {
    const payments = /^\d{1,6}$/.test(reference ?? '') ? Number(reference) : null;
    if (reference !== null && payments === null) cell.problem('reference', 'loans.problem.count', { value: reference });
    return currency !== null && amountMinor !== null && payments !== null ? { row: given.row, currency, amountMinor, payments } : null;
  }
  if (reference !== null && !/^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(reference))
    cell.problem('reference', 'loans.problem.reference', { value: reference });
  const paidOn = cell.day('paid_on', { required });
  const endsEarly = cell.flag('ends_loan');
  if (loan === null || currency === null || amountMinor === null || reference === null || paidOn === null || !cell.ok()) return null;
  return { row: given.row, loan, currency, amountMinor, reference, paidOn, endsEarly };
}

/** The same payment twice in a file: nobody can tell which counts. */
function twice(rows: readonly Wanted[]): ImportProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, loan, reference }) => {
    const key = JSON.stringify([loan, reference]);
    const other = first.get(key);
    first.set(key, other ?? row);
    return other === undefined ? [] : [{ row, field: 'reference', problem: 'import.problem.twice', values: { value: reference, other } }];
  });
}

/** What is to be written about one loan. */
interface Work {
  readonly standing: Standing;
  readonly fresh: readonly (NewRepayment & { id: RepaymentId })[];
  readonly settled: Settled;
}

/** Records payments of loans, all rows or none. What is known already is told as unchanged, so that a file can be sent again. */
async function run(trx: AnyWrites, given: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const read = given.flatMap((row) => readRow(row, problems, options) ?? []);
  const rows = read.filter((one): one is Wanted => 'loan' in one);
  const controls = read.filter((one): one is Control => !('loan' in one));
  const whole = problems.length === 0;
  problems.push(...twice(rows), ...(whole ? controlled(rows, controls) : []));
  const ids = await loanIds(trx, rows);
  const report = { created: 0, updated: 0, unchanged: 0, problems };
  const works: Work[] = [];
  // Always in the same order, so that two files do not wait for each other.
  const byLoan = [...Map.groupBy(rows, ({ loan }) => loan)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [at, [reference, some]] of byLoan.entries()) {
    const [id, more] = ids.get(reference) ?? [];
    if (id === undefined || more !== undefined) {
      const problem = id === undefined ? 'loans.problem.loan' : 'loans.problem.two-loans';
      problems.push(...some.map(({ row }) => ({ row, field: 'loan', problem, values: { value: reference } })));
      continue;
    }
    const work = await workOn(trx, id, some, problems, options);
    report.unchanged += some.length - work.fresh.length;
    report.created += work.fresh.length;
    if (work.fresh.length > 0) works.push(work);
    if (at % 100 === 99) await options.tell?.(at, byLoan.length * 2);
  }
  if (problems.length > 0) return { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  if (!options.dryRun && options.by !== null)
    for (const [at, { standing, fresh, settled }] of works.entries()) {
      await keepPayments(trx, options.by, standing, fresh, settled, dayOf(options));
      if (at % 100 === 99) await options.tell?.(byLoan.length + at, byLoan.length * 2);
    }
  return report;
}

const dayOf = ({ now }: ImportOptions): Day => now.toISOString().slice(0, 10);

/** Loans of the actor by their numbers; two where two of their organisations use the same. */
async function loanIds(trx: Writes<'loans'>, rows: readonly Wanted[]): Promise<Map<string, LoanId[]>> {
  const wanted = [...new Set(rows.map(({ loan }) => loan))];
  const ids = new Map<string, LoanId[]>();
  for (let at = 0; at < wanted.length; at += perQuery) {
    const found = await trx
      .selectFrom('loans.loans')
      .select(['id', 'reference'])
      .where('reference', 'in', wanted.slice(at, at + perQuery))
      .where(sql<boolean>`organisation_id in (select loans.lending())`)
      .execute();
    for (const { id, reference } of found) ids.set(reference, [...(ids.get(reference) ?? []), id]);
  }
  return ids;
}

async function workOn(
  trx: AnyWrites,
  id: LoanId,
  rows: readonly Wanted[],
  problems: ImportProblem[],
  options: ImportOptions,
): Promise<Work> {
  const loan = options.dryRun ? await lentLoan(trx, id) : await lockLoan(trx, id);
  const standing = await readStanding(trx, loan);
  const before = problems.length;
  const fresh: (Wanted & { id: RepaymentId })[] = [];
  for (const one of rows) {
    const wrong = (field: string, problem: string, values?: Record<string, string>) =>
      problems.push({ row: one.row, field, problem, ...(values ? { values } : {}) });
    const known = knownAs(standing.payments, one);
    const day = wrongDay(standing, one.paidOn, dayOf(options));
    if (one.currency !== loan.currency) wrong('currency', 'loans.problem.other-currency', { value: one.currency, currency: loan.currency });
    else if (known === 'other') wrong('reference', 'loans.refusal.payment-known');
    else if (known === 'taken-back') wrong('reference', 'loans.refusal.payment-taken-back');
    else if (known === 'new' && day) wrong('paid_on', `loans.refusal.${day}`);
    else if (known === 'new' && one.endsEarly && loan.state !== 'running') wrong('ends_loan', 'loans.refusal.loan-written-off');
    else if (known === 'new') fresh.push({ ...one, id: newId<'loans.repayments'>() });
  }
  const settled = await settleLoan(trx, standing, [...livePayments(standing), ...fresh]);
  if (settled.wrong && problems.length === before) {
    // A payment of before that does not fit any more does so because of the last one that is new.
    const { row } = fresh.find(({ id: paymentId }) => paymentId === settled.wrong?.id) ?? fresh.at(-1) ?? { row: 0 };
    const refusal = tooMuch(loan, settled.wrong);
    const owed = `${toDecimalText(money(sumOf(outstanding(standing.instalments)), loan.currency))} ${loan.currency}`;
    problems.push({
      row,
      field: 'amount',
      problem: refusal.messageKey,
      values: { owed: settled.wrong.why === 'too-much-paid' ? owed : String(refusal.values['owed']) },
    });
  }
  return { standing, fresh, settled };
}

/** What borrowers paid, one row a payment, with a last row a currency that says how many and how much. */
export const repaymentsImporter: Importer = { kind: 'loan-repayments', label: 'loans.importer', columns, run };
