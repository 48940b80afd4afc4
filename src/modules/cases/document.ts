import type { Writes } from '#kernel/db';
import { findFiles, keepFile, openFile, type FileId, type Place, type StoredFile } from '#kernel/files';
import type { CaseId } from './case.ts';
import { caseFor, type LoadedCase } from './load-case.ts';
import { refuse } from './refusals.ts';

/** Adds a document to the person's file, sealed under their key. Refusals: `not-found`, `custodian-only`, `file-missing`, and those of the files. */
export async function addDocument(
  trx: Writes<'cases' | 'access' | 'audit' | 'files'>,
  place: Place,
  accountId: string,
  caseId: CaseId,
  file: { name: string; bytes: Buffer } | undefined,
): Promise<FileId> {
  const found = await caseFor(trx, caseId, 'document');
  if (!file || file.bytes.length === 0) throw refuse('file-missing', { field: 'file' });
  return await keepFile(trx, place, accountId, {
    subjectId: found.personId,
    name: file.name,
    content: file.bytes,
    purpose: 'cases.purpose.counselling',
  });
}

/** Opens a document of the person; the reading is on record. Refusals: `not-found` where it is another's or not shared. */
export async function openDocument(
  trx: Writes<'access' | 'audit' | 'files'>,
  place: Place,
  of: Pick<LoadedCase, 'personId'>,
  id: FileId,
  purpose: 'cases.purpose.counselling' | 'cases.purpose.referral',
): Promise<StoredFile & { content: Buffer }> {
  const [known] = await findFiles(trx, place, [id]);
  if (known?.subjectId !== of.personId) throw refuse('not-found');
  return await openFile(trx, place, id, purpose);
}
