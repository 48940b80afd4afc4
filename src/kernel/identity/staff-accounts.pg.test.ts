import { describe, expect, test } from 'vitest';
import { asActor, newId, type Actor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { accountNames, listStaff, resetSecondFactor, setSuspended, updateOwnAccount } from './accounts.ts';
import { createDemoAccount } from './demo-account.ts';
import {
  cookieOf,
  DAY,
  freshEmail,
  giveRole,
  HOUR,
  PASSWORD,
  refusalOf,
  rehearse,
  sessionAfter,
  signedInStaff,
  visit,
} from './identity.fixtures.ts';
import { inviteStaff, passwordLinkHolder, requestPasswordReset, setPasswordByLink } from './password-link.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

// Roles are given to accounts that these tests need no rows of.
const db = await testDatabase({ unchecked: ['access-role-of-an-account'] });
const stage = await rehearse(db);
const { identity } = stage;
const NEW_PASSWORD = 'amber kettle 19 corridors';

async function officer(role: string, office: string | null = null): Promise<Actor & { accountId: string }> {
  const actor = { accountId: newId(), assurance: 2 as const };
  await giveRole(db, actor.accountId, role, office ? { kind: 'office', id: office } : { kind: 'network', id: null });
  return actor;
}
const administrator = await officer('administrator');

async function invite(actor: Actor = administrator, email = freshEmail()) {
  const { accountId } = await asActor(
    db.app,
    actor,
    async (trx) => await inviteStaff(identity, trx, { email, name: 'Rosa Ponti', language: 'it' }),
  );
  return { accountId, email, token: stage.last('link').split('/').at(-1) ?? '' };
}

describe('an invitation', () => {
  test("mails a link in the colleague's language that sets the password once", async () => {
    const { email, token } = await invite();
    expect(stage.sent.at(-1)).toMatchObject({ to: email, template: 'identity.mail.invitation', language: 'it', values: { days: 7 } });
    expect(stage.last('link')).toBe(`https://ponte.example/it/sign-in/password/${token}`);
    expect(await passwordLinkHolder(identity, token)).toEqual({ email, name: 'Rosa Ponti' });
    await setPasswordByLink(identity, { token, password: NEW_PASSWORD });
    expect(await refusalOf(signInWithPassword(identity, visit(), { email, password: NEW_PASSWORD }))).toBe('none');
    expect(await refusalOf(setPasswordByLink(identity, { token, password: PASSWORD }))).toBe('link-expired');
    expect(await passwordLinkHolder(identity, token)).toBeNull();
  });

  test('holds seven days, and a new one replaces it', async () => {
    const first = await invite();
    await invite(administrator, first.email);
    expect(await refusalOf(setPasswordByLink(identity, { token: first.token, password: NEW_PASSWORD }))).toBe('link-expired');
    const { token } = await invite();
    stage.wait(7 * DAY);
    expect(await refusalOf(setPasswordByLink(identity, { token, password: NEW_PASSWORD }))).toBe('link-expired');
  });

  test('is sent by administrators and office managers only, with two factors', async () => {
    const office = newId();
    expect(await refusalOf(invite(await officer('office-manager', office)))).toBe('none');
    for (const actor of [
      await officer('counsellor', office),
      await officer('auditor'),
      { ...administrator, assurance: 1 as const },
      { accountId: null, assurance: 0 as const },
    ]) {
      expect(await refusalOf(invite(actor))).toBe('forbidden');
    }
  });

  test('to a person who has an account gives that account a password link, and changes nothing before it is used', async () => {
    const email = freshEmail();
    const { challenge } = await requestCode(identity, visit(), { address: email, country: null, language: 'en' });
    const person = await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
    expect((await invite(administrator, email)).accountId).toBe(person.accountId);
    expect(await sessionAfter(identity, person)).toMatchObject({ account: { language: 'en' } });
  });

  test('refuses a password that others would guess', async () => {
    const { token } = await invite();
    const set = async (password: string) => await refusalOf(setPasswordByLink(identity, { token, password }));
    expect([await set('short'), await set('password12345'), await set('rosa-ponti-2027')]).toEqual([
      'password-short',
      'password-common',
      'password-personal',
    ]);
    expect(await set(NEW_PASSWORD)).toBe('none');
  });
});

describe('a forgotten password', () => {
  test('is set anew by a mailed link, and every session ends', async () => {
    const staff = await signedInStaff(db, stage);
    await requestPasswordReset(identity, visit(), { email: staff.email.toUpperCase() });
    expect(stage.sent.at(-1)).toMatchObject({ to: staff.email, template: 'identity.mail.reset' });
    await setPasswordByLink(identity, { token: stage.last('link').split('/').at(-1) ?? '', password: NEW_PASSWORD });
    expect(await identity.sessionOf(cookieOf(staff.setCookie))).toBeNull();
    expect((await signInWithPassword(identity, visit(), { email: staff.email, password: NEW_PASSWORD })).next).toBe('enrol-second-factor');
  });

  test('answers the same where there is no such account, or only one of a person, and mails nothing', async () => {
    const person = freshEmail();
    const { challenge } = await requestCode(identity, visit(), { address: person, country: null, language: 'en' });
    await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
    const before = stage.sent.length;
    for (const email of [freshEmail(), person]) expect(await requestPasswordReset(identity, visit(), { email })).toBeUndefined();
    expect(stage.sent).toHaveLength(before);
  });

  test('link holds one hour', async () => {
    const { email } = await signedInStaff(db, stage);
    await requestPasswordReset(identity, visit(), { email });
    stage.wait(HOUR);
    expect(
      await refusalOf(setPasswordByLink(identity, { token: stage.last('link').split('/').at(-1) ?? '', password: NEW_PASSWORD })),
    ).toBe('link-expired');
  });

  test('is asked for three times at most, then after a wait', async () => {
    const email = freshEmail();
    const ask = async () => await refusalOf(requestPasswordReset(identity, visit(), { email }));
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['none', 'none', 'none', 'too-many-tries']);
  });
});

describe('the list of staff', () => {
  const ids = async (actor: Actor) => await asActor(db.app, actor, async (trx) => (await listStaff(trx)).map((one) => one.id as string));

  test('is for administrators whole, for an office manager the office, for others empty, and never holds people', async () => {
    const office = newId();
    const manager = await officer('office-manager', office);
    const colleague = await signedInStaff(db, stage);
    await giveRole(db, colleague.accountId, 'counsellor', { kind: 'office', id: office });
    const elsewhere = await signedInStaff(db, stage);
    const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const person = await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
    expect(await ids(administrator)).toEqual(expect.arrayContaining([colleague.accountId, elsewhere.accountId]));
    expect(await ids(administrator)).not.toContain(person.accountId);
    expect(await ids(manager)).toEqual([colleague.accountId]);
    expect(await ids({ accountId: colleague.accountId, assurance: 2 })).toEqual([]);
    expect(await ids({ ...administrator, assurance: 1 })).toEqual([]);
  });

  test('tells whether an invitation was taken up and a second factor enrolled', async () => {
    const { accountId } = await invite();
    const row = (await asActor(db.app, administrator, async (trx) => await listStaff(trx))).find((one) => one.id === accountId);
    expect(row).toMatchObject({ name: 'Rosa Ponti', hasPassword: false, hasSecondFactor: false, lastSeenAt: null, suspendedAt: null });
  });
});

describe('an administrator', () => {
  test("closes a colleague's account at once and opens it again", async () => {
    const staff = await signedInStaff(db, stage);
    const suspend = async (actor: Actor, at: Date | null) =>
      await asActor(db.app, actor, async (trx) => await setSuspended(trx, actor.accountId ?? '', staff.accountId, at));
    await suspend(administrator, identity.now());
    expect(await identity.sessionOf(cookieOf(staff.setCookie))).toBeNull();
    expect(await refusalOf(signInWithPassword(identity, visit(), { email: staff.email, password: PASSWORD }))).toBe('suspended');
    await suspend(administrator, null);
    expect(await refusalOf(signInWithPassword(identity, visit(), { email: staff.email, password: PASSWORD }))).toBe('none');
    expect(await refusalOf(suspend(await officer('counsellor', newId()), identity.now()))).toBe('not-found');
  });

  test('takes off a lost second factor, never their own, and nobody else does', async () => {
    const wish = { email: freshEmail(), name: 'Noor', language: 'en' as const, password: PASSWORD, totpSecret: 'JBSWY3DPEHPK3PXP' };
    const { accountId } = await createDemoAccount(identity, wish);
    await giveRole(db, accountId, 'counsellor', { kind: 'office', id: newId() });
    const reset = async (actor: Actor, id: string) =>
      await refusalOf(asActor(db.app, actor, async (trx) => await resetSecondFactor(trx, id)));
    expect(await reset(await officer('office-manager', newId()), accountId)).toBe('forbidden');
    expect(await reset(administrator, administrator.accountId)).toBe('forbidden');
    expect(await reset(administrator, accountId)).toBe('none');
    expect((await signInWithPassword(identity, visit(), { email: wish.email, password: PASSWORD })).next).toBe('enrol-second-factor');
  });
});

test("names are told for the accounts that are asked about, and are the holder's to change", async () => {
  const staff = await signedInStaff(db, stage);
  const actor = { accountId: staff.accountId, assurance: 1 as const };
  await asActor(db.app, actor, async (trx) => {
    expect(await accountNames(trx, [staff.accountId, newId()])).toEqual(new Map([[staff.accountId, 'Noor Vento']]));
    await updateOwnAccount(trx, staff.accountId, { name: ' Noor V. ', language: 'es', timeZone: 'Europe/Madrid' });
  });
  expect((await sessionAfter(identity, staff)).account).toMatchObject({ name: 'Noor V.', language: 'es', timeZone: 'Europe/Madrid' });
});
