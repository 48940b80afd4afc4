import { z } from 'zod';
import type { ByteSource } from './byte-reader.ts';

/** First bytes of a backup; docs/operations/backup.md describes the format. */
export const MAGIC = Buffer.from('PONTEBK1', 'latin1');

export const headerShape = z.object({
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  /** The backup's own key, wrapped by the master key. */
  key: z.string(),
});
/** What can be read without a key. */
export type ArchiveHeader = z.infer<typeof headerShape>;

export const tableShape = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
/** A table of the backup, with the columns in the order of its rows. */
export type ArchivedTable = z.infer<typeof tableShape>;

export const manifestShape = z.object({
  version: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  /** Numbers of the queue library's own migrations. */
  queueMigrations: z.array(z.number()),
  /** Each after those that it refers to, as far as that is possible. */
  tables: z.array(tableShape),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string().nullable() })),
});
/** What a backup holds, told before its content. */
export type Manifest = z.infer<typeof manifestShape>;

export const countsShape = z.object({ tables: z.number(), rows: z.number(), files: z.number() });
/** What a backup held, told after its content. */
export type ArchiveCounts = z.infer<typeof countsShape>;

/** Kinds of frames, one letter each: `kind (1 byte), length (4), content`. */
export const KINDS = { manifest: 'M', table: 'T', file: 'F', data: 'D', entryEnd: 'E', end: 'Z' } as const;

/** Where the content of a backup comes from. */
export interface ArchiveSource {
  readonly manifest: Manifest;
  /** The rows of a table in PostgreSQL's COPY text format; `rows()` counts them once they have passed. */
  openTable(table: ArchivedTable): { data: ByteSource; rows: () => number };
  files(): AsyncIterable<{ id: string; content: Buffer }>;
}

/** Where the content of a backup goes. */
export interface ArchiveSink {
  begin(manifest: Manifest): Promise<void>;
  /** Takes the rows of a table and answers how many they were. */
  table(table: ArchivedTable, data: ByteSource): Promise<number>;
  file(id: string, content: Buffer): Promise<void>;
}
