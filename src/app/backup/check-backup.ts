import type { MasterKey } from '#kernel/keys';
import type { ArchiveCounts } from './archive.ts';
import { openBackup, readBackup } from './read-backup.ts';
import { countRows } from './snapshot.ts';

/** Reads a backup from beginning to end without restoring it. Refusals: as for a restore. */
export async function checkBackup(
  path: string,
  master: MasterKey,
): Promise<ArchiveCounts & { madeAt: string; version: string; postgres: string }> {
  const backup = await openBackup(path, master);
  const { manifest, tables, rows, files } = await readBackup(backup, {
    begin: async () => {},
    table: async (_table, data) => {
      let count = 0;
      for await (const piece of data) count += countRows(piece);
      return count;
    },
    file: async () => {},
  });
  return { tables, rows, files, madeAt: backup.header.madeAt, version: manifest.version, postgres: manifest.postgres };
}
