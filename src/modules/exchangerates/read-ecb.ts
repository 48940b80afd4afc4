import { Parser } from 'htmlparser2';
import type { ImportFormat, ImportRow } from '#kernel/import';
import { refuse } from './refusals.ts';

/** The only sender of this format whose rates are told of one euro. */
export const ECB = 'European Central Bank';
/** The history since 1999 has about a quarter of a million. */
const MOST_RATES = 500_000;
/** Envelope, Cube, Cube of a day, Cube of a currency; the sender's name lies as deep. */
const DEEPEST = 5;

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads rates in the XML of the European Central Bank (eurofxref: of a day, of 90 days, or all since 1999; described at ecb.europa.eu under
 * "Euro foreign exchange reference rates"): an envelope with a Cube a day and in it a Cube a currency. Numbers the rates from 1.
 * Refusals: a document type, which could define entities; another file; one that breaks off; too deep; too many rates.
 */
export const ecbFormat: ImportFormat = {
  ending: '.xml',
  begins: (bytes) => /^(?:\uFEFF|\s)*<(?:\?xml|!|[\w:]*Envelope)/.test(bytes.subarray(0, 200).toString('utf8')),
  read: (bytes) => ({ format: 'xml', columns: [], rows: readRows(textOf(bytes)) }),
};

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('file-not-ecb');
  }
}

function readRows(text: string): ImportRow[] {
  if (!text.trimEnd().endsWith('>')) throw refuse('file-half');
  const rows: ImportRow[] = [];
  const open: string[] = [];
  let day: string | null = null;
  let sender = '';
  const parser = new Parser(
    {
      // Anything that begins with <! but comments and character data: a document type or an entity.
      onprocessinginstruction: (name) => {
        if (name.startsWith('!')) throw refuse('file-doctype');
      },
      onopentag: (name, attributes) => {
        if (open.length === 0 && local(name) !== 'Envelope') throw refuse('file-not-ecb');
        open.push(name);
        if (open.length > DEEPEST) throw refuse('file-too-deep');
        if (name !== 'Cube') return;
        day = attributes['time'] ?? day;
        const { currency, rate } = attributes;
        if (currency === undefined && rate === undefined) return;
        if (rows.length === MOST_RATES) throw refuse('too-many', { values: { limit: MOST_RATES } });
        rows.push({
          row: rows.length + 1,
          values: { source: ECB, base: 'EUR', on_day: day ?? '', currency: currency ?? '', rate: rate ?? '' },
        });
      },
      ontext: (data) => {
        if (local(open.at(-1) ?? '') === 'name') sender += data;
      },
      onclosetag: (name, isImplied) => {
        // The parser closes what a broken file left open, and passes over an end without a beginning.
        const selfClosed = isImplied && text[parser.endIndex - 1] === '/';
        if (open.pop() !== name || (isImplied && !selfClosed)) throw refuse('file-half');
        if (name === 'Cube' && open.at(-1) !== 'Cube') day = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (sender.trim() !== ECB || rows.length === 0) throw refuse('file-not-ecb');
  return rows;
}
