import { expect, test } from 'vitest';
import { plantAccount, plantLink, plantOffice, plantPerson } from '#test/plant';
import { testSite } from '#test/site';

const site = await testSite();
const office = await plantOffice(site.db, 'padova');
const counsellor = await plantAccount(site.db, { roles: [{ role: 'counsellor', scope: office.id }] });

test('a visitor reads the first page in their language', async () => {
  const answer = await site.get('/it');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('lang="it"');
});

test('the address without a language leads to one', async () => {
  const answer = await site.get('/', undefined, { 'accept-language': 'ar' });
  expect(answer.headers.location).toBe('/ar');
});

test('a page of the desk asks a visitor to sign in, a session with one factor for the second, and is hidden from others', async () => {
  const person = await plantAccount(site.db);
  expect((await site.get('/en/desk/people')).headers.location).toMatch(/^\/en\/sign-in\?/);
  expect((await site.get('/en/desk/people', await site.signIn(counsellor.accountId, 1))).headers.location).toMatch(/second-factor/);
  expect((await site.get('/en/desk/people', await site.signIn(person.accountId))).statusCode).toBe(404);
  expect((await site.get('/en/desk/people', await site.signIn(counsellor.accountId))).statusCode).toBe(200);
});

test('a form sent from another site is refused', async () => {
  const session = await site.signIn(counsellor.accountId);
  const answer = await site.server.inject({
    method: 'POST',
    url: '/en/sign-in',
    headers: { cookie: session, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'address=awa@example.org',
  });
  expect(answer.statusCode).toBe(403);
});

test('a code that was asked for is in the messages', async () => {
  await site.post('/en/sign-in', { address: 'awa.sarr@example.org' });
  const [message] = await site.messages();
  expect(message?.text).toMatch(/\d{6}/);
});

test('a planted person is linked to an account', async () => {
  const personId = await plantPerson(site, counsellor, office.id);
  const account = await plantAccount(site.db);
  await plantLink(site.db, account.accountId, personId);
  const { rows } = await site.db.superuser.query('select from access.subject_accounts where account_id = $1', [account.accountId]);
  expect(rows).toHaveLength(1);
});
