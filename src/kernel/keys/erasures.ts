import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id, Writes } from '#kernel/db';
import { destroySubjectKey } from './subject-key.ts';

type SubjectId = Id<'access.subjects'>;
type Beside = { readonly directory: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Adds a person to the list of the erased: `keys/erased.log` beside the master key, one line each (instant, file id, ids of
 * the accounts that went with the file). The list is outside every backup, because a backup made before the erasure does not
 * know of it. Several nodes share the folder; each line is one append, so they do not mix. Call it after the erasure is
 * committed, from a job.
 */
export async function recordErasure(
  beside: Beside,
  subjectId: SubjectId,
  at: Date = new Date(),
  accountIds: readonly string[] = [],
): Promise<void> {
  await mkdir(beside.directory, { recursive: true, mode: 0o700 });
  const file = await open(join(beside.directory, 'erased.log'), 'a', 0o600);
  try {
    await file.write(`${[at.toISOString(), subjectId, ...accountIds].join(' ')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The people on the list of the erased; a line cut short by a crash is passed over. */
export async function readErasures(beside: Beside): Promise<Set<SubjectId>> {
  const ids = (await readLines(beside)).map((parts) => parts[1] ?? '');
  return new Set(ids.filter((id) => UUID.test(id)) as SubjectId[]); // written by recordErasure as such
}

/** The accounts that went with the files on the list. */
export async function readErasedAccounts(beside: Beside): Promise<Set<string>> {
  return new Set((await readLines(beside)).flatMap((parts) => parts.slice(2)).filter((id) => UUID.test(id)));
}

async function readLines(beside: Beside): Promise<string[][]> {
  const text = await readFile(join(beside.directory, 'erased.log'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').map((line) => line.split(' '));
}

/** Makes a restored backup forget again: destroys the keys of everybody on the list. Returns whose key was still there. */
export async function forgetErased(trx: Writes<'access'>, beside: Beside): Promise<SubjectId[]> {
  const forgotten: SubjectId[] = [];
  for (const id of await readErasures(beside)) {
    if (await destroySubjectKey(trx, id)) forgotten.push(id);
  }
  return forgotten;
}
