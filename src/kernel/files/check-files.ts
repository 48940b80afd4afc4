import { createHash } from 'node:crypto';
import type { Reads } from '#kernel/db';
import type { FileStore } from './file-store.ts';
import type { FileId } from './keep-file.ts';

/** What is wrong with the store. */
export interface FileProblem {
  id: FileId;
  problem: 'missing' | 'changed';
}

/** Checks that every row has its content, bit for bit, without any key; for the jobs role and the owner (doctor, restore). */
export async function checkFiles(trx: Reads<'files'>, files: FileStore): Promise<{ checked: number; problems: FileProblem[] }> {
  const problems: FileProblem[] = [];
  let checked = 0;
  for (let after: FileId | null = null; ;) {
    const rows: { id: FileId; sha256: string }[] = await trx
      .selectFrom('files.files')
      .select(['id', 'sha256'])
      .$if(after !== null, (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(500)
      .execute();
    for (const { id, sha256 } of rows) {
      const content = await files.get(id);
      if (!content) problems.push({ id, problem: 'missing' });
      else if (createHash('sha256').update(content).digest('hex') !== sha256) problems.push({ id, problem: 'changed' });
    }
    checked += rows.length;
    after = rows.at(-1)?.id ?? null;
    if (after === null) return { checked, problems };
  }
}
