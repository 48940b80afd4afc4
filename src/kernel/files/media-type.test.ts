import { describe, expect, test } from 'vitest';
import { cleanName, sniffMediaType } from './media-type.ts';
import { zipEntryNames } from './zip-names.ts';

/** A ZIP archive whose entries are stored without compression; as much of the format as the test needs. */
export function zipOf(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name + content));
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const TYPES = { '[Content_Types].xml': '<Types/>' };
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  test.each([
    ['application/pdf', bytes('%PDF-1.7\n'), 'a.pdf'],
    ['image/png', bytes('\x89PNG\r\n\x1a\n0000'), 'a'],
    ['image/jpeg', bytes('\xff\xd8\xff\xe0'), 'a.png'],
    ['image/webp', bytes('RIFF0000WEBPVP8 '), 'a.webp'],
    ['text/plain', Buffer.from('Buongiorno — مرحبا\r\n'), 'a.txt'],
    ['text/plain', bytes('caff\xe8'), 'note'],
    ['text/csv', bytes('name;town\nx;y\n'), 'PEOPLE.CSV'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zipOf({ ...TYPES, 'xl/workbook.xml': 'x' }), 'a.xlsx'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zipOf({ ...TYPES, 'word/document.xml': 'x' }), 'a.docx'],
    [
      'application/vnd.oasis.opendocument.text',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' }),
      'a.odt',
    ],
  ])('is read from its bytes: %s', (type, content, name) => {
    expect(sniffMediaType(content, name)).toBe(type);
  });

  test.each([
    ['a program named as a photo', bytes('MZ\x90\x00\x03'), 'photo.jpg'],
    ['a page named as a photo', bytes('<!doctype html><p>x'), 'photo.jpg'],
    ['a page', bytes('<!doctype html><p>x'), 'a.html'],
    ['a script of the shell with a control sign', bytes('#!/bin/sh\n\x1b[2J'), 'a.txt'],
    ['an archive', zipOf({ 'a.exe': 'x' }), 'a.docx'],
    ['a document with macros', zipOf({ ...TYPES, 'word/document.xml': 'x', 'word/vbaProject.bin': 'x' }), 'a.docx'],
    ['a presentation', zipOf({ ...TYPES, 'ppt/presentation.xml': 'x' }), 'a.docx'],
    ['a drawing of OpenDocument', zipOf({ mimetype: 'application/vnd.oasis.opendocument.graphics' }), 'a.odt'],
    ['a ZIP cut short', zipOf({ ...TYPES, 'xl/workbook.xml': 'x' }).subarray(0, 60), 'a.xlsx'],
    ['a GIF', bytes('GIF89a\x01\x00'), 'a.gif'],
    ['an SVG is text and nothing a browser runs, but a PDF after other bytes is nothing', bytes('\x00\x00%PDF-1.7'), 'a.pdf'],
  ])('is refused: %s', (_, content, name) => {
    expect(sniffMediaType(content, name)).toBeNull();
  });

  test('survives every archive that lies about itself', () => {
    const archive = zipOf({ ...TYPES, 'xl/workbook.xml': 'x' });
    for (let at = 0; at < archive.length; at += 1) {
      const broken = Buffer.from(archive);
      broken[at] = 0xff;
      expect(() => zipEntryNames(broken)).not.toThrow();
    }
    expect(zipEntryNames(Buffer.alloc(0))).toBeNull();
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\amina\\Passport.PDF', 'application/pdf', 'Passport.PDF'],
    ['photo.exe', 'image/png', 'photo.exe.png'],
    ['invoice\u202egpj.pdf', 'application/pdf', 'invoicegpj.pdf'],
    ['a\r\nb"c<d>.txt', 'text/plain', 'ab-c-d-.txt'],
    ['عقد الإيجار.pdf', 'application/pdf', 'عقد الإيجار.pdf'],
    ['', 'text/csv', 'document.csv'],
    ['.pdf', 'application/pdf', 'pdf.pdf'],
    [`${'x'.repeat(400)}.pdf`, 'application/pdf', `${'x'.repeat(150)}.pdf`],
  ] as const)('is safe to show and to save: %j', (given, type, expected) => {
    expect(cleanName(given, type)).toBe(expected);
  });
});
