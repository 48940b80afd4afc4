import { describe, expect, test } from 'vitest';
import { plantAccount, plantRole } from '#test/plant';
import { softwarePasskey } from '#test/identity';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;
const cookieIn = (answer: { headers: Record<string, unknown> }) => String([answer.headers['set-cookie']].flat().at(-1)).split(';')[0] ?? '';
const sessionsOf = async (accountId: string) => {
  const { rows } = await db.superuser.query<{ id: string }>('select id from identity.sessions where account_id = $1 order by created_at', [
    accountId,
  ]);
  return rows.map(({ id }) => id);
};

describe('one’s own account', () => {
  test('is changed by its holder, and the pages go on in the language chosen', async () => {
    const account = await plantAccount(db, { name: 'Awa' });
    const session = await site.signIn(account.accountId, 1);
    const saved = await site.post('/en/account/details', { name: 'Awa Sarr', language: 'fr', timeZone: 'Africa/Dakar' }, session);
    expect(saved.headers.location).toBe('/fr/account?notice=app.notice.account-saved');
    expect((await site.get('/fr/account', session)).body).toContain('Awa Sarr');
    const wrong = await site.post('/en/account/details', { name: 'Awa Sarr', language: 'xx', timeZone: 'Nowhere/Town' }, session);
    expect(wrong.statusCode).toBe(422);
  });

  test('takes a further address once the code proves it', async () => {
    const account = await plantAccount(db);
    const session = await site.signIn(account.accountId, 1);
    const asked = await site.post('/en/account/address', { address: '+39 333 123 4567' }, session);
    const [message] = await site.messages();
    const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
    expect((await site.post(String(asked.headers.location), { code: code === '000000' ? '111111' : '000000' }, session)).statusCode).toBe(
      422,
    );
    expect((await site.post(String(asked.headers.location), { code }, session)).headers.location).toContain('address-added');
    expect((await site.get('/en/account', session)).body).toContain('+393331234567');
  });
});

describe('sessions', () => {
  test('are ended elsewhere, one or all, and never those of somebody else', async () => {
    const account = await plantAccount(db);
    const other = await plantAccount(db);
    const [here] = [
      await site.signIn(account.accountId, 1),
      await site.signIn(account.accountId, 1),
      await site.signIn(account.accountId, 1),
    ];
    await site.signIn(other.accountId, 1);
    const [, second] = await sessionsOf(account.accountId);
    const [foreign] = await sessionsOf(other.accountId);
    expect((await site.get(`/en/account/sessions/${foreign}/end`, here)).statusCode).toBe(404);
    expect((await site.post(`/en/account/sessions/${foreign}/end`, {}, here)).statusCode).toBe(404);
    expect((await site.post(`/en/account/sessions/${second}/end`, {}, here)).statusCode).toBe(303);
    expect(await sessionsOf(account.accountId)).toHaveLength(2);
    expect((await site.post('/en/account/sessions/end-others', {}, here)).statusCode).toBe(303);
    expect(await sessionsOf(account.accountId)).toHaveLength(1);
    expect(await sessionsOf(other.accountId)).toHaveLength(1);
  });
});

describe('second factors', () => {
  const options = (body: string): never =>
    JSON.parse((/data-passkey-options="([^"]+)"/.exec(body)?.[1] ?? '{}').replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as never; // as the island reads it

  /** An account of staff with a passkey; answers the passkey and the session with two factors. */
  async function withPasskey() {
    const account = await plantAccount(db, { name: 'Marta' });
    const passkey = softwarePasskey({ origin: 'http://localhost', host: 'localhost' });
    const first = await site.signIn(account.accountId, 1);
    const asked = await site.get('/en/account/factors/passkey', first);
    const made = await site.post(
      '/en/account/factors/passkey',
      { name: 'Blue key', answer: JSON.stringify(passkey.register(options(asked.body))) },
      first,
    );
    return { account, passkey, made, session: cookieIn(made) };
  }

  test('a passkey is added, and the first factor brings recovery codes', async () => {
    const { made, session } = await withPasskey();
    expect(made.body).toContain('Keep these recovery codes');
    expect((await site.get('/en/account/factors', session)).body).toContain('Blue key');
  });

  test('a passkey is the second step of signing in, and opens a locked screen', async () => {
    const { account, passkey } = await withPasskey();
    await plantRole(db, account.accountId, 'administrator');
    const first = await site.signIn(account.accountId, 1);
    const asked = await site.get('/en/sign-in/second-factor', first);
    const proved = await site.post('/en/sign-in/second-factor', { answer: JSON.stringify(passkey.answer(options(asked.body))) }, first);
    expect(proved.headers.location).toBe('/en/start');
    let session: SessionCookie = cookieIn(proved);
    expect((await site.get('/en/admin', session)).statusCode).toBe(200);

    await site.post('/en/lock', {}, session);
    expect((await site.get('/en/admin', session)).headers.location).toMatch(/unlock/);
    const locked = await site.get('/en/sign-in/unlock', session);
    const opened = await site.post(
      '/en/sign-in/unlock',
      { password: '', answer: JSON.stringify(passkey.answer(options(locked.body))) },
      session,
    );
    session = cookieIn(opened);
    expect((await site.get('/en/admin', session)).statusCode).toBe(200);
  });

  test('an answer that is no passkey, or another one, is refused', async () => {
    const { account } = await withPasskey();
    const first = await site.signIn(account.accountId, 1);
    for (const answer of ['nonsense', '{}', '{"id":"x","response":{}}']) {
      expect((await site.post('/en/sign-in/second-factor', { answer }, first)).statusCode).toBe(422);
    }
  });

  test('nothing of the account changes on a session without the factor that it holds', async () => {
    const { account } = await withPasskey();
    const first = await site.signIn(account.accountId, 1);
    for (const path of [
      '/account/factors',
      '/account/factors/passkey',
      '/account/factors/recovery',
      '/account/password',
      '/account/address',
    ]) {
      expect((await site.get(`/en${path}`, first)).headers.location).toBe(`/en/sign-in/second-factor?next=${encodeURIComponent(path)}`);
    }
    const codes = async () =>
      (await db.superuser.query('select code_hash from identity.recovery_codes where account_id = $1 order by 1', [account.accountId]))
        .rows;
    const before = await codes();
    expect((await site.post('/en/account/factors/recovery', {}, first)).headers.location).toMatch(/second-factor/);
    expect(await codes()).toEqual(before);
  });

  test('recovery codes are renewed and shown once', async () => {
    const { session } = await withPasskey();
    const renewed = await site.post('/en/account/factors/recovery', {}, session);
    expect(renewed.body.match(/<code/g)).toHaveLength(10);
    expect((await site.get('/en/account/factors/recovery', session)).body).not.toMatch(/<code/);
  });

  test('staff keep one factor', async () => {
    const { account, session } = await withPasskey();
    await plantRole(db, account.accountId, 'administrator');
    const { rows } = await db.superuser.query<{ id: string }>('select id from identity.passkeys where account_id = $1', [
      account.accountId,
    ]);
    const answer = await site.post(`/en/account/factors/passkeys/${rows[0]?.id}/remove`, {}, session);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Staff keep at least one second proof');
  });
});
