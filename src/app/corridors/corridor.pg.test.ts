import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importOffices } from '#modules/offices';
import { importCorridors, importOpenings, importPlaces } from '#modules/places';
import { importPractices } from '#modules/practices';
import { pricesImporter } from '#modules/remittances';
import { testSite } from '#test/site';

const site = await testSite();
const json = (path: string) => JSON.parse(readFileSync(join(projectRoot(), 'db', path), 'utf8')) as unknown;

beforeAll(async () => {
  await asSystem(site.db.owner, async (trx) => {
    await importPlaces(trx, json('reference/places.json') as unknown[]);
    await importCorridors(trx, json('reference/corridors.json') as unknown[]);
    const { offices } = json('demo/offices.json') as { offices: unknown[] };
    await importOffices(trx, offices, { demonstration: true });
    await importPractices(trx, json('reference/practices.json') as unknown[]);
    const { openings } = json('demo/openings.json') as { openings: unknown[] };
    await importOpenings(trx, openings);
  });
});

test('a corridor shows the offices, facts and openings of both ends', async () => {
  const { body, statusCode } = await site.get('/en/corridors/tirana/padova');
  expect(statusCode).toBe(200);
  for (const words of ['/en/offices/tirana-desk/book', '/en/offices/padova-desk/book', 'Guest houses', 'Repair of phones', 'Albanian Lek'])
    expect(body).toContain(words);
});

test('says of which wider places it tells where nothing is recorded', async () => {
  expect((await site.get('/en/corridors/tirana/padova')).body).toContain('from Albania to Veneto');
  expect((await site.get('/en/corridors/bologna/craiova')).body).toContain('about the other direction: from Craiova to Bologna');
});

test('names what towns and regions did about the two places', async () => {
  expect((await site.get('/en/corridors/kenitra/cartaya')).body).toMatch(/href="\/en\/practices\/[a-z0-9-]+"/);
});

test('leads to the prices of sending money back, where some are known', async () => {
  expect((await site.get('/en/corridors/tirana/padova')).body).not.toContain('/en/remittances?');
  const price = { provider: 'Example Send', from_country: 'IT', to_country: 'AL', send_currency: 'EUR', receive_currency: 'ALL' };
  const band = { least: '1', most: '500', pay_in: 'cash', pay_out: 'cash', fee: '4', source: 'Shop', observed_on: '2026-01-15' };
  const options = { dryRun: false, by: null, now: site.network.now() };
  await asSystem(site.db.owner, async (trx) => await pricesImporter.run(trx, [{ row: 1, values: { ...price, ...band } }], options));
  expect((await site.get('/en/corridors/tirana/padova')).body).toContain('/en/remittances?from=IT&amp;to=AL');
  expect((await site.get('/en/corridors/padova/tirana')).body).not.toContain('/en/remittances?');
});

test('any two places have a page, in every language', async () => {
  for (const lang of ['en', 'it', 'fr', 'ro', 'es', 'ar'])
    expect((await site.get(`/${lang}/corridors/japan/iceland`)).statusCode).toBe(200);
  for (const area of ['latin-america/madrid-region', 'africa/europe', 'bouvet-island/antarctica'])
    expect((await site.get(`/en/corridors/${area}`)).statusCode).toBe(200);
});

test('a place that does not exist, or the same one twice, is no page', async () => {
  for (const path of ['nowhere/padova', 'padova/nowhere', 'padova/padova', '%00/padova'])
    expect((await site.get(`/en/corridors/${path}`)).statusCode).toBe(404);
});
