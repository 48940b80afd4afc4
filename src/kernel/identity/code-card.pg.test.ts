import { describe, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { addAddress, requestAddress } from './add-address.ts';
import { DAY, freshEmail, giveRole, officeWithFile, refusalOf, rehearse, sessionAfter, visit } from './identity.fixtures.ts';
import { codeCardOf, issueCodeCard, revokeCodeCard } from './issue-code-card.ts';
import { claimableFiles, linkByAddress, linkByCode, setContactClaims } from './link-file.ts';
import { actorOf } from './session-of.ts';
import { signInWithCard } from './sign-in-with-card.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';

// Roles are given to accounts that these tests need no rows of.
const db = await testDatabase({ unchecked: ['access-role-of-an-account'] });
const stage = await rehearse(db);
const { identity } = stage;

type Office = Awaited<ReturnType<typeof officeWithFile>>;

async function printCard({ counsellor, subjectId }: Office): Promise<string> {
  const card = await asActor(db.app, counsellor, async (trx) => await issueCodeCard(identity, trx, counsellor.accountId, subjectId));
  return card.code;
}

async function signInByMail(address = freshEmail()) {
  const { challenge } = await requestCode(identity, visit(), { address, country: null, language: 'fr' });
  return await sessionAfter(identity, await signInWithCode(identity, visit(), { challenge, code: stage.last('code') }));
}

const enter = async (card: string) => await signInWithCard(identity, visit(), { card, language: 'fr' });

async function ownFiles(session: Parameters<typeof actorOf>[0]): Promise<string[]> {
  return await asActor(db.app, actorOf(session), async (trx) => {
    const rows = await trx.selectFrom('access.subjects').select('id').execute();
    return rows.map((row) => row.id);
  });
}

describe('a code card', () => {
  test('is four groups of four signs that cannot be mistaken, and signs in as people type it', async () => {
    const office = await officeWithFile(db);
    const code = await printCard(office);
    expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/);
    const first = await enter(code.toLowerCase().replaceAll('-', ' '));
    const session = await sessionAfter(identity, first);
    expect(session).toMatchObject({ way: 'card', assurance: 1, account: { email: null, phone: null, language: 'fr' } });
    expect(await ownFiles(session)).toEqual([office.subjectId]);
  });

  test('stays valid and leads to the same account again', async () => {
    const code = await printCard(await officeWithFile(db));
    expect((await enter(code)).accountId).toBe((await enter(code)).accountId);
  });

  test('is worth nothing after a year', async () => {
    const code = await printCard(await officeWithFile(db));
    const first = await enter(code);
    stage.wait(365 * DAY);
    expect(await refusalOf(enter(code))).toBe('card-wrong');
    expect(await identity.sessionOf(first.setCookie.split(';')[0])).toBeNull();
  });

  test('ends, with its sessions, when a new one is made; the new one leads to the same account', async () => {
    const office = await officeWithFile(db);
    const old = await printCard(office);
    const before = await enter(old);
    const code = await printCard(office);
    expect(await refusalOf(enter(old))).toBe('card-wrong');
    await expect(sessionAfter(identity, before)).rejects.toThrow('no session');
    expect((await enter(code)).accountId).toBe(before.accountId);
  });

  test('can be taken back, and the desk sees whether there is one', async () => {
    const office = await officeWithFile(db);
    const code = await printCard(office);
    await asActor(db.app, office.counsellor, async (trx) => {
      expect(await codeCardOf(identity, trx, office.subjectId)).toMatchObject({ issuedAt: identity.now() });
      await revokeCodeCard(identity, trx, office.subjectId);
      expect(await codeCardOf(identity, trx, office.subjectId)).toBeNull();
    });
    expect(await refusalOf(enter(code))).toBe('card-wrong');
  });

  test('is made only by the desk that has custody of the file', async () => {
    const office = await officeWithFile(db);
    const other = await officeWithFile(db);
    expect(await refusalOf(printCard({ ...office, counsellor: other.counsellor }))).toBe('not-found');
    expect(await refusalOf(printCard({ ...office, counsellor: { ...office.counsellor, assurance: 1 } as never }))).toBe('not-found');
  });

  test('is slowed down after five wrong tries, even for the right code', async () => {
    const code = await printCard(await officeWithFile(db));
    const wrong = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
    for (let count = 0; count < 5; count += 1) expect(await refusalOf(enter(wrong))).toBe('card-wrong');
    expect(await refusalOf(enter(code))).toBe('too-many-tries');
    stage.wait(31);
    expect(await refusalOf(enter(code))).toBe('none');
  });

  test('is kept as a hash, and nobody reads even that through the application', async () => {
    const office = await officeWithFile(db);
    const code = (await printCard(office)).replaceAll('-', '');
    const { rows } = await db.superuser.query<{ row: string }>('select c::text as row from identity.code_cards c where subject_id = $1', [
      office.subjectId,
    ]);
    expect(rows[0]?.row).not.toContain(code.slice(6));
    const read = asActor(
      db.app,
      office.counsellor,
      async (trx) => await trx.selectFrom('identity.code_cards').select('secret_hash').execute(),
    );
    await expect(read).rejects.toThrow('permission denied');
  });

  test('opens no account that reaches more than its own file, so that a desk cannot print its way into another office', async () => {
    const here = await officeWithFile(db);
    const there = await officeWithFile(db);
    const person = await signInByMail();
    await linkByCode(identity, visit(), person, await printCard(here));
    await linkByCode(identity, visit(), person, await printCard(there));
    const printed = await enter(await printCard(here));
    expect(printed.accountId).not.toBe(person.accountId);
    expect(await ownFiles(await sessionAfter(identity, printed))).toEqual([here.subjectId]);
  });

  test('leaves alone a card account that has meanwhile taken on an address', async () => {
    const office = await officeWithFile(db);
    const code = await printCard(office);
    const first = await enter(code);
    const session = await sessionAfter(identity, first);
    const { challenge } = await requestAddress(identity, visit(), session, { address: freshEmail(), country: null });
    await addAddress(identity, visit(), session, { challenge, code: stage.last('code') });
    expect((await enter(code)).accountId).not.toBe(first.accountId);
  });
});

describe('linking an account to a file', () => {
  test('by the code of its card gives the person their file', async () => {
    const office = await officeWithFile(db);
    const person = await signInByMail();
    expect(await ownFiles(person)).toEqual([]);
    expect(await linkByCode(identity, visit(), person, await printCard(office))).toBe(office.subjectId);
    expect(await ownFiles(person)).toEqual([office.subjectId]);
  });

  test('by code is refused to an account of a card, and to staff of the office itself', async () => {
    const office = await officeWithFile(db);
    const byCard = await sessionAfter(identity, await enter(await printCard(office)));
    expect(await refusalOf(linkByCode(identity, visit(), byCard, await printCard(await officeWithFile(db))))).toBe('card-account');
    const colleague = await signInByMail();
    await giveRole(db, colleague.accountId, 'counsellor', { kind: 'office', id: office.custodianId });
    expect(await refusalOf(linkByCode(identity, visit(), colleague, await printCard(office)))).toBe('own-office');
  });

  test('by a wrong code says nothing of the file', async () => {
    const person = await signInByMail();
    expect(await refusalOf(linkByCode(identity, visit(), person, 'ABCD-EFGH-JKMN-PQRS'))).toBe('card-wrong');
  });

  async function claim({ counsellor, subjectId, custodianId }: Office, given: { email?: string; phone?: string }) {
    await asActor(db.app, counsellor, async (trx) => {
      await setContactClaims(identity, trx, {
        subjectId,
        custodianId,
        email: given.email ?? null,
        phone: given.phone ?? null,
      });
    });
  }

  test('by the e-mail that was given at the desk works once the person has proved it', async () => {
    const office = await officeWithFile(db);
    const email = freshEmail();
    await claim(office, { email });
    const person = await signInByMail(email);
    await asActor(db.app, actorOf(person), async (trx) => {
      expect(await claimableFiles(trx)).toEqual([{ subjectId: office.subjectId, custodianId: office.custodianId, by: 'email' }]);
      await linkByAddress(trx, office.subjectId);
      expect(await claimableFiles(trx)).toEqual([]);
    });
    expect(await ownFiles(person)).toEqual([office.subjectId]);
  });

  test('by an address is not offered to another person, nor to one whose proof is missing', async () => {
    const office = await officeWithFile(db);
    const email = freshEmail();
    await claim(office, { email, phone: '+393331112223' });
    const stranger = await signInByMail();
    await db.superuser.query('update identity.accounts set phone = $2 where id = $1', [stranger.accountId, '+393331112223']);
    await asActor(db.app, actorOf(stranger), async (trx) => {
      expect(await claimableFiles(trx)).toEqual([]);
      expect(await refusalOf(linkByAddress(trx, office.subjectId))).toBe('not-claimable');
    });
  });

  test('by an address that one office has in two files is left to the desk', async () => {
    const office = await officeWithFile(db);
    const sibling = newId<'access.subjects'>();
    await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [sibling, office.custodianId]);
    const email = freshEmail();
    await claim(office, { email });
    await claim({ ...office, subjectId: sibling }, { email });
    const person = await signInByMail(email);
    await asActor(db.app, actorOf(person), async (trx) => expect(await claimableFiles(trx)).toEqual([]));
  });

  test('is not offered again once it was ended', async () => {
    const office = await officeWithFile(db);
    const email = freshEmail();
    await claim(office, { email });
    const person = await signInByMail(email);
    await asActor(db.app, actorOf(person), async (trx) => await linkByAddress(trx, office.subjectId));
    await db.superuser.query('update access.subject_accounts set ended_at = now() where account_id = $1', [person.accountId]);
    await asActor(db.app, actorOf(person), async (trx) => expect(await claimableFiles(trx)).toEqual([]));
  });

  test('cannot be prepared by another office', async () => {
    const office = await officeWithFile(db);
    const other = await officeWithFile(db);
    await expect(claim({ ...office, counsellor: other.counsellor }, { email: freshEmail() })).rejects.toThrow('row-level security');
  });
});
