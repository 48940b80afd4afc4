import { unguardCell } from '#kernel/text';
import type { Reading, ReadingChoices } from './dataset.ts';
import { gatherer, mostDimensions, mostObservations, unread } from './gather.ts';
import { delimiterOf, eachRecord, firstLine } from './read-text.ts';

/** Whether a text is a table of Eurostat's data explorer: TIME and GEO first, Value and flags last. */
export function isExplorerCsv(text: string): boolean {
  const line = firstLine(text).replaceAll('"', '').toUpperCase();
  return /(^|[,;\t])TIME[,;\t]/.test(line) && /[,;\t]VALUE([,;\t]|$)/.test(line);
}

/**
 * Reads the CSV of Eurostat's data explorer (until 2022): `TIME`, dimensions by label, `GEO` with `GEO_LABEL`, `Value` and
 * `Flag and Footnotes`. The file names neither its dataset nor the edition of its region codes: the importer does.
 */
export function readExplorerCsv(text: string, choices: ReadingChoices = {}): Reading {
  let heading: {
    time: number;
    value: number;
    flags: number;
    width: number;
    dimensions: { code: string; label: string; at: number; labelAt: number }[];
  } | null = null;
  let gathering: ReturnType<typeof gatherer> | null = null;
  let fault: Reading | null = null;

  const broken = eachRecord(text, delimiterOf(text), (raw, line) => {
    if (fault) return;
    const cells = raw.map((cell) => unguardCell(cell).trim());
    if (!heading || !gathering) {
      const upper = cells.map((cell) => cell.toUpperCase());
      const time = upper.indexOf('TIME');
      const value = upper.indexOf('VALUE');
      const flags = upper.findIndex((name) => name.startsWith('FLAG'));
      if (time < 0 || value < 0) return void (fault = unread(line, 'observatory.problem.heading', { column: time < 0 ? 'TIME' : 'Value' }));
      if (new Set(upper).size !== upper.length) return void (fault = unread(line, 'observatory.problem.heading-twice', { column: 'TIME' }));
      const dimensions = upper.flatMap((code, at) => {
        if ([time, value, flags].includes(at) || code === '' || code.endsWith('_LABEL')) return [];
        const labelAt = upper.indexOf(`${code}_LABEL`);
        return [{ code: code.toLowerCase(), label: code.toLowerCase(), at, labelAt: labelAt < 0 ? at : labelAt }];
      });
      if (dimensions.length === 0) return void (fault = unread(line, 'observatory.problem.no-dimension'));
      if (dimensions.length > mostDimensions)
        return void (fault = unread(line, 'observatory.problem.too-many-dimensions', { limit: mostDimensions }));
      heading = { time, value, flags, width: cells.length, dimensions };
      gathering = gatherer(dimensions, choices);
      return;
    }
    if (gathering.count() >= mostObservations)
      return void (fault = unread(line, 'observatory.problem.too-many-rows', { limit: mostObservations }));
    if (cells.length !== heading.width)
      return gathering.problem(line, null, 'observatory.problem.cells', { found: cells.length, wanted: heading.width });
    gathering.add({
      row: line,
      cells: heading.dimensions.map(({ at, labelAt }) => [cells[at] ?? '', cells[labelAt] ?? ''] as const),
      period: cells[heading.time] ?? '',
      value: cells[heading.value] ?? '',
      flags: heading.flags < 0 ? '' : (cells[heading.flags] ?? ''),
      confidentiality: '',
      field: 'Value',
    });
  });
  if (fault) return fault;
  const done = gathering as ReturnType<typeof gatherer> | null; // assigned in the callback, which the compiler does not follow
  if (!done) return unread(broken ?? 1, 'observatory.problem.no-rows');
  if (broken !== null) done.problem(broken, null, 'observatory.problem.damaged');
  if (!/[\r\n]$/.test(text)) done.warn(0, null, 'observatory.problem.no-end');
  return done.finish({
    format: 'explorer-csv',
    code: null,
    title: null,
    publisher: null,
    licence: null,
    updated: null,
    unit: null,
    edition: null,
    notes: [],
  });
}
