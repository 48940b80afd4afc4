import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { testSite } from '#test/site';
import { importCorridors, importPlaces } from './index.ts';

const site = await testSite();
const reference = (name: string) => JSON.parse(readFileSync(join(projectRoot(), 'db/reference', `${name}.json`), 'utf8')) as unknown[];
const find = async (query: Record<string, string>, lang = 'en') =>
  await site.get(`/${lang}/places?${new URLSearchParams(query).toString()}`);

beforeAll(async () => {
  await asSystem(site.db.owner, async (trx) => {
    await importPlaces(trx, reference('places'));
    await importCorridors(trx, reference('corridors'));
  });
});

test('two names lead to their corridor, with typing mistakes and in any language', async () => {
  expect((await find({ from: 'Craoiva', to: 'Bologne' })).headers.location).toBe('/en/corridors/craiova/bologna');
  expect((await find({ from: 'القنيطرة', to: 'كارتايا' }, 'ar')).headers.location).toBe('/ar/corridors/kenitra/cartaya');
});

test('a suggestion that was picked counts, unless another name was typed over it', async () => {
  expect((await find({ from: 'Craiova', fromCode: 'craiova', to: 'Province of Padua', toCode: 'padova-province' })).headers.location).toBe(
    '/en/corridors/craiova/padova-province',
  );
  expect((await find({ from: 'Kenitra', fromCode: 'craiova', to: 'Cartaya', toCode: '' })).headers.location).toBe(
    '/en/corridors/kenitra/cartaya',
  );
});

test('an unclear name leads to a choice, and the choice to the corridor', async () => {
  const { body } = await find({ from: 'mar', to: 'Padova' });
  expect(body).toContain('value="morocco"');
  expect(body).toContain('value="marseille"');
  expect((await find({ from: 'mar', fromChoice: 'morocco', to: 'Padova' })).headers.location).toBe('/en/corridors/morocco/padova');
});

test('a name that nobody knows is kept and explained', async () => {
  const { body } = await find({ from: '<b>xqzzy</b>', to: 'Padova' });
  expect(body).toContain('&lt;b>xqzzy');
  expect(body).toContain('We know no place');
});

test('one place alone leads to the list of its corridors', async () => {
  expect((await find({ from: '', to: 'Veneto' })).headers.location).toBe('/en/corridors?place=veneto');
  expect((await site.get('/en/corridors?place=veneto')).body).toContain('/en/corridors/albania/veneto');
});

test('the same place at both ends is refused', async () => {
  expect((await find({ from: 'Padova', to: 'Padua' })).body).toContain('Name two different places');
});

test('the list can be sorted, paged and taken away as CSV', async () => {
  expect((await site.get('/en/corridors?sort=-origin')).body).toContain('Zacatecas');
  expect((await site.get('/en/corridors?page=99')).statusCode).toBe(200);
  expect((await site.get('/fr/corridors?format=csv')).body).toContain('kenitra-cartaya,Kénitra,Cartaya');
});

test('the API answers suggestions in the language asked for', async () => {
  const answer = await site.server.inject({
    url: `/api/v1/places?lang=ar&q=${encodeURIComponent('marruecos')}`,
    headers: { host: 'localhost' },
  });
  expect(answer.json()).toContainEqual(expect.objectContaining({ value: 'morocco', label: 'المغرب' }));
  expect((await site.server.inject({ url: `/api/v1/places?q=${'x'.repeat(300)}`, headers: { host: 'localhost' } })).statusCode).toBe(422);
});
