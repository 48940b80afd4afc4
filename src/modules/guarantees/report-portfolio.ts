import { newId, type Writes } from '#kernel/db';
import { cellReader, type ImportColumn, type ImportProblem, type ImportRow } from '#kernel/import';
import { money, toDecimalText } from '#kernel/money';
import { normaliseLine } from '#kernel/text';
import type { Day } from '#kernel/time';
import type { Guarantee } from './filing.ts';
import type { LenderId, Version, Window } from './fund.ts';
import { oneFileAtATime, readCurrency, readLenderFile, readMinor, repeated, writeAll } from './lender-file.ts';
import { guaranteesOf } from './read-guarantees.ts';
import { takeStep } from './take-step.ts';

// uses messages: guarantees.owed-column.*
/** Headings of a file of what is owed. */
export const owedColumns: readonly ImportColumn[] = (['reference', 'day', 'owed', 'currency'] as const).map((name) => ({
  name,
  required: true,
  about: `guarantees.owed-column.${name}` as const,
}));

/** What came of a file: how many guarantees shrank, ended and stayed as they were, or every problem, with nothing reported. */
export interface ReportedPortfolio {
  readonly shrunk: number;
  readonly repaid: number;
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
}

/** Whose guarantees, of which window, under which terms. */
export interface Reporter {
  readonly window: Pick<Window, 'id' | 'fundId'>;
  readonly lenders: readonly LenderId[];
  readonly versions: readonly Version[];
  readonly lang: string;
}

/**
 * Reports what borrowers owe now, all rows or none: less than before shrinks the guarantee, nothing ends it, the same is left as it is. So
 * a file that is sent again changes nothing. Refusals: those of reading a file, `no-file`, `file-too-long`.
 */
export async function reportPortfolio(
  trx: Writes<'guarantees' | 'exchangerates' | 'audit' | 'directory'>,
  { window, lenders, versions, lang }: Reporter,
  file: { bytes: Buffer | undefined; told: number },
  { today, now }: { today: Day; now: Date },
): Promise<ReportedPortfolio> {
  const { rows, problems } = await readLenderFile(file.bytes, owedColumns, file.told);
  await oneFileAtATime(trx, window.fundId);
  const references = rows.map(({ values }) => normaliseLine(String(values['reference'] ?? '')));
  const known = Map.groupBy(await guaranteesOf(trx, window.id, lenders, { references }, lang), ({ reference }) => reference);
  const read = rows.flatMap((row) => readRow(row, problems, { known, today, now }) ?? []);
  problems.push(...repeated(read));
  const changed = read.filter(({ one, owedMinor }) => owedMinor !== one.owedMinor).toSorted((a, b) => a.one.number - b.one.number);
  if (problems.length === 0) {
    const refused = await writeAll(trx, changed, [], async ({ one, owedMinor, day }) => {
      const terms = versions.find(({ id }) => id === one.versionId);
      if (!terms) throw new TypeError('A guarantee without its terms');
      const [act, facts] = owedMinor === 0n ? (['repay', {}] as const) : (['shrink', { owedMinor }] as const);
      await takeStep(trx, newId<'guarantees.steps'>(), one, act, day, facts, terms);
    });
    if (refused) problems.push(refused);
  }
  if (problems.length > 0) return { shrunk: 0, repaid: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
  const repaid = changed.filter(({ owedMinor }) => owedMinor === 0n).length;
  return { shrunk: changed.length - repaid, repaid, unchanged: read.length - changed.length, problems: [] };
}

interface Read {
  readonly row: number;
  readonly reference: string;
  readonly one: Guarantee;
  readonly owedMinor: bigint;
  readonly day: Day;
}

function readRow(
  given: ImportRow,
  problems: ImportProblem[],
  { known, today, now }: { known: ReadonlyMap<string, Guarantee[]>; today: Day; now: Date },
): Read | null {
  const cell = cellReader(given, problems, { now });
  const required = true;
  const reference = cell.line('reference', { required, max: 80 });
  const day = cell.day('day', { required });
  if (day !== null && day > today) cell.problem('day', 'guarantees.refusal.day-ahead');
  const [one, other] = reference === null ? [] : standingFirst(known.get(reference) ?? []);
  if (reference !== null && !one) cell.problem('reference', 'guarantees.problem.unknown', { value: reference });
  if (reference !== null && other) cell.problem('reference', 'guarantees.problem.two', { value: reference });
  if (!reference || !one || other) return null;
  const owedMinor = readMinor(cell, 'owed', one.currency, 0n, required);
  readCurrency(cell, one.currency);
  const { number, currency, loanOn } = one;
  const repaid = one.state === 'repaid' && owedMinor === 0n;
  if (one.state !== 'active' && !repaid) cell.problem('reference', 'guarantees.problem.not-active', { number });
  else if (owedMinor !== null && owedMinor > one.owedMinor)
    cell.problem('owed', 'guarantees.problem.owed-more', { before: toDecimalText(money(one.owedMinor, currency)), currency });
  if (day !== null && loanOn !== null && day < loanOn) cell.problem('day', 'guarantees.problem.day-before', { from: loanOn });
  return owedMinor === null || day === null || !cell.ok() ? null : { row: given.row, reference, one, owedMinor, day };
}

/** A number may come back after a refusal: the guarantee in force counts, else the last one. */
function standingFirst(some: readonly Guarantee[]): Guarantee[] {
  const active = some.filter(({ state }) => state === 'active');
  return active.length > 0 ? active : some.toSorted((a, b) => b.number - a.number).slice(0, 1);
}
