/** What lessons may show and play. The table's check names the same. */
export const courseMediaTypes = [
  'image/svg+xml',
  'image/png',
  'image/jpeg',
  'image/webp',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'video/mp4',
  'video/webm',
] as const;
export type CourseMediaType = (typeof courseMediaTypes)[number];

/** What a file is by its first bytes; null for everything else. */
export function sniffMedia(content: Uint8Array): CourseMediaType | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const hex = bytes.subarray(0, 12).toString('hex');
  const ascii = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('52494646') && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(0, 3) === 'ID3' || /^fff[b3a2]/.test(hex)) return 'audio/mpeg';
  if (ascii(0, 4) === 'OggS') return 'audio/ogg';
  if (hex.startsWith('1a45dfa3')) return 'video/webm';
  if (ascii(4, 8) === 'ftyp') return ascii(8, 11) === 'M4A' ? 'audio/mp4' : 'video/mp4';
  return isDrawing(bytes) ? 'image/svg+xml' : null;
}

/** An SVG that only draws: no script, no handler, nothing fetched from elsewhere. It is shown as a picture, which runs none of it. */
function isDrawing(bytes: Buffer): boolean {
  if (bytes.byteLength > 512 * 1024) return false;
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (!/^(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/.test(text)) return false;
  return !/<script|<foreignobject|<!entity|<!doctype|\son[a-z]+\s*=|javascript:|(href|src)\s*=\s*["']\s*(?!#)/i.test(text);
}
