import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importStatistics, type DatasetId, type ImporterSays } from '#modules/observatory';
import { importPlaces } from '#modules/places';
import { testSite } from '#test/site';

const site = await testSite();

beforeAll(async () => {
  const places = JSON.parse(readFileSync(join(projectRoot(), 'db/reference/places.json'), 'utf8')) as unknown[];
  await asSystem(site.db.owner, async (trx) => await importPlaces(trx, places));
});

const bring = async (code: string, heading: string, rows: readonly string[], more: ImporterSays = {}): Promise<DatasetId> => {
  const bytes = Buffer.from(
    `DATAFLOW,${heading},TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${rows.map((row) => `${code}(1.0),${row}\n`).join('')}`,
  );
  const says = { publisher: 'An institute', licence: 'CC BY 4.0', published: '2026-01-15', title: `People of ${code}`, ...more };
  const order = { name: 'people.csv', bytes, says, by: null, dryRun: false };
  const { datasetId, problems } = await asSystem(site.db.owner, async (trx) => await importStatistics(trx, order));
  if (!datasetId) throw new Error(JSON.stringify(problems));
  return datasetId;
};

const pairs = [
  'T: Total,SN: Senegal,IT: Italy,2023,90000,,',
  'T: Total,SN: Senegal,IT: Italy,2024,100000.50,e,',
  'T: Total,IT: Italy,SN: Senegal,2024,300,,',
  'T: Total,AL: Albania,IT: Italy,2024,400000,,',
  'T: Total,AL: Albania,SN: Senegal,2024,0,,',
  'T: Total,SN: Senegal,AL: Albania,2024,,:,',
  'T: Total,IT: Italy,IT: Italy,2024,58000000,,',
  'T: Total,EU27_2020: European Union,IT: Italy,2024,1400000,,',
  'W: Women,AL: Albania,IT: Italy,2024,195000,,',
];
const heading = 'sex: Sex,citizen: Citizenship,geo: Residence';
const table = await bring('F:PAIRS', heading, pairs);
const page = async (id: DatasetId, query = '', lang = 'en') => await site.get(`/${lang}/statistics/${id}/flows${query}`);
const arcs = (body: string) => body.match(/marker-end=/g)?.length ?? 0;
const rowsOf = (body: string) =>
  body
    .match(/<tbody[\s\S]*?<\/tbody>/)?.[0]
    .split('</tr>')
    .slice(0, -1) ?? [];

describe('the map of lines', () => {
  test('draws the figures above zero between two places of the newest period, and says what is not drawn', async () => {
    const { body } = await page(table);
    // Senegal to Italy and back, Albania to Italy: not the zero, the missing one, Italy itself, nor the European Union.
    expect(arcs(body)).toBe(3);
    expect(body).toContain('All 3 figures above zero are drawn.');
    expect(body).toContain('no point is known for them: \u2068European Union\u2069');
    expect(body).toContain('7 figures in this period; of them 1 missing and 1 zero.');
    expect(body).toMatch(/<title id="[^"]+">Map: \u2068People of F:PAIRS\u2069, 2024<\/title><desc/);
  });

  test('gives the thickness of lines in words, with bounds that were published', async () => {
    const { body } = await page(table);
    for (const words of ['Thinnest line: 300', 'Thin line: 100,000.50', 'Thick line: 400,000', 'quantiles', 'marker-end'])
      expect(body).toContain(words);
  });

  test('shows every figure in the table, the largest first, missing apart from zero, with source, date and flags', async () => {
    const rows = rowsOf((await page(table)).body);
    expect(rows.length).toBe(7);
    expect(rows[0]).toContain('58,000,000');
    expect(rows.find((row) => row.includes('missing'))).toMatch(/Senegal[\s\S]*Albania[\s\S]*missing[\s\S]*:/);
    expect(rows.at(-1)).toContain('missing');
    const { body } = await page(table);
    for (const words of ['An institute, People of F:PAIRS', '15 January 2026', 'Estimated', 'Neither is zero'])
      expect(body).toContain(words);
    expect(rowsOf((await page(table, '?sort=origin')).body)[0]).toContain('Albania');
  });

  test('leads to the corridor of the two places, where they are two', async () => {
    const { body } = await page(table);
    expect(body).toContain('href="/en/corridors/senegal/italy"');
    expect(body).not.toContain('/corridors/italy/italy');
    expect((await site.get('/en/corridors/senegal/italy')).body).toContain(`/en/statistics/${table}`);
  });

  test('follows the choices of the reader: period, another code, either end, the direction', async () => {
    expect(arcs((await page(table, '?period=2023')).body)).toBe(1);
    const women = await page(table, '?d1=W');
    expect([arcs(women.body), women.body.includes('195,000')]).toEqual([1, true]);
    expect(rowsOf((await page(table, '?from=SN')).body).length).toBe(2);
    expect(rowsOf((await page(table, '?to=SN')).body).map((row) => row.includes('300'))).toEqual([true, false]);
    const turned = rowsOf((await page(table, '?ends=3-2&from=IT&to=SN')).body);
    expect(turned[0]).toMatch(/Italy[\s\S]*Senegal[\s\S]*100,000/);
  });

  test('draws the thirty largest of more and says so', async () => {
    const codes = ['AL', 'BD', 'CO', 'EC', 'EG', 'MA', 'NG'];
    const names = new Intl.DisplayNames('en', { type: 'region' });
    const rows = codes.flatMap((a) =>
      codes.filter((b) => b !== a).map((b, at) => `${a}: ${names.of(a)},${b}: ${names.of(b)},2024,${at + 1},,`),
    );
    const { body } = await page(await bring('F:MANY', 'citizen: Citizenship,geo: Residence', rows));
    expect(arcs(body)).toBe(30);
    expect(body).toContain('The 30 largest of 42 figures above zero are drawn.');
    expect(body).toContain('1 to 30 of 42 entries');
  });

  test('has regions of the edition that places carry, and only of that one', async () => {
    const rows = ['ITH3: Veneto,ITC4: Lombardia,2024,5,,'];
    const there = 'origin: From,destination: To';
    expect(arcs((await page(await bring('F:NUTS21', there, rows, { edition: 'nuts-2021' }))).body)).toBe(1);
    const older = (await page(await bring('F:NUTS10', there, rows, { edition: 'nuts-2010' }))).body;
    expect(arcs(older)).toBe(0);
    expect(older).toContain('No line is drawn');
    expect(rowsOf(older).length).toBe(1);
  });
});

describe('the page', () => {
  test('gives the same figures as a file, CSV and Excel', async () => {
    const csv = (await page(table, '?from=SN&format=csv')).body;
    expect(csv).toContain('SN,Senegal,IT,Italy,2024,100000.50,e');
    expect(csv).toContain('SN,Senegal,AL,Albania,2024,,:');
    expect((await page(table, '?from=SN&format=xlsx')).headers['content-type']).toContain('spreadsheet');
  });

  test('says why there is no map where a table names one place only, and leads back', async () => {
    const one = await bring('F:ONE', 'geo: Place', ['IT: Italy,2024,9,,']);
    const { body, statusCode } = await page(one);
    expect(statusCode).toBe(200);
    expect(body).toContain('There is no figure between two places here');
    expect(body).toContain(`href="/en/statistics/${one}"`);
    expect((await site.get(`/en/statistics/${one}`)).body).not.toContain('/flows');
    expect((await site.get(`/en/statistics/${table}`)).body).toContain(`/en/statistics/${table}/flows`);
  });

  test('keeps an older release apart and says that a newer one exists', async () => {
    await bring('F:AGED', heading, pairs);
    const aged = await bring('F:AGED', heading, pairs.slice(0, 2), { published: '2026-06-01' });
    expect((await page(aged, '?release=1')).body).toContain('A newer one exists');
    expect((await page(aged)).body).not.toContain('A newer one exists');
    expect(rowsOf((await page(aged)).body).length).toBe(1);
  });

  test('answers wrong addresses and choices without an error', async () => {
    for (const query of [
      '?period=x',
      '?d1=%00&d2=1',
      '?ends=9-9',
      '?from=nowhere&to=%F0%9F%98%80',
      '?sort=-nothing',
      '?page=999',
      '?release=9',
    ])
      expect((await page(table, query, 'ar')).statusCode).toBe(200);
    for (const id of [newId(), 'x', '%00']) expect((await site.get(`/en/statistics/${id}/flows`)).statusCode).toBe(404);
  });
});
