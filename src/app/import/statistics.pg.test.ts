import { expect, test } from 'vitest';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import { statisticsFile } from '#test/fixtures-statistics';
import { statisticsJob } from './statistics-job.ts';

const site = await testSite();
const { db, network } = site;
const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
const session = await site.signIn(planner.accountId);

const fields = {
  mode: 'import',
  published: '2026-01-15',
  edition: 'nuts-2021',
  code: '',
  title: 'People',
  publisher: 'An institute',
  licence: 'CC BY 4.0',
  sourceUrl: '',
  unit: '',
  headings: '',
  period: '',
};

/** Sends a file as the planner, does its job, and answers the page that tells what came of it. */
async function send(text: string, more: Partial<typeof fields> = {}): Promise<string> {
  const sent = await site.post('/en/admin/statistics', { ...fields, ...more }, session, {
    file: { name: 'people.csv', bytes: Buffer.from(text) },
  });
  expect(sent.statusCode).toBe(303);
  const path = String(sent.headers.location).split('?')[0] ?? '';
  expect((await site.get(path, session)).body).toContain('<progress');
  const context = { db: db.jobs, app: db.app, keyring: network.keyring, controller: async () => 'Test town' };
  await statisticsJob.perform(
    { ...context, log: network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal },
    { id: path.split('/').at(-1) },
  );
  return (await site.get(path, session)).body;
}

test('a planner checks a file, imports it, and sends it again without a change', { timeout: 60_000 }, async () => {
  expect(await send(statisticsFile, { mode: 'check' })).toContain('Every row is right');
  expect((await site.get('/en/statistics')).body).not.toContain('A:PEOPLE');
  const told = await send(statisticsFile);
  for (const words of ['Written as release 1', 'bd: 1', ':u: 1', 'Look at the dataset']) expect(told).toContain(words);
  expect(await send(statisticsFile)).toContain('Nothing was changed');
  expect((await site.get('/en/statistics')).body).toContain('A:PEOPLE');
  const { rows } = await db.superuser.query('select id from imports.uploads');
  expect(rows).toEqual([]);
});

test('a wrong file is refused with the row and the reason, and writes nothing', { timeout: 60_000 }, async () => {
  const told = await send(statisticsFile.replaceAll('A:PEOPLE', 'A:WRONG').replace('12.50', '"12,50"'));
  for (const words of ['OBS_VALUE', 'has a comma for the decimals', '>3<']) expect(told).toContain(words);
  expect(await send('name,phone\na,b\n')).toContain('no file of statistics');
  expect(await send(`PK\u0003\u0004 and then nothing`)).toContain('damaged');
  expect(await send(statisticsFile.replaceAll('A:PEOPLE', 'A:BARE'), { publisher: '', licence: '', published: '', edition: '' })).toContain(
    'meaning changed over the years',
  );
  const { rows } = await db.superuser.query<{ code: string }>('select code from observatory.datasets');
  expect(rows.map(({ code }) => code)).toEqual(['A:PEOPLE']);
});

test('without a file the form comes back, and who plans for one office only finds no such page', async () => {
  expect((await site.post('/en/admin/statistics', fields, session)).statusCode).toBe(422);
  const { id } = await plantOffice(db, 'padova');
  const ofOffice = await plantAccount(db, { roles: [{ role: 'planner', scope: id }] });
  expect((await site.get('/en/admin/statistics', await site.signIn(ofOffice.accountId))).statusCode).toBe(404);
});
