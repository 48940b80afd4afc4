import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, isForbidden, type Actor, type AnyWrites } from '#kernel/db';
import { plantAccount, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { changeFile, type FileChange } from './change-file.ts';
import { getPerson } from './get-person.ts';
import { openFile, type Intake } from './open-file.ts';
import type { PersonId } from './person.ts';

const site = await testSite();
const { db, network } = site;

let counsellor: Somebody, elsewhere: Somebody, here: string, there: string;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isForbidden(error) ? 'forbidden' : error instanceof Error ? error.message : null;
};
const intake = (more: Partial<Intake> = {}): Intake => ({
  officeId: here,
  language: 'fr',
  identity: { givenName: 'Awa', familyName: 'Sarr', nameInOtherScript: null, birthYear: 1990 },
  contact: { phone: '+33639980099', email: null, reachBy: 'sms', note: null },
  profile: { gender: 'woman', originPlaceId: null, residencePlaceId: null, languages: ['fr'], minor: false, guardian: null },
  informed: true,
  controllers: ['Test town'],
  ...more,
});
const open = async (more: Partial<Intake> = {}) =>
  await as(counsellor, async (trx) => await openFile(trx, network.keyring, counsellor.accountId, intake(more)));
const change = async (actor: Somebody, id: PersonId, what: FileChange) =>
  await failure(as(actor, async (trx) => await changeFile(trx, network.keyring, id, what)));
const read = async (actor: Actor, id: PersonId) => await as(actor, async (trx) => await getPerson(trx, id));

beforeAll(async () => {
  here = (await plantOffice(db, 'files-here')).id;
  there = (await plantOffice(db, 'files-there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: here }] });
  elsewhere = await plantAccount(db, { roles: [{ role: 'counsellor', scope: there }] });
});

describe('a file that is opened', () => {
  test('holds what was told, gets the next reference of the year, and the basis on which it is kept', async () => {
    const [first, second] = [await open(), await open()];
    expect(await read(counsellor, first)).toMatchObject({ language: 'fr', identity: intake().identity, contact: intake().contact });
    const references = await Promise.all([first, second].map(async (id) => (await read(counsellor, id))?.reference ?? ''));
    expect(references.map((one) => Number(one.split('-')[1]))).toEqual([1, 2]);
    const { rows } = await db.superuser.query(
      'select purpose, basis, controllers, keep_until > now()::date as kept from consent.bases where subject_id = $1',
      [first],
    );
    expect(rows).toEqual([{ purpose: 'people.purpose.counselling', basis: 'public-task', controllers: ['Test town'], kept: true }]);
  });

  test('is refused where the person was not informed, a channel has no address, or a minor has no guardian', async () => {
    const { contact, profile } = intake();
    expect(await failure(open({ informed: false }))).toBe('people.information-not-given');
    expect(await failure(open({ contact: { ...contact, phone: null } }))).toBe('people.reach-without-address');
    expect(await failure(open({ contact: { ...contact, reachBy: 'email' } }))).toBe('people.reach-without-address');
    expect(await failure(open({ profile: { ...profile, minor: true } }))).toBe('people.guardian-missing');
    const minor = await open({ profile: { ...profile, minor: true, guardian: 'An aunt' } });
    expect((await read(counsellor, minor))?.profile).toMatchObject({ minor: true, guardian: 'An aunt' });
  });

  test('is not opened at the desk of another office', async () => {
    expect(await failure(open({ officeId: there }))).not.toBeNull();
    const { rows } = await db.superuser.query('select 1 from people.people where office_id = $1', [there]);
    expect(rows).toEqual([]);
  });
});

describe('a file that changes', () => {
  test('changes in the parts that are named and in no other, and the act is on record', async () => {
    const id = await open();
    const before = await read(counsellor, id);
    const identity = { givenName: 'Awa', familyName: 'Ndiaye', nameInOtherScript: 'عوا', birthYear: 1991 };
    expect(await change(counsellor, id, { identity })).toBeNull();
    expect(await read(counsellor, id)).toEqual({ ...before, identity });
    expect(
      await change(counsellor, id, {
        language: 'wo',
        contact: { phone: null, email: 'awa@example.org', reachBy: 'email', note: 'Mornings' },
      }),
    ).toBeNull();
    expect(await read(counsellor, id)).toMatchObject({
      identity,
      language: 'wo',
      contact: { phone: null, reachBy: 'email', note: 'Mornings' },
    });
    const { rows } = await db.superuser.query<{ verb: string }>('select verb from audit.entries where verb = $1', ['people.changed']);
    expect(rows).toHaveLength(2);
  });

  test('is refused as when it was opened, and then nothing of it changes', async () => {
    const id = await open();
    const before = await read(counsellor, id);
    const identity = { givenName: 'Other', familyName: '', nameInOtherScript: null, birthYear: null };
    expect(await change(counsellor, id, { identity, contact: { phone: null, email: null, reachBy: 'sms', note: null } })).toBe(
      'people.reach-without-address',
    );
    expect(await change(counsellor, id, { identity, profile: { ...intake().profile, minor: true } })).toBe('people.guardian-missing');
    expect(await read(counsellor, id)).toEqual(before);
  });

  test('is not there for another office', async () => {
    const id = await plantPerson(site, counsellor, here);
    expect(await read(elsewhere, id)).toBeNull();
    expect(await change(elsewhere, id, { language: 'en' })).toBe('people.not-found');
  });
});
