import { newId, type Writes } from '#kernel/db';
import type { Changes } from './entry-changes.ts';
import type { WriteOptions } from './sort-entries.ts';
import { writeRows } from './write-rows.ts';

export interface RevisionEntry {
  objectId: string;
  organisationId: string | null;
  what: WriteOptions['what'];
  changes: Changes;
}

/** Keeps who changed what and when. */
export async function writeRevisions(
  trx: Writes<'directory'>,
  kind: 'organisation' | 'service' | 'responsibility',
  revisions: readonly RevisionEntry[],
  { by, now }: WriteOptions,
): Promise<void> {
  await writeRows(
    trx,
    'directory.revisions',
    revisions.map(({ objectId, organisationId, what, changes }) => ({
      id: newId(),
      at: now,
      account_id: by,
      organisation_id: organisationId,
      object_kind: kind,
      object_id: objectId,
      what,
      changes,
    })),
  );
}
