import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importPlaces } from '#modules/places';
import { testSite } from '#test/site';
import { importPractices } from './index.ts';

const site = await testSite();
const reference = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot(), 'db/reference', `${name}.json`), 'utf8')) as Record<string, unknown>[];
const given = reference('practices');

beforeAll(async () => {
  await asSystem(site.db.owner, async (trx) => {
    await importPlaces(trx, reference('places'));
    await importPractices(trx, given, { now: new Date('2026-11-21T12:00:00Z') });
  });
});

test('the timeline shows every practice of the library, as a table that needs no picture', async () => {
  const { body, statusCode } = await site.get('/en/practices/timeline');
  expect(statusCode).toBe(200);
  for (const { id } of given) expect(body).toContain(`href="/en/practices/${String(id)}"`);
  expect(body.match(/<svg class="bar"[^>]*aria-hidden="true"/g)?.length).toBeGreaterThanOrEqual(given.length);
  expect((await site.get('/ar/practices/timeline')).body).toContain('dir="rtl"');
});

test('is filtered as the list is, grouped by country, and leads back with its filters', async () => {
  const { body } = await site.get('/en/practices/timeline?country=MA&by=country&theme=rights');
  expect(body).toContain('Morocco');
  expect(body).toContain('/en/practices?theme=rights&amp;country=MA');
  expect(body.match(/class="chart span-chart"/g)?.length).toBeGreaterThan(0);
  const list = await site.get('/en/practices?country=MA&theme=rights');
  expect(list.body).toContain('/en/practices/timeline?theme=rights&amp;country=MA');
  const none = await site.get('/en/practices/timeline?q=nothing+of+this+kind');
  expect(none.body).toContain('No initiative fits.');
  expect((await site.get('/en/practices/timeline?format=csv')).headers['content-type']).toContain('text/csv');
});

test('takes any question that somebody types into the address', async () => {
  for (const asked of ['by=magic', 'theme=%27', 'place=nowhere', 'q=%00', 'page=-1', `q=${'x'.repeat(500)}`])
    expect((await site.get(`/en/practices/timeline?${asked}`)).statusCode).toBe(200);
});
