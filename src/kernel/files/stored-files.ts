import { custodyOf, type SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import type { Reads, Writes } from '#kernel/db';
import { networkKey, subjectKeys, unseal, unsealText } from '#kernel/keys';
import type { MediaType } from './media-type.ts';
import { refuse } from './refusals.ts';
import { contentContext, nameContext, type FileId, type Place } from './keep-file.ts';

/** A document as a list shows it. */
export interface StoredFile {
  id: FileId;
  subjectId: SubjectId | null;
  name: string;
  mediaType: MediaType;
  /** Before encryption. */
  bytes: number;
  uploadedBy: string;
  uploadedAt: Date;
}

/**
 * The content of a document that the actor may read; every reading is on record. Send it as a download with
 * `x-content-type-options: nosniff`, whatever its type. Refusals: `not-found` (also for one out of reach or erased).
 */
export async function openFile(
  trx: Writes<'access' | 'audit' | 'files'>,
  place: Place,
  id: FileId,
  purpose: string,
): Promise<StoredFile & { content: Buffer }> {
  const row = await fileRows(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  const [info] = await open(trx, place, [row]);
  const key = await keyOf(trx, place, row.subject_id);
  if (!info || !key) throw refuse('not-found');
  const sealed = await place.store.get(id);
  if (!sealed) throw new Error(`the content of file ${id} is not in the store`);
  const content = unseal(key, sealed, contentContext(id));
  const custody = row.subject_id ? await custodyOf(trx, row.subject_id) : null;
  await record(trx, {
    verb: 'files.read',
    purpose,
    scopeId: custody?.desk ? custody.custodianId : null,
    subjectId: row.subject_id,
    objectKind: 'file',
    objectId: id,
  });
  return { ...info, content };
}

/** The documents in a person's file that the actor may read, newest first; one whose person was erased is not among them. */
export async function listFiles(trx: Reads<'access' | 'files'>, place: Place, subjectId: SubjectId): Promise<StoredFile[]> {
  return await open(
    trx,
    place,
    await fileRows(trx).where('subject_id', '=', subjectId).orderBy('uploaded_at', 'desc').orderBy('id', 'desc').execute(),
  );
}

/** The named documents that the actor may read, for a module that keeps their ids; in no order. */
export async function findFiles(trx: Reads<'access' | 'files'>, place: Place, ids: readonly FileId[]): Promise<StoredFile[]> {
  return ids.length === 0
    ? []
    : await open(
        trx,
        place,
        await fileRows(trx)
          .where('id', 'in', [...ids])
          .execute(),
      );
}

function fileRows(trx: Reads<'files'>) {
  return trx.selectFrom('files.files').select(['id', 'subject_id', 'sealed_name', 'media_type', 'bytes', 'uploaded_by', 'uploaded_at']);
}

async function keyOf(trx: Reads<'access'>, place: Place, subjectId: SubjectId | null) {
  return subjectId ? (await subjectKeys(trx, place.keyring, [subjectId])).get(subjectId) : networkKey(place.keyring, 'files');
}

async function open(
  trx: Reads<'access'>,
  place: Place,
  rows: Awaited<ReturnType<ReturnType<typeof fileRows>['execute']>>,
): Promise<StoredFile[]> {
  const keys = await subjectKeys(
    trx,
    place.keyring,
    rows.flatMap((row) => row.subject_id ?? []),
  );
  return rows.flatMap((row) => {
    const key = row.subject_id ? keys.get(row.subject_id) : networkKey(place.keyring, 'files');
    if (!key) return [];
    return {
      id: row.id,
      subjectId: row.subject_id,
      name: unsealText(key, row.sealed_name, nameContext(row.id)),
      mediaType: row.media_type as MediaType, // check constraint files_media_type; a test compares the lists
      bytes: row.bytes,
      uploadedBy: row.uploaded_by,
      uploadedAt: row.uploaded_at,
    };
  });
}
