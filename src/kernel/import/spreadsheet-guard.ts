import { inflateRawSync } from 'node:zlib';
import { mostColumns, mostRows } from './read-table.ts';
import { refuse } from './refusals.ts';

/** All parts of a workbook together, unpacked: some 20 times the largest file taken. */
const mostUnpacked = 400 * 1024 * 1024;
const mostParts = 5_000;
/** The format's own limit. Formatted but empty rows reach down to it in honest files. */
const lastRow = 1_048_576;

/**
 * Looks through a workbook before the library reads it, which would make a row for every number that a file claims:
 * refuses what unpacks to too much, and cells beyond our limits. Reads the same directory at the end of the archive
 * as the library does.
 */
export function guardSpreadsheet(bytes: Buffer, limits: SheetLimits = { rows: mostRows, columns: mostColumns }): void {
  let unpacked = 0;
  for (const part of partsOf(bytes)) {
    const content = unpack(bytes, part);
    unpacked += content.length;
    if (unpacked > mostUnpacked) throw refuse('file-too-large');
    if (isSheet(part, content)) guardSheet(content.toString('utf8'), limits);
  }
}

/** How far down and across a sheet may go. */
export interface SheetLimits {
  rows: number;
  columns: number;
}

/** The XML of each sheet of a workbook that was looked through before. */
export function* sheetParts(bytes: Buffer): Generator<string> {
  for (const part of partsOf(bytes)) {
    const content = unpack(bytes, part);
    if (isSheet(part, content)) yield content.toString('utf8');
  }
}

function isSheet(part: Part, content: Buffer): boolean {
  return part.name.endsWith('.xml') && content.includes('<sheetData');
}

interface Part {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

function partsOf(bytes: Buffer): Part[] {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > bytes.length) throw damaged();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > mostParts) throw refuse('file-too-large');
  const parts: Part[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function unpack(bytes: Buffer, part: Part): Buffer {
  if (part.unpacked > mostUnpacked) throw refuse('file-too-large');
  if (part.offset + 30 > bytes.length || bytes.readUInt32LE(part.offset) !== 0x04034b50) throw damaged();
  const start = part.offset + 30 + bytes.readUInt16LE(part.offset + 26) + bytes.readUInt16LE(part.offset + 28);
  const packed = bytes.subarray(start, start + part.packed);
  if (part.method === 0) return packed;
  if (part.method !== 8) throw damaged();
  try {
    // What claims to be smaller than it is stops here.
    return inflateRawSync(packed, { maxOutputLength: Math.max(part.unpacked, 1) });
  } catch {
    throw damaged();
  }
}

/** A row or a cell: its number, and whether it holds something. Empty cells that only carry a format close themselves. */
const rowOrCell = /<(?:[a-z]+:)?(row|c)\b([^>]*?)(\/?)>/g;

function guardSheet(xml: string, limits: SheetLimits): void {
  let current = 0;
  for (const [, tag, attributes = '', closed] of xml.matchAll(rowOrCell)) {
    const reference = /\br="([^"]*)"/.exec(attributes)?.[1];
    if (tag === 'row') current = reference ? Number(reference) : current + 1;
    const row = tag === 'c' && reference ? Number(reference.replace(/^[A-Z]+/, '')) : current;
    if (!(row >= 1 && row <= lastRow)) throw damaged();
    if (tag === 'row' || closed) continue;
    if (row > limits.rows + 1) throw refuse('too-many-rows', { values: { limit: limits.rows } });
    if (columnOf(reference ?? '') > limits.columns) throw refuse('too-many-columns', { values: { limit: limits.columns } });
  }
}

/** A is 1, Z is 26, AA is 27. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,5}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function damaged() {
  return refuse('file-damaged', { values: { line: 0 } });
}
