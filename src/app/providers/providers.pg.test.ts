import { expect, test } from 'vitest';
import { plantAccount } from '#test/plant';
import { rehearseProvider, type PersonThere } from '#test/identity';
import { testSite, type SessionCookie } from '#test/site';

const there = await rehearseProvider(
  ['national-id', 'region-staff'].map((id) => ({
    id,
    secret: `secret of ${id}`,
    returnAddress: `http://localhost/sign-in/provider/${id}/return`,
  })),
);
const setting = (id: string, audience: 'people' | 'staff') => ({
  id,
  name: `The ${id}`,
  issuer: there.issuer,
  clientId: id,
  clientSecret: `secret of ${id}`,
  audience,
  acrValues: 'urn:level:high urn:level:low',
  assurance: { 'urn:level:high': 2 },
});
const site = await testSite({
  env: { OIDC_PROVIDERS: JSON.stringify([setting('national-id', 'people'), setting('region-staff', 'staff')]) },
});
const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie']].flat().map((line) => String(line).split(';')[0] ?? '');

/** Follows the link of a page to the provider and back; answers what our return address answers. */
async function goThere(path: string, person: PersonThere | 'declines', session?: SessionCookie) {
  const begun = await site.get(path, session);
  expect(begun.statusCode).toBe(303);
  const query = await there.visit(String(begun.headers.location), person);
  const cookie = [session, ...cookiesOf(begun)].filter(Boolean).join('; ');
  const id = path.includes('region-staff') ? 'region-staff' : 'national-id';
  return await site.get(`/sign-in/provider/${id}/return?${query.toString()}`, cookie, { 'sec-fetch-site': 'cross-site' });
}

test('a person signs in with a national identity and comes to where they wanted to go', async () => {
  expect((await site.get('/en/sign-in')).body).toContain('With The national-id');
  const back = await goThere('/fr/sign-in/provider/national-id?next=/me/reads', { sub: 'awa', name: 'Awa' });
  expect(back.headers.location).toBe('/fr/me/reads');
  const session = cookiesOf(back).find((cookie) => cookie.startsWith('ponte=')) ?? '';
  expect((await site.get('/fr/me/reads', session)).statusCode).toBe(200);
});

test('somebody who declines there is told so, and is not signed in', async () => {
  const back = await goThere('/en/sign-in/provider/national-id', 'declines');
  expect(back.statusCode).toBe(422);
  expect(back.body).toContain('Begin again');
});

test('staff link the identity of their region, then enter with it', async () => {
  const account = await plantAccount(site.db, { name: 'Marta', roles: [{ role: 'administrator' }] });
  const person: PersonThere = { sub: 'marta', acr: 'urn:level:high' };
  expect((await goThere('/en/sign-in/provider/region-staff', person)).statusCode).toBe(403);

  const session = await site.signIn(account.accountId);
  const linked = await goThere('/en/sign-in/provider/region-staff?link=yes&next=/account', person, session);
  expect(linked.headers.location).toBe('/en/account?notice=app.notice.provider-linked');
  expect((await site.get('/en/account', session)).body).toContain('The region-staff');

  const entered = await goThere('/en/sign-in/provider/region-staff', person);
  expect(entered.headers.location).toBe('/en/start');
  const own = cookiesOf(entered).find((cookie) => cookie.startsWith('ponte=')) ?? '';
  expect((await site.get('/en/start', own)).headers.location).toBe('/en/admin');
});

test('another site cannot begin to link an identity to an account', async () => {
  const account = await plantAccount(site.db);
  const session = await site.signIn(account.accountId);
  const begun = await site.get('/en/sign-in/provider/national-id?link=yes', session, { 'sec-fetch-site': 'cross-site' });
  expect(begun.statusCode).toBe(403);
});

test('an identity provider that is not set does not exist', async () => {
  expect((await site.get('/en/sign-in/provider/unknown')).statusCode).toBe(404);
});
