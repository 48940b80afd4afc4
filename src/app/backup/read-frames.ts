import { z } from 'zod';
import { countsShape, KINDS, manifestShape, tableShape, type ArchiveCounts, type ArchiveSink, type Manifest } from './archive.ts';
import { byteReader, type ByteReader, type ByteSource } from './byte-reader.ts';

/** The largest content that is one piece: what a backup holds, for a thousand tables. */
const LARGEST_FRAME = 16 * 1024 * 1024;

interface Frame {
  kind: string;
  content: Buffer;
}

/** Reads the plain content of a backup into a sink. It was authenticated before, so a content that makes no sense is a defect. */
export async function readFrames(source: ByteSource, sink: ArchiveSink): Promise<ArchiveCounts & { manifest: Manifest }> {
  const reader = byteReader(source);
  const next = frameReader(reader);
  const first = await next();
  if (first.kind !== KINDS.manifest) throw new Error('the backup does not begin with what it holds');
  const manifest = manifestShape.parse(parse(first));
  await sink.begin(manifest);
  const counts: ArchiveCounts = { tables: 0, rows: 0, files: 0 };
  for (;;) {
    const frame = await next();
    if (frame.kind === KINDS.table) {
      counts.tables += 1;
      counts.rows += await readTable(frame, next, sink);
    } else if (frame.kind === KINDS.file) {
      counts.files += 1;
      await readFile(frame, next, sink);
    } else {
      requireEnd(frame, counts);
      // Reading on to the end proves the last piece too.
      if ((await reader.upTo(1)).length > 0) throw new Error('the backup goes on after its end');
      return { ...counts, manifest };
    }
  }
}

async function readTable(frame: Frame, next: () => Promise<Frame>, sink: ArchiveSink): Promise<number> {
  const table = tableShape.parse(parse(frame));
  const entry = entryReader(next);
  const taken = await sink.table(table, entry.data());
  if (taken !== entry.rows())
    throw new Error(`${table.schema}.${table.name}: ${entry.rows()} rows were in the backup, ${taken} were taken`);
  return taken;
}

async function readFile(frame: Frame, next: () => Promise<Frame>, sink: ArchiveSink): Promise<void> {
  const { id } = z.object({ id: z.uuid() }).parse(parse(frame));
  const pieces: Buffer[] = [];
  for await (const piece of entryReader(next).data()) pieces.push(piece);
  await sink.file(id, Buffer.concat(pieces));
}

function requireEnd(frame: Frame, counts: ArchiveCounts): void {
  if (frame.kind !== KINDS.end) throw new Error(`a frame of kind ${frame.kind} stands where an entry begins`);
  const said = countsShape.parse(parse(frame));
  if (said.tables !== counts.tables || said.rows !== counts.rows || said.files !== counts.files)
    throw new Error('the backup holds another number of rows or files than it says');
}

function frameReader(reader: ByteReader): () => Promise<Frame> {
  return async () => {
    const prefix = await reader.upTo(5);
    if (prefix.length < 5) throw new Error('the backup ends in the middle of its content');
    const length = prefix.readUInt32BE(1);
    if (length > LARGEST_FRAME) throw new Error('the backup holds a frame that is too large');
    const content = await reader.upTo(length);
    if (content.length < length) throw new Error('the backup ends in the middle of a frame');
    return { kind: prefix.toString('latin1', 0, 1), content };
  };
}

function entryReader(next: () => Promise<Frame>): { data: () => ByteSource; rows: () => number } {
  let rows = 0;
  return {
    data: async function* () {
      for (;;) {
        const frame = await next();
        if (frame.kind === KINDS.data) yield frame.content;
        else if (frame.kind === KINDS.entryEnd) {
          rows = z.object({ rows: z.number().default(0) }).parse(parse(frame)).rows;
          return;
        } else throw new Error(`a frame of kind ${frame.kind} stands inside an entry`);
      }
    },
    rows: () => rows,
  };
}

function parse(frame: Frame): unknown {
  return JSON.parse(frame.content.toString('utf8'));
}
