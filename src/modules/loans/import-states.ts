import { sql } from 'kysely';
import { Refusal } from '#kernel/errors';
import type { AnyWrites, Writes } from '#kernel/db';
import { cellReader, type Importer, type ImportOptions, type ImportProblem, type ImportReport, type ImportRow } from '#kernel/import';
import type { Day } from '#kernel/time';
import { findApplication, type Application, type ApplicationId } from './application.ts';
import { writeOffLoan } from './change-loan.ts';
import { payOut, sign } from './decide-application.ts';
import { loanOf, toLoan, type Loan } from './loan.ts';
import { queueTelling } from './notices.ts';
import { changesOf } from './standing.ts';

/** What a lender's own system tells of a loan; all other states follow from the payments. */
const toldStates = ['signed', 'paid-out', 'written-off'] as const;

/** A row as the file has it. */
interface Told {
  readonly row: number;
  readonly state: (typeof toldStates)[number];
  readonly day: Day;
  /** Number of the application here. */
  readonly application: ApplicationId | null;
  /** Number of the loan in the lender's own system. */
  readonly loan: string | null;
  readonly reason: string;
}

type Trx = Writes<'loans' | 'audit' | 'jobs'>;
type Problem = Omit<ImportProblem, 'row'>;

const perQuery = 5_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const about = (name: string) => `loans.column.${name}` as Importer['label']; // uses messages: loans.column.*

const columns: Importer['columns'] = [
  { name: 'loan', required: false, about: about('state-loan') },
  { name: 'state', required: true, about: about('state') },
  { name: 'day', required: true, about: about('day') },
  { name: 'reason', required: false, about: about('reason') },
  { name: 'application', required: false, about: about('application') },
];

// uses messages: loans.problem.*
function readRow(given: ImportRow, problems: ImportProblem[], { now }: ImportOptions): Told | null {
  const cell = cellReader(given, problems, { now });
  const value = cell.line('state', { required: true, max: 40 });
  const state = toldStates.find((one) => one === value?.toLowerCase());
  if (value !== null && !state) cell.problem('state', 'loans.problem.state', { value });
  const day = cell.day('day', { required: true });
  const loan = cell.line('loan', { required: state === 'paid-out' || state === 'written-off', max: 40 });
  if (loan !== null && !/^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(loan)) cell.problem('loan', 'loans.problem.loan-form', { value: loan });
  const application = cell.line('application', { required: state === 'signed', max: 40 })?.toLowerCase() ?? null;
  if (application !== null && !UUID.test(application)) cell.problem('application', 'loans.problem.application', { value: application });
  const reason = cell.text('reason', { required: state === 'written-off', max: 2_000 }) ?? '';
  if (!state || day === null || !cell.ok()) return null;
  return { row: given.row, state, day, loan, application: application as ApplicationId | null, reason }; // the pattern above
}

/**
 * Takes states of loans from the lender's own system, all rows or none, each by the act that a page does. What stands so already is told as
 * unchanged, so that a file can be sent again.
 */
async function run(trx: AnyWrites, given: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const rows = given.flatMap((row) => readRow(row, problems, options) ?? []);
  const report = { created: 0, updated: 0, unchanged: 0, problems };
  await sql`savepoint states`.execute(trx);
  await lockLoans(trx, rows);
  for (const [at, one] of rows.entries()) {
    await sql`savepoint one_state`.execute(trx);
    const done = await take(trx, one, options).catch((error: unknown) => problemOf(error));
    if (typeof done === 'object') problems.push({ row: one.row, ...done });
    else report[done] += 1;
    await sql.raw(typeof done === 'object' ? 'rollback to savepoint one_state' : 'release savepoint one_state').execute(trx);
    if (at % 100 === 99) await options.tell?.(at, rows.length);
  }
  const failed = problems.length > 0;
  await sql.raw(failed || options.dryRun ? 'rollback to savepoint states' : 'release savepoint states').execute(trx);
  return failed ? { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) } : report;
}

/** Columns of the file by the fields of the acts. */
const columnOf: Readonly<Record<string, string>> = { day: 'day', reference: 'loan' };

function problemOf(error: unknown): Problem {
  if (!(error instanceof Refusal)) throw error;
  const values = Object.fromEntries(Object.entries(error.values).map(([name, value]) => [name, String(value)]));
  return { field: columnOf[error.field ?? ''] ?? 'state', problem: error.messageKey, values };
}

const dayOf = ({ now }: ImportOptions): Day => now.toISOString().slice(0, 10);

/** Always in the same order, so that two files do not wait for each other. */
async function lockLoans(trx: Trx, rows: readonly Told[]): Promise<void> {
  const wanted = [...new Set(rows.flatMap(({ loan }) => loan ?? []))].toSorted();
  for (let at = 0; at < wanted.length; at += perQuery)
    await trx
      .selectFrom('loans.loans')
      .select('id')
      .where('reference', 'in', wanted.slice(at, at + perQuery))
      .where(sql<boolean>`organisation_id in (select loans.lending())`)
      .orderBy('reference')
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
}

type Done = 'created' | 'updated' | 'unchanged' | Problem;

async function take(trx: Trx, one: Told, options: ImportOptions): Promise<Done> {
  const application = one.application && (await findApplication(trx, one.application));
  const open = application?.forLender ? application : null;
  if (one.state === 'signed') return await takeSigned(trx, one, open, options);
  const loans = await loansOf(trx, one);
  if (loans.length > 1) return { field: 'loan', problem: 'loans.problem.two-lenders', values: { value: one.loan ?? '' } };
  const [loan] = loans;
  if (one.state === 'written-off')
    return loan
      ? await takeLost(trx, one, loan, options)
      : { field: 'loan', problem: 'loans.problem.loan', values: { value: one.loan ?? '' } };
  if (loan && one.application !== null && loan.applicationId !== one.application)
    return { field: 'loan', problem: 'loans.refusal.reference-used' };
  if (loan) return loan.paidOutOn === one.day ? 'unchanged' : otherDay(loan.paidOutOn);
  return await takePaidOut(trx, one, open, options);
}

const otherDay = (value: Day): Problem => ({ field: 'day', problem: 'loans.problem.other-day', values: { value } });
const noApplication = ({ application }: Told): Problem =>
  application === null
    ? { field: 'application', problem: 'import.problem.required' }
    : { field: 'application', problem: 'loans.problem.application', values: { value: application } };

async function takeSigned(trx: Trx, one: Told, open: Application | null, options: ImportOptions): Promise<Done> {
  // Once the permission ended, the loan tells that the contract was signed.
  if (!open) return one.application && (await loanOf(trx, one.application)) ? 'unchanged' : noApplication(one);
  if (open.signedOn !== null) return open.signedOn === one.day ? 'unchanged' : otherDay(open.signedOn);
  await sign(trx, open.id, one.day, dayOf(options));
  await queueTelling(trx, open);
  return 'updated';
}

async function takePaidOut(trx: Trx, one: Told, open: Application | null, options: ImportOptions): Promise<Done> {
  const there = one.application && (await loanOf(trx, one.application));
  if (there) return { field: 'loan', problem: 'loans.problem.other-loan', values: { value: there.reference } };
  if (!open || options.by === null) return noApplication(one);
  await payOut(trx, options.by, open.id, { paidOutOn: one.day, reference: one.loan ?? '' }, dayOf(options));
  await queueTelling(trx, open);
  return 'created';
}

async function takeLost(trx: Trx, one: Told, loan: Loan, options: ImportOptions): Promise<Done> {
  if (loan.state === 'written-off' || loan.state === 'recovered') {
    const lost = (await changesOf(trx, loan.id)).findLast(({ kind }) => kind === 'write-off');
    return !lost || lost.onDay === one.day ? 'unchanged' : otherDay(lost.onDay);
  }
  await writeOffLoan(trx, options.by ?? '', loan.id, one.reason, dayOf(options), one.day);
  await queueTelling(trx, { id: loan.applicationId });
  return 'updated';
}

/** Loans of the actor with the number of a row; of the application where it names one, too, which tells two lenders apart. */
async function loansOf(trx: Trx, { loan, application }: Told): Promise<Loan[]> {
  const rows = await trx
    .selectFrom('loans.loans')
    .selectAll()
    .where('reference', '=', loan ?? '')
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .execute();
  const found = rows.map(toLoan);
  return found.length > 1 && application !== null ? found.filter(({ applicationId }) => applicationId === application) : found;
}

/** States of loans from the lender's own system, one row a state: signed, paid out, written off. */
export const statesImporter: Importer = { kind: 'loan-states', label: 'loans.importer-states', columns, run };
