import { ownSubjects } from '#kernel/access';
import type { Writes } from '#kernel/db';
import { keepFile, type FileId, type FileStore } from '#kernel/files';
import type { Keyring } from '#kernel/keys';

// uses messages: learning.purpose.*
interface Keeps {
  readonly trx: Writes<'access' | 'audit' | 'files'>;
  readonly network: { readonly files: FileStore; readonly keyring: Keyring };
}

/** Keeps a document that a learner hands in: in their file where they have one, which the desk then reads; else for them alone. */
export async function keepWork({ trx, network }: Keeps, accountId: string, file: { name: string; bytes: Uint8Array }): Promise<FileId> {
  const [own] = await ownSubjects(trx);
  const place = { store: network.files, keyring: network.keyring };
  return await keepFile(trx, place, accountId, {
    subjectId: own?.subjectId ?? null,
    name: file.name,
    content: file.bytes,
    purpose: 'learning.purpose.handing-in',
  });
}
