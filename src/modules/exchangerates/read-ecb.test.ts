import { describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import { readImportFile } from '#kernel/import';
import { ecbFile } from './ecb.fixtures.ts';
import { ecbFormat } from './read-ecb.ts';

const read = async (text: string) => await readImportFile(Buffer.from(text), ecbFormat);

async function refusalOf(text: string): Promise<string> {
  const error = await read(text).catch((caught: unknown) => caught);
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

const history = ecbFile({ '2026-11-20': { USD: '1.1532', JPY: '180.25' }, '2026-11-19': { USD: '1.1500' } });

describe('the file of the European Central Bank', () => {
  test('is read by day and currency, as published', async () => {
    const { format, rows } = await read(history);
    expect(format).toBe('xml');
    expect(rows.map(({ row, values }) => [row, values['on_day'], values['currency'], values['rate']])).toEqual([
      [1, '2026-11-20', 'USD', '1.1532'],
      [2, '2026-11-20', 'JPY', '180.25'],
      [3, '2026-11-19', 'USD', '1.1500'],
    ]);
    expect(rows[0]?.values).toMatchObject({ source: 'European Central Bank', base: 'EUR' });
  });

  test('is read with either quotes, a byte order mark, comments and closed elements', async () => {
    const other = `\uFEFF${history.replaceAll("'", '"').replaceAll('/>', '></Cube>').replace('<Cube>', '<!-- rates --><Cube>')}`;
    expect((await read(other)).rows).toEqual((await read(history)).rows);
  });

  test('is refused wherever it breaks off', async () => {
    const from = history.indexOf('Envelope') + 60;
    for (let at = from; at < history.length - 1; at += 7)
      expect(await refusalOf(history.slice(0, at)), history.slice(0, at).slice(-30)).toBe('file-half');
    expect(await refusalOf(history.replace('</Cube>', ''))).toBe('file-half');
  });

  test('is refused with a document type, which could bring entities that unfold without end', async () => {
    const bomb = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(await refusalOf(history.replace('?>', `?>${bomb}`))).toBe('file-doctype');
    expect(await refusalOf(bomb + history.slice(history.indexOf('<gesmes')))).toBe('file-doctype');
    expect((await read(history.replace('1.1532', '&a;'))).rows[0]?.values['rate']).toBe('&a;');
  });

  test('is refused as another file, from another sender, or built otherwise', async () => {
    expect(await refusalOf('<?xml version="1.0"?><rss></rss>')).toBe('file-not-ecb');
    expect(await refusalOf('<html><body>not found</body></html>')).toBe('file-kind');
    expect(await refusalOf(history.replace('European Central Bank', 'Another bank'))).toBe('file-not-ecb');
    expect(await refusalOf(ecbFile({}))).toBe('file-not-ecb');
    expect(await refusalOf(history.replace('<Cube>', '<Cube>'.repeat(2_000)))).toBe('file-too-deep');
    expect(await refusalOf(`<?xml ${'a'.repeat(21 * 1024 * 1024)}`)).toBe('file-too-large');
  });

  test('comes with at most half a million rates', async () => {
    const day = "<Cube currency='USD' rate='1.1'/>".repeat(500_001);
    expect(await refusalOf(history.replace("<Cube currency='USD' rate='1.1532'/>", day))).toBe('too-many');
  });

  test('is no list of another kind', async () => {
    const error = await readImportFile(Buffer.from(history)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
  });
});
