const starts = (bytes: Uint8Array, signature: readonly number[], offset = 0) => signature.every((byte, index) => bytes[offset + index] === byte);
const text = (value: string) => [...Buffer.from(value, 'latin1')];
const OFFICE_XML = 'application/vnd.openxmlformats-officedocument';

/** File kinds that an office may keep, by their name's ending; anything that a browser could run is absent on purpose. */
const kinds: Readonly<Record<string, { type: string; fits: (bytes: Uint8Array) => boolean }>> = {
  pdf: { type: 'application/pdf', fits: (bytes) => starts(bytes, text('%PDF-')) },
  png: { type: 'image/png', fits: (bytes) => starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  jpg: { type: 'image/jpeg', fits: (bytes) => starts(bytes, [0xff, 0xd8, 0xff]) },
  jpeg: { type: 'image/jpeg', fits: (bytes) => starts(bytes, [0xff, 0xd8, 0xff]) },
  webp: { type: 'image/webp', fits: (bytes) => starts(bytes, text('RIFF')) && starts(bytes, text('WEBP'), 8) },
  docx: { type: `${OFFICE_XML}.wordprocessingml.document`, fits: isZip },
  xlsx: { type: `${OFFICE_XML}.spreadsheetml.sheet`, fits: isZip },
  odt: { type: 'application/vnd.oasis.opendocument.text', fits: isZip },
  txt: { type: 'text/plain; charset=utf-8', fits: isText },
  csv: { type: 'text/csv; charset=utf-8', fits: isText },
};

function isZip(bytes: Uint8Array): boolean {
  return starts(bytes, text('PK\u0003\u0004'));
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The media type of a file whose content is what its name says; null for any other. */
export function mediaTypeOf(name: string, bytes: Uint8Array): string | null {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  const kind = kinds[ending];
  return kind?.fits(bytes) ? kind.type : null;
}

/** Endings for the `accept` attribute of a file field. */
export const acceptedEndings = Object.keys(kinds).map((ending) => `.${ending}`);
