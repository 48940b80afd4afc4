import type { ImportProblem } from '#kernel/import';
import { countryOf } from './country-of.ts';
import type { Code, Dataset, Dimension, Reading, ReadingChoices, Series } from './dataset.ts';
import { isRegionCode } from './edition.ts';
import { flagMeaning, splitFlags } from './flags.ts';
import { readPeriod } from './read-period.ts';
import { readValue } from './read-value.ts';

/** A larger table is not one statistic. */
export const mostObservations = 5_000_000;
export const mostDimensions = 30;
const mostCodes = 100_000;
/** More mistakes than anybody mends in one go; the count goes on. */
const mostProblems = 1_000;

/** One figure as a file has it, still as text. */
export interface RawObservation {
  /** Number of the row in the file. */
  row: number;
  /** For each dimension its code and label. */
  cells: readonly (readonly [code: string, label: string])[];
  period: string;
  value: string;
  flags: string;
  confidentiality: string;
  /** Column that holds the figure, for what is said of it. */
  field: string;
}

interface Growing {
  key: number[];
  figures: { period: string; value: string | null; flags: string; confidentiality: string; row: number }[];
}

/** Dimensions of these names hold places. */
const geoNames =
  /^(geo|ref_?area|reporter|partner|citizen|c_birth|c_resid|country|region|place|origin|destination|source|sending|receiving)$/i;

/** Puts the figures of a file together, one at a time, and notes what is wrong with each. */
export function gatherer(dimensions: readonly { code: string; label: string; geo?: boolean }[], choices: ReadingChoices) {
  const problems: ImportProblem[] = [];
  const warnings = new Map<string, ImportProblem>();
  const codes = dimensions.map(() => new Map<string, { at: number; label: string }>());
  const growing = new Map<string, Growing>();
  let count = 0;

  function problem(row: number, field: string | null, name: string, values?: Record<string, string | number>) {
    if (problems.length < mostProblems) problems.push({ row, field, problem: name, ...(values ? { values } : {}) });
  }

  /** Told once for each value, with the first row that has it. */
  function warn(row: number, field: string | null, name: string, values?: Record<string, string | number>) {
    const key = `${name} ${field ?? ''} ${JSON.stringify(values ?? {})}`;
    if (!warnings.has(key) && warnings.size < mostProblems) warnings.set(key, { row, field, problem: name, ...(values ? { values } : {}) });
  }

  function place(index: number, row: number, code: string, label: string): number {
    const known = codes[index];
    if (!known) throw new Error('a cell beyond the dimensions');
    const found = known.get(code);
    if (!found) {
      known.set(code, { at: known.size, label });
      return known.size - 1;
    }
    if (found.label !== label)
      warn(row, dimensions[index]?.code ?? null, 'observatory.problem.two-labels', {
        code: shown(code),
        first: shown(found.label),
        other: shown(label),
      });
    return found.at;
  }

  function add({ row, cells, period: periodText, value: valueText, flags: flagText, confidentiality, field }: RawObservation): void {
    count += 1;
    const period = readPeriod(periodText);
    if (!period) return problem(row, null, 'observatory.problem.period', { value: shown(periodText) });
    const empty = cells.findIndex(([code]) => code === '');
    if (empty >= 0) return problem(row, dimensions[empty]?.code ?? null, 'observatory.problem.no-code');
    const read = readValue(valueText);
    if ('problem' in read) return problem(row, field, read.problem, { value: shown(valueText) });
    const flags = (read.mark && !flagText.startsWith(read.mark) ? read.mark : '') + flagText.replaceAll(/[\s,;]/g, '');
    if (flags !== '')
      for (const flag of splitFlags(flags))
        if (!flagMeaning(flag)) warn(row, null, 'observatory.problem.unknown-flag', { flag: shown(flag) });
    const key = cells.map(([code, label], index) => place(index, row, code, label));
    const name = key.join('.');
    let series = growing.get(name);
    if (!series) growing.set(name, (series = { key, figures: [] }));
    series.figures.push({ period, value: read.value, flags, confidentiality, row });
  }

  function finish(about: Omit<Dataset, 'dimensions' | 'series'>): Reading {
    const made = [...growing.values()].map((one) => seriesOf(one, problem));
    growing.clear();
    for (const [index, known] of codes.entries())
      if (known.size > mostCodes) problem(0, dimensions[index]?.code ?? null, 'observatory.problem.too-many-codes', { limit: mostCodes });
    const described = dimensions.map((dimension, index): Dimension => {
      const geo = dimension.geo ?? geoNames.test(dimension.code);
      const list = [...(codes[index] ?? [])].map(([code, { label }]) =>
        geo ? placeCode(code, label) : { code, label, country: null, edition: null },
      );
      return { code: dimension.code, label: dimension.label, geo, codes: list };
    });
    if (count === 0 && problems.length === 0) problem(0, null, 'observatory.problem.no-rows');
    const sorted = problems.toSorted((a, b) => a.row - b.row);
    const found = { problems: sorted, warnings: [...warnings.values()] };
    return sorted.length > 0 ? { ...found, dataset: null } : { ...found, dataset: { ...about, dimensions: described, series: made } };
  }

  function placeCode(code: string, label: string): Code {
    const country = countryOf(code, label);
    if (country) return { code, label, country, edition: 'country' };
    if (!isRegionCode(code)) return { code, label, country: null, edition: null };
    return { code, label, country: null, edition: choices.edition ?? null };
  }

  return { add, problem, warn, finish, count: () => count };
}

function seriesOf(
  { key, figures }: Growing,
  problem: (row: number, field: null, name: string, values: Record<string, string | number>) => void,
): Series {
  figures.sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : a.row - b.row));
  for (const [index, { period, row }] of figures.entries()) {
    const before = figures[index - 1];
    if (before?.period === period) problem(row, null, 'observatory.problem.twice', { period, other: before.row });
  }
  return {
    key,
    periods: figures.map(({ period }) => period),
    values: figures.map(({ value }) => value),
    flags: figures.map(({ flags }) => flags),
    confidentiality: figures.map(({ confidentiality }) => confidentiality),
  };
}

/** What a report repeats of a wrong value. */
export function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}

/** A reading that stops before the first figure. */
export function unread(row: number, problem: string, values?: Record<string, string | number>): Reading {
  return { dataset: null, warnings: [], problems: [{ row, field: null, problem, ...(values ? { values } : {}) }] };
}
