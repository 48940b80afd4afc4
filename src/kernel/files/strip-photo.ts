/** A photo with nothing in it but the picture. */
export interface StrippedPhoto {
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  /** As it is seen, in points. */
  width: number;
  height: number;
  content: Buffer;
}

/** Most points across or down. */
const WIDEST = 8_000;

/**
 * Reads a photo by its bytes and takes out everything but the picture: where and when it was taken, with which telephone,
 * previews, comments, and what telephones put behind the end (a film of the moment before). Only the way up of a JPEG is
 * written back. Null for what is no JPEG, PNG or WebP, is broken or moves.
 */
export function stripPhoto(given: Uint8Array): StrippedPhoto | null {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  try {
    const photo = stripJpeg(bytes) ?? stripPng(bytes) ?? stripWebp(bytes);
    if (!photo || Math.min(photo.width, photo.height) < 1 || Math.max(photo.width, photo.height) > WIDEST) return null;
    return photo;
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before it says
    throw error;
  }
}

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, exif: 0xe1, adobe: 0xee };
/** Frames that browsers show: baseline, extended and progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Tables and frames without which there is no picture (ITU-T T.81, table B.1). */
const isOfPicture = (marker: number) => (marker >= 0xc0 && marker <= 0xcf) || marker === 0xdb || marker === 0xdd || marker === JPEG.scan;

function stripJpeg(bytes: Buffer): StrippedPhoto | null {
  if (bytes.readUInt16BE(0) !== 0xff00 + JPEG.start) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let turned = 1;
  let scanned = false;
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill bytes may stand before a marker
      continue;
    }
    if (marker === JPEG.end) break;
    const length = bytes.readUInt16BE(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    const body = bytes.subarray(at + 4, next);
    if (FRAMES.includes(marker)) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    if (marker === JPEG.exif) turned = orientationOf(body) ?? turned;
    const end = marker === JPEG.scan ? endOfScan(bytes, next) : next;
    // The colours of a file by Adobe's programs cannot be told without this mark, which holds nothing else.
    const isColour = marker === JPEG.adobe && length === 14 && body.toString('latin1', 0, 5) === 'Adobe';
    if (isOfPicture(marker) || isColour) kept.push(bytes.subarray(at, end));
    scanned ||= marker === JPEG.scan;
    at = end;
  }
  if (!size || !scanned) return null;
  const content = Buffer.concat([
    Buffer.from([0xff, JPEG.start]),
    ...(turned === 1 ? [] : [orientationSegment(turned)]),
    ...kept,
    Buffer.from([0xff, JPEG.end]),
  ]);
  const onItsSide = turned >= 5;
  return {
    mediaType: 'image/jpeg',
    width: onItsSide ? size.height : size.width,
    height: onItsSide ? size.width : size.height,
    content,
  };
}

/** Where the coded points of a scan end: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const marker = bytes.readUInt8(at + 1);
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
  }
  throw new RangeError('the scan does not end');
}

/** The way up, 1 to 8, of an Exif segment (tag 0x0112 of its first directory); null where it says none. */
function orientationOf(body: Buffer): number | null {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0') return null;
  const tiff = body.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = tiff.length < 8 ? 0 : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(short(directory), 200); entry++) {
    const at = directory + 2 + entry * 12;
    const value = short(at + 8);
    if (short(at) === 0x0112) return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An Exif segment of our own that says which way is up, and nothing else. */
function orientationSegment(turned: number): Buffer {
  const segment = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000000000000000000', 'hex');
  segment.writeUInt16LE(turned, 28);
  return segment;
}

const PNG = '89504e470d0a1a0a';
/** What draws the picture; words, times, places and moving pictures have other names (ISO/IEC 15948, 11). */
const PNG_KEPT = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'IDAT', 'IEND'];

function stripPng(bytes: Buffer): StrippedPhoto | null {
  if (bytes.toString('hex', 0, 8) !== PNG || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; ;) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    const next = at + 12 + bytes.readUInt32BE(at);
    if (next > bytes.length) return null;
    if (PNG_KEPT.includes(name)) kept.push(bytes.subarray(at, next));
    if (name === 'IEND') break;
    at = next;
  }
  return { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), content: Buffer.concat(kept) };
}

const ALPHA = 0x10;

function stripWebp(bytes: Buffer): StrippedPhoto | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= end;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > bytes.length) return null;
    const chunk = Buffer.from(bytes.subarray(at, next));
    const body = chunk.subarray(8);
    if (name === 'ANIM' || name === 'ANMF') return null;
    if (name === 'VP8X') {
      body.writeUInt8(body.readUInt8(0) & ALPHA, 0); // what is taken out is no longer announced
      size = { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
    }
    if (name === 'VP8 ') size ??= { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
    if (name === 'VP8L') {
      const bits = body.readUInt32LE(1);
      size ??= { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    if (['VP8X', 'VP8 ', 'VP8L', 'ALPH'].includes(name)) kept.push(chunk);
    at = next;
  }
  if (!size || !kept.some((one) => /^VP8[ L]/.test(one.toString('latin1', 0, 4)))) return null;
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return { mediaType: 'image/webp', ...size, content: Buffer.concat([head, body]) };
}
