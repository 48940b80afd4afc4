import { beforeAll, describe, expect, test } from 'vitest';
import { getPerson, type PersonId } from '#modules/people';
import { asActor } from '#kernel/db';
import { createLog } from '#kernel/log';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite, type FormFields, type SessionCookie } from '#test/site';
import { tellOverride } from './tell-person-job.ts';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const staff = async (name: string, scope: string) => await plantAccount(db, { name, roles: [{ role: 'counsellor', scope }] });
const marta = await staff('Marta Desk', padova.id);
const piero = await staff('Piero Desk', padova.id);
const mariama = await staff('Mariama Desk', kaolack.id);
const sessions = new Map<Somebody, SessionCookie>();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let awa: PersonId;
let self: Somebody;
let me: SessionCookie;
beforeAll(async () => {
  for (const one of [marta, piero, mariama]) sessions.set(one, await site.signIn(one.accountId));
});
const as = (who: Somebody) => sessions.get(who);

const wanted = (change: FormFields = {}): FormFields => ({
  recipient: `office:${kaolack.id}`,
  purpose: 'danger',
  parts: ['identity', 'contact'],
  endsAt: inDays(10),
  reason: 'She was taken to hospital and cannot answer.',
  ...change,
});
const ask = async (who: Somebody, change: FormFields = {}) => await site.post(`/en/desk/people/${awa}/override`, wanted(change), as(who));
const lastId = async (table: 'consent.override_requests' | 'consent.grants') => {
  const { rows } = await db.superuser.query<{ id: string }>(`select id from ${table} where subject_id = $1 order by id desc limit 1`, [
    awa,
  ]);
  return rows[0]?.id ?? '';
};
const decide = async (who: Somebody, fields: FormFields, id?: string) =>
  await site.post(`/en/desk/overrides/${id ?? (await lastId('consent.override_requests'))}`, fields, as(who));
const grants = async () => (await db.superuser.query('select * from consent.grants where subject_id = $1', [awa])).rows;
const abroadReads = async () => await asActor(db.app, mariama, async (trx) => (await getPerson(trx, awa))?.identity?.givenName ?? null);
async function runNotice(): Promise<void> {
  const context = { db: db.jobs, keyring: site.network.keyring, catalogue: site.network.catalogue, publicUrl: 'http://localhost' };
  const job = { log: createLog({ logLevel: 'silent' }), job: { id: '1', attempt: 1, last: false }, signal: new AbortController().signal };
  await tellOverride.perform({ ...context, ...job }, { grantId: await lastId('consent.grants') });
}
async function newPerson(reach: { email?: string; phone?: string } = {}): Promise<void> {
  awa = await plantPerson(site, marta, padova.id, { givenName: 'Awa', email: reach.email ?? null, phone: reach.phone ?? null });
  const by = reach.email ? 'email' : reach.phone ? 'sms' : 'none';
  await db.superuser.query(`update people.contacts set reach_by = $2 where person_id = $1`, [awa, by]);
  await db.superuser.query(`update people.people set language = 'fr' where id = $1`, [awa]);
  self = await plantAccount(db, { name: 'Awa' });
  await plantLink(db, self.accountId, awa);
  me = await site.signIn(self.accountId, 1);
}

describe('sharing without permission', () => {
  test('opens the named parts once a second officer confirms, and shows the person who decided and why', async () => {
    await newPerson();
    expect((await ask(marta)).statusCode).toBe(303);
    expect(await abroadReads()).toBeNull();
    expect((await site.get('/en/desk', as(piero))).body).toContain('1 request waits for a second officer.');
    expect((await decide(piero, { decision: 'confirm', reason: '' })).statusCode).toBe(303);
    expect(await abroadReads()).toBe('Awa');
    const sharing = (await site.get('/en/me/sharing', me)).body;
    for (const text of ['Without your permission', 'Office of padova', 'Office of kaolack', 'taken to hospital', 'If you do not agree'])
      expect(sharing).toContain(text);
    expect((await site.get('/en/me', me)).body).toContain('without your permission');
  });

  test('is never confirmed by the officer who asked', async () => {
    await newPerson();
    await ask(marta);
    const own = await site.get(`/en/desk/overrides/${await lastId('consent.override_requests')}`, as(marta));
    expect(own.body).not.toContain('value="confirm"');
    const answer = await decide(marta, { decision: 'confirm', reason: '' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('A second officer must confirm this');
    expect(await grants()).toEqual([]);
  });

  test('is asked for a file of the own office only, and looks to others as if it were not there', async () => {
    await newPerson();
    expect((await ask(mariama)).statusCode).toBe(404);
    await ask(marta);
    const id = await lastId('consent.override_requests');
    expect((await site.get(`/en/desk/overrides/${id}`, as(mariama))).statusCode).toBe(404);
    expect((await decide(mariama, { decision: 'confirm', reason: '' }, id)).statusCode).toBe(404);
    expect((await site.get('/en/desk/overrides', as(mariama))).body).not.toContain('hospital');
  });

  test('lasts at most 90 days', async () => {
    await newPerson();
    for (const endsAt of [inDays(91), inDays(-2)]) {
      const answer = await ask(marta, { endsAt });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('The end date must be in the future');
      expect(answer.body).toContain('She was taken to hospital');
    }
    expect((await ask(marta, { endsAt: inDays(88) })).statusCode).toBe(303);
  });

  test('needs a reason, a part, a purpose and a recipient of the list', async () => {
    await newPerson();
    const stranger = '01890000-0000-7000-8000-000000000000';
    const wrong: FormFields[] = [
      { reason: 'urgent' },
      { reason: '' },
      { reason: 'x'.repeat(2_001) },
      { parts: [] },
      { parts: ['everything'] },
      { purpose: 'convenience' },
      { recipient: '' },
      { recipient: `office:${stranger}` },
      { recipient: `office:${padova.id}` },
      { recipient: `account:${self.accountId}` },
    ];
    for (const change of wrong) expect((await ask(marta, change)).statusCode, JSON.stringify(change).slice(0, 80)).toBe(422);
    expect(await lastId('consent.override_requests')).toBe('');
  });

  test('is declined with a reason, and taken back without', async () => {
    await newPerson();
    await ask(marta);
    const answer = await decide(piero, { decision: 'decline', reason: '' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Say why you decline');
    const id = await lastId('consent.override_requests');
    expect((await decide(piero, { decision: 'decline', reason: 'She has come back and can be asked.' })).statusCode).toBe(303);
    expect((await decide(piero, { decision: 'confirm', reason: '' }, id)).statusCode).toBe(404);
    await ask(marta);
    expect((await decide(marta, { decision: 'decline', reason: '' })).statusCode).toBe(303);
    expect(await grants()).toEqual([]);
  });

  test('is not confirmed after its last day', async () => {
    await newPerson();
    await ask(marta);
    await db.superuser.query(
      `update consent.override_requests set created_at = now() - interval '20 days', ends_at = now() - interval '1 day' where subject_id = $1`,
      [awa],
    );
    expect((await decide(piero, { decision: 'confirm', reason: '' })).statusCode).toBe(422);
    expect(await grants()).toEqual([]);
  });

  test('is confirmed once by two who press at the same moment', async () => {
    await newPerson();
    await ask(marta);
    const third = await staff('Third Desk', padova.id);
    sessions.set(third, await site.signIn(third.accountId));
    const answers = await Promise.all([piero, third].map(async (who) => await decide(who, { decision: 'confirm', reason: '' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404]);
    expect(await grants()).toHaveLength(1);
  });

  test('ends early by any officer of the office, by nobody else', async () => {
    await newPerson();
    await ask(marta);
    await decide(piero, { decision: 'confirm', reason: '' });
    const end = `/en/desk/overrides/shared/${await lastId('consent.grants')}/end`;
    expect((await site.post(end, {}, as(mariama))).statusCode).toBe(404);
    expect((await site.post(`/en/me/sharing/${await lastId('consent.grants')}/withdraw`, {}, me)).statusCode).toBe(409);
    expect(await abroadReads()).toBe('Awa');
    expect((await site.post(end, {}, as(marta))).statusCode).toBe(303);
    expect(await abroadReads()).toBeNull();
    expect((await site.get(end, as(marta))).statusCode).toBe(404);
  });
});

describe('the notice to the person', () => {
  const confirmed = async () => {
    await ask(marta);
    await decide(piero, { decision: 'confirm', reason: '' });
  };

  test('goes once by e-mail in their language, and names neither recipient nor reason', async () => {
    await newPerson({ email: 'awa@example.org' });
    await confirmed();
    await runNotice();
    await runNotice();
    const sent = (await site.messages()).filter((message) => JSON.stringify(message.to).includes('awa@example.org'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain('http://localhost/fr/me/sharing');
    expect(sent[0]?.text).toContain('Deux agents');
    for (const secret of ['hospital', 'kaolack']) expect(JSON.stringify(sent)).not.toContain(secret);
    expect(await grants()).toMatchObject([{ told_how: 'email', given_in: padova.id }]);
  });

  test('goes by text message to who chose that', async () => {
    await newPerson({ phone: '+393331234567' });
    await confirmed();
    await runNotice();
    expect((await site.messages())[0]).toMatchObject({ channel: 'sms', to: '+393331234567' });
    expect(await grants()).toMatchObject([{ told_how: 'sms' }]);
  });

  test('is left to the desk for who chose no way, until it says that the person knows', async () => {
    await newPerson();
    await confirmed();
    await runNotice();
    expect(await grants()).toMatchObject([{ told_at: null, told_how: null }]);
    expect((await site.get('/en/desk', as(marta))).body).toContain('must still be told by the desk');
    const told = `/en/desk/overrides/shared/${await lastId('consent.grants')}/told`;
    expect((await site.post(told, {}, as(mariama))).statusCode).toBe(404);
    expect((await site.post(told, {}, as(piero))).statusCode).toBe(303);
    expect(await grants()).toMatchObject([{ told_how: 'in-person' }]);
    expect((await site.post(told, {}, as(piero))).statusCode).toBe(404);
    await expect(db.superuser.query(`update consent.grants set told_how = 'sms' where subject_id = $1`, [awa])).rejects.toThrow(
      /stays given/,
    );
  });
});
