import { csvCell, csvRow, csvStart } from '#kernel/text';
import type { DatasetAbout, Release } from './read-datasets.ts';
import type { StoredDimension, StoredSeries } from './read-series.ts';

/** A release, or a part of it, to write out. */
export interface Exchange {
  dataset: Pick<DatasetAbout, 'code' | 'title' | 'publisher'>;
  release: Release;
  dimensions: readonly StoredDimension[];
  series: readonly StoredSeries[];
}

/** SDMX-CSV 1.0 with `code: label` in each cell (labels=both), so that nothing is lost when it is read again. */
export function writeSdmxCsv({ dataset, release, dimensions, series }: Exchange): string {
  const names = dimensions.map(({ code, label }) => (code === label ? code : `${code}: ${label}`));
  const cells = new Map(dimensions.flatMap(({ codes }) => codes.map(({ id, code, label }) => [id, csvCell(`${code}: ${label}`)] as const)));
  const parts = [csvStart, csvRow(['DATAFLOW', 'LAST UPDATE', ...names, 'TIME_PERIOD', 'OBS_VALUE', 'OBS_FLAG', 'CONF_STATUS'])];
  const start = `${csvCell(`${dataset.code}(1.0)`)},${csvCell(release.published)}`;
  for (const one of series) {
    const key = one.codes.map((id) => cells.get(id) ?? '').join(',');
    for (const [at, period] of one.periods.entries())
      parts.push(`${start},${key},${period},${one.values[at] ?? ''},${csvCell(one.flags[at])},${csvCell(one.confidentiality[at])}\r\n`);
  }
  return parts.join('');
}

/** A number that JSON.stringify writes digit by digit (TC39, JSON.parse source text access); TypeScript does not know it yet. */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** JSON-stat 2.0. Figures are numbers with all their digits, so that 12.50 stays 12.50. */
export function writeJsonStat({ dataset, release, dimensions, series }: Exchange): string {
  const periods = [...new Set(series.flatMap((one) => one.periods))].toSorted();
  const used = new Set(series.flatMap(({ codes }) => codes));
  const lists = dimensions.map(({ codes }) => codes.filter(({ id }) => used.has(id)));
  const size = [...lists.map((list) => list.length), periods.length];
  const places = lists.map((list) => new Map(list.map(({ id }, at) => [id, at])));
  const periodAt = new Map(periods.map((period, at) => [period, at]));
  const value: Record<string, unknown> = {};
  const status: Record<string, string> = {};
  const confidentiality: Record<string, string> = {};
  for (const one of series) {
    const base = one.codes.reduce((sum, id, index) => sum * (size[index] ?? 1) + (places[index]?.get(id) ?? 0), 0);
    for (const [at, period] of one.periods.entries()) {
      const cell = String(base * periods.length + (periodAt.get(period) ?? 0));
      const figure = one.values[at] ?? null;
      value[cell] = figure === null ? null : rawJson(figure);
      if (one.flags[at]) status[cell] = one.flags[at];
      if (one.confidentiality[at]) confidentiality[cell] = one.confidentiality[at];
    }
  }
  const named = dimensions.map(({ code, label }, index) => [
    code,
    {
      label,
      category: {
        index: (lists[index] ?? []).map((one) => one.code),
        label: Object.fromEntries((lists[index] ?? []).map((one) => [one.code, one.label])),
      },
    },
  ]);
  return JSON.stringify({
    version: '2.0',
    class: 'dataset',
    label: dataset.title,
    source: dataset.publisher,
    updated: release.published,
    ...(release.notes.length > 0 ? { note: release.notes } : {}),
    id: [...dimensions.map(({ code }) => code), 'TIME_PERIOD'],
    size,
    role: { time: ['TIME_PERIOD'], geo: dimensions.filter(({ geo }) => geo).map(({ code }) => code) },
    dimension: { ...Object.fromEntries(named), TIME_PERIOD: { label: 'TIME_PERIOD', category: { index: periods } } },
    value,
    status,
    extension: { code: dataset.code, licence: release.licence, unit: release.unit, edition: release.edition, confidentiality },
  });
}
