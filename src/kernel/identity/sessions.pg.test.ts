import { describe, expect, test } from 'vitest';
import { asActor, type Id } from '#kernel/db';
import { testDatabase } from '#test/database';
import { changePassword } from './change-password.ts';
import { createDemoAccount } from './demo-account.ts';
import {
  cookieOf,
  DAY,
  freshEmail,
  giveRole,
  HOUR,
  MINUTE,
  PASSWORD,
  refusalOf,
  rehearse,
  sessionAfter,
  signedInStaff,
  visit,
} from './identity.fixtures.ts';
import { listSessions, revokeOtherSessions, revokeSession } from './list-sessions.ts';
import { proveSecondFactor, unlockSession } from './prove-second-factor.ts';
import { newToken } from './secrets.ts';
import { actorOf } from './session-of.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { lockSession, signOut } from './sign-out.ts';
import { sweepIdentity } from './sweep.ts';
import { currentTotp } from './totp.ts';

const db = await testDatabase();
const stage = await rehearse(db);
const { identity } = stage;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

async function person(address = freshEmail()) {
  const { challenge } = await requestCode(identity, visit(), { address, country: null, language: 'en' });
  return await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
}

/** A counsellor at the counter, with two factors. */
async function atTheCounter() {
  const email = freshEmail();
  const { accountId } = await createDemoAccount(identity, { email, name: 'Noor', language: 'en', password: PASSWORD, totpSecret: SECRET });
  await giveRole(db, accountId, 'administrator', { kind: 'network', id: null });
  const signedIn = await signInWithPassword(identity, visit(), { email, password: PASSWORD });
  const { setCookie } = await proveSecondFactor(identity, visit(signedIn.setCookie), {
    kind: 'authenticator',
    code: currentTotp(SECRET, identity.now()),
  });
  stage.wait(30);
  return { email, accountId, setCookie };
}

const alive = async (setCookie: string) => (await identity.sessionOf(cookieOf(setCookie))) !== null;

describe('the session cookie', () => {
  test('is bound to the host, hidden from scripts, and holds a token that the database does not', async () => {
    const { setCookie } = await person();
    expect(setCookie).toMatch(/^__Host-ponte=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000$/);
    const token = cookieOf(setCookie).split('=')[1] ?? '';
    const { rows } = await db.superuser.query<{ row: string }>('select s::text as row from identity.sessions s');
    for (const { row } of rows) expect(row).not.toContain(token);
  });

  test('goes without its prefix only where the site is not on https', async () => {
    const plain = await rehearse(db, { baseUrl: 'http://localhost:3000/' });
    const { challenge } = await requestCode(plain.identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const { setCookie } = await signInWithCode(plain.identity, visit(), { challenge, code: plain.last('code') });
    expect(setCookie).toMatch(/^ponte=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age/);
  });

  test('is read from among others, and not where it is forged or doubled', async () => {
    const { setCookie } = await person();
    const cookie = cookieOf(setCookie);
    expect(await identity.sessionOf(`a=b; ${cookie}; c=d`)).not.toBeNull();
    for (const forged of [
      undefined,
      '',
      '__Host-ponte=',
      `__Host-ponte=${newToken()}`,
      `__Host-ponte=' or true --`,
      cookie.replace('__Host-', ''),
      `${cookie}; ${cookie}`,
    ]) {
      expect(await identity.sessionOf(forged)).toBeNull();
    }
  });

  test('planted before sign-in is worth nothing after it (session fixation)', async () => {
    const planted = `__Host-ponte=${newToken()}`;
    const email = freshEmail();
    const { challenge } = await requestCode(identity, visit(planted), { address: email, country: null, language: 'en' });
    const signedIn = await signInWithCode(identity, visit(planted), { challenge, code: stage.last('code') });
    expect(cookieOf(signedIn.setCookie)).not.toBe(planted);
    expect(await identity.sessionOf(planted)).toBeNull();
  });

  test("of an attacker, planted in the victim's browser, does not become the victim's session", async () => {
    const attacker = await person();
    const email = freshEmail();
    const { challenge } = await requestCode(identity, visit(), { address: email, country: null, language: 'en' });
    const victim = await signInWithCode(identity, visit(attacker.setCookie), { challenge, code: stage.last('code') });
    expect(victim.accountId).not.toBe(attacker.accountId);
    expect(await alive(attacker.setCookie)).toBe(false);
  });

  test('changes when a second factor is proved', async () => {
    const { email } = await atTheCounter();
    const before = await signInWithPassword(identity, visit(), { email, password: PASSWORD });
    const after = await proveSecondFactor(identity, visit(before.setCookie), {
      kind: 'authenticator',
      code: currentTotp(SECRET, identity.now()),
    });
    expect([await alive(before.setCookie), await alive(after.setCookie)]).toEqual([false, true]);
  });
});

describe('a session ends', () => {
  test('for staff after thirty minutes without a request, and twelve hours after sign-in in any case', async () => {
    const idle = await atTheCounter();
    stage.wait(30 * MINUTE);
    expect(await alive(idle.setCookie)).toBe(false);
    const busy = await atTheCounter();
    for (let passed = 0; passed < 12 * HOUR - 40; passed += 9 * MINUTE) {
      expect(await alive(busy.setCookie)).toBe(true);
      stage.wait(9 * MINUTE);
    }
    expect(await alive(busy.setCookie)).toBe(false);
  });

  test('for people after thirty days', async () => {
    const { setCookie } = await person();
    stage.wait(30 * DAY - 1);
    expect(await alive(setCookie)).toBe(true);
    stage.wait(1);
    expect(await alive(setCookie)).toBe(false);
  });

  test('by the staff rules from the moment when the account is given a role', async () => {
    const { setCookie, accountId } = await person();
    stage.wait(DAY);
    await giveRole(db, accountId, 'counsellor', { kind: 'office', id: accountId });
    expect(await alive(setCookie)).toBe(false);
  });

  test('by signing out, which also empties what the browser kept', async () => {
    const { setCookie } = await person();
    const out = await signOut(identity, visit(setCookie));
    expect(await alive(setCookie)).toBe(false);
    expect(out).toEqual({
      setCookie: '__Host-ponte=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
      headers: { 'clear-site-data': '"cache", "storage"' },
    });
    await signOut(identity, visit(setCookie));
  });

  test('everywhere else when the password is changed', async () => {
    const { email, setCookie } = await atTheCounter();
    const elsewhere = await signInWithPassword(identity, visit(), { email, password: PASSWORD });
    const session = await sessionAfter(identity, { setCookie });
    const change = async (current: string) =>
      await changePassword(identity, visit(setCookie), session, { current, password: 'amber kettle 19 corridors' });
    expect(await refusalOf(change('not the password at all'))).toBe('password-wrong');
    await change(PASSWORD);
    expect([await alive(elsewhere.setCookie), await alive(setCookie)]).toEqual([false, true]);
    expect(await refusalOf(signInWithPassword(identity, visit(), { email, password: PASSWORD }))).toBe('sign-in-wrong');
  });
});

describe('the list of sessions', () => {
  test('shows where one is signed in, and ends one or all others', async () => {
    const email = freshEmail();
    const here = await person(email);
    const [phone, library] = [await person(email), await person(email)];
    const session = await sessionAfter(identity, here);
    await asActor(db.app, actorOf(session), async (trx) => {
      const listed = await listSessions(trx, session);
      expect(listed).toHaveLength(3);
      expect(listed.filter((one) => one.current).map((one) => one.id)).toEqual([here.sessionId]);
      expect(listed[0]).toMatchObject({ device: 'Firefox · Linux', way: 'code', locked: false });
      await revokeSession(trx, session, phone.sessionId as Id<'identity.sessions'>);
    });
    expect([await alive(phone.setCookie), await alive(library.setCookie)]).toEqual([false, true]);
    expect(await asActor(db.app, actorOf(session), async (trx) => await revokeOtherSessions(trx, session))).toBe(1);
    expect([await alive(library.setCookie), await alive(here.setCookie)]).toEqual([false, true]);
  });

  test('neither shows nor ends the sessions of another account', async () => {
    const mine = await sessionAfter(identity, await person());
    const theirs = await person();
    await asActor(db.app, actorOf(mine), async (trx) => {
      const rows = await trx.selectFrom('identity.sessions').select('account_id').execute();
      expect(rows.every((row) => row.account_id === mine.accountId)).toBe(true);
    });
    const revoke = asActor(
      db.app,
      actorOf(mine),
      async (trx) => await revokeSession(trx, mine, theirs.sessionId as Id<'identity.sessions'>),
    );
    expect(await refusalOf(revoke)).toBe('not-found');
    expect(await alive(theirs.setCookie)).toBe(true);
  });
});

describe('the shared counter', () => {
  const rights = async (setCookie: string) => {
    const session = await sessionAfter(identity, { setCookie });
    return await asActor(
      db.app,
      actorOf(session),
      async (trx) => (await trx.selectFrom('access.assignments').select('id').execute()).length,
    );
  };

  test('locks at one key: the session keeps its place and has no rights', async () => {
    const { setCookie } = await atTheCounter();
    expect(await rights(setCookie)).toBeGreaterThan(0);
    await lockSession(identity, visit(setCookie));
    const session = await sessionAfter(identity, { setCookie });
    expect(session).toMatchObject({ locked: true, assurance: 0 });
    expect(session.lockedAt).toEqual(identity.now());
    expect(await rights(setCookie)).toBe(0);
    expect(
      await refusalOf(proveSecondFactor(identity, visit(setCookie), { kind: 'authenticator', code: currentTotp(SECRET, identity.now()) })),
    ).toBe('signed-out');
  });

  test('locks by itself after ten minutes without a request', async () => {
    const { setCookie } = await atTheCounter();
    stage.wait(9 * MINUTE);
    expect(await sessionAfter(identity, { setCookie })).toMatchObject({ locked: false });
    stage.wait(10 * MINUTE);
    expect(await sessionAfter(identity, { setCookie })).toMatchObject({ locked: true });
  });

  test('opens again by password or authenticator code, as far as it was open, with a new token', async () => {
    const { setCookie } = await atTheCounter();
    await lockSession(identity, visit(setCookie));
    const byPassword = await unlockSession(identity, visit(setCookie), { kind: 'password', password: PASSWORD });
    expect(await sessionAfter(identity, byPassword)).toMatchObject({ locked: false, assurance: 2 });
    expect(await alive(setCookie)).toBe(false);
    await lockSession(identity, visit(byPassword.setCookie));
    const byCode = await unlockSession(identity, visit(byPassword.setCookie), {
      kind: 'authenticator',
      code: currentTotp(SECRET, identity.now()),
    });
    expect(await rights(byCode.setCookie)).toBeGreaterThan(0);
  });

  test('does not open by a wrong password, and unlocking never adds a factor', async () => {
    const { email } = await atTheCounter();
    const oneFactor = await signInWithPassword(identity, visit(), { email, password: PASSWORD });
    await lockSession(identity, visit(oneFactor.setCookie));
    expect(await refusalOf(unlockSession(identity, visit(oneFactor.setCookie), { kind: 'password', password: 'wrong wrong wrong' }))).toBe(
      'password-wrong',
    );
    const opened = await unlockSession(identity, visit(oneFactor.setCookie), {
      kind: 'authenticator',
      code: currentTotp(SECRET, identity.now()),
    });
    expect(await sessionAfter(identity, opened)).toMatchObject({ assurance: 1, locked: false });
  });

  test('passes to a colleague who signs in: the locked session ends, and nothing of it remains', async () => {
    const first = await atTheCounter();
    await lockSession(identity, visit(first.setCookie));
    const second = await signedInStaff(db, stage);
    const taken = await signInWithPassword(identity, visit(first.setCookie), { email: second.email, password: PASSWORD });
    expect(await alive(first.setCookie)).toBe(false);
    expect(await sessionAfter(identity, taken)).toMatchObject({ accountId: second.accountId, assurance: 1 });
  });
});

test('the nightly sweep leaves what is alive', async () => {
  const { setCookie } = await person();
  await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
  const count = async () =>
    Number((await db.superuser.query<{ n: string }>('select count(*) as n from identity.verifications')).rows[0]?.n);
  await asActor(db.jobs, { accountId: null, assurance: 0 }, async (trx) => await sweepIdentity(trx, identity.now()));
  expect(await alive(setCookie)).toBe(true);
  expect(await count()).toBeGreaterThan(0);
  stage.wait(3 * DAY);
  await asActor(db.jobs, { accountId: null, assurance: 0 }, async (trx) => await sweepIdentity(trx, identity.now()));
  expect(await count()).toBe(0);
});
