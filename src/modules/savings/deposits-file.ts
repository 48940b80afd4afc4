import { sql } from 'kysely';
import { cellReader, readSentFile, unknownColumns, type ImportColumn, type ImportProblem, type ImportRow } from '#kernel/import';
import { newId, type Reads, type Writes } from '#kernel/db';
import { currencyDecimals, type Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { tellKept } from './keep.ts';
import { loadMembership, membershipsOf, type Membership, type MembershipId } from './membership.ts';
import { schemesById } from './read-schemes.ts';
import { onSavingsConstraint, refuse } from './refusals.ts';
import { MOST_MINOR } from './scheme.ts';

// uses messages: savings.column.*
/** Headings of a file of deposits; the day as YYYY-MM-DD, the amount with a point before the decimals. */
export const depositColumns: readonly ImportColumn[] = (['number', 'amount', 'currency', 'day', 'reference'] as const).map((name) => ({
  name,
  required: true,
  about: `savings.column.${name}` as const,
}));

export const MOST_ROWS = 5_000;
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$/;

interface Deposit {
  readonly membershipId: MembershipId;
  readonly amountMinor: bigint;
  readonly day: Day;
  readonly reference: string;
}

/** What came of a file: how many deposits were recorded, or every problem, with nothing recorded. */
export interface DepositReport {
  readonly recorded: number;
  readonly problems: readonly ImportProblem[];
}

type Trx = Writes<'savings' | 'ledger' | 'audit' | 'consent'>;

/**
 * Records the deposits of a file, all of them or none, and tells every row with which something is wrong. `told` is how many rows the
 * organisation says that it has: a file that broke off between two rows looks whole.
 * Refusals: those of reading a file, `nothing-in-file`, `file-too-long`.
 */
export async function recordDeposits(
  trx: Trx,
  { bytes, told }: { bytes: Buffer; told: number },
  today: Day,
  now: Date,
): Promise<DepositReport> {
  const { columns, rows } = await readSentFile(bytes, 'file');
  if (rows.length === 0) throw refuse('nothing-in-file', { field: 'file' });
  if (rows.length > MOST_ROWS) throw refuse('file-too-long', { field: 'file', values: { most: MOST_ROWS } });
  const problems: ImportProblem[] = unknownColumns({ columns: depositColumns }, columns).map((name) => ({
    row: 1,
    field: name,
    problem: 'savings.problem.column',
  }));
  if (rows.length !== told)
    problems.push({ row: rows.at(-1)?.row ?? 1, field: null, problem: 'savings.problem.count', values: { told, found: rows.length } });
  const savers = await saversByNumber(trx);
  const read = rows.flatMap((row) => readRow(row, problems, { savers, today, now }) ?? []);
  problems.push(...repeated(read), ...(await known(trx, read)));
  if (problems.length > 0) return { recorded: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  // In one order for everybody, so that two files do not wait for one another.
  const ordered = read.toSorted((a, b) => (a.membershipId + a.day < b.membershipId + b.day ? -1 : 1));
  for (const { membershipId, amountMinor, day, reference } of ordered)
    await sql`
      select savings.write_deposit(
        ${membershipId}, ${newId<'savings.movements'>()}, ${newId<'ledger.entries'>()}, ${amountMinor}, ${day}, ${reference})`
      .execute(trx)
      .catch(onSavingsConstraint);
  for (const id of new Set(read.map(({ membershipId }) => membershipId)))
    await tellKept(trx, await loadMembership(trx, id), 'deposit-recorded');
  return { recorded: read.length, problems: [] };
}

interface Saver {
  readonly one: Membership;
  readonly currency: Currency;
}

async function saversByNumber(trx: Reads<'savings'>): Promise<Map<string, Saver>> {
  const found = await membershipsOf(trx, { keeper: true, states: ['running', 'closed'] });
  const schemes = await schemesById(
    trx,
    found.map(({ schemeId }) => schemeId),
  );
  return new Map(found.map((one) => [one.number, { one, currency: schemes.get(one.schemeId)?.savingCurrency ?? '' }]));
}

interface Read extends Deposit {
  readonly row: number;
}

// uses messages: savings.problem.*
function readRow(
  given: ImportRow,
  problems: ImportProblem[],
  { savers, today, now }: { savers: ReadonlyMap<string, Saver>; today: Day; now: Date },
): Read | null {
  const cell = cellReader(given, problems, { now });
  const required = true;
  const number = cell.line('number', { required, max: 40 });
  const amount = cell.line('amount', { required, max: 60 });
  const currency = cell.line('currency', { required, max: 20 });
  const day = cell.day('day', { required });
  const reference = cell.line('reference', { required, max: 60 });
  const saver = number === null ? undefined : savers.get(number.toLowerCase());
  if (number !== null && !saver) cell.problem('number', 'savings.problem.number', { value: number });
  if (saver && saver.one.state !== 'running') cell.problem('number', 'savings.problem.closed', { value: saver.one.number });
  if (saver && currency !== null && currency !== saver.currency)
    cell.problem('currency', 'savings.problem.currency', { value: currency, currency: saver.currency });
  const minor = amount === null ? null : minorOf(amount, saver?.currency ?? 'EUR');
  if (amount !== null && minor === null) cell.problem('amount', 'savings.problem.amount', { value: amount.slice(0, 40) });
  if (day !== null && (day > today || day < '1970-01-01')) cell.problem('day', 'savings.problem.day', { value: day });
  if (reference !== null && !REFERENCE.test(reference)) cell.problem('reference', 'savings.field.reference-form');
  if (!saver || minor === null || !day || !reference || !cell.ok()) return null;
  return { row: given.row, membershipId: saver.one.id, amountMinor: minor, day, reference };
}

/** A file is read by machines: a point before the decimals, no other sign, never a guess. Null where it is no such amount. */
function minorOf(text: string, currency: Currency): bigint | null {
  const found = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(text);
  const decimals = currencyDecimals(currency);
  const fraction = found?.[2] ?? '';
  if (!found?.[1] || fraction.length > decimals) return null;
  const minor = BigInt(found[1] + fraction.padEnd(decimals, '0'));
  return minor > 0n && minor <= MOST_MINOR ? minor : null;
}

function repeated(rows: readonly Read[]): ImportProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, reference }) => {
    const other = first.get(reference);
    if (other === undefined) first.set(reference, row);
    return other === undefined ? [] : [{ row, field: 'reference', problem: 'savings.problem.twice', values: { value: reference, other } }];
  });
}

/** Numbers of the organisation that stand here already. */
async function known(trx: Reads<'savings'>, rows: readonly Read[]): Promise<ImportProblem[]> {
  if (rows.length === 0) return [];
  const found = await trx
    .selectFrom('savings.movements')
    .select('reference')
    .where(sql<boolean>`organisation_id in (select savings.keeping())`)
    .where(
      'reference',
      'in',
      rows.map(({ reference }) => reference),
    )
    .execute();
  const there = new Set(found.map(({ reference }) => reference));
  return rows
    .filter(({ reference }) => there.has(reference))
    .map(({ row, reference }) => ({ row, field: 'reference', problem: 'savings.problem.known', values: { value: reference } }));
}
