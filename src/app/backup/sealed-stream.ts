import { createCipheriv, createDecipheriv, createHash, type KeyObject } from 'node:crypto';
import { StartFailure } from '#kernel/errors';
import { byteReader, type ByteSource } from './byte-reader.ts';

/** Bytes of plain content in a chunk; the last one is shorter. */
const CHUNK_BYTES = 256 * 1024;
const TAG_BYTES = 16;
const PREFIX_BYTES = 5;
const MORE = 0;
const LAST = 1;

/**
 * Encrypts a stream in chunks (AES-256-GCM): `last? (1 byte), length (4), ciphertext, tag (16)`. The nonce is the
 * chunk's number; the header's hash and whether it is the last are authenticated with each, so that a chunk changed,
 * moved, left out, or a file cut short does not open.
 */
export async function* sealStream(source: ByteSource, key: KeyObject, header: Buffer): AsyncGenerator<Buffer> {
  const place = chunkPlace(header);
  const reader = byteReader(source);
  let number = 0n;
  let content = await reader.upTo(CHUNK_BYTES);
  for (;;) {
    const next = await reader.upTo(CHUNK_BYTES);
    const flag = next.length === 0 ? LAST : MORE;
    const cipher = createCipheriv('aes-256-gcm', key, nonce(number), { authTagLength: TAG_BYTES });
    cipher.setAAD(place(flag));
    const sealed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt8(flag);
    prefix.writeUInt32BE(sealed.length, 1);
    yield Buffer.concat([prefix, sealed]);
    if (flag === LAST) return;
    content = next;
    number += 1n;
  }
}

/** Decrypts what {@link sealStream} made. Refusals: {@link StartFailure} where anything was changed or is missing. */
export async function* openStream(source: ByteSource, key: KeyObject, header: Buffer): AsyncGenerator<Buffer> {
  const place = chunkPlace(header);
  const reader = byteReader(source);
  for (let number = 0n; ; number += 1n) {
    const prefix = await reader.upTo(PREFIX_BYTES);
    if (prefix.length < PREFIX_BYTES) throw cutShort();
    const flag = prefix.readUInt8();
    const length = prefix.readUInt32BE(1);
    if (flag > LAST || length < TAG_BYTES || length > CHUNK_BYTES + TAG_BYTES) throw changed();
    const sealed = await reader.upTo(length);
    if (sealed.length < length) throw cutShort();
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(number), { authTagLength: TAG_BYTES });
    decipher.setAAD(place(flag));
    decipher.setAuthTag(sealed.subarray(length - TAG_BYTES));
    yield verified(() => Buffer.concat([decipher.update(sealed.subarray(0, length - TAG_BYTES)), decipher.final()]));
    if (flag === MORE) continue;
    if ((await reader.upTo(1)).length > 0) throw changed();
    return;
  }
}

function chunkPlace(header: Buffer): (flag: number) => Buffer {
  const hash = createHash('sha256').update(header).digest();
  return (flag) => Buffer.concat([hash, Buffer.of(flag)]);
}

/** The key is used for one archive only, so counting never repeats a nonce. */
function nonce(number: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(number, 4);
  return bytes;
}

function verified(open: () => Buffer): Buffer {
  try {
    return open();
  } catch (error) {
    throw changed(error);
  }
}

function changed(cause?: unknown): StartFailure {
  return new StartFailure(
    'The backup was changed or damaged after it was made, so nothing of it is used: take another copy of it, or an older backup.',
    { cause },
  );
}

function cutShort(): StartFailure {
  return new StartFailure('The backup is cut short: its end is missing, so nothing of it is used. Copy it again, or take an older backup.');
}
