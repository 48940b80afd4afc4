import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadReference } from '../demo/load-demonstration.ts';
import { testSite, type FormFields } from '#test/site';
import { makeSetupCode } from './setup-code.ts';

const folder = await mkdtemp(join(tmpdir(), 'ponte-setup-'));
afterAll(async () => await rm(folder, { recursive: true, force: true }));
const site = await testSite({ network: 'empty', env: { PONTE_DATA: folder } });
const { superuser } = site.db;

let code = '';
beforeAll(async () => await loadReference(site.db));
beforeEach(async () => {
  code = await makeSetupCode(folder);
});

/** The form as somebody fills it in. */
function filledIn(more: FormFields = {}): FormFields {
  return {
    code,
    nameEn: 'Bridge of two shores',
    nameIt: 'Ponte di due sponde',
    languages: ['en', 'it', 'ar'],
    controllerName: 'Town of Example',
    controllerAddress: 'Street 1\nExample',
    controllerEmail: 'privacy@example.org',
    officer: 'Dana Officer, dana@example.org',
    offices: '1',
    office1Name: 'Desk of Padua',
    office1Place: 'Padova',
    office1PlaceFor: 'Padova',
    office1PlaceCode: 'padova',
    office1Address: 'Via 1',
    office1Phone: '049 123 4567',
    office1Languages: ['it', 'fr'],
    office1Days: ['1', '3'],
    office1Opens: '09:00',
    office1Closes: '12:30',
    mailFrom: 'offices@example.org',
    adminName: 'Ada Admin',
    adminEmail: 'ada@example.org',
    adminLanguage: 'en',
    password: 'violet harbour 83 lanterns',
    ...more,
  };
}

const count = async (table: string) => Number((await superuser.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count);

/** Nothing is half set up. */
async function expectEmpty(): Promise<void> {
  for (const table of ['kernel.network', 'offices.offices', 'identity.accounts', 'access.assignments']) expect(await count(table)).toBe(0);
}

describe('an empty network', () => {
  test('leads every page to the assistant, in the reader’s language', async () => {
    expect((await site.get('/')).headers.location).toBe('/setup');
    expect((await site.get('/en/services')).headers.location).toBe('/setup');
    expect((await site.get('/setup', undefined, { 'accept-language': 'ar' })).headers.location).toBe('/ar/setup');
    const page = await site.get('/ar/setup');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('dir="rtl"');
  });

  test('refuses a wrong code and keeps the words', async () => {
    const answer = await site.post('/en/setup', filledIn({ code: 'AAAA-BBBB-CCCC' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('This is not the code that the terminal shows');
    expect(answer.body).toContain('value="Desk of Padua"');
    expect(answer.body).not.toContain('violet harbour');
    await expectEmpty();
  });

  test('says which field is too long, and keeps the words of the others and the long one', async () => {
    const long = 'a'.repeat(1024 * 1024);
    for (const [field, label, limit] of [
      ['controllerName', 'Name', '200'],
      ['office1Address', 'Address', '500'],
      ['adminName', 'Name', '200'],
    ] as const) {
      const { statusCode, body } = await site.post('/en/setup', filledIn({ [field]: long }));
      expect(statusCode, field).toBe(422);
      expect(body.replaceAll(/<[^>]*>/g, ''), field).toMatch(
        new RegExp(`“[^”]*${label}[^”]*” is too long. Use at most ${limit} characters`),
      );
      expect(body).toContain(long);
      expect(body).toContain('value="Desk of Padua"');
    }
    const { statusCode, body } = await site.post('/en/setup', filledIn({ adminName: 'a'.repeat(5 * 1024 * 1024) }));
    expect(statusCode).toBe(413);
    expect(body).toContain('Too large');
    await expectEmpty();
  });

  test('says of every field what is wrong with it', async () => {
    const answer = await site.post(
      '/en/setup',
      filledIn({ nameEn: '', nameIt: '', adminEmail: 'no address', office1Place: 'Xyzzyville', office1PlaceCode: '', office1Opens: '' }),
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#field-adminEmail"');
    expect(answer.body).toContain('href="#field-office1Opens"');
    const names = await site.post('/en/setup', filledIn({ nameEn: '', nameIt: '' }));
    expect(names.body).toContain('Give the name in at least one language');
    await expectEmpty();
  });

  test('writes nothing where the last part is wrong', async () => {
    const place = await site.post('/en/setup', filledIn({ office1Place: 'Xyzzyville', office1PlaceCode: '' }));
    expect(place.body).toContain('There is no place “Xyzzyville” on the list');
    const password = await site.post('/en/setup', filledIn({ password: 'short' }));
    expect(password.statusCode).toBe(422);
    const hours = await site.post('/en/setup', filledIn({ office1Closes: '08:00' }));
    expect(hours.statusCode).toBe(422);
    await expectEmpty();
  });

  test('asks which place is meant where several have the name', async () => {
    const answer = await site.post('/en/setup', filledIn({ office1Place: 'Südtirol', office1PlaceFor: '', office1PlaceCode: '' }));
    expect(answer.body.includes('name="office1PlaceCode"')).toBe(true);
    expect(answer.body.includes('value="bolzano-province"')).toBe(true);
    await expectEmpty();
  });

  test('shows one more office, with the words kept', async () => {
    const answer = await site.post('/en/setup', { ...filledIn(), more: 'yes' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('name="office2Name"');
    expect(answer.body).toContain('value="Desk of Padua"');
    await expectEmpty();
  });

  test('takes no form from another site', async () => {
    const answer = await site.server.inject({
      method: 'POST',
      url: '/en/setup',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ code }).toString(),
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('setting up', () => {
  test('happens once, although the button is pressed five times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await site.post('/en/setup', filledIn())));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303, 303]);
    expect(answers.filter(({ headers }) => headers['set-cookie']).length).toBe(1);
    expect(await count('kernel.network')).toBe(1);
    expect(await count('identity.accounts')).toBe(1);
    expect(await count('offices.offices')).toBe(1);
    expect(await count('offices.hours')).toBe(2);
    const { rows } = await superuser.query('select time_zone, country, languages from kernel.network');
    expect(rows[0]).toEqual({ time_zone: 'Europe/Rome', country: 'IT', languages: ['en', 'it', 'ar'] });

    const winner = answers.find(({ headers }) => headers['set-cookie']);
    expect(winner?.headers.location).toBe('/en/sign-in/enrol?next=/admin');
    const session = String(winner?.headers['set-cookie']).split(';')[0];
    expect((await site.get('/en/sign-in/enrol?next=/admin', session)).statusCode).toBe(200);
    // Without the second factor the role opens nothing.
    expect((await site.get('/en/admin', session)).headers.location).toContain('/sign-in/second-factor');
  });

  test('closes the assistant and opens the site', async () => {
    expect((await site.get('/setup')).statusCode).toBe(404);
    expect((await site.get('/en/setup')).statusCode).toBe(404);
    expect((await site.post('/en/setup', filledIn())).headers.location).toBe('/en/sign-in/staff');
    expect(await count('identity.accounts')).toBe(1);
    const home = await site.get('/it');
    expect(home.body).toContain('Ponte di due sponde');
    expect((await site.get('/en/offices/desk-of-padua')).statusCode).toBe(200);
    expect((await site.get('/fr')).statusCode).toBe(404);
  });
});
