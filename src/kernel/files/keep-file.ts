import { createHash } from 'node:crypto';
import { custodyOf, type SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, unseal, type Keyring } from '#kernel/keys';
import { mediaTypeOf } from './media-type.ts';
import { refuse } from './refusals.ts';
import type { FileStore } from './store.ts';

export type FileId = Id<'files.files'>;

/** Largest document, in bytes. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** A document of a file, without its content. */
export interface StoredFile {
  id: FileId;
  subjectId: SubjectId;
  name: string;
  mediaType: string;
  bytes: number;
  uploadedBy: string;
  uploadedAt: Date;
}

interface Place {
  store: FileStore;
  keyring: Keyring;
}

const context = (id: FileId) => ({ table: 'files.files', column: 'content', id });

/**
 * Keeps a document in a person's file, encrypted under the person's key before it reaches the store.
 * Refusals: file not in reach, empty, larger than 10 MB, a kind that is not accepted or not what its name says.
 */
export async function keepFile(
  trx: Writes<'access' | 'audit' | 'files'>,
  place: Place,
  accountId: string,
  given: { subjectId: SubjectId; name: string; content: Uint8Array; purpose: string },
): Promise<FileId> {
  if (given.content.length === 0) throw refuse('empty', { field: 'file' });
  if (given.content.length > LARGEST_FILE) throw refuse('too-large', { field: 'file' });
  const name = given.name.replaceAll(/[\p{Cc}/\\]/gu, ' ').trim().slice(-200);
  const mediaType = mediaTypeOf(name, given.content);
  if (!mediaType) throw refuse('kind-not-accepted', { field: 'file' });
  const custody = await custodyOf(trx, given.subjectId);
  if (!custody) throw refuse('not-found');
  const id = newId<'files.files'>();
  await trx
    .insertInto('files.files')
    .values({
      id,
      subject_id: given.subjectId,
      custodian_id: custody.custodianId,
      name,
      media_type: mediaType,
      bytes: given.content.length,
      sha256: createHash('sha256').update(given.content).digest('hex'),
      uploaded_by: accountId,
    })
    .execute();
  await record(trx, { verb: 'files.kept', purpose: given.purpose, scopeId: custody.custodianId, subjectId: given.subjectId, objectKind: 'file', objectId: id });
  const key = await subjectKey(trx, place.keyring, given.subjectId);
  // Last, so that a refusal above leaves nothing in the store; content without a row after a failed commit is swept by the doctor.
  await place.store.put(id, seal(key, given.content, context(id)));
  return id;
}

/** Opens a document; the reading is on record. Refusals: not found or not in reach. */
export async function openFile(
  trx: Writes<'access' | 'audit' | 'files'>,
  place: Place,
  id: FileId,
  purpose: string,
): Promise<StoredFile & { content: Buffer }> {
  const file = await findFile(trx, id);
  const sealed = file ? await place.store.get(id) : null;
  if (!file || !sealed) throw refuse('not-found');
  const key = await subjectKey(trx, place.keyring, file.subjectId);
  await record(trx, { verb: 'files.read', purpose, subjectId: file.subjectId, objectKind: 'file', objectId: id });
  return { ...file, content: unseal(key, sealed, context(id)) };
}

/** Removes a document: its content at once, its row stays as proof. Refusals: not found or not in custody. */
export async function removeFile(trx: Writes<'audit' | 'files'>, place: Place, id: FileId, purpose: string): Promise<void> {
  const removed = await trx
    .updateTable('files.files')
    .set({ removed_at: new Date() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(['subject_id', 'custodian_id'])
    .executeTakeFirst();
  if (!removed) throw refuse('not-found');
  await record(trx, { verb: 'files.removed', purpose, scopeId: removed.custodian_id, subjectId: removed.subject_id, objectKind: 'file', objectId: id });
  await place.store.remove(id);
}

/** The documents of a file that the actor may see, newest first. */
export async function listFiles(trx: Reads<'files'>, subjectId: SubjectId): Promise<StoredFile[]> {
  const rows = await files(trx).where('subject_id', '=', subjectId).orderBy('uploaded_at', 'desc').limit(500).execute();
  return rows.map(toFile);
}

async function findFile(trx: Reads<'files'>, id: FileId): Promise<StoredFile | null> {
  const row = await files(trx).where('id', '=', id).executeTakeFirst();
  return row ? toFile(row) : null;
}

function files(trx: Reads<'files'>) {
  return trx
    .selectFrom('files.files')
    .select(['id', 'subject_id', 'name', 'media_type', 'bytes', 'uploaded_by', 'uploaded_at'])
    .where('removed_at', 'is', null);
}

function toFile(row: { id: FileId; subject_id: SubjectId; name: string; media_type: string; bytes: number; uploaded_by: string; uploaded_at: Date }): StoredFile {
  return {
    id: row.id,
    subjectId: row.subject_id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
  };
}
