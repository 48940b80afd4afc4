import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/universal';
import { expect, test } from 'vitest';
import { addressesOf, playerOf, seededSite, sessionOf, type Player } from '#test/fixtures';
import { fixtureOf } from '#test/fixtures-routes';
import { routes } from '../src/app/site.ts';
import { sheetParts } from '../src/kernel/import/spreadsheet-guard.ts';

const { site, world } = await seededSite();

/** Pages that may answer their list as a file, with who reads them. */
const lists = routes.filter((route) => route.query && 'format' in route.query.shape && !fixtureOf(route).leadsOn);

async function fileOf(path: string, format: string, player: Player) {
  const at = `${path}${path.includes('?') ? '&' : '?'}format=${format}`;
  return await site.get(at, await sessionOf(site, world, player));
}

const rowsOf = async (file: Buffer): Promise<unknown[][]> => {
  const [sheet] = await readXlsx(new Blob([new Uint8Array(file)]));
  return (sheet?.data ?? []) as unknown[][];
};

test('every list that a page gives as CSV can be had as an Excel file with the same rows', async () => {
  const found: string[] = [];
  const asked = lists.flatMap((route) => addressesOf(route, world).map((address) => ({ route, path: `/en${address}` })));
  for (const { route, path } of asked) {
    const player = playerOf(route);
    const text = await fileOf(path, 'csv', player);
    if (!String(text.headers['content-type']).startsWith('text/csv')) continue;
    const lines: string[][] = parse(text.body, { bom: true, relax_column_count: true });
    const sheet = await fileOf(path, 'xlsx', player);
    expect([route.path, sheet.statusCode, sheet.headers['content-type']]).toEqual([
      route.path,
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect(sheet.headers['content-disposition']).toMatch(/\.xlsx$/);
    const rows = await rowsOf(sheet.rawPayload);
    const grown = route.path === '/admin/audit' ? 1 : 0; // whoever reads the trail leaves a line in it
    expect([route.path, rows.length, rows[0]?.length]).toEqual([route.path, lines.length + grown, lines[0]?.length]);
    found.push(route.path);
  }
  expect(found.length).toBeGreaterThan(30);
});

test('a file in Arabic is written from the right', async () => {
  const sheetIn = async (lang: string) => [...sheetParts((await site.get(`/${lang}/services?format=xlsx`)).rawPayload)].join('');
  expect(await sheetIn('ar')).toContain('rightToLeft="1"');
  expect(await sheetIn('en')).not.toContain('rightToLeft="1"');
});
