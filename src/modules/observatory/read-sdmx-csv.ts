import { unguardCell } from '#kernel/text';
import type { Dataset, Reading, ReadingChoices } from './dataset.ts';
import { gatherer, mostDimensions, mostObservations, shown, unread } from './gather.ts';
import { readUpdated } from './read-period.ts';
import { delimiterOf, eachRecord, firstLine } from './read-text.ts';

/** Columns that are no dimension, by what they hold. */
const known: Readonly<Record<string, keyof Columns>> = {
  STRUCTURE: 'kind',
  DATAFLOW: 'structure',
  STRUCTURE_ID: 'structure',
  STRUCTURE_NAME: 'title',
  ACTION: 'action',
  'LAST UPDATE': 'updated',
  TIME_PERIOD: 'period',
  OBS_VALUE: 'value',
  OBS_FLAG: 'flags',
  OBS_STATUS: 'flags',
  CONF_STATUS: 'confidentiality',
};

interface Column {
  code: string;
  label: string;
  at: number;
  /** Column of the labels; null where a cell reads `code: label`, or where there is only one of the two. */
  labelAt: number | null;
}
type Columns = Partial<
  Record<'kind' | 'structure' | 'title' | 'action' | 'updated' | 'period' | 'value' | 'flags' | 'confidentiality', number>
>;

interface Heading {
  width: number;
  columns: Columns;
  dimensions: Column[];
  /** Headings of further attributes, which are not read. */
  unread: string[];
}

/** Whether a text is SDMX-CSV, by its first heading. */
export function isSdmxCsv(text: string): boolean {
  return /^"?(DATAFLOW|STRUCTURE)\b/i.test(firstLine(text));
}

/**
 * Reads SDMX-CSV 1.0 (DATAFLOW first) and 2.0 (STRUCTURE, STRUCTURE_ID first), with codes, labels, both in one cell
 * (`AT: Austria`), or both in columns side by side, as Eurostat writes 2.0. (github.com/sdmx-twg/sdmx-csv)
 */
export function readSdmxCsv(text: string, choices: ReadingChoices = {}): Reading {
  const state: { heading: Heading | null; fault: Reading | null } = { heading: null, fault: null };
  let gathering: ReturnType<typeof gatherer> | null = null;
  let about: { structure: string; title: string; updated: string } | null = null;

  const broken = eachRecord(text, delimiterOf(text), (raw, line) => {
    if (state.fault) return;
    const cells = raw.map(unguardCell);
    if (!state.heading) {
      const heading = readHeading(cells);
      if ('problem' in heading) return void (state.fault = unread(line, heading.problem, heading.values));
      state.heading = heading;
      gathering = gatherer(heading.dimensions, choices);
      for (const name of heading.unread) gathering.warn(line, name, 'observatory.problem.column-not-read', { column: shown(name) });
      return;
    }
    const { columns, dimensions, width } = state.heading;
    if (!gathering) return;
    if (gathering.count() >= mostObservations)
      return void (state.fault = unread(line, 'observatory.problem.too-many-rows', { limit: mostObservations }));
    if (cells.length !== width) return gathering.problem(line, null, 'observatory.problem.cells', { found: cells.length, wanted: width });
    const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim());
    const found = { structure: codeIn(cell(columns.structure)), title: cell(columns.title), updated: cell(columns.updated) };
    about ??= found;
    if (found.structure !== about.structure)
      return gathering.problem(line, null, 'observatory.problem.two-datasets', {
        first: shown(about.structure),
        other: shown(found.structure),
      });
    if (/^D$/i.test(cell(columns.action))) return gathering.problem(line, 'ACTION', 'observatory.problem.delete');
    gathering.add({
      row: line,
      cells: dimensions.map((column) => pairOf(cell(column.at), column.labelAt === null ? null : cell(column.labelAt))),
      period: codeIn(cell(columns.period)),
      value: cell(columns.value),
      flags: codeIn(cell(columns.flags)),
      confidentiality: codeIn(cell(columns.confidentiality)),
      field: 'OBS_VALUE',
    });
  });
  if (state.fault) return state.fault;
  const done = gathering as ReturnType<typeof gatherer> | null; // assigned in the callback, which the compiler does not follow
  if (!done || !state.heading) return unread(broken ?? 1, 'observatory.problem.no-rows');
  if (broken !== null) done.problem(broken, null, 'observatory.problem.damaged');
  if (!/[\r\n]$/.test(text)) done.warn(0, null, 'observatory.problem.no-end');
  return done.finish(datasetAbout(state.heading, about));
}

function datasetAbout(
  heading: Heading,
  about: { structure: string; title: string; updated: string } | null,
): Omit<Dataset, 'dimensions' | 'series'> {
  const structure = /^(?:([^:]+):)?([^()]+)(?:\(.*\))?$/.exec(about?.structure ?? '');
  const agency = structure?.[1]?.trim();
  const code = structure?.[2]?.trim();
  return {
    format: heading.columns.kind === undefined ? 'sdmx-csv-1' : 'sdmx-csv-2',
    code: code ? (agency ? `${agency}:${code}` : code) : null,
    title: about?.title || null,
    publisher: agency === 'ESTAT' ? 'Eurostat' : null,
    licence: null,
    updated: about?.updated ? readUpdated(about.updated) : null,
    unit: null,
    edition: null,
    notes: [],
  };
}

function readHeading(cells: readonly string[]): Heading | { problem: string; values?: Record<string, string> } {
  const names = cells.map((cell) => cell.trim());
  const paired = names.includes('STRUCTURE_NAME');
  const columns: Columns = {};
  const dimensions: Column[] = [];
  const unreadNames: string[] = [];
  // Side by side: from the first column after STRUCTURE_NAME on, each code column has its label column behind it.
  for (let at = 0, pairs = false, step = 1; at < names.length; at += step) {
    step = pairs ? 2 : 1;
    const heading = names[at] ?? '';
    const { code, label } = splitPair(heading);
    const role = known[code.toUpperCase()];
    if (role) {
      if (columns[role] !== undefined) return { problem: 'observatory.problem.heading-twice', values: { column: shown(heading) } };
      columns[role] = at;
    } else if (code === '') return { problem: 'observatory.problem.heading-empty' };
    else if (columns.period === undefined)
      dimensions.push({ code, label: pairs ? names[at + 1] || code : (label ?? code), at, labelAt: pairs ? at + 1 : null });
    else unreadNames.push(heading);
    if (role === 'title' && paired) pairs = true;
  }
  const missing = (['structure', 'period', 'value'] as const).find((role) => columns[role] === undefined);
  if (missing)
    return {
      problem: 'observatory.problem.heading',
      values: { column: { structure: 'DATAFLOW', period: 'TIME_PERIOD', value: 'OBS_VALUE' }[missing] },
    };
  if (dimensions.length === 0) return { problem: 'observatory.problem.no-dimension' };
  if (dimensions.length > mostDimensions)
    return { problem: 'observatory.problem.too-many-dimensions', values: { limit: String(mostDimensions) } };
  const twice = dimensions.find(({ code }, index) => dimensions.findIndex((other) => other.code === code) !== index);
  if (twice) return { problem: 'observatory.problem.heading-twice', values: { column: shown(twice.code) } };
  return { width: names.length, columns, dimensions, unread: unreadNames };
}

/** `FREQ: Frequency` is a code with its label. */
function splitPair(cell: string): { code: string; label: string | null } {
  const at = cell.indexOf(': ');
  return at < 0 ? { code: cell, label: null } : { code: cell.slice(0, at).trim(), label: cell.slice(at + 2).trim() };
}

function codeIn(cell: string): string {
  return cell === ':' ? cell : splitPair(cell).code;
}

function pairOf(cell: string, label: string | null): readonly [string, string] {
  if (label !== null) return [cell, label || cell];
  const pair = splitPair(cell);
  return [pair.code, pair.label ?? pair.code];
}
