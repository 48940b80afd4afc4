import type { Context } from '#kernel/http';
import type { DatasetAbout, Release } from '../read-datasets.ts';
import type { StoredCode, StoredDimension, StoredSeries } from '../read-series.ts';
import { isolated, publishedText } from './figure-text.tsx';

/** Periods side by side; more do not fit. */
const COLUMNS = 6;

/** What the page shows: one release, narrowed to some codes. */
export interface Shown {
  dataset: DatasetAbout;
  release: Release;
  dimensions: readonly StoredDimension[];
  /** The code chosen in each dimension; null where all are shown. */
  chosen: readonly (StoredCode | null)[];
  to: string | null;
  labels: ReadonlyMap<number, string>;
}

/** The address of the same page with other choices. */
export function hrefOf({ dataset, release, chosen, to }: Shown, change: Record<string, string> = {}): string {
  const kept = Object.fromEntries(chosen.flatMap((code, index) => (code ? [[`d${index + 1}`, code.code]] : [])));
  const given = { ...kept, ...(to ? { to } : {}), ...(release === dataset.releases[0] ? {} : { release: String(release.no) }), ...change };
  const text = new URLSearchParams(given).toString();
  return `/statistics/${dataset.id}${text ? `?${text}` : ''}`;
}

/** Dimensions whose codes differ among the rows. */
export function freeOf({ dimensions, chosen }: Shown): number[] {
  return dimensions.flatMap(({ codes }, index) => (codes.length > 1 && !chosen[index] ? [index] : []));
}

export function periodsOf(rows: readonly StoredSeries[], to: string | null): string[] {
  const periods = [...new Set(rows.flatMap((row) => row.periods))].filter((period) => !to || period <= `${to}~`);
  return periods.toSorted().slice(-COLUMNS);
}

export function labelOf({ labels, dimensions }: Shown, row: StoredSeries, free: readonly number[]): string {
  const named = (free.length > 0 ? free : dimensions.map((_, index) => index)).map((index) => labels.get(row.codes[index] ?? 0) ?? '');
  return named.join(', ');
}

export function sourceOf(ctx: Context, { dataset, release }: Shown) {
  return {
    name: isolated(`${dataset.publisher}, ${dataset.title}`),
    date: publishedText(ctx, release.published),
    ...(release.sourceUrl ? { href: release.sourceUrl } : {}),
  };
}

/** For the picture only: the table and the files keep every digit. */
export function numberOf(value: string | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

export function unitText({ release, dimensions, chosen }: Shown): string | null {
  const at = dimensions.findIndex(({ code }) => /^unit$/i.test(code));
  const codes = dimensions[at]?.codes ?? [];
  return release.unit ?? (chosen[at] ?? (codes.length === 1 ? codes[0] : undefined))?.label ?? null;
}
