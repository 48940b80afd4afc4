import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { StartFailure } from '#kernel/errors';
import type { MasterKey } from '#kernel/keys';
import { headerShape, MAGIC, type ArchiveCounts, type ArchiveHeader, type ArchiveSink, type Manifest } from './archive.ts';
import { openArchiveKey } from './archive-key.ts';
import type { ByteSource } from './byte-reader.ts';
import { readFrames } from './read-frames.ts';
import { openStream } from './sealed-stream.ts';

/** A backup whose key was opened; nothing of its content was read yet. */
export interface OpenBackup {
  readonly path: string;
  readonly header: ArchiveHeader;
  readonly headerBytes: Buffer;
  readonly key: KeyObject;
}

const LARGEST_HEADER = 64 * 1024;

/** Opens a backup. Refusals: {@link StartFailure} where it is no backup, or belongs to another master key. */
export async function openBackup(path: string, master: MasterKey): Promise<OpenBackup> {
  const headerBytes = await readHeader(path);
  const header = parseHeader(headerBytes.subarray(MAGIC.length + 4), path);
  return { path, header, headerBytes, key: openArchiveKey(master, header.id, header.key) };
}

/**
 * Reads a backup into a sink. The sink must undo what it took when this throws: only at the end is it certain that the
 * backup is whole. Refusals: {@link StartFailure} where it was changed, damaged or cut short.
 */
export async function readBackup(backup: OpenBackup, sink: ArchiveSink): Promise<ArchiveCounts & { manifest: Manifest }> {
  const { path, headerBytes, key } = backup;
  let result: (ArchiveCounts & { manifest: Manifest }) | undefined;
  await pipeline(
    createReadStream(path, { start: headerBytes.length }),
    (sealed: ByteSource) => openStream(sealed, key, headerBytes),
    createGunzip(),
    async (content: ByteSource) => {
      result = await readFrames(content, sink);
    },
  );
  if (!result) throw new Error('the backup was not read to its end');
  return result;
}

async function readHeader(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EACCES' ? 'this user may not read it' : error.message;
    throw new StartFailure(`The backup ${path} cannot be opened: ${reason}.`, { cause: error });
  });
  try {
    const bytes = Buffer.alloc(LARGEST_HEADER);
    const { bytesRead } = await file.read(bytes, 0, LARGEST_HEADER, 0);
    if (bytesRead < MAGIC.length + 4 || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw notABackup(path);
    const length = MAGIC.length + 4 + bytes.readUInt32BE(MAGIC.length);
    if (length > bytesRead) throw notABackup(path);
    return bytes.subarray(0, length);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') throw notABackup(path);
    throw error;
  } finally {
    await file.close();
  }
}

function parseHeader(bytes: Buffer, path: string): ArchiveHeader {
  try {
    return headerShape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw notABackup(path);
  }
}

function notABackup(path: string): StartFailure {
  return new StartFailure(`${path} is not a backup of Ponte, or its beginning is damaged.`);
}
