import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importPlaces } from '#modules/places';
import { plantAccount } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { findOfficeByCode, importOffices } from './index.ts';

const site = await testSite();
const json = (path: string) => JSON.parse(readFileSync(join(projectRoot(), 'db', path), 'utf8')) as unknown;

let manager: SessionCookie, administrator: SessionCookie;

beforeAll(async () => {
  await asSystem(site.db.owner, async (trx) => {
    await importPlaces(trx, json('reference/places.json') as unknown[]);
    const { offices } = json('demo/offices.json') as { offices: unknown[] };
    await importOffices(trx, offices, { demonstration: true });
  });
  const padova = await asSystem(site.db.owner, async (trx) => await findOfficeByCode(trx, 'padova-desk'));
  const account = await plantAccount(site.db, { roles: [{ role: 'office-manager', ...(padova ? { scope: padova.id } : {}) }] });
  manager = await site.signIn(account.accountId);
  administrator = await site.signIn((await plantAccount(site.db, { roles: [{ role: 'administrator' }] })).accountId);
});

test('a visitor reads hours, contact and territories of an office, with a link to book', async () => {
  const { body, statusCode } = await site.get('/en/offices/padova-desk');
  expect(statusCode).toBe(200);
  for (const words of ['14:30–17:00', 'women only', '+33 1 99 00 00 10', 'Province of Rovigo', '/en/offices/padova-desk/book'])
    expect(body).toContain(words);
});

test('the list narrows to the offices responsible for a place, in the reader’s language', async () => {
  const { body } = await site.get('/it/offices?q=Durazzo');
  expect(body).toContain('tirana-desk');
  expect(body).not.toContain('bologna-desk');
});

test('a manager sees the own office only', async () => {
  const { body } = await site.get('/en/admin/offices', manager);
  expect(body).toContain('/admin/offices/padova-desk');
  expect(body).not.toContain('/admin/offices/tirana-desk');
  for (const path of ['tirana-desk', 'tirana-desk/hours', 'tirana-desk/closures', 'padova-desk/territories', 'new', 'nowhere']) {
    expect([path, (await site.get(`/en/admin/offices/${path}`, manager)).statusCode]).toEqual([path, 404]);
  }
});

test('a manager adds hours; a wrong line keeps the words and says why', async () => {
  const path = '/en/admin/offices/padova-desk/hours';
  const wrong = await site.post(path, { weekday: '1', opens: '10:00', closes: '11:00' }, manager);
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('These hours overlap');
  expect(wrong.body).toContain('value="10:00"');
  const right = await site.post(path, { weekday: '6', opens: '10:00', closes: '11:00', womenOnly: 'yes' }, manager);
  expect(right.headers.location).toContain('notice=offices.notice.hours-added');
  const removed = await site.post(`${path}/remove`, { weekday: '6', opens: '10:00' }, manager);
  expect(removed.headers.location).toContain('notice=offices.notice.hours-removed');
});

test('another office’s hours cannot be changed by its address', async () => {
  const answer = await site.post('/en/admin/offices/tirana-desk/hours', { weekday: '7', opens: '10:00', closes: '11:00' }, manager);
  expect(answer.statusCode).toBe(404);
});

test('an administrator opens an office, at a place named in Arabic', async () => {
  const form = {
    code: 'rabat-desk',
    name: 'Desk of Rabat',
    place: 'الرباط',
    languages: ['ar', 'fr'],
    timeZone: 'Africa/Casablanca',
    address: 'Street 1',
    slotMinutes: '30',
    seatsPerSlot: '1',
    active: 'yes',
  };
  const unclear = await site.post('/en/admin/offices/new', { ...form, place: 'mar' }, administrator);
  expect(unclear.statusCode).toBe(422);
  const opened = await site.post('/en/admin/offices/new', form, administrator);
  expect(opened.headers.location).toContain('/en/admin/offices/rabat-desk/hours');
  const territory = await site.post('/en/admin/offices/rabat-desk/territories', { place: 'Rabat' }, administrator);
  expect(territory.headers.location).toContain('notice=offices.notice.territory-added');
  expect((await site.get('/en/offices/rabat-desk')).body).toContain('Desk of Rabat');
});

test('the list is there as CSV', async () => {
  const { headers, body } = await site.get('/en/offices?format=csv');
  expect(headers['content-type']).toContain('text/csv');
  expect(body).toContain('padova-desk,');
});
