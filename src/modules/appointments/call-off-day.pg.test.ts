import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { toLocal } from '#kernel/time';
import { testSite } from '#test/site';
import { book, freeOn, plantDesk, type Desk } from './appointments.fixtures.ts';
import { bookedOnClosedDay, callOffDay } from './call-off-day.ts';
import type { AppointmentId } from './appointment.ts';

const site = await testSite();
const { db } = site;

async function plantClosedDay(code: string) {
  const desk = await plantDesk(site, code);
  const [first = '', second = ''] = await freeOn(site, desk.office, 8);
  const [other = ''] = await freeOn(site, desk.office, 9);
  const booked = [await book(site, desk.office, first), await book(site, desk.office, second)];
  const elsewhen = await book(site, desk.office, other);
  const { day } = toLocal(first, desk.office.timeZone);
  await db.superuser.query('insert into offices.closures (office_id, on_day) values ($1, $2)', [desk.office.id, day]);
  return { desk, day, booked, elsewhen };
}

const callOff = async ({ counsellor }: Desk, of: Desk, day: string) =>
  await asActor(db.app, counsellor, async (trx) => await callOffDay(trx, of.office, day, new Date()));
const stateOf = async (id: AppointmentId) =>
  (await db.superuser.query<{ state: string }>('select state from appointments.appointments where id = $1', [id])).rows[0]?.state;
const toldOf = async (id: AppointmentId) =>
  (
    await db.superuser.query<{ kind: string }>(
      `select payload ->> 'kind' as kind from graphile_worker._private_jobs where payload ->> 'appointmentId' = $1`,
      [id],
    )
  ).rows.map(({ kind }) => kind);

test('calls off everybody on the closed day, tells each once, and leaves other days alone', async () => {
  const { desk, day, booked, elsewhen } = await plantClosedDay('call-off');
  expect(await callOff(desk, desk, day)).toBe(2);
  for (const { id } of booked) {
    expect(await stateOf(id)).toBe('cancelled');
    expect(await toldOf(id)).toEqual(['called-off']);
  }
  expect(await stateOf(elsewhen.id)).toBe('booked');
});

test('a second time, or on a day on which the office is open, there is nothing to call off', async () => {
  const { desk, day, elsewhen } = await plantClosedDay('call-off-twice');
  await callOff(desk, desk, day);
  await expect(callOff(desk, desk, day)).rejects.toThrow('appointments.nothing-to-call-off');
  const other = toLocal(
    (
      await db.superuser.query<{ starts_at: Date }>('select starts_at from appointments.appointments where id = $1', [elsewhen.id])
    ).rows[0]?.starts_at.toISOString() ?? '',
    desk.office.timeZone,
  ).day;
  await expect(callOff(desk, desk, other)).rejects.toThrow('appointments.nothing-to-call-off');
  expect(await stateOf(elsewhen.id)).toBe('booked');
});

test('two officers at once call each appointment off once', async () => {
  const { desk, day, booked } = await plantClosedDay('call-off-race');
  const tries = await Promise.allSettled([callOff(desk, desk, day), callOff(desk, desk, day)]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const { id } of booked) expect(await toldOf(id)).toEqual(['called-off']);
});

test('another office sees nobody and calls nobody off', async () => {
  const { desk, day, booked } = await plantClosedDay('call-off-theirs');
  const stranger = await plantDesk(site, 'call-off-stranger');
  await expect(callOff(stranger, desk, day)).rejects.toThrow('appointments.nothing-to-call-off');
  expect(await asActor(db.app, stranger.counsellor, async (trx) => await bookedOnClosedDay(trx, desk.office, day, new Date()))).toEqual([]);
  for (const { id } of booked) expect(await stateOf(id)).toBe('booked');
});
