import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, nobody, type Actor } from '#kernel/db';
import { plantAccount, plantLink, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { PersonId } from '#modules/people';
import { book, freeOn, plantDesk, withToken, type Desk } from './appointments.fixtures.ts';
import type { AppointmentId } from './appointment.ts';
import { getAppointment, listAppointments } from './read-appointments.ts';

const site = await testSite();
const { db } = site;

let here: Desk, there: Desk, person: PersonId, account: Somebody;
let visitors: { id: AppointmentId; token: string }, other: { id: AppointmentId; token: string }, ofFile: { id: AppointmentId };

const seen = async (actor: Actor) => {
  const rows = await asActor(db.app, actor, (trx) => trx.selectFrom('appointments.appointments').select('id').execute());
  return rows.map(({ id }) => id).toSorted();
};
const set = (actor: Actor, id: AppointmentId, change: object) =>
  asActor(db.app, actor, (trx) => trx.updateTable('appointments.appointments').set(change).where('id', '=', id).executeTakeFirst());
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isForbidden(error) ? 'forbidden' : brokenConstraint(error);
};

beforeAll(async () => {
  here = await plantDesk(site, 'here');
  there = await plantDesk(site, 'there');
  person = await plantPerson(site, here.counsellor, here.office.id);
  account = await plantAccount(db);
  await plantLink(db, account.accountId, person);
  const [first = '', second = '', third = ''] = await freeOn(site, here.office, 7);
  visitors = await book(site, here.office, first);
  other = await book(site, here.office, second);
  const booker = { kind: 'desk', accountId: here.counsellor.accountId, personId: person } as const;
  ofFile = await book(site, here.office, third, {}, { actor: here.counsellor, booker });
});

describe('who sees an appointment, through the application’s own role', () => {
  test('nobody sees any without a link', async () => {
    expect(await seen(nobody)).toEqual([]);
    expect(await seen({ accountId: account.accountId, assurance: 0 })).toEqual([]);
  });

  test('a link opens its own appointment and no other one', async () => {
    const rows = await withToken(site, visitors.token, (trx) => trx.selectFrom('appointments.appointments').select('id').execute());
    expect(rows).toEqual([{ id: visitors.id }]);
    expect(await withToken(site, visitors.token, (trx) => getAppointment(trx, other.id))).toBeNull();
    expect(await withToken(site, 'x'.repeat(24), (trx) => getAppointment(trx, visitors.id))).toBeNull();
  });

  test('the desk sees its calendar with two factors, the desk elsewhere nothing', async () => {
    expect(await seen(here.counsellor)).toEqual([visitors.id, other.id, ofFile.id].toSorted());
    expect(await seen({ ...here.counsellor, assurance: 1 })).toEqual([]);
    expect(await seen(there.counsellor)).toEqual([]);
    const listed = await asActor(db.app, there.counsellor, (trx) =>
      listAppointments(trx, {
        officeIds: [here.office.id],
        from: '2000-01-01T00:00:00Z',
        to: '2100-01-01T00:00:00Z',
        state: 'all',
        limit: 10,
        offset: 0,
      }),
    );
    expect(listed).toEqual({ rows: [], total: 0 });
  });

  test('a person sees the appointments of their own file', async () => {
    expect(await seen({ ...account, assurance: 1 })).toEqual([ofFile.id]);
  });
});

describe('who changes an appointment', () => {
  test('neither a link of another nor somebody who is signed in', async () => {
    for (const actor of [nobody, account, there.counsellor])
      expect((await set(actor, visitors.id, { state: 'cancelled' })).numUpdatedRows).toBe(0n);
    const changed = await withToken(site, other.token, (trx) =>
      trx.updateTable('appointments.appointments').set({ state: 'cancelled' }).where('id', '=', visitors.id).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });

  test('a visitor cannot say that they came, nor turn the appointment into one of a file', async () => {
    const change = (values: object) =>
      failure(
        withToken(site, visitors.token, (trx) =>
          trx.updateTable('appointments.appointments').set(values).where('id', '=', visitors.id).execute(),
        ),
      );
    await db.superuser.query(
      `update appointments.appointments set starts_at = now() + interval '20 minutes', ends_at = now() + interval '50 minutes' where id = $1`,
      [visitors.id],
    );
    expect(await change({ state: 'kept' })).toBe('forbidden');
    expect(await change({ person_id: person, custodian_id: here.office.id })).toBe('appointments_file_final');
    expect(await change({ office_id: there.office.id })).toBe('forbidden');
    expect(await change({ token_hash: 'another' })).toBe('forbidden');
    expect(await change({ seat: 9 })).toBe('appointments_no_such_seat');
  });

  test('a visitor books for nobody’s file and in nobody’s name', async () => {
    const [slot = ''] = await freeOn(site, here.office, 8);
    const values = {
      id: crypto.randomUUID() as AppointmentId,
      office_id: here.office.id,
      starts_at: new Date(slot),
      ends_at: new Date(Date.parse(slot) + 1_800_000),
      seat: 1,
      email: 'a@example.org',
      language: 'en',
      spoken_language: 'en',
      topic: 'other',
      visitor_time_zone: 'UTC',
      token_hash: 'h',
      sealed_token: Buffer.of(1),
    };
    const insert = (more: object) =>
      failure(
        asActor(db.app, { ...nobody, token: 'h' }, (trx) =>
          trx
            .insertInto('appointments.appointments')
            .values({ ...values, ...more })
            .execute(),
        ),
      );
    expect(await insert({ person_id: person, custodian_id: here.office.id })).toBe('forbidden');
    expect(await insert({ booked_by: here.counsellor.accountId })).toBe('forbidden');
    expect(await insert({ state: 'kept' })).toBe('forbidden');
    expect(await insert({ token_hash: 'another' })).toBe('forbidden');
    expect(await insert({ starts_at: new Date('2020-01-01T09:00:00Z'), ends_at: new Date('2020-01-01T09:30:00Z') })).toBe('forbidden');
    expect(await insert({})).toBeNull();
  });

  test('a desk ties an appointment only to a file in its own custody', async () => {
    const foreign = await plantPerson(site, there.counsellor, there.office.id);
    const tie = (custodian: string) => failure(set(here.counsellor, other.id, { person_id: foreign, custodian_id: custodian }));
    expect(await tie(there.office.id)).toBe('appointments_file_final');
    expect(await tie(here.office.id)).toBe('appointments_person');
  });
});

describe('when the file goes to another office', () => {
  test('the appointment stays in the calendar for its week; then only the new office reads it, unless it was kept back', async () => {
    const { rowCount } = await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [person, there.office.id]);
    expect(rowCount).toBe(1);
    expect(await seen(here.counsellor)).toContain(ofFile.id);
    expect(await seen(there.counsellor)).toEqual([ofFile.id]);
    await db.superuser.query(
      `update appointments.appointments set starts_at = now() - interval '9 days', ends_at = now() - interval '9 days' + interval '30 minutes' where id = $1`,
      [ofFile.id],
    );
    expect(await seen(here.counsellor)).not.toContain(ofFile.id);
    expect(await seen(there.counsellor)).toEqual([ofFile.id]);
    await db.superuser.query(
      `insert into access.withheld (subject_id, custodian_id, part, before) values ($1, $2, 'appointments', now())`,
      [person, there.office.id],
    );
    expect(await seen(there.counsellor)).toEqual([]);
    expect(await seen({ ...account, assurance: 1 })).toEqual([ofFile.id]);
  });
});
