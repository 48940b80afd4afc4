import { createHash } from 'node:crypto';
import { custodyOf, type SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { networkKey, seal, subjectKey, type Keyring, type SealContext, type SealingKey } from '#kernel/keys';
import type { FileStore } from './file-store.ts';
import { cleanName, sniffMediaType } from './media-type.ts';
import { refuse } from './refusals.ts';

// uses messages: files.verb.*
export type FileId = Id<'files.files'>;

/** Most bytes of one file. */
export const LARGEST_FILE = 10 * 1024 * 1024;
/** Most documents in one person's file: who may add some must not be able to fill the store. */
const MOST_FILES = 300;

/** Where contents lie, and the keys that open them. */
export interface Place {
  readonly store: FileStore;
  readonly keyring: Keyring;
}

export interface FileToKeep {
  /** The person's file that the document belongs to; null for one about nobody, which only the uploader reads. */
  subjectId: SubjectId | null;
  /** As the browser sent it. */
  name: string;
  content: Uint8Array;
  /** Why, as a full message key. */
  purpose: string;
}

export const contentContext = (id: FileId): SealContext => ({ table: 'files.files', column: 'content', id });
export const nameContext = (id: FileId): SealContext => ({ table: 'files.files', column: 'sealed_name', id });

/**
 * Takes a document in, for the office that has custody, for the person, or about nobody. What it is, is read from its bytes.
 * The content is written before the row: an undone transaction leaves an orphan for the nightly sweep, never a row without content.
 * Refusals: `empty`, `too-large`, `kind-not-accepted`, `too-many`, `not-found`, `forbidden`, and `keys.erased`.
 */
export async function keepFile(
  trx: Writes<'access' | 'audit' | 'files'>,
  place: Place,
  accountId: string,
  file: FileToKeep,
): Promise<FileId> {
  const custody = file.subjectId ? await custodyOf(trx, file.subjectId) : null;
  if (file.subjectId && !custody) throw refuse('not-found');
  if (custody && !custody.desk && !custody.own) throw refuse('forbidden');
  const mediaType = requireSound(file);
  if (file.subjectId) await requireRoom(trx, file.subjectId);
  const key = await keyFor(trx, place, file.subjectId);
  const id = newId<'files.files'>();
  const sealed = seal(key, file.content, contentContext(id));
  await place.store.put(id, sealed);
  await trx
    .insertInto('files.files')
    .values({
      id,
      subject_id: file.subjectId,
      custodian_id: custody?.custodianId ?? null,
      sealed_name: seal(key, cleanName(file.name, mediaType), nameContext(id)),
      media_type: mediaType,
      bytes: file.content.byteLength,
      sha256: createHash('sha256').update(sealed).digest('hex'),
      uploaded_by: accountId,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('forbidden') : error;
    });
  await record(trx, {
    verb: 'files.keep',
    purpose: file.purpose,
    scopeId: custody?.desk ? custody.custodianId : null,
    subjectId: file.subjectId,
    objectKind: 'file',
    objectId: id,
    details: { mediaType, bytes: file.content.byteLength },
  });
  return id;
}

/** The key that a document is sealed under: its person's, or the network's. Refusals: `keys.erased`. */
async function keyFor(trx: Writes<'access'>, place: Place, subjectId: SubjectId | null): Promise<SealingKey> {
  return subjectId ? await subjectKey(trx, place.keyring, subjectId) : networkKey(place.keyring, 'files');
}

function requireSound({ content, name }: FileToKeep) {
  if (content.byteLength === 0) throw refuse('empty', { field: 'file' });
  if (content.byteLength > LARGEST_FILE) throw refuse('too-large', { field: 'file', values: { megabytes: LARGEST_FILE / 1024 / 1024 } });
  const mediaType = sniffMediaType(content, name);
  if (!mediaType) throw refuse('kind-not-accepted', { field: 'file' });
  return mediaType;
}

async function requireRoom(trx: Reads<'files'>, subjectId: SubjectId): Promise<void> {
  const { count } = await trx
    .selectFrom('files.files')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('subject_id', '=', subjectId)
    .executeTakeFirstOrThrow();
  if (count >= BigInt(MOST_FILES)) throw refuse('too-many', { field: 'file', values: { count: MOST_FILES } });
}
