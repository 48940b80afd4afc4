import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import { sniffMediaType } from '#kernel/files';
import { networkKey, seal, unseal, type Keyring } from '#kernel/keys';
import { refuse } from './refusals.ts';
import type { Evidence, SheetId } from './sheet.ts';

export type EvidenceId = Id<'instruments.evidence'>;

/** Most bytes of one file, and most files of one sheet: a link must not be able to fill the database. */
export const LARGEST_EVIDENCE = 5 * 1024 * 1024;
const MOST_FILES = 20;

const context = (id: EvidenceId) => ({ table: 'instruments.evidence', column: 'sealed', id });
const closed = onConstraint({ sheets_closed: () => refuse('closed') });

/**
 * Keeps a file with an answer, sealed under the network's key. What it is, is read from its bytes.
 * Refusals: `file-not-accepted` (its kind, or larger than 5 MB), `too-many-files`, `closed`.
 */
export async function addEvidence(
  trx: Writes<'instruments'>,
  keyring: Keyring,
  accountId: string | null,
  file: { sheetId: SheetId; question: string; name: string; bytes: Buffer },
): Promise<EvidenceId> {
  const mediaType = file.bytes.byteLength <= LARGEST_EVIDENCE ? sniffMediaType(file.bytes, file.name) : null;
  if (!mediaType) throw refuse('file-not-accepted', { field: 'file' });
  const { count } = await trx
    .selectFrom('instruments.evidence')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('sheet_id', '=', file.sheetId)
    .executeTakeFirstOrThrow();
  if (count >= BigInt(MOST_FILES)) throw refuse('too-many-files', { field: 'file', values: { count: MOST_FILES } });
  const id = newId<'instruments.evidence'>();
  await trx
    .insertInto('instruments.evidence')
    .values({
      id,
      sheet_id: file.sheetId,
      question: file.question,
      name: file.name.slice(-160) || 'file',
      media_type: mediaType,
      bytes: file.bytes.byteLength,
      sealed: seal(networkKey(keyring, 'files'), file.bytes, context(id)),
      added_by: accountId,
    })
    .execute()
    .catch(closed);
  return id;
}

/** A file of a sheet that the actor may read, with its content; null otherwise. */
export async function openEvidence(
  trx: Reads<'instruments'>,
  keyring: Keyring,
  sheetId: SheetId,
  id: EvidenceId,
): Promise<(Pick<Evidence, 'name' | 'mediaType'> & { content: Buffer }) | null> {
  const row = await trx
    .selectFrom('instruments.evidence')
    .select(['name', 'media_type', 'sealed'])
    .where('id', '=', id)
    .where('sheet_id', '=', sheetId)
    .executeTakeFirst();
  return row ? { name: row.name, mediaType: row.media_type, content: unseal(networkKey(keyring, 'files'), row.sealed, context(id)) } : null;
}

/** Takes a file away again. Refusals: `not-found`, `closed`. */
export async function removeEvidence(trx: Writes<'instruments'>, sheetId: SheetId, id: EvidenceId): Promise<void> {
  const gone = await trx
    .deleteFrom('instruments.evidence')
    .where('id', '=', id)
    .where('sheet_id', '=', sheetId)
    .executeTakeFirst()
    .catch(closed);
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
}
