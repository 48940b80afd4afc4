/** A stream of bytes in pieces of any size. */
export type ByteSource = AsyncIterable<Buffer>;

/** Reads a stream by number of bytes. */
export interface ByteReader {
  /** The next `bytes` bytes, or what is left before the end (then empty). */
  upTo(bytes: number): Promise<Buffer>;
}

/** Holds no more than what was asked for plus one piece of the source. */
export function byteReader(source: ByteSource): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let heldBytes = 0;
  let ended = false;
  return {
    upTo: async (bytes) => {
      while (heldBytes < bytes && !ended) {
        const { value, done } = await pieces.next();
        if (done) ended = true;
        else {
          held.push(value);
          heldBytes += value.length;
        }
      }
      const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, heldBytes);
      const rest = all.subarray(bytes);
      held = rest.length > 0 ? [rest] : [];
      heldBytes = rest.length;
      return all.subarray(0, bytes);
    },
  };
}
