import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type AnyWrites, type Writes } from '#kernel/db';
import { cellReader, type Importer, type ImportOptions, type ImportProblem, type ImportReport, type ImportRow } from '#kernel/import';
import { isCurrency, type Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { pegOn } from './pegs.ts';
import { isRate, plainRate } from './rate.ts';
import { ecbFormat } from './read-ecb.ts';
import { refuse } from './refusals.ts';

/** A row as the file has it. */
interface Wanted {
  row: number;
  source: string;
  base: Currency;
  currency: Currency;
  day: Day;
  rate: string;
  demonstration: boolean;
}

const required = true;
const perStatement = 5_000;
const about = (name: string) => `exchangerates.column.${name}` as Importer['label']; // uses messages: exchangerates.column.*

const columns: Importer['columns'] = [
  { name: 'source', required, about: about('source') },
  { name: 'base', required, about: about('base') },
  { name: 'currency', required, about: about('currency') },
  { name: 'on_day', required, about: about('on-day') },
  { name: 'rate', required, about: about('rate') },
  { name: 'demonstration', required: false, about: about('demonstration') },
];

// uses messages: exchangerates.problem.*
function readRow(given: ImportRow, problems: ImportProblem[], { now }: ImportOptions): Wanted | null {
  const cell = cellReader(given, problems, { now });
  const code = (field: string): Currency | null => {
    const value = cell.line(field, { required, max: 20 });
    return value === null || isCurrency(value) ? value : cell.problem(field, 'exchangerates.problem.currency', { value });
  };
  const source = cell.line('source', { required, max: 120 });
  const base = code('base');
  const currency = code('currency');
  const day = cell.day('on_day', { required });
  const rate = cell.line('rate', { required, max: 40 });
  if (rate !== null && !isRate(rate)) cell.problem('rate', 'exchangerates.problem.rate', { value: rate });
  if (day !== null && (day > now.toISOString().slice(0, 10) || day < '1900-01-01'))
    cell.problem('on_day', 'exchangerates.problem.day', { value: day });
  if (base !== null && base === currency) cell.problem('currency', 'exchangerates.problem.same', { value: currency });
  const demonstration = cell.flag('demonstration');
  if (!source || !base || !currency || !day || !rate || !cell.ok()) return null;
  const one = { row: given.row, source, base, currency, day, rate: plainRate(rate), demonstration };
  const fixed = base === 'EUR' ? pegOn(currency, day) : null;
  if (fixed && fixed.rate !== one.rate)
    return cell.problem('rate', 'exchangerates.problem.pegged', { value: one.rate, currency, rate: fixed.rate });
  return one;
}

const keyOf = ({ source, base, currency, day }: Wanted) => JSON.stringify([source, base, currency, day]);

/** Rates that stand once; the same again with another figure is a problem, since nobody can tell which is right. */
function once(rows: readonly Wanted[], problems: ImportProblem[]): Wanted[] {
  const seen = new Map<string, Wanted>();
  for (const one of rows) {
    const before = seen.get(keyOf(one));
    if (!before) seen.set(keyOf(one), one);
    else if (before.rate !== one.rate) problems.push(otherwise(one, 'twice', { before: before.rate, other: before.row }));
  }
  return [...seen.values()];
}

function otherwise(
  { row, currency, day, rate }: Wanted,
  problem: 'twice' | 'stored',
  values: Record<string, string | number>,
): ImportProblem {
  return { row, field: 'rate', problem: `exchangerates.problem.${problem}`, values: { currency, day, rate, ...values } };
}

/** Takes rates in by source, currencies and day, all of them or none. What is stored is never changed: another figure is a problem. */
async function run(trx: AnyWrites, given: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const rows = given.flatMap((row) => readRow(row, problems, options) ?? []);
  const wanted = once(rows, problems);
  const fresh: Wanted[] = [];
  for (let at = 0; at < wanted.length; at += perStatement) {
    const part = wanted.slice(at, at + perStatement);
    const stored = await storedRates(trx, part);
    for (const [index, one] of part.entries()) {
      const before = stored.get(index + 1);
      if (before === undefined) fresh.push(one);
      else if (before !== one.rate) problems.push(otherwise(one, 'stored', { before }));
    }
  }
  if (problems.length > 0) return { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  if (!options.dryRun)
    for (let at = 0; at < fresh.length; at += perStatement) {
      await insertRates(trx, fresh.slice(at, at + perStatement), options.by);
      await options.tell?.(at, fresh.length);
    }
  if (!options.dryRun && options.by !== null && fresh.length > 0)
    await record(trx, { verb: 'exchangerates.rates-imported', purpose: 'exchangerates.purpose.rates', details: { rates: fresh.length } });
  return { created: fresh.length, updated: 0, unchanged: given.length - fresh.length, problems: [] };
}

const lists = (rows: readonly Wanted[]) => sql`
  ${rows.map(({ source }) => source)}::text[], ${rows.map(({ base }) => base)}::text[],
  ${rows.map(({ currency }) => currency)}::text[], ${rows.map(({ day }) => day)}::date[]`;

/** What is stored of the rows, by their place from 1. */
async function storedRates(trx: Writes<'exchangerates'>, rows: readonly Wanted[]): Promise<Map<number, string>> {
  const { rows: found } = await sql<{ place: string; rate: string }>`
    select given.place, r.rate::text as rate
      from unnest(${lists(rows)}) with ordinality as given (source, base, currency, on_day, place)
      join exchangerates.rates r using (source, base, currency, on_day)
     where r.withdrawn_at is null`.execute(trx);
  return new Map(found.map(({ place, rate }) => [Number(place), plainRate(rate)]));
}

async function insertRates(trx: Writes<'exchangerates'>, rows: readonly Wanted[], by: string | null): Promise<void> {
  await sql`
    insert into exchangerates.rates (source, base, currency, on_day, id, rate, demonstration, imported_by)
    select given.*, ${by}::uuid
      from unnest(${lists(rows)}, ${rows.map(() => newId<'exchangerates.rates'>())}::uuid[], ${rows.map(({ rate }) => rate)}::numeric[],
                  ${rows.map(({ demonstration }) => demonstration)}::boolean[]) as given`
    .execute(trx)
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'rates_once') throw refuse('changed-meanwhile');
      throw isForbidden(error) ? refuse('not-found') : error;
    });
}

/** The file of the European Central Bank, or a table of any source. */
export const ratesImporter: Importer = { kind: 'exchange-rates', label: 'exchangerates.importer', columns, format: ecbFormat, run };
