import { describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import type { JobContext } from '#kernel/jobs';
import { addMinutes } from '#kernel/time';
import { plantPerson } from '#test/plant';
import { testSite } from '#test/site';
import { book, firstFree, freeOn, plantDesk, withToken } from './appointments.fixtures.ts';
import { appointmentActions, appointmentMoves, appointmentStates, type AppointmentId } from './appointment.ts';
import { appointmentBecameFile, cancelAppointment, markAppointment, moveAppointment } from './change-appointment.ts';
import { appointmentTimetable } from './jobs.ts';
import { getAppointment } from './read-appointments.ts';
import { tellVisitor } from './tell-visitor.ts';

const site = await testSite();
const { db, network } = site;

interface Job {
  key: string;
  payload: { kind: string; startsAt: string; appointmentId: string };
  run_at: Date;
}

const jobsOf = async (id: AppointmentId) => {
  const { rows } = await db.superuser.query<Job>(
    `select key, payload, run_at from graphile_worker._private_jobs where payload ->> 'appointmentId' = $1 order by key desc`,
    [id],
  );
  return rows.map(({ key, payload, run_at }) => ({
    key: key.split(':')[0],
    kind: payload.kind,
    startsAt: payload.startsAt,
    runAt: run_at.toISOString(),
  }));
};

const jobContext: JobContext = { log: network.log, job: { id: '1', attempt: 1, last: false }, signal: new AbortController().signal };
const perform = async (id: AppointmentId, kind: string, startsAt: string) => {
  const { keyring, catalogue, publicUrl } = network;
  await tellVisitor.perform({ db: db.jobs, keyring, catalogue, publicUrl, ...jobContext }, { appointmentId: id, kind, startsAt });
};
/** Lets an appointment have begun some minutes ago. */
const begun = async (id: AppointmentId, minutes: number) => {
  await db.superuser.query(
    `update appointments.appointments
        set starts_at = now() - make_interval(mins => $2), ends_at = now() - make_interval(mins => $2) + interval '30 minutes'
      where id = $1`,
    [id, minutes],
  );
};

describe('moving', () => {
  test('an appointment is moved twice: the seats follow, the number of the calendar entry grows, the last message and reminder hold', async () => {
    const { office } = await plantDesk(site, 'moved-twice');
    const [first = '', second = '', third = ''] = await freeOn(site, office, 7);
    const { id, token } = await book(site, office, first);
    for (const slot of [second, third])
      await withToken(site, token, (trx) => moveAppointment(trx, id, office, slot, new Date(), 'visitor'));
    const appointment = await withToken(site, token, (trx) => getAppointment(trx, id));
    expect(appointment).toMatchObject({ startsAt: third, endsAt: addMinutes(third, 30), sequence: 2, state: 'booked' });
    expect(await freeOn(site, office, 7)).toEqual(expect.arrayContaining([first, second]));
    expect(await jobsOf(id)).toEqual([
      { key: 'appointments.tell', kind: 'moved', startsAt: third, runAt: expect.any(String) },
      { key: 'appointments.remind', kind: 'reminder', startsAt: third, runAt: addMinutes(third, -24 * 60) },
    ]);
  });

  test('two who move to the same slot at once: one gets it, the other keeps the old time', async () => {
    const { office } = await plantDesk(site, 'move-race');
    const [first = '', second = '', wanted = ''] = await freeOn(site, office, 7);
    const both = [await book(site, office, first), await book(site, office, second)];
    const results = await Promise.allSettled(
      both.map(({ id, token }) => withToken(site, token, (trx) => moveAppointment(trx, id, office, wanted, new Date(), 'visitor'))),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const free = await freeOn(site, office, 7);
    expect([first, second].filter((slot) => free.includes(slot))).toHaveLength(1);
  });

  test('a move to the same time, to a taken one or to none is refused and changes nothing', async () => {
    const { office } = await plantDesk(site, 'move-refused');
    const [first = '', second = ''] = await freeOn(site, office, 7);
    const { id, token } = await book(site, office, first);
    await book(site, office, second);
    const move = (slot: string) => withToken(site, token, (trx) => moveAppointment(trx, id, office, slot, new Date(), 'visitor'));
    await expect(move(first)).rejects.toThrow('appointments.same-time');
    await expect(move(second)).rejects.toThrow('appointments.slot-taken');
    await expect(move(addMinutes(second, 7))).rejects.toThrow('appointments.not-a-slot');
    expect(await withToken(site, token, (trx) => getAppointment(trx, id))).toMatchObject({ startsAt: first, sequence: 0 });
  });

  test('a visitor moves five times, then rings up', async () => {
    const { office, counsellor } = await plantDesk(site, 'moved-often');
    const slots = await freeOn(site, office, 7);
    const { id, token } = await book(site, office, slots[0] ?? '');
    for (const slot of slots.slice(1, 6))
      await withToken(site, token, (trx) => moveAppointment(trx, id, office, slot, new Date(), 'visitor'));
    const last = slots[6] ?? '';
    await expect(withToken(site, token, (trx) => moveAppointment(trx, id, office, last, new Date(), 'visitor'))).rejects.toThrow(
      'moved-too-often',
    );
    await asActor(db.app, counsellor, (trx) => moveAppointment(trx, id, office, last, new Date(), 'desk'));
  });

  test('an appointment never moves to another office', async () => {
    const { office } = await plantDesk(site, 'stays-here');
    const other = await plantDesk(site, 'not-there');
    const { id, token } = await book(site, office, await firstFree(site, office, 7));
    const slot = await firstFree(site, other.office, 8);
    await expect(withToken(site, token, (trx) => moveAppointment(trx, id, other.office, slot, new Date(), 'visitor'))).rejects.toThrow(
      'not-found',
    );
  });
});

describe('cancelling', () => {
  test('a cancelled appointment tells the visitor, forgets the reminder and cannot be cancelled again', async () => {
    const { office } = await plantDesk(site, 'cancelled');
    const slot = await firstFree(site, office, 7);
    const { id, token } = await book(site, office, slot);
    await withToken(site, token, (trx) => cancelAppointment(trx, id, new Date(), 'visitor'));
    expect(await jobsOf(id)).toMatchObject([{ key: 'appointments.tell', kind: 'cancelled' }]);
    expect(await withToken(site, token, (trx) => getAppointment(trx, id))).toMatchObject({ state: 'cancelled', sequence: 1 });
    await expect(withToken(site, token, (trx) => cancelAppointment(trx, id, new Date(), 'visitor'))).rejects.toThrow('already-cancelled');
    await expect(withToken(site, token, (trx) => moveAppointment(trx, id, office, slot, new Date(), 'visitor'))).rejects.toThrow(
      'already-cancelled',
    );
  });

  test('what has begun is neither cancelled nor moved, not even past the code', async () => {
    const { office } = await plantDesk(site, 'begun');
    const { id, token } = await book(site, office, await firstFree(site, office, 7));
    await begun(id, 5);
    await expect(withToken(site, token, (trx) => cancelAppointment(trx, id, new Date(), 'visitor'))).rejects.toThrow('appointments.past');
    const changed = await withToken(site, token, (trx) =>
      trx.updateTable('appointments.appointments').set({ state: 'cancelled' }).where('id', '=', id).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });
});

describe('at the desk', () => {
  test('the desk notes who came, takes it back, and notes who did not', async () => {
    const { office, counsellor } = await plantDesk(site, 'marks');
    const { id } = await book(site, office, await firstFree(site, office, 7));
    const mark = (as: 'keep' | 'miss' | 'undo') => asActor(db.app, counsellor, (trx) => markAppointment(trx, id, as, new Date()));
    await expect(mark('keep')).rejects.toThrow('appointments.not-yet');
    await expect(mark('undo')).rejects.toThrow('appointments.not-settled');
    await begun(id, 10);
    await mark('keep');
    await expect(mark('miss')).rejects.toThrow('appointments.already-settled');
    await mark('undo');
    await mark('miss');
    expect(await asActor(db.app, counsellor, (trx) => getAppointment(trx, id))).toMatchObject({ state: 'missed' });
  });

  test('an appointment becomes a file once', async () => {
    const { office, counsellor } = await plantDesk(site, 'becomes-file');
    const person = await plantPerson(site, counsellor, office.id);
    const another = await plantPerson(site, counsellor, office.id);
    const { id } = await book(site, office, await firstFree(site, office, 7));
    await asActor(db.app, counsellor, (trx) => appointmentBecameFile(trx, id, person));
    expect(await asActor(db.app, counsellor, (trx) => getAppointment(trx, id))).toMatchObject({ personId: person });
    await expect(asActor(db.app, counsellor, (trx) => appointmentBecameFile(trx, id, another))).rejects.toThrow('appointments.file-set');
  });

  test('the database knows the same moves as the code', async () => {
    for (const from of appointmentStates)
      for (const to of appointmentStates) {
        const { rows } = await db.superuser.query<{ may: boolean }>('select appointments.may_become($1, $2) as may', [from, to]);
        const drawn = appointmentActions.some((action) => appointmentMoves[from][action] === to && from !== to);
        expect({ from, to, may: rows[0]?.may }).toEqual({ from, to, may: drawn });
      }
  });
});

describe('what the visitor is told', () => {
  test('a confirmation goes to the e-mail address, with link and calendar entry, hours of both places', async () => {
    const { office } = await plantDesk(site, 'told-by-mail');
    const slot = await firstFree(site, office, 7);
    const { id, token } = await book(site, office, slot, { email: 'told@example.org', phone: '+393471234500' });
    await perform(id, 'booked', slot);
    const [message] = await site.messages();
    expect(message).toMatchObject({ channel: 'mail', to: { address: 'told@example.org', name: 'Awa' }, language: 'en' });
    if (message?.channel !== 'mail') throw new Error('not a mail');
    expect(message.text).toContain(`/en/appointments/${id}?token=${token}`);
    expect(message.text).toContain('where you are');
    expect(message.calendar?.method).toBe('publish');
  });

  test('a reminder goes to the phone, in the language of the booking', async () => {
    const { office } = await plantDesk(site, 'told-by-sms');
    const slot = await firstFree(site, office, 7);
    const { id, token } = await book(site, office, slot, { email: 'both@example.org', phone: '+393471234501', language: 'fr' });
    await perform(id, 'reminder', slot);
    const [message] = await site.messages();
    expect(message).toMatchObject({ channel: 'sms', to: '+393471234501', language: 'fr' });
    if (message?.channel !== 'sms') throw new Error('not an SMS');
    expect(message.text).toContain(`/fr/appointments/${id}?token=${token}`);
  });

  test('what no longer holds is not told', async () => {
    const { office } = await plantDesk(site, 'silent');
    const [first = '', second = ''] = await freeOn(site, office, 7);
    const { id, token } = await book(site, office, first);
    await withToken(site, token, (trx) => moveAppointment(trx, id, office, second, new Date(), 'visitor'));
    const before = (await site.messages()).length;
    await perform(id, 'reminder', first);
    await perform(id, 'called-off', second);
    await withToken(site, token, (trx) => cancelAppointment(trx, id, new Date(), 'visitor'));
    await perform(id, 'reminder', second);
    expect((await site.messages()).length).toBe(before);
    await perform(id, 'cancelled', second);
    expect((await site.messages()).length).toBe(before + 1);
  });

  test('ninety days later name and addresses are forgotten, what is left is a count', async () => {
    const { office, counsellor } = await plantDesk(site, 'forgotten');
    const old = await book(site, office, await firstFree(site, office, 7));
    const fresh = await book(site, office, await firstFree(site, office, 8));
    await begun(old.id, 91 * 24 * 60);
    await begun(fresh.id, 80 * 24 * 60);
    for (const { task } of appointmentTimetable) await task.perform({ db: db.jobs, ...jobContext }, {});
    const read = (id: AppointmentId) => asActor(db.app, counsellor, (trx) => getAppointment(trx, id));
    expect(await read(old.id)).toMatchObject({ name: '', phone: null, email: null, topic: 'permit' });
    expect(await read(fresh.id)).toMatchObject({ name: 'Awa' });
  });

  test('the secret of the link stands in no table in clear', async () => {
    const { office } = await plantDesk(site, 'no-secret');
    const { id, token } = await book(site, office, await firstFree(site, office, 7));
    const { rows } = await db.superuser.query<{ text: string }>(
      'select appointments::text as text from appointments.appointments where id = $1',
      [id],
    );
    expect(rows[0]?.text).not.toContain(token);
    expect(rows[0]?.text).not.toContain(Buffer.from(token).toString('hex'));
    expect(await asActor(db.app, nobody, (trx) => getAppointment(trx, id))).toBeNull();
  });
});
