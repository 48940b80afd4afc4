import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { confirmPasskey, startPasskey } from './enrol-passkey.ts';
import { cookieOf, PASSWORD, refusalOf, rehearse, sessionAfter, signedInStaff, visit } from './identity.fixtures.ts';
import { listSecondFactors, removeSecondFactor } from './list-second-factors.ts';
import { softwarePasskey } from './passkey.fixtures.ts';
import { startPasskeyProof } from './passkey.ts';
import { proveSecondFactor, unlockSession } from './prove-second-factor.ts';
import { actorOf } from './session-of.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { lockSession } from './sign-out.ts';

const db = await testDatabase();
const stage = await rehearse(db);
const { identity } = stage;
const site = { origin: 'https://ponte.example', host: 'ponte.example' };

async function withPasskey(device = softwarePasskey(site)) {
  const staff = await signedInStaff(db, stage);
  const session = await sessionAfter(identity, staff);
  const answer = device.register(await startPasskey(identity, session, 'Ponte'));
  const confirmed = await confirmPasskey(identity, visit(staff.setCookie), session, { answer, name: 'My phone' });
  return { ...staff, ...confirmed, device };
}

async function passwordOnly(email: string) {
  const signedIn = await signInWithPassword(identity, visit(), { email, password: PASSWORD });
  return { ...signedIn, session: await sessionAfter(identity, signedIn) };
}

test('registers a passkey as first second factor: two factors, a new token, recovery codes', async () => {
  const staff = await withPasskey();
  expect(staff.recoveryCodes).toHaveLength(10);
  const session = await sessionAfter(identity, staff);
  expect(session).toMatchObject({ assurance: 2, hasSecondFactor: true });
  const { passkeys } = await asActor(db.app, actorOf(session), async (trx) => await listSecondFactors(trx));
  expect(passkeys.map((one) => one.name)).toEqual(['My phone']);
});

test('proves the second factor after the password', async () => {
  const { email, device } = await withPasskey();
  const { session, setCookie, next } = await passwordOnly(email);
  expect(next).toBe('second-factor');
  const options = await startPasskeyProof(identity, session);
  expect(options.allowCredentials).toHaveLength(1);
  const proved = await proveSecondFactor(identity, visit(setCookie), { kind: 'passkey', answer: device.answer(options) });
  expect(await sessionAfter(identity, proved)).toMatchObject({ assurance: 2 });
  expect(await identity.sessionOf(cookieOf(setCookie))).toBeNull();
});

test('takes an answer once', async () => {
  const { email, device } = await withPasskey();
  const first = await passwordOnly(email);
  const answer = device.answer(await startPasskeyProof(identity, first.session));
  const proved = await proveSecondFactor(identity, visit(first.setCookie), { kind: 'passkey', answer });
  expect(await refusalOf(proveSecondFactor(identity, visit(proved.setCookie), { kind: 'passkey', answer }))).toBe('second-factor-wrong');
});

test('refuses the passkey of another account, another challenge and another site', async () => {
  const { email, device } = await withPasskey();
  const other = await withPasskey();
  const phished = softwarePasskey({ origin: 'https://p0nte.example', host: 'ponte.example' });
  const { session, setCookie } = await passwordOnly(email);
  const prove = async (answer: ReturnType<typeof device.answer>) =>
    await refusalOf(proveSecondFactor(identity, visit(setCookie), { kind: 'passkey', answer }));
  expect(await prove(other.device.answer(await startPasskeyProof(identity, session)))).toBe('second-factor-wrong');
  await startPasskeyProof(identity, session);
  expect(await prove(device.answer({ challenge: 'AAAA' }))).toBe('second-factor-wrong');
  expect(await prove(phished.answer(await startPasskeyProof(identity, session)))).toBe('second-factor-wrong');
  expect(await prove(device.answer(await startPasskeyProof(identity, session)))).toBe('none');
});

test('refuses a registration for another site, another challenge, or by who only knows the password', async () => {
  const staff = await signedInStaff(db, stage);
  const session = await sessionAfter(identity, staff);
  const confirm = async (answer: ReturnType<ReturnType<typeof softwarePasskey>['register']>) =>
    await refusalOf(confirmPasskey(identity, visit(staff.setCookie), session, { answer, name: 'x' }));
  expect(await confirm(softwarePasskey(site).register({ challenge: 'AAAA' }))).toBe('passkey-failed');
  const options = await startPasskey(identity, session, 'Ponte');
  expect(await confirm(softwarePasskey({ ...site, origin: 'https://p0nte.example' }).register(options))).toBe('passkey-failed');
  const { email } = await withPasskey();
  const thief = await passwordOnly(email);
  expect(await refusalOf(startPasskey(identity, thief.session, 'Ponte'))).toBe('second-factor-first');
});

test('unlocks the screen of the shared counter', async () => {
  const { device, setCookie } = await withPasskey();
  await lockSession(identity, visit(setCookie));
  const session = await sessionAfter(identity, { setCookie });
  const answer = device.answer(await startPasskeyProof(identity, session));
  const opened = await unlockSession(identity, visit(setCookie), { kind: 'passkey', answer });
  expect(await sessionAfter(identity, opened)).toMatchObject({ locked: false, assurance: 2 });
});

test('can be taken off when another one is there', async () => {
  const { setCookie } = await withPasskey();
  const session = await sessionAfter(identity, { setCookie });
  const answer = softwarePasskey(site).register(await startPasskey(identity, session, 'Ponte'));
  const second = await confirmPasskey(identity, visit(setCookie), session, { answer, name: '' });
  expect(second.recoveryCodes).toBeNull();
  const now = await sessionAfter(identity, second);
  await asActor(db.app, actorOf(now), async (trx) => {
    const [first, other] = (await listSecondFactors(trx)).passkeys;
    if (!first || !other) throw new Error('two passkeys were registered');
    await removeSecondFactor(trx, now, first.id);
    expect(await refusalOf(removeSecondFactor(trx, now, first.id))).toBe('not-found');
    expect(await refusalOf(removeSecondFactor(trx, now, other.id))).toBe('second-factor-last');
  });
});
