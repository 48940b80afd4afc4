import { requireContentId } from './content-id.ts';
import type { FileStore } from './file-store.ts';

/** A file store in memory, for tests. */
export function memoryFileStore(): FileStore {
  const contents = new Map<string, { content: Buffer; at: Date }>();
  return {
    put: async (id, content) => void contents.set(requireContentId(id), { content: Buffer.from(content), at: new Date() }),
    get: async (id) => contents.get(requireContentId(id))?.content ?? null,
    remove: async (id) => void contents.delete(requireContentId(id)),
    list: async function* list() {
      yield* contents.keys();
    },
    writtenAt: async (id) => contents.get(requireContentId(id))?.at ?? null,
    removeUnfinished: async () => {},
  };
}
