import { KINDS, type ArchiveCounts, type ArchiveSource } from './archive.ts';

const LARGEST_DATA = 1024 * 1024;

/** Writes the plain content of a backup; `done` is told what it held. */
export async function* writeFrames(source: ArchiveSource, done: (counts: ArchiveCounts) => void): AsyncGenerator<Buffer> {
  const counts: ArchiveCounts = { tables: 0, rows: 0, files: 0 };
  yield jsonFrame('manifest', source.manifest);
  for (const table of source.manifest.tables) {
    yield jsonFrame('table', table);
    const { data, rows } = source.openTable(table);
    for await (const piece of data) yield* dataFrames(piece);
    yield jsonFrame('entryEnd', { rows: rows() });
    counts.tables += 1;
    counts.rows += rows();
  }
  for await (const { id, content } of source.files()) {
    yield jsonFrame('file', { id });
    yield* dataFrames(content);
    yield jsonFrame('entryEnd', {});
    counts.files += 1;
  }
  yield jsonFrame('end', counts);
  done(counts);
}

function frame(kind: keyof typeof KINDS, content: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.write(KINDS[kind], 'latin1');
  prefix.writeUInt32BE(content.length, 1);
  return Buffer.concat([prefix, content]);
}

function jsonFrame(kind: keyof typeof KINDS, value: unknown): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(value), 'utf8'));
}

function* dataFrames(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += LARGEST_DATA) yield frame('data', bytes.subarray(start, start + LARGEST_DATA));
}
