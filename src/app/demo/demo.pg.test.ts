import { expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { plantNetwork } from '#test/plant';
import { testSite } from '#test/site';
import { demoAccounts, demoPassword } from './demo-accounts.ts';
import { loadAccounts } from './load-accounts.ts';

const plain = await testSite();
const site = await testSite({ network: 'empty' });
await plantNetwork(site.db, true);
await loadAccounts(
  site.network,
  site.db.owner,
  new Map(demoAccounts.flatMap(({ roles }) => roles.flatMap(({ code }) => (code ? [[code, newId()] as const] : [])))),
);

test('a network that is no demonstration has neither the page of people nor that of messages', async () => {
  expect((await plain.get('/en/demo')).statusCode).toBe(404);
  expect((await plain.get('/en/demo/messages')).statusCode).toBe(404);
});

test('shows each invented colleague with the code of this moment, with which one signs in', async () => {
  const page = await site.get('/en/demo');
  expect(page.body).toContain(demoPassword);
  for (const { email } of demoAccounts) expect(page.body).toContain(email);

  const admin = demoAccounts.find(({ roles }) => roles.some(({ role }) => role === 'administrator'))?.email ?? '';
  const entered = await site.post('/en/sign-in/staff', { email: admin, password: demoPassword });
  const session = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  const asked = await site.get(String(entered.headers.location), session);
  const code = /<code dir="ltr">(\d{6})<\/code>/.exec(asked.body)?.[1] ?? '';
  expect((await site.post('/en/sign-in/second-factor', { code }, session)).headers.location).toBe('/en/start');
});

test('shows what would have been sent', async () => {
  await site.post('/en/sign-in', { address: 'visitor@example.org' });
  expect((await site.messages()).length).toBe(1);
  const page = await site.get('/en/demo/messages');
  expect(page.body).toContain('visitor@example.org');
  expect(page.body).toMatch(/\d{6}/);
});
