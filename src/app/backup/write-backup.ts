import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { StartFailure } from '#kernel/errors';
import type { FileStore } from '#kernel/files';
import type { MasterKey } from '#kernel/keys';
import { MAGIC, type ArchiveCounts, type ArchiveHeader } from './archive.ts';
import { newArchiveKey } from './archive-key.ts';
import type { ByteSource } from './byte-reader.ts';
import { sealStream } from './sealed-stream.ts';
import { inSnapshot } from './snapshot.ts';
import { writeFrames } from './write-frames.ts';

/** What a backup is made of. */
export interface BackupSource {
  /** Pool of the owner role. */
  readonly owner: pg.Pool;
  readonly files: FileStore;
  readonly master: MasterKey;
  /** Ponte's own version. */
  readonly version: string;
}

export interface WrittenBackup extends ArchiveCounts {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes a backup of everything (each table, the files, the wrapped keys) to `path`, while the network serves: all of it
 * or no file. Memory stays bounded whatever the size. Refusals: {@link StartFailure} where the file is there already or
 * cannot be written, or the owner role does not see every row.
 */
export async function writeBackup(source: BackupSource, path: string): Promise<WrittenBackup> {
  if (existsSync(path)) throw new StartFailure(`There is a file ${path} already; choose another name for the backup.`);
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const counts = await inSnapshot(source.owner, async (snapshot) => {
      const { header, key } = newHeader(source.master);
      let held: ArchiveCounts | undefined;
      const manifest = { version: source.version, ...snapshot.manifest };
      const content = { manifest, openTable: snapshot.openTable, files: () => storedFiles(source.files) };
      await pipeline(
        writeFrames(content, (counted) => (held = counted)),
        createGzip(),
        async function* (compressed: ByteSource) {
          yield header;
          yield* sealStream(compressed, key, header);
        },
        createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
      );
      if (!held) throw new Error('the backup ended before its end');
      return held;
    });
    await rename(draft, path);
    return { path, bytes: (await stat(path)).size, ...counts };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw writeFailure(error, path);
  }
}

/** Files that are removed while the backup runs are left out, as their rows say. */
async function* storedFiles(files: FileStore): AsyncGenerator<{ id: string; content: Buffer }> {
  for await (const id of files.list()) {
    const content = await files.get(id);
    if (content) yield { id, content };
  }
}

function newHeader(master: MasterKey) {
  const id = randomUUID();
  const { key, wrapped } = newArchiveKey(master, id);
  const content = Buffer.from(JSON.stringify({ id, madeAt: new Date().toISOString(), key: wrapped } satisfies ArchiveHeader), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return { key, header: Buffer.concat([MAGIC, length, content]) };
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that disk is read-only',
  ENOTDIR: 'a part of that path is not a folder',
  EEXIST: 'a part of that path is not a folder',
};

function writeFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason ? new StartFailure(`The backup ${path} could not be written: ${reason}.`, { cause: error }) : error;
}
