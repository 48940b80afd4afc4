import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { addAddress, requestAddress } from './add-address.ts';
import { freshEmail, HOUR, MINUTE, refusalOf, rehearse, sessionAfter, visit } from './identity.fixtures.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';

const db = await testDatabase();
const stage = await rehearse(db);
const { identity } = stage;

async function signIn(address: string) {
  const { challenge } = await requestCode(identity, visit(), { address, country: 'IT', language: 'ar' });
  return await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
}

describe('a one-time code', () => {
  test('signs in a person by e-mail, makes the account the first time and finds it again after', async () => {
    const email = freshEmail();
    const first = await signIn(email.toUpperCase());
    const again = await signIn(` ${email} `);
    expect(again.accountId).toBe(first.accountId);
    expect(first.next).toBe('home');
    const session = await sessionAfter(identity, first);
    expect(session).toMatchObject({ assurance: 1, way: 'code', locked: false, staff: false, hasSecondFactor: false });
    expect(session.account).toMatchObject({ email, phone: null, language: 'ar' });
  });

  test('signs in by a phone number however it is written, and goes out by SMS in the language of the page', async () => {
    const first = await signIn('+39 333 123 4567');
    const again = await signIn('333-1234567');
    const arabicDigits = await signIn('٣٣٣١٢٣٤٥٦٧');
    expect(stage.sent.at(-1)).toMatchObject({ to: '+393331234567', template: 'identity.sms.code', language: 'ar' });
    expect([again.accountId, arabicDigits.accountId]).toEqual([first.accountId, first.accountId]);
  });

  test('takes the digits of an Arabic keyboard and whatever stands between them', async () => {
    const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'ar' });
    const code = stage.last('code').replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge, code: `${code.slice(0, 3)} ${code.slice(3)}` }))).toBe('none');
  });

  test('answers the same for an address that is known and one that is not', async () => {
    const known = freshEmail();
    await signIn(known);
    const answers = await Promise.all(
      [known, freshEmail()].map(async (address) => await requestCode(identity, visit(), { address, country: null, language: 'en' })),
    );
    expect(answers.map((answer) => [Object.keys(answer), answer.challenge.length])).toEqual([
      [['challenge'], 43],
      [['challenge'], 43],
    ]);
  });

  test('works once', async () => {
    const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const code = stage.last('code');
    await signInWithCode(identity, visit(), { challenge, code });
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge, code }))).toBe('code-expired');
  });

  test('ends after ten minutes', async () => {
    const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const code = stage.last('code');
    stage.wait(10 * MINUTE);
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge, code }))).toBe('code-expired');
  });

  test('is worth nothing after five wrong tries, though they come side by side', async () => {
    const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const code = stage.last('code');
    const wrong = code === '000000' ? '000001' : '000000';
    const tries = await Promise.all(
      Array.from({ length: 20 }, async () => await refusalOf(signInWithCode(identity, visit(), { challenge, code: wrong }))),
    );
    expect(tries.filter((one) => one === 'code-wrong')).toHaveLength(4);
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge, code }))).toBe('code-expired');
  });

  test('is worth nothing with another challenge, nor a challenge with the code of another', async () => {
    const victim = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const code = stage.last('code');
    const mine = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    if (stage.last('code') === code) return; // one chance in a million
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge: mine.challenge, code }))).toBe('code-wrong');
    await signInWithCode(identity, visit(), { challenge: victim.challenge, code });
  });

  test('is kept as a hash only', async () => {
    await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
    const code = stage.last('code');
    const { rows } = await db.superuser.query<{ row: string }>('select v::text as row from identity.verifications v');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(code);
  });

  test('goes to one address three times, then only after a growing wait', async () => {
    const address = freshEmail();
    const ask = async () => await refusalOf(requestCode(identity, visit(), { address, country: null, language: 'en' }));
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['none', 'none', 'none', 'too-many-tries']);
    stage.wait(MINUTE);
    expect([await ask(), await ask()]).toEqual(['none', 'too-many-tries']);
    stage.wait(MINUTE);
    expect(await ask()).toBe('too-many-tries');
    stage.wait(2 * HOUR);
    expect(await ask()).toBe('none');
  });

  test('is refused to a network address that asks for very many', async () => {
    const here = { ...visit(), ip: '2001:db8:1:2:aaaa::1' };
    const there = { ...visit(), ip: '2001:db8:1:2:bbbb::9' };
    for (let count = 0; count < 40; count += 1) await requestCode(identity, here, { address: freshEmail(), country: null, language: 'en' });
    expect(await refusalOf(requestCode(identity, there, { address: freshEmail(), country: null, language: 'en' }))).toBe('too-many-tries');
  });

  test('refuses what is neither a number nor an address', async () => {
    for (const address of ['', 'hello', '12', 'a@b', '+39 1']) {
      expect(await refusalOf(requestCode(identity, visit(), { address, country: null, language: 'en' }))).toBe('address-invalid');
    }
  });

  test('of many first sign-ins side by side makes one account', async () => {
    const address = freshEmail();
    const asked = [];
    for (let count = 0; count < 3; count += 1) {
      const { challenge } = await requestCode(identity, visit(), { address, country: null, language: 'en' });
      asked.push({ challenge, code: stage.last('code') });
    }
    const signedIn = await Promise.all(asked.map(async (one) => await signInWithCode(identity, visit(), one)));
    expect(new Set(signedIn.map((one) => one.accountId)).size).toBe(1);
  });
});

describe('a further address', () => {
  test('enters the account once its code proves it, and then signs in', async () => {
    const first = await signIn(freshEmail());
    const session = await sessionAfter(identity, first);
    const { challenge } = await requestAddress(identity, visit(), session, { address: '+40 721 234 567', country: null });
    await addAddress(identity, visit(), session, { challenge, code: stage.last('code') });
    expect((await signIn('+40721234567')).accountId).toBe(first.accountId);
  });

  test('that belongs to another account is refused, and said so only after the proof', async () => {
    const taken = freshEmail();
    await signIn(taken);
    const session = await sessionAfter(identity, await signIn(freshEmail()));
    const { challenge } = await requestAddress(identity, visit(), session, { address: taken, country: null });
    expect(await refusalOf(addAddress(identity, visit(), session, { challenge, code: stage.last('code') }))).toBe('address-taken');
  });

  test('cannot be added with a challenge of another account, nor does that challenge sign in', async () => {
    const mine = await sessionAfter(identity, await signIn(freshEmail()));
    const theirs = await sessionAfter(identity, await signIn(freshEmail()));
    const { challenge } = await requestAddress(identity, visit(), theirs, { address: freshEmail(), country: null });
    const code = stage.last('code');
    expect(await refusalOf(signInWithCode(identity, visit(), { challenge, code }))).toBe('code-expired');
    expect(await refusalOf(addAddress(identity, visit(), mine, { challenge, code }))).toBe('code-expired');
  });
});

test('a sign-in is on record under the pseudonym of the account', async () => {
  const { accountId } = await signIn(freshEmail());
  const { rows } = await db.superuser.query(
    `select e.verb, e.details from audit.entries e join audit.pseudonyms p on p.pseudonym = e.actor and p.pseudonym = e.object_id where p.id = $1`,
    [accountId],
  );
  expect(rows).toEqual([{ verb: 'identity.sign-in', details: { way: 'code', assurance: 1 } }]);
});

test('what one request tells the database, another does not see', async () => {
  const email = freshEmail();
  await signIn(email);
  const seen = await asActor(
    db.app,
    { accountId: null, assurance: 0 },
    async (trx) =>
      await trx
        .selectFrom('identity.accounts')
        .selectAll()
        .execute()
        .catch(() => []),
  );
  expect(seen).toEqual([]);
});
