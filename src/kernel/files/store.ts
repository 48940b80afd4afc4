import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the encrypted content of documents lies: by id only. Two implementations: a disk, and memory for tests. */
export interface FileStore {
  /** Keeps content under an id, all of it or nothing. */
  put(id: string, content: Uint8Array): Promise<void>;
  /** The content, or null where there is none. */
  get(id: string): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
  /** Every id, for backup and for the doctor. */
  list(): AsyncIterable<string>;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function checked(id: string): string {
  if (!ID.test(id)) throw new Error(`not the id of a file: ${id}`);
  return id;
}

/** A folder on disk, spread over 256 subfolders by the id's last two signs (a UUID v7 begins with the time). */
export function openFileStore({ dataDirectory }: { dataDirectory: string }): FileStore {
  const root = join(dataDirectory, 'files');
  const folderOf = (id: string) => join(root, checked(id).slice(-2));
  const pathOf = (id: string) => join(folderOf(id), id);
  return {
    put: async (id, content) => {
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
      const temporary = `${pathOf(id)}.${process.pid}.part`;
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, pathOf(id));
    },
    get: async (id) => await readFile(pathOf(id)).catch(absent),
    remove: async (id) => await rm(pathOf(id), { force: true }),
    list: async function* () {
      for (const folder of await readdir(root).catch(() => [])) {
        for (const name of await readdir(join(root, folder))) if (ID.test(name)) yield name;
      }
    },
  };
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** A store in memory, for tests. */
export function memoryFileStore(): FileStore {
  const contents = new Map<string, Buffer>();
  return {
    put: async (id, content) => void contents.set(checked(id), Buffer.from(content)),
    get: async (id) => contents.get(id) ?? null,
    remove: async (id) => void contents.delete(id),
    list: async function* () {
      yield* contents.keys();
    },
  };
}
