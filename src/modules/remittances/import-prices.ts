import { isCountry } from '#kernel/i18n';
import { record } from '#kernel/audit';
import type { AnyWrites } from '#kernel/db';
import {
  cellReader,
  type CellReader,
  type Importer,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type ImportRow,
} from '#kernel/import';
import { isCurrency, parseMoney, type Currency } from '#kernel/money';
import { isRate, plainRate } from '#modules/exchangerates';
import { speeds, waysIn, waysOut, type Observation, type Service } from './price.ts';
import { readMargin } from './read-margin.ts';
import { findService } from './read-prices.ts';
import { keepPrice, keepService, serviceLike, wrongIn } from './write-prices.ts';

/** A row as the file has it. */
interface Wanted {
  row: number;
  service: Service;
  seen: Observation;
  demonstration: boolean;
}

const required = true;
const about = (name: string) => `remittances.column.${name}` as Importer['label']; // uses messages: remittances.column.*

const columns: Importer['columns'] = [
  { name: 'provider', required, about: about('provider') },
  { name: 'from_country', required, about: about('from-country') },
  { name: 'to_country', required, about: about('to-country') },
  { name: 'send_currency', required, about: about('send-currency') },
  { name: 'receive_currency', required, about: about('receive-currency') },
  { name: 'least', required, about: about('least') },
  { name: 'most', required, about: about('most') },
  { name: 'pay_in', required, about: about('pay-in') },
  { name: 'pay_out', required, about: about('pay-out') },
  { name: 'observed_on', required, about: about('observed-on') },
  { name: 'speed', required: false, about: about('speed') },
  { name: 'fee', required, about: about('fee') },
  { name: 'applied_rate', required: false, about: about('applied-rate') },
  { name: 'margin_percent', required: false, about: about('margin-percent') },
  { name: 'source', required, about: about('source') },
  { name: 'source_url', required: false, about: about('source-url') },
  { name: 'demonstration', required: false, about: about('demonstration') },
];

/** Fields as the file names them. */
const columnOf: Readonly<Record<ReturnType<typeof wrongIn>[number]['field'], string>> = {
  provider: 'provider',
  fromCountry: 'from_country',
  toCountry: 'to_country',
  sendCurrency: 'send_currency',
  receiveCurrency: 'receive_currency',
  leastMinor: 'least',
  mostMinor: 'most',
  payIn: 'pay_in',
  payOut: 'pay_out',
  observedOn: 'observed_on',
  speed: 'speed',
  feeMinor: 'fee',
  appliedRate: 'applied_rate',
  marginPercent: 'margin_percent',
  source: 'source',
  sourceUrl: 'source_url',
};

const readCountry = (cell: CellReader, field: string): string | null => {
  const value = cell.line(field, { required, max: 20 });
  return value === null || isCountry(value) ? value : cell.problem(field, 'remittances.problem.country', { value });
};

const readCurrency = (cell: CellReader, field: string): Currency | null => {
  const value = cell.line(field, { required, max: 20 });
  return value === null || isCurrency(value) ? value : cell.problem(field, 'remittances.problem.currency', { value });
};

/** An amount with a point before the decimals, and no more of them than the currency has. */
function readMinor(cell: CellReader, field: string, currency: Currency | null, least: bigint): bigint | null {
  const value = cell.line(field, { required, max: 40 });
  if (value === null || currency === null) return null;
  const read = /^\d{1,14}(?:\.\d{1,4})?$/.test(value) ? parseMoney(value, currency, 'en') : null;
  if (read?.ok && read.money.amountMinor >= least) return read.money.amountMinor;
  return cell.problem(field, 'import.problem.amount', { value });
}

function readRate(cell: CellReader): string | null {
  const value = cell.line('applied_rate', { max: 40 });
  if (value === null) return null;
  return isRate(value) ? plainRate(value) : cell.problem('applied_rate', 'remittances.problem.rate', { value });
}

function readPercent(cell: CellReader): string | null {
  const value = cell.line('margin_percent', { max: 40 });
  if (value === null) return null;
  return readMargin(value, { point: true }) ?? cell.problem('margin_percent', 'remittances.problem.margin', { value });
}

// uses messages: remittances.problem.*
function readRow(given: ImportRow, problems: ImportProblem[], { now }: ImportOptions): Wanted | null {
  const cell = cellReader(given, problems, { now });
  const sendCurrency = readCurrency(cell, 'send_currency');
  const service = {
    provider: cell.line('provider', { required, max: 120 }),
    fromCountry: readCountry(cell, 'from_country'),
    toCountry: readCountry(cell, 'to_country'),
    sendCurrency,
    receiveCurrency: readCurrency(cell, 'receive_currency'),
    leastMinor: readMinor(cell, 'least', sendCurrency, 1n),
    mostMinor: readMinor(cell, 'most', sendCurrency, 1n),
    payIn: cell.choice('pay_in', waysIn, { required }),
    payOut: cell.choice('pay_out', waysOut, { required }),
  };
  const seen = {
    observedOn: cell.day('observed_on', { required }),
    speed: cell.choice('speed', speeds) ?? 'unknown',
    feeMinor: readMinor(cell, 'fee', sendCurrency, 0n),
    appliedRate: readRate(cell),
    marginPercent: readPercent(cell),
    source: cell.line('source', { required }),
    sourceUrl: cell.webAddress('source_url'),
  };
  const demonstration = cell.flag('demonstration');
  if (!cell.ok()) return null;
  const wanted = { row: given.row, service: service as Service, seen: seen as Observation, demonstration }; // what is needed was read, or a problem
  for (const { field, why } of wrongIn(wanted.service, wanted.seen, now.toISOString().slice(0, 10)))
    cell.problem(columnOf[field], `remittances.refusal.${why}`);
  return cell.ok() ? wanted : null;
}

const text = (value: unknown) => JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));

/** Two rows about the same service on the same day say two things, or the same twice: nobody can tell which counts. */
function twice(rows: readonly Wanted[]): ImportProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, service, seen }) => {
    const key = text([service, seen.observedOn]);
    const other = first.get(key);
    first.set(key, other ?? row);
    return other === undefined
      ? []
      : [{ row, field: 'provider', problem: 'import.problem.twice', values: { value: service.provider, other } }];
  });
}

const sameSeen = (a: Observation, b: Observation) =>
  a.observedOn === b.observedOn &&
  a.speed === b.speed &&
  a.feeMinor === b.feeMinor &&
  a.appliedRate === b.appliedRate &&
  a.marginPercent === b.marginPercent &&
  a.source === b.source &&
  a.sourceUrl === b.sourceUrl;

/** Adds what was seen, all rows or none: services that are new, and observations of those that are known. What is stored never changes. */
async function run(trx: AnyWrites, given: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const rows = given.flatMap((row) => readRow(row, problems, options) ?? []);
  problems.push(...twice(rows));
  const report = { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  if (problems.length > 0) return report;
  for (const [index, { service, seen, demonstration }] of rows.entries()) {
    const known = await serviceLike(trx, service);
    const before = known && !known.withdrawn ? await findService(trx, known.id) : null;
    if (before?.seen.some((one) => sameSeen(one, seen))) report.unchanged += 1;
    else {
      report[before ? 'updated' : 'created'] += 1;
      if (!options.dryRun)
        await (before
          ? keepPrice(trx, options.by, before.service.id, seen)
          : keepService(trx, options.by, { service, seen, demonstration }));
    }
    if (index % 200 === 199) await options.tell?.(index + 1, rows.length);
  }
  const changed = report.created + report.updated;
  if (!options.dryRun && options.by !== null && changed > 0)
    await record(trx, { verb: 'remittances.prices-imported', purpose: 'remittances.purpose.comparison', details: { prices: changed } });
  return report;
}

/** What services cost, one row each. */
export const pricesImporter: Importer = { kind: 'remittance-prices', label: 'remittances.importer', columns, run };
