import { zipEntryNames } from './zip-names.ts';

/** What may be handed in, and the endings that fit. The database checks the same types; a test compares them. */
export const mediaTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
} as const satisfies Record<string, readonly string[]>;
export type MediaType = keyof typeof mediaTypes;

/** Endings for the `accept` attribute of a file field. */
export const acceptedEndings: readonly string[] = Object.values(mediaTypes).flatMap((endings) => endings.map((ending) => `.${ending}`));

const ODT = 'mimetypeapplication/vnd.oasis.opendocument.text';

/**
 * What a file is, by its bytes; null for everything that is not taken. The name only tells plain text from CSV, and text that
 * is named as something else is refused, such as a page named `photo.jpg`; so are programs, and office documents with macros.
 */
export function sniffMediaType(content: Uint8Array, name: string): MediaType | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const starts = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  if (starts('255044462d')) return 'application/pdf';
  if (starts('89504e470d0a1a0a')) return 'image/png';
  if (starts('ffd8ff')) return 'image/jpeg';
  if (starts('52494646') && starts('57454250', 8)) return 'image/webp';
  if (starts('504b0304')) return sniffZip(bytes);
  return isText(bytes) && !isPage(bytes) ? textTypeOf(name) : null;
}

/** Text that a browser or a server would run if somebody named it so: nobody hands it in as a document. */
function isPage(bytes: Buffer): boolean {
  return /^\s*<(!doctype|html|head|body|script|svg|\?xml|\?php)/i.test(bytes.subarray(0, 1_000).toString('latin1'));
}

function textTypeOf(name: string): MediaType | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'csv') return 'text/csv';
  return ending === undefined || ending === 'txt' ? 'text/plain' : null;
}

function sniffZip(bytes: Buffer): MediaType | null {
  // OpenDocument puts its type uncompressed as the first entry (part 2, section 3.3).
  if (bytes.subarray(30, 30 + ODT.length).toString('latin1') === ODT) return 'application/vnd.oasis.opendocument.text';
  const names = zipEntryNames(bytes);
  if (!names?.has('[Content_Types].xml') || [...names].some((entry) => entry.endsWith('vbaProject.bin'))) return null;
  if (names.has('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return names.has('word/document.xml') ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' : null;
}

/** Text in UTF-8 or an older encoding of one byte a letter: no zero bytes and no control characters but tab and line ends. */
function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
}

const HIDING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A name that is safe to show and to save: no folders, no hidden direction marks, at most 150 letters, an ending that fits. */
export function cleanName(name: string, type: MediaType): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(HIDING, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const endings: readonly string[] = mediaTypes[type];
  const dot = plain.lastIndexOf('.');
  const fits = dot > 0 && endings.includes(plain.slice(dot + 1).toLowerCase());
  const stem = [...(fits ? plain.slice(0, dot) : plain)].slice(0, 150).join('');
  return `${stem || 'document'}.${fits ? plain.slice(dot + 1) : endings[0]}`;
}
