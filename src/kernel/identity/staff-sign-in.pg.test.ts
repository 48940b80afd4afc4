import { describe, expect, test } from 'vitest';
import { asActor, isForbidden, type Id } from '#kernel/db';
import { testDatabase } from '#test/database';
import { createDemoAccount } from './demo-account.ts';
import { confirmAuthenticator, startAuthenticator } from './enrol-authenticator.ts';
import {
  cookieOf,
  DAY,
  freshEmail,
  giveRole,
  PASSWORD,
  refusalOf,
  rehearse,
  sessionAfter,
  signedInStaff,
  visit,
} from './identity.fixtures.ts';
import { defaultLimits } from './limits.ts';
import { listSecondFactors, removeSecondFactor } from './list-second-factors.ts';
import type { SignedIn } from './open-session.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { actorOf } from './session-of.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { codeOfStep, currentTotp, stepOf } from './totp.ts';

const db = await testDatabase();
const stage = await rehearse(db);
const { identity } = stage;

async function enrol(signedIn: Pick<SignedIn, 'setCookie'>) {
  const session = await sessionAfter(identity, signedIn);
  const { secret } = await startAuthenticator(identity, session, 'Ponte');
  const confirmed = await confirmAuthenticator(identity, visit(signedIn.setCookie), session, currentTotp(secret, identity.now()));
  stage.wait(30);
  return { ...confirmed, secret };
}

const withPassword = async (email: string, password = PASSWORD) => await signInWithPassword(identity, visit(), { email, password });

async function rightsOf(setCookie: string): Promise<number> {
  const session = await sessionAfter(identity, { setCookie });
  return await asActor(db.app, actorOf(session), async (trx) => {
    const rows = await trx
      .selectFrom('access.assignments')
      .select('id')
      .where('account_id', '<>', session.accountId as Id<'identity.accounts'>)
      .execute();
    return rows.length;
  });
}

describe('a password', () => {
  test('signs staff in with one factor and sends them on to enrol a second', async () => {
    const staff = await signedInStaff(db, stage);
    expect(staff.next).toBe('enrol-second-factor');
    expect(await sessionAfter(identity, staff)).toMatchObject({ assurance: 1, staff: true, hasSecondFactor: false });
    expect(staff.setCookie).not.toContain('Max-Age');
  });

  test('that is wrong, and an address without account, are refused alike', async () => {
    const { email } = await signedInStaff(db, stage);
    expect(await refusalOf(withPassword(email, 'not the password at all'))).toBe('sign-in-wrong');
    expect(await refusalOf(withPassword(freshEmail()))).toBe('sign-in-wrong');
  });

  test('is locked after five wrong tries for a growing time, known address or not', async () => {
    for (const email of [(await signedInStaff(db, stage)).email, freshEmail()]) {
      for (let count = 0; count < 5; count += 1) expect(await refusalOf(withPassword(email, 'wrong wrong wrong'))).toBe('sign-in-wrong');
      expect(await refusalOf(withPassword(email))).toBe('too-many-tries');
      stage.wait(30);
      expect(await refusalOf(withPassword(email, 'wrong wrong wrong'))).toBe('sign-in-wrong');
      stage.wait(30);
      expect(await refusalOf(withPassword(email))).toBe('too-many-tries');
    }
  });

  test('tried side by side is judged five times at most', async () => {
    const email = freshEmail();
    const answers = await Promise.all(Array.from({ length: 12 }, async () => await refusalOf(withPassword(email, 'wrong wrong wrong'))));
    expect(answers.filter((answer) => answer === 'sign-in-wrong')).toHaveLength(5);
  });

  test('locks neither the code by mail nor the account for longer than a day', async () => {
    const { email, accountId } = await signedInStaff(db, stage);
    for (let count = 0; count < 6; count += 1) await refusalOf(withPassword(email, 'wrong wrong wrong'));
    const { challenge } = await requestCode(identity, visit(), { address: email, country: null, language: 'en' });
    expect((await signInWithCode(identity, visit(), { challenge, code: stage.last('code') })).accountId).toBe(accountId);
    stage.wait(DAY + 1);
    expect(await refusalOf(withPassword(email))).toBe('none');
  });

  test('is slowed down for a network address that tries many accounts, and right ones do not count', async () => {
    const tries = { ...defaultLimits.tries, network: { ...defaultLimits.tries.network, free: 4 } };
    const strict = (await rehearse(db, { limits: { ...defaultLimits, tries } })).identity;
    const office = visit();
    const { email } = await signedInStaff(db, stage);
    const tryIt = async (address: string, password: string) =>
      await refusalOf(signInWithPassword(strict, office, { email: address, password }));
    for (let count = 0; count < 6; count += 1) expect(await tryIt(email, PASSWORD)).toBe('none');
    for (let count = 0; count < 4; count += 1) expect(await tryIt(freshEmail(), 'wrong wrong wrong')).toBe('sign-in-wrong');
    expect(await tryIt(email, PASSWORD)).toBe('too-many-tries');
  });

  test('that was wrong is on record for the account', async () => {
    const { email, accountId } = await signedInStaff(db, stage);
    await refusalOf(withPassword(email, 'wrong wrong wrong'));
    const { rows } = await db.superuser.query<{ verb: string }>(
      `select e.verb from audit.entries e join audit.pseudonyms p on p.pseudonym = e.object_id where p.id = $1 order by e.id desc limit 1`,
      [accountId],
    );
    expect(rows[0]?.verb).toBe('identity.sign-in-failed');
  });
});

describe('the second factor', () => {
  test('is enrolled by a picture and a first code; the session then has two factors, a new token, and staff their rights', async () => {
    const staff = await signedInStaff(db, stage, 'administrator');
    expect(await rightsOf(staff.setCookie)).toBe(0);
    const session = await sessionAfter(identity, staff);
    const begun = await startAuthenticator(identity, session, 'Ponte');
    expect(begun.qrSvg).toMatch(/^<svg/);
    expect(begun.address).toContain(`secret=${begun.secret}`);
    const again = await startAuthenticator(identity, session, 'Ponte');
    expect(again.secret).toBe(begun.secret);
    const { setCookie, recoveryCodes } = await confirmAuthenticator(
      identity,
      visit(staff.setCookie),
      session,
      currentTotp(begun.secret, identity.now()),
    );
    expect(recoveryCodes).toHaveLength(10);
    expect(await sessionAfter(identity, { setCookie })).toMatchObject({
      sessionId: session.sessionId,
      assurance: 2,
      hasSecondFactor: true,
    });
    expect(await identity.sessionOf(cookieOf(staff.setCookie))).toBeNull();
    expect(await rightsOf(setCookie)).toBeGreaterThan(0);
  });

  test('is not enrolled by a wrong code, and the picture stays the same', async () => {
    const staff = await signedInStaff(db, stage);
    const session = await sessionAfter(identity, staff);
    const { secret } = await startAuthenticator(identity, session, 'Ponte');
    const wrong = codeOfStep(secret, stepOf(identity.now()) + 9);
    expect(await refusalOf(confirmAuthenticator(identity, visit(staff.setCookie), session, wrong))).toBe('second-factor-code');
    expect((await startAuthenticator(identity, session, 'Ponte')).secret).toBe(secret);
  });

  test('is asked for on every way in, and gives its rights only when it was proved on that session', async () => {
    const staff = await signedInStaff(db, stage, 'administrator');
    const { secret } = await enrol(staff);
    const { challenge } = await requestCode(identity, visit(), { address: staff.email, country: null, language: 'en' });
    const byMail = await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
    for (const signedIn of [await withPassword(staff.email), byMail]) {
      expect(signedIn.next).toBe('second-factor');
      expect(await sessionAfter(identity, signedIn)).toMatchObject({ assurance: 1 });
      expect(await rightsOf(signedIn.setCookie)).toBe(0);
      const { setCookie } = await proveSecondFactor(identity, visit(signedIn.setCookie), {
        kind: 'authenticator',
        code: currentTotp(secret, identity.now()),
      });
      expect(await rightsOf(setCookie)).toBeGreaterThan(0);
      expect(await identity.sessionOf(cookieOf(signedIn.setCookie))).toBeNull();
      stage.wait(30);
    }
  });

  test('code works once, and no earlier one after it', async () => {
    const staff = await signedInStaff(db, stage);
    const { secret } = await enrol(staff);
    const prove = async (code: string) => {
      const signedIn = await withPassword(staff.email);
      return await refusalOf(proveSecondFactor(identity, visit(signedIn.setCookie), { kind: 'authenticator', code }));
    };
    const code = currentTotp(secret, identity.now());
    expect([await prove(code), await prove(code)]).toEqual(['none', 'second-factor-wrong']);
    expect(await prove(codeOfStep(secret, stepOf(identity.now()) - 1))).toBe('second-factor-wrong');
    stage.wait(30);
    expect(await prove(currentTotp(secret, identity.now()))).toBe('none');
  });

  test('cannot be guessed: five tries, then a growing wait, on whatever session', async () => {
    const staff = await signedInStaff(db, stage);
    const { secret } = await enrol(staff);
    const prove = async (code: string) => {
      const signedIn = await withPassword(staff.email);
      return await refusalOf(proveSecondFactor(identity, visit(signedIn.setCookie), { kind: 'authenticator', code }));
    };
    const wrong = codeOfStep(secret, stepOf(identity.now()) + 9);
    for (let count = 0; count < 5; count += 1) expect(await prove(wrong)).toBe('second-factor-wrong');
    expect(await prove(currentTotp(secret, identity.now()))).toBe('too-many-tries');
  });

  test('is replaced by a recovery code, each of which works once', async () => {
    const staff = await signedInStaff(db, stage);
    const { recoveryCodes } = await enrol(staff);
    const code = (recoveryCodes?.[3] ?? '').toLowerCase().replace('-', ' ');
    const prove = async () => {
      const signedIn = await withPassword(staff.email);
      return await refusalOf(proveSecondFactor(identity, visit(signedIn.setCookie), { kind: 'recovery', code }));
    };
    expect([await prove(), await prove()]).toEqual(['none', 'second-factor-wrong']);
  });

  test('cannot be added or taken off by who only knows the password', async () => {
    const staff = await signedInStaff(db, stage);
    const early = await sessionAfter(identity, await withPassword(staff.email));
    const { secret } = await startAuthenticator(identity, early, 'Ponte');
    await enrol(staff);
    const thief = await withPassword(staff.email);
    const session = await sessionAfter(identity, thief);
    expect(await refusalOf(startAuthenticator(identity, session, 'Ponte'))).toBe('second-factor-first');
    expect(await refusalOf(asActor(db.app, actorOf(session), async (trx) => await removeSecondFactor(trx, session, 'authenticator')))).toBe(
      'second-factor-first',
    );
    // An enrolment begun before the holder's own is refused by the database itself, whatever the page believes.
    const stale = { ...early, hasSecondFactor: false };
    const confirm = confirmAuthenticator(identity, visit(thief.setCookie), stale, currentTotp(secret, identity.now()));
    expect(isForbidden(await confirm.catch((error: unknown) => error))).toBe(true);
  });

  test('is kept by staff: the last one cannot be taken off, people may', async () => {
    const staff = await signedInStaff(db, stage);
    const session = await sessionAfter(identity, await enrol(staff));
    const remove = async () =>
      await refusalOf(asActor(db.app, actorOf(session), async (trx) => await removeSecondFactor(trx, session, 'authenticator')));
    expect(await remove()).toBe('second-factor-last');
    const factors = await asActor(db.app, actorOf(session), async (trx) => await listSecondFactors(trx));
    expect(factors).toMatchObject({ recoveryCodesLeft: 10, passkeys: [] });
    expect(factors.authenticatorSince).toBeInstanceOf(Date);
    await db.superuser.query('update access.assignments set ended_at = now() where account_id = $1', [staff.accountId]);
    const person = { ...session, staff: false };
    await asActor(db.app, actorOf(person), async (trx) => {
      await removeSecondFactor(trx, person, 'authenticator');
      expect(await listSecondFactors(trx)).toEqual({ authenticatorSince: null, passkeys: [], recoveryCodesLeft: 0 });
    });
  });
});

test('a demonstration account signs in with the code that its page shows', async () => {
  const wish = {
    email: freshEmail(),
    name: 'Demo',
    language: 'en' as const,
    password: PASSWORD,
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  };
  const { accountId, made } = await createDemoAccount(identity, wish);
  await giveRole(db, accountId, 'administrator', { kind: 'network', id: null });
  expect(made).toBe(true);
  expect(await createDemoAccount(identity, wish)).toEqual({ accountId, made: false });
  const signedIn = await withPassword(wish.email);
  const { setCookie } = await proveSecondFactor(identity, visit(signedIn.setCookie), {
    kind: 'authenticator',
    code: currentTotp(wish.totpSecret, identity.now()),
  });
  expect(await sessionAfter(identity, { setCookie })).toMatchObject({ assurance: 2, accountId });
});
