import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { cookieOf, freshEmail, PASSWORD, refusalOf, rehearse, sessionAfter, signedInStaff, visit } from './identity.fixtures.ts';
import { listProviders } from './identity.ts';
import { rehearseProvider, type PersonThere } from './provider.fixtures.ts';
import { readProviders } from './providers.ts';
import type { Visit } from './open-session.ts';
import { actorOf, type Session } from './session-of.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { finishProvider, listProviderLinks, providerReturnPath, removeProviderLink, startProvider } from './sign-in-with-provider.ts';

const db = await testDatabase();
const baseUrl = 'https://ponte.example';
const clients = ['national-id', 'region-staff'].map((id) => ({
  id,
  secret: `secret of ${id}`,
  returnAddress: baseUrl + providerReturnPath(id),
}));
const there = await rehearseProvider(clients);
const setting = (id: string, audience: 'people' | 'staff', issuer = there.issuer) => ({
  id,
  name: `The ${id}`,
  issuer,
  clientId: id,
  clientSecret: `secret of ${id}`,
  audience,
  scope: 'openid profile email',
  acrValues: 'urn:level:high urn:level:low',
  assurance: { 'urn:level:high': 2 as const },
});
const stage = await rehearse(db, {
  baseUrl,
  oidcProviders: JSON.stringify([
    setting('national-id', 'people'),
    setting('region-staff', 'staff'),
    setting('asleep', 'people', 'http://127.0.0.1:9'),
  ]),
});
const { identity } = stage;

const somebody = (details: Partial<PersonThere> = {}): PersonThere => ({ sub: randomUUID(), name: 'Awa Somebody', ...details });

/** Goes there and comes back with a browser of its own. */
async function pass(
  person: PersonThere | 'declines',
  { provider = 'national-id', session, cookie }: { provider?: string; session?: Session; cookie?: string } = {},
) {
  const begun = await startProvider(identity, { provider, returnTo: '/my-space', language: 'it', ...(session ? { linkTo: session } : {}) });
  const query = await there.visit(begun.url, person);
  const back = { ...visit(begun.setCookie), cookie: [cookieOf(begun.setCookie), ...(cookie ? [cookieOf(cookie)] : [])].join('; ') };
  return { query, back, finish: async (given = query, at: Visit = back) => await finishProvider(identity, at, { provider, query: given }) };
}

async function signInThere(person: PersonThere, provider = 'national-id') {
  const { signedIn } = await (await pass(person, { provider })).finish();
  if (!signedIn) throw new Error('not signed in');
  return signedIn;
}

describe('an identity provider for people', () => {
  test('signs in, makes the account the first time and finds it again by issuer and subject', async () => {
    const person = somebody();
    const returned = await (await pass(person)).finish();
    expect(returned).toMatchObject({ returnTo: '/my-space', language: 'it', signedIn: { next: 'home' } });
    expect(returned.setCookies).toHaveLength(2);
    const session = await sessionAfter(identity, { setCookie: returned.signedIn?.setCookie ?? '' });
    expect(session).toMatchObject({ way: 'provider', assurance: 1, account: { name: 'Awa Somebody', email: null, language: 'it' } });
    expect((await signInThere({ ...person, name: 'Another Name' })).accountId).toBe(session.accountId);
  });

  test('gives two factors where it vouches for them, one otherwise', async () => {
    expect(await sessionAfter(identity, await signInThere(somebody({ acr: 'urn:level:high' })))).toMatchObject({ assurance: 2 });
    expect(await sessionAfter(identity, await signInThere(somebody({ acr: 'urn:level:low' })))).toMatchObject({ assurance: 1 });
  });

  test('never takes over the account of an e-mail address, verified or not, nor claims the address', async () => {
    const email = freshEmail();
    const { challenge } = await requestCode(identity, visit(), { address: email, country: null, language: 'en' });
    const owner = await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
    const unclaimed = freshEmail();
    for (const address of [email, unclaimed]) {
      for (const email_verified of [false, true]) {
        const signedIn = await signInThere(somebody({ email: address, email_verified }));
        expect(signedIn.accountId).not.toBe(owner.accountId);
        expect((await sessionAfter(identity, signedIn)).account.email).toBeNull();
      }
    }
  });

  test('refuses a return without state, with another, or with that of another browser', async () => {
    const { query, finish } = await pass(somebody());
    const forged = new URLSearchParams(query);
    forged.set('state', 'x'.repeat(43));
    expect(await refusalOf(finish(forged))).toBe('provider-failed');
    forged.delete('state');
    expect(await refusalOf(finish(forged))).toBe('provider-failed');
    const other = await pass(somebody());
    expect(await refusalOf(finish(query, other.back))).toBe('provider-failed');
    const without = await pass(somebody());
    expect(await refusalOf(without.finish(without.query, visit()))).toBe('provider-failed');
  });

  test('refuses a return that was used, and one that comes too late', async () => {
    const replayed = await pass(somebody());
    await replayed.finish();
    expect(await refusalOf(replayed.finish())).toBe('provider-failed');
    const late = await pass(somebody());
    stage.wait(601);
    expect(await refusalOf(late.finish())).toBe('provider-failed');
  });

  test('sends nobody on to another site', async () => {
    for (const returnTo of ['https://elsewhere.example', '//elsewhere.example', '/\\\\elsewhere.example', '']) {
      const begun = await startProvider(identity, { provider: 'national-id', returnTo, language: 'en' });
      const query = await there.visit(begun.url, somebody());
      const { returnTo: path } = await finishProvider(identity, visit(begun.setCookie), { provider: 'national-id', query });
      expect(path).toBe('/');
    }
  });

  test('refuses a code that belongs to another visit (PKCE and nonce)', async () => {
    const mine = await pass(somebody());
    const stolen = await pass(somebody());
    const injected = new URLSearchParams(mine.query);
    injected.set('code', stolen.query.get('code') ?? '');
    expect(await refusalOf(mine.finish(injected))).toBe('provider-failed');
  });

  test('refuses a return at another provider than the one that was asked', async () => {
    const { query, back } = await pass(somebody());
    expect(await refusalOf(finishProvider(identity, back, { provider: 'region-staff', query }))).toBe('provider-failed');
  });

  test('says so when the person declined, when it is unknown, and when it does not answer', async () => {
    expect(await refusalOf((await pass('declines')).finish())).toBe('provider-failed');
    for (const [provider, code] of [
      ['nowhere', 'provider-unknown'],
      ['asleep', 'provider-unavailable'],
    ] as const) {
      expect(await refusalOf(startProvider(identity, { provider, returnTo: '/', language: 'en' }))).toBe(code);
    }
  });
});

describe('an identity provider for staff', () => {
  test('opens no account that was not linked to it, and the linked one with its rights', async () => {
    const person = somebody({ acr: 'urn:level:high', email: freshEmail(), email_verified: true });
    const staff = await signedInStaff(db, stage);
    expect(await refusalOf(signInThere(person, 'region-staff'))).toBe('provider-not-linked');
    const session = await sessionAfter(identity, staff);
    const linked = await (await pass(person, { provider: 'region-staff', session, cookie: staff.setCookie })).finish();
    expect(linked.signedIn).toBeNull();
    const signedIn = await signInThere(person, 'region-staff');
    expect(signedIn).toMatchObject({ accountId: staff.accountId, next: 'home' });
    const now = await sessionAfter(identity, signedIn);
    await asActor(db.app, actorOf(now), async (trx) => {
      const [link] = await listProviderLinks(trx);
      if (!link) throw new Error('no link');
      expect(link.provider).toBe('region-staff');
      await removeProviderLink(trx, now, link.id);
    });
    expect(await refusalOf(signInThere(person, 'region-staff'))).toBe('provider-not-linked');
  });

  test('is not linked to a second account, nor to one that signed out or changed meanwhile', async () => {
    const person = somebody();
    await signInThere(person);
    const staff = await signedInStaff(db, stage);
    const session = await sessionAfter(identity, staff);
    expect(await refusalOf((await pass(person, { session, cookie: staff.setCookie })).finish())).toBe('provider-taken');
    expect(await refusalOf((await pass(somebody(), { session })).finish())).toBe('signed-out');
    const other = await signedInStaff(db, stage);
    expect(await refusalOf((await pass(somebody(), { session, cookie: other.setCookie })).finish())).toBe('signed-out');
    const again = await signInWithPassword(identity, visit(), { email: staff.email, password: PASSWORD });
    expect(await refusalOf((await pass(somebody(), { session, cookie: again.setCookie })).finish())).toBe('none');
  });
});

describe('the setting OIDC_PROVIDERS', () => {
  test('says what is wrong with it', () => {
    const wrong: [string, string][] = [
      ['{', 'is not JSON'],
      ['{}', 'is wrong'],
      [JSON.stringify([{ ...setting('a', 'people'), issuer: 'http://id.example' }]), 'must begin with https:'],
      [JSON.stringify([setting('a', 'people'), setting('a', 'staff')]), 'twice'],
      [JSON.stringify([{ ...setting('a', 'people'), assurance: { x: 3 } }]), 'assurance.x'],
    ];
    for (const [text, message] of wrong) expect(() => readProviders(text)).toThrow(message);
  });

  test('offers each page its own providers', () => {
    expect(listProviders(identity, 'people').map((one) => one.id)).toEqual(['national-id', 'asleep']);
    expect(listProviders(identity, 'staff')).toEqual([{ id: 'region-staff', name: 'The region-staff' }]);
  });
});
