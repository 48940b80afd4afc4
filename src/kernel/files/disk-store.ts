import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isContentId, requireContentId } from './content-id.ts';
import type { FileStore } from './file-store.ts';

/** Keeps contents in a folder: `<folder>/<last two digits>/<id>`. Several nodes share it by a shared file system. */
export function openDiskStore(folder: string): FileStore {
  const unfinished = join(folder, 'unfinished');
  // The end of a UUID v7 is random, its beginning is the hour.
  const shelfOf = (id: string) => join(folder, requireContentId(id).slice(-2));
  const pathOf = (id: string) => join(shelfOf(id), id);
  return {
    put: async (id, content) => {
      await mkdir(shelfOf(id), { recursive: true, mode: 0o700 });
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      const draft = join(unfinished, `${id}.${randomBytes(4).toString('hex')}`);
      try {
        await writeThrough(draft, content);
        await rename(draft, pathOf(id));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: async (id) => await readFile(pathOf(id)).catch(absent(null)),
    remove: async (id) => await rm(pathOf(id), { force: true }),
    list: async function* list() {
      for (const shelf of await readdir(folder).catch(absent([]))) {
        if (/^[0-9a-f]{2}$/.test(shelf)) yield* (await readdir(join(folder, shelf))).filter(isContentId);
      }
    },
    writtenAt: async (id) => (await stat(pathOf(id)).catch(absent(null)))?.mtime ?? null,
    removeUnfinished: async (before) => {
      for (const name of await readdir(unfinished).catch(absent([]))) {
        const found = await stat(join(unfinished, name)).catch(absent(null));
        if (found && found.mtime < before) await rm(join(unfinished, name), { force: true });
      }
    },
  };
}

async function writeThrough(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

function absent<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
