import type { AnyWrites } from '#kernel/db';
import type { MessageKey } from '#kernel/i18n';
import type { ImportFile } from './read-table.ts';

/** One row of a file: its number as the spreadsheet shows it (for JSON: its place in the list, from 1), and its cells by column. */
export interface ImportRow {
  readonly row: number;
  /** Text from CSV and spreadsheets (days as `YYYY-MM-DD`); from JSON any value. Empty cells are absent. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** One thing that is wrong with a row, as a message key with its values: shown to each reader in their language. */
export interface ImportProblem {
  readonly row: number;
  /** The column, or null where the row as a whole is meant. */
  readonly field: string | null;
  /** Full message key, e.g. `import.problem.required`. */
  readonly problem: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What an import did, or would do. With problems nothing was written. */
export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
  /** Rows that differ from what is there, which was left as it is. */
  readonly kept?: number;
  /** What somebody should look at, though nothing is wrong with the list. */
  readonly notes?: readonly ImportProblem[];
}

export interface ImportColumn {
  /** Heading in lower case: `assured_on`. */
  readonly name: string;
  readonly required: boolean;
  /** What goes into it, as a message key. */
  readonly about: MessageKey;
  /** The column may also stand once a language: `name.it`, `name.ar`. */
  readonly translated?: boolean;
}

export interface ImportOptions {
  /** Checks and counts, writes nothing. */
  readonly dryRun: boolean;
  /** The account that imports; null for the system. */
  readonly by: string | null;
  readonly now: Date;
  /** Told now and then how many rows of how many are done; of an importer that goes row by row. */
  readonly tell?: ((done: number, total: number) => Promise<void>) | undefined;
}

/** A format of its own in which a kind comes, besides the tables that every kind comes in. */
export interface ImportFormat {
  /** Ending of its files: `.xml`. */
  readonly ending: string;
  /** Tells by its first bytes whether a file is meant to be of this format. */
  readonly begins: (bytes: Buffer) => boolean;
  /** Reads the whole file. Refusals of its own. */
  readonly read: (bytes: Buffer) => ImportFile;
}

/** One kind of list that can be imported. A module exports its own; the import page and `ponte import` run them. */
export interface Importer {
  /** Name of the kind in addresses and on the command line: `services`. */
  readonly kind: string;
  readonly label: MessageKey;
  readonly columns: readonly ImportColumn[];
  readonly format?: ImportFormat;
  /**
   * Reads all rows, then writes all of them or none, recognising what is there by its code. Runs in the caller's
   * transaction, whose actor must be allowed to write.
   */
  readonly run: (trx: AnyWrites, rows: readonly ImportRow[], options: ImportOptions) => Promise<ImportReport>;
}

/** Headings of a table that the importer does not read, for the report: a misspelt one should not pass in silence. */
export function unknownColumns(importer: Pick<Importer, 'columns'>, headings: readonly string[]): string[] {
  const known = new Map(importer.columns.map((column) => [column.name, column]));
  return headings.filter((heading) => {
    const [name = '', lang] = heading.split('.', 2);
    const column = known.get(heading) ?? known.get(name);
    return !column || (lang !== undefined && !column.translated);
  });
}
