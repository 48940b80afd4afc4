import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { seededSite } from '#test/fixtures';
import { askErasure } from './ask-erasure.ts';
import { proposeErasure } from './decide-erasure.ts';
import type { RequestId } from './erasure.ts';

const { site, world } = await seededSite();
const { db } = site;
const { person, manager, protectionOfficer, counsellor } = world.staff;
const reason = 'The person asked for it in writing and nothing speaks against it.';

beforeEach(async () => {
  await db.superuser.query('delete from erasure.requests where subject_id = $1', [world.awa.person]);
  await db.superuser.query('delete from mail.messages');
});

async function proposed(): Promise<RequestId> {
  const id = await asActor(db.app, person, async (trx) =>
    askErasure(trx, person.accountId, world.awa.person, { how: 'person', accountToo: false, wish: null }),
  );
  await asActor(db.app, manager, async (trx) => proposeErasure(trx, manager.accountId, id, { proposal: 'erase', reason }));
  return id;
}

const reachBy = async (how: 'sms' | 'email' | 'none') => {
  const contact = [world.awa.person, how, '+390498765002', 'awa@example.org'];
  await db.superuser.query('update people.contacts set reach_by = $2, phone = $3, email = $4 where person_id = $1', contact);
  await db.superuser.query(`update people.people set language = 'fr' where id = $1`, [world.awa.person]);
};
const decide = async (path: string, form: Record<string, string>) =>
  await site.post(`/en/admin/erasures/${path}`, form, await site.signIn(protectionOfficer.accountId, 2));

test('a refusal is told in the language and by the way that the person chose, without its reason', async () => {
  await reachBy('email');
  expect((await decide(`${await proposed()}/refuse`, { reason, keepUntil: '' })).statusCode).toBe(303);
  const [message, ...more] = await site.messages();
  expect(more).toEqual([]);
  expect(message).toMatchObject({ channel: 'mail', to: { address: 'awa@example.org' }, language: 'fr' });
  expect(message?.text).toContain('/fr/me/erasure');
  expect(message?.text).not.toContain(reason);
});

test('whoever chose no way is told by the desk: no message goes to an address on file', async () => {
  await reachBy('none');
  await decide(`${await proposed()}/refuse`, { reason, keepUntil: '' });
  expect(await site.messages()).toEqual([]);
});

test('the address opens to the officer who decides, and to nobody else', async () => {
  await reachBy('sms');
  const id = await proposed();
  const read = async (who: typeof person) =>
    await asActor(db.app, who, async (trx) => (await sql`select * from erasure.where_to_answer(${id}::uuid)`.execute(trx)).rows);
  expect(await read(protectionOfficer)).toEqual([{ language: 'fr', phone: '+390498765002', email: null }]);
  expect(await read({ ...protectionOfficer, assurance: 1 })).toEqual([]);
  for (const who of [person, counsellor, manager]) expect(await read(who)).toEqual([]);
});

test('an erasure is told once, last of all, and leaves no word of the address in the database', async () => {
  await reachBy('sms');
  expect((await decide(`${await proposed()}/erase`, { ground: 'not-needed', sure: 'yes' })).statusCode).toBe(303);
  const messages = await site.messages();
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ channel: 'sms', to: '+390498765002', language: 'fr' });
});
