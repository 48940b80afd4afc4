import { describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { addDays, addMinutes, toLocal } from '#kernel/time';
import { plantLink, plantPerson } from '#test/plant';
import { testSite } from '#test/site';
import { book, firstFree, freeOn, officeOf, plantDesk, withToken } from './appointments.fixtures.ts';
import { cancelAppointment } from './change-appointment.ts';
import { freeSlots, HORIZON_DAYS } from './free-slots.ts';
import { getAppointment } from './read-appointments.ts';

const site = await testSite();
const { db } = site;

const seatsAt = async (officeId: string, startsAt: string) => {
  const { rows } = await db.superuser.query<{ seat: number }>(
    `select seat from appointments.appointments where office_id = $1 and starts_at = $2 and state <> 'cancelled' order by seat`,
    [officeId, startsAt],
  );
  return rows.map(({ seat }) => seat);
};

describe('many visitors at once', () => {
  test('of forty who book one slot exactly one gets it, the others are told that it is taken', async () => {
    const { office } = await plantDesk(site, 'forty');
    const slot = await firstFree(site, office, 7);
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => book(site, office, slot)));
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(reasons).toEqual(Array.from({ length: 39 }, () => 'appointments.slot-taken'));
    expect(await seatsAt(office.id, slot)).toEqual([1]);
  });

  test('a slot with three seats takes three, each in a seat of its own', async () => {
    const { office } = await plantDesk(site, 'three-seats', 3);
    const slot = await firstFree(site, office, 7);
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => book(site, office, slot)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await seatsAt(office.id, slot)).toEqual([1, 2, 3]);
    expect(await freeOn(site, office, 7)).not.toContain(slot);
  });

  test('the database itself refuses a seat twice, whatever the code above it does', async () => {
    const { office } = await plantDesk(site, 'last-guard');
    const slot = await firstFree(site, office, 7);
    await book(site, office, slot);
    const again = db.superuser.query(
      `insert into appointments.appointments
              (id, office_id, starts_at, ends_at, seat, language, spoken_language, topic, visitor_time_zone, token_hash, sealed_token, email)
       values (gen_random_uuid(), $1, $2::timestamptz + interval '10 minutes', $2::timestamptz + interval '40 minutes', 1, 'en', 'en', 'other', 'UTC', 'x', '', 'a@example.org')`,
      [office.id, slot],
    );
    await expect(again).rejects.toMatchObject({ constraint: 'appointments_one_seat' });
  });
});

describe('what can be booked', () => {
  test('a cancelled seat is free again at once', async () => {
    const { office } = await plantDesk(site, 'free-again');
    const slot = await firstFree(site, office, 7);
    const first = await book(site, office, slot);
    expect(await freeOn(site, office, 7)).not.toContain(slot);
    await withToken(site, first.token, (trx) => cancelAppointment(trx, first.id, new Date(), 'visitor'));
    expect(await freeOn(site, office, 7)).toContain(slot);
    await book(site, office, slot);
    expect(await seatsAt(office.id, slot)).toEqual([1]);
  });

  test('a booking made with longer slots leaves no shorter one free inside it', async () => {
    const { office } = await plantDesk(site, 'shorter');
    const slot = await firstFree(site, office, 7);
    await book(site, office, slot);
    await db.superuser.query('update offices.offices set slot_minutes = 15 where id = $1', [office.id]);
    const shorter = await officeOf(site, office.id);
    const free = await freeOn(site, shorter, 7);
    expect(free).not.toContain(slot);
    expect(free).not.toContain(addMinutes(slot, 15));
    await expect(book(site, shorter, addMinutes(slot, 15))).rejects.toThrow('appointments.slot-taken');
    await book(site, shorter, addMinutes(slot, 30));
  });

  test('a visitor books an hour ahead, the desk up to the last minute', async () => {
    const { office, counsellor } = await plantDesk(site, 'lead-time');
    const slot = await firstFree(site, office, 7);
    const now = new Date(addMinutes(slot, -45));
    await expect(book(site, office, slot, {}, { now })).rejects.toThrow('appointments.slot-gone');
    const desk = { actor: counsellor, booker: { kind: 'desk', accountId: counsellor.accountId, personId: null }, now } as const;
    await book(site, office, slot, {}, desk);
  });

  test('a past slot is gone', async () => {
    const { office } = await plantDesk(site, 'past');
    const slot = addMinutes(await firstFree(site, office, 1), -14 * 24 * 60);
    await expect(book(site, office, slot)).rejects.toThrow('appointments.slot-gone');
  });

  test('nothing is offered outside the hours, beyond eight weeks, or on a closed day', async () => {
    const { office } = await plantDesk(site, 'hours');
    const slot = await firstFree(site, office, 7);
    await expect(book(site, office, addMinutes(slot, 10))).rejects.toThrow('appointments.not-a-slot');
    await expect(book(site, office, addMinutes(slot, 4 * 60))).rejects.toThrow('appointments.not-a-slot');
    await expect(book(site, office, addMinutes(slot, (HORIZON_DAYS + 7) * 24 * 60))).rejects.toThrow('appointments.not-a-slot');
    const { day } = toLocal(slot, office.timeZone);
    await db.superuser.query('insert into offices.closures (office_id, on_day) values ($1, $2)', [office.id, day]);
    expect(await freeOn(site, office, 7)).toEqual([]);
    await expect(book(site, office, slot)).rejects.toThrow('appointments.not-a-slot');
  });

  test('an office that has closed for good takes no appointments', async () => {
    const { office } = await plantDesk(site, 'closed-for-good');
    const slot = await firstFree(site, office, 7);
    await db.superuser.query('update offices.offices set active = false where id = $1', [office.id]);
    await expect(book(site, await officeOf(site, office.id), slot)).rejects.toThrow('appointments.not-a-slot');
    await expect(book(site, office, slot)).rejects.toThrow(); // the policy, for a page that was open before
  });

  test('hours for women only are marked', async () => {
    const { office } = await plantDesk(site, 'women');
    const day = addDays(toLocal(new Date().toISOString(), office.timeZone).day, 7);
    const slots = await asActor(db.app, nobody, (trx) => freeSlots(trx, office, day, 1, new Date()));
    const women = slots.filter(({ womenOnly }) => womenOnly).map(({ startsAt }) => toLocal(startsAt, office.timeZone).time);
    expect(women).toEqual(['14:00', '14:30', '15:00', '15:30', '16:00', '16:30']);
    expect(slots).toHaveLength(12);
  });

  test('text that is no moment is no slot', async () => {
    const { office } = await plantDesk(site, 'hostile');
    for (const text of ['', 'now', '2026-13-45T99:99Z', "'; drop table appointments.appointments; --", '<script>', '9'.repeat(40)])
      await expect(book(site, office, text)).rejects.toThrow('appointments.not-a-slot');
  });
});

describe('who books', () => {
  test('a visitor leaves a phone number or an e-mail address', async () => {
    const { office } = await plantDesk(site, 'reach');
    const slot = await firstFree(site, office, 7);
    await expect(book(site, office, slot, { email: null, phone: null })).rejects.toThrow('appointments.address-missing');
    const { id, token } = await book(site, office, slot, { email: null, phone: '+393471234567', name: '' });
    const appointment = await withToken(site, token, (trx) => getAppointment(trx, id));
    expect(appointment).toMatchObject({ phone: '+393471234567', name: '', state: 'booked', visitorTimeZone: 'Africa/Dakar' });
  });

  test('a zone that does not exist becomes the office’s', async () => {
    const { office } = await plantDesk(site, 'zone');
    const { id, token } = await book(site, office, await firstFree(site, office, 7), { visitorTimeZone: 'Mars/Olympus' });
    const appointment = await withToken(site, token, (trx) => getAppointment(trx, id));
    expect(appointment?.visitorTimeZone).toBe('Europe/Rome');
  });

  test('one address holds three open appointments at an office and no fourth', async () => {
    const { office } = await plantDesk(site, 'three');
    const free = await freeOn(site, office, 7);
    const email = 'much@example.org';
    for (const slot of free.slice(0, 3)) await book(site, office, slot, { email });
    await expect(book(site, office, free[3] ?? '', { email })).rejects.toThrow('appointments.three-open');
    await book(site, office, free[3] ?? '');
  });

  test('one number books six a day and no seventh, although it cancels them', async () => {
    const { office } = await plantDesk(site, 'six');
    const phone = '+393470000006';
    const slot = await firstFree(site, office, 7);
    for (let time = 0; time < 6; time++) {
      const { id, token } = await book(site, office, slot, { email: null, phone });
      await withToken(site, token, (trx) => cancelAppointment(trx, id, new Date(), 'visitor'));
    }
    await expect(book(site, office, slot, { email: null, phone })).rejects.toThrow('appointments.six-a-day');
  });

  test('a person books for their own file and for no other one', async () => {
    const { office, counsellor } = await plantDesk(site, 'own-file');
    const person = await plantPerson(site, counsellor, office.id);
    const stranger = await plantPerson(site, counsellor, office.id);
    const account = { accountId: '0193c000-0000-7000-8000-00000000000a', assurance: 1 } as const;
    await plantLink(db, account.accountId, person);
    const slot = await firstFree(site, office, 7);
    const own = { actor: account, booker: { kind: 'person', personId: person } } as const;
    const { id } = await book(site, office, slot, { email: null }, own);
    const seen = await asActor(db.app, account, (trx) => getAppointment(trx, id));
    expect(seen?.personId).toBe(person);
    const other = { actor: account, booker: { kind: 'person', personId: stranger } } as const;
    await expect(book(site, office, addMinutes(slot, 30), {}, other)).rejects.toThrow('appointments.not-found');
  });

  test('the desk books for a file of its own, not for one of another office', async () => {
    const { office, counsellor } = await plantDesk(site, 'desk-books');
    const elsewhere = await plantDesk(site, 'desk-elsewhere');
    const person = await plantPerson(site, counsellor, office.id);
    const foreign = await plantPerson(site, elsewhere.counsellor, elsewhere.office.id);
    const [first = '', second = ''] = await freeOn(site, office, 7);
    const by = (personId: typeof person) =>
      ({ actor: counsellor, booker: { kind: 'desk', accountId: counsellor.accountId, personId } }) as const;
    const { id } = await book(site, office, first, { email: null }, by(person));
    expect(await asActor(db.app, counsellor, (trx) => getAppointment(trx, id))).toMatchObject({
      personId: person,
      bookedBy: counsellor.accountId,
    });
    await expect(book(site, office, second, {}, by(foreign))).rejects.toThrow('appointments.not-found');
  });
});
