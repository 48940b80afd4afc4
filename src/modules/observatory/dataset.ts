import type { ImportProblem } from '#kernel/import';
import type { Edition } from './edition.ts';

/** One value of a dimension, as published. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** ISO 3166-1 alpha-2, where the code or the label is a country. */
  readonly country: string | null;
  /** Edition of the list of regions that the code belongs to; null where it is no region. */
  readonly edition: Edition | null;
}

export interface Dimension {
  readonly code: string;
  readonly label: string;
  /** Whether its codes are places. */
  readonly geo: boolean;
  readonly codes: readonly Code[];
}

/** The figures of one combination of codes, in order of time. The four lists have equal length. */
export interface Series {
  /** For each dimension, the place of the code in its list. */
  readonly key: readonly number[];
  readonly periods: readonly string[];
  /** Exact decimals as text; null where the figure is missing, which is not zero. */
  readonly values: readonly (string | null)[];
  /** Flags as published, together; a published mark for a missing figure (`:`, `-`, `..`) stands first. */
  readonly flags: readonly string[];
  /** Confidentiality as published. */
  readonly confidentiality: readonly string[];
}

export const formats = ['sdmx-csv-1', 'sdmx-csv-2', 'explorer-csv', 'matrix-xlsx', 'json-stat'] as const;
export type Format = (typeof formats)[number];

/** A dataset as a file holds it. What the file does not say is null. */
export interface Dataset {
  readonly format: Format;
  /** `agency:code`, e.g. `ESTAT:LFSA_EGAN`. */
  readonly code: string | null;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly licence: string | null;
  /** Last update by the publisher: a year, month, day or moment (ISO 8601). */
  readonly updated: string | null;
  readonly unit: string | null;
  /** Edition of its region codes, where the file or the importer said it. */
  readonly edition: Edition | null;
  readonly dimensions: readonly Dimension[];
  readonly series: readonly Series[];
  readonly notes: readonly string[];
}

/** What came of reading a file: with problems there is no dataset. Warnings are told and stop nothing. */
export interface Reading {
  readonly dataset: Dataset | null;
  readonly problems: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
}

/** What the importer says of a file that does not say it itself. */
export interface ReadingChoices {
  /** Edition of region codes such as `ITH3`. */
  readonly edition?: Edition | undefined;
  /** Names of the heading rows of a spreadsheet, from top to bottom. */
  readonly headings?: readonly string[] | undefined;
  /** The period of a table that holds only one. */
  readonly period?: string | undefined;
}

/** Number of figures, missing ones with their mark included. */
export function countObservations({ series }: Pick<Dataset, 'series'>): number {
  return series.reduce((sum, { periods }) => sum + periods.length, 0);
}
