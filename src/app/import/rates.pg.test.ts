import { expect, test } from 'vitest';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';
import { importJob } from './import-job.ts';

const site = await testSite();
const { db, network } = site;
const administrator = await plantAccount(db, { roles: [{ role: 'administrator' }] });
const session = await site.signIn(administrator.accountId);

const envelope = (cubes: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube>${cubes}</Cube></gesmes:Envelope>`;
const day = "<Cube time='2026-01-15'><Cube currency='USD' rate='1.1532'/><Cube currency='MAD' rate='10.75'/></Cube>";

/** Sends a file as the administrator, does its job, and answers the report. */
async function send(text: string, mode: 'check' | 'import' = 'import', kind = 'exchange-rates'): Promise<string> {
  const file = { name: 'eurofxref.xml', bytes: Buffer.from(text) };
  const sent = await site.post('/en/admin/import', { kind, office: '', mode }, session, { file });
  if (sent.statusCode !== 303) return sent.body;
  const path = String(sent.headers.location).split('?')[0] ?? '';
  const context = { db: db.jobs, app: db.app, keyring: network.keyring, controller: async () => 'Test town' };
  await importJob.perform(
    { ...context, log: network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal },
    { id: path.split('/').at(-1) },
  );
  return (await site.get(path, session)).body;
}
const rates = async () => (await db.superuser.query('select 1 from exchangerates.rates')).rows.length;

test(
  'an administrator checks the file of the Central Bank, imports it, and sends it again without a change',
  { timeout: 60_000 },
  async () => {
    expect(await send(envelope(day), 'check')).toContain('Every row is right');
    expect(await rates()).toBe(0);
    expect(await send(envelope(day))).toContain('The list was written.');
    expect(await rates()).toBe(2);
    expect(await send(envelope(day))).toContain('The list was written.');
    expect(await rates()).toBe(2);
    expect((await site.get('/en/exchange-rates')).body).toContain('1 EUR = 1.1532 USD');
  },
);

test('a broken file is refused as a whole, a wrong rate with its row; neither writes anything', { timeout: 60_000 }, async () => {
  expect(await send(envelope(day).slice(0, -40))).toContain('breaks off');
  expect(await send(envelope(day).replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'))).toContain('DOCTYPE');
  expect(await send('<?xml version="1.0"?><rss/>')).toContain('not the file of reference rates');
  const told = await send(envelope(day.replace('1.1532', '1.16').replace("'10.75'", "'10,75'")));
  expect(told).toContain('Nothing was written');
  expect(told).toContain('“10,75” is not a rate');
  expect(await rates()).toBe(2);
});

test('another kind of list is not XML', async () => {
  expect(await send(envelope(day), 'import', 'places')).toContain('This kind of file cannot be imported.');
});
