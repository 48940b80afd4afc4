import { describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { plantAccount, plantLink, plantPerson } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { book, firstFree, freeOn, plantDesk, type Desk } from '../appointments.fixtures.ts';
import { getAppointment } from '../read-appointments.ts';

const site = await testSite();
const { db } = site;

const fill = (slot: string, more: Record<string, string> = {}) => ({
  slot,
  name: '',
  phone: '',
  email: 'visitor@example.org',
  topic: 'permit',
  spoken: 'wo',
  zone: 'Africa/Dakar',
  ...more,
});
const bookPath = (desk: Desk, slot?: string) => `/en/offices/${desk.office.code}/book${slot ? `?slot=${slot}` : ''}`;
const locationOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location);
const sessionOf = async (desk: Desk): Promise<SessionCookie> => await site.signIn(desk.counsellor.accountId);

describe('booking without an account', () => {
  test('the free times of the first week are links, and a place named adds its hours', async () => {
    const desk = await plantDesk(site, 'pick');
    const slots = await freeOn(site, desk.office, 2);
    const answer = await site.get(bookPath(desk));
    expect(answer.statusCode).toBe(200);
    for (const slot of slots) expect(answer.body).toContain(`/en/offices/pick/book?slot=${encodeURIComponent(slot)}`);
    expect(answer.body).toContain('For women only');
    const zoned = await site.get(`${bookPath(desk)}?zone=Africa/Dakar`);
    expect(zoned.body).toContain('where you are');
    const unknown = await site.get(`${bookPath(desk)}?from=Atlantis`);
    expect(unknown.body).toContain('We do not know a place called “Atlantis”');
  });

  test('a booking leads to its page by a secret link, with the hours of both places, calendar, move and cancel', async () => {
    const desk = await plantDesk(site, 'whole-way');
    const [slot = '', later = ''] = await freeOn(site, desk.office, 7);
    expect((await site.get(bookPath(desk, slot))).body).toContain('type="radio"');
    const sent = await site.post(bookPath(desk, slot), fill(slot));
    expect(sent.statusCode).toBe(303);
    const path = locationOf(sent);
    expect(path).toMatch(/^\/en\/appointments\/[0-9a-f-]{36}\?token=[\w-]{24}&notice=appointments.notice.booked$/);
    const page = await site.get(path);
    expect(page.body).toContain('time of the office');
    expect(page.body).toContain('where you are');
    const [base = '', query = ''] = path.split('?');
    const token = new URLSearchParams(query).get('token') ?? '';
    expect((await site.get(base)).statusCode).toBe(404);
    expect((await site.get(`${base}?token=${'a'.repeat(24)}`)).statusCode).toBe(404);

    const calendar = await site.get(`${base}/calendar?token=${token}`);
    expect(calendar.headers['content-type']).toContain('text/calendar');
    expect(calendar.body).toContain('METHOD:PUBLISH');
    expect(calendar.body).toContain('SEQUENCE:0');

    const choice = await site.get(`${base}/move?token=${token}`);
    expect(choice.body).toContain(`slot=${encodeURIComponent(later)}`);
    const moved = await site.post(`${base}/move?token=${token}&slot=${later}`, { slot: later });
    expect(moved.statusCode).toBe(303);
    expect((await site.get(`${base}/calendar?token=${token}`)).body).toContain('SEQUENCE:1');

    expect((await site.get(`${base}/cancel?token=${token}`)).body).toContain('This cannot be undone');
    const cancelled = await site.post(`${base}/cancel?token=${token}`, {});
    expect(locationOf(cancelled)).toContain('notice=appointments.notice.cancelled');
    expect((await site.get(`${base}/calendar?token=${token}`)).body).toContain('METHOD:CANCEL');
    const again = await site.post(`${base}/cancel?token=${token}`, {});
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('cancelled already');
  });

  test('the token of one appointment opens, moves and cancels no other one', async () => {
    const desk = await plantDesk(site, 'two-links');
    const [first = '', second = '', third = ''] = await freeOn(site, desk.office, 7);
    const mine = await book(site, desk.office, first);
    const theirs = await book(site, desk.office, second);
    for (const page of ['', '/calendar', '/move', '/cancel'])
      expect((await site.get(`/en/appointments/${theirs.id}${page}?token=${mine.token}`)).statusCode).toBe(404);
    expect((await site.post(`/en/appointments/${theirs.id}/cancel?token=${mine.token}`, {})).statusCode).toBe(404);
    expect((await site.post(`/en/appointments/${theirs.id}/move?token=${mine.token}`, { slot: third })).statusCode).toBe(404);
  });

  test('a form sent twice books once and answers the same', async () => {
    const desk = await plantDesk(site, 'twice');
    const slot = await firstFree(site, desk.office, 7);
    const key = crypto.randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => site.post(bookPath(desk, slot), { ...fill(slot), _key: key })));
    expect(first?.statusCode).toBe(303);
    expect(locationOf(second ?? { headers: {} })).toBe(locationOf(first ?? { headers: {} }));
    const { rows } = await db.superuser.query('select from appointments.appointments where office_id = $1', [desk.office.id]);
    expect(rows).toHaveLength(1);
  });

  test('a slot that somebody else took keeps the words and offers the other times of the day', async () => {
    const desk = await plantDesk(site, 'too-late');
    const [slot = '', next = ''] = await freeOn(site, desk.office, 7);
    await book(site, desk.office, slot);
    const answer = await site.post(bookPath(desk, slot), fill(slot, { name: 'Awa Sarr' }));
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Somebody else has just booked this time');
    expect(answer.body).toContain('value="Awa Sarr"');
    expect(answer.body).toContain(`value="${next}"`);
    expect(answer.body).not.toMatch(new RegExp(`type="radio"[^>]*value="${slot}"`));
  });

  test('empty, wrong and hostile forms get a sentence each, and markup comes back as text', async () => {
    const desk = await plantDesk(site, 'wrong-forms');
    const slot = await firstFree(site, desk.office, 7);
    const send = async (form: Record<string, string>) => await site.post(bookPath(desk, slot), form);
    const empty = await send({});
    expect(empty.statusCode).toBe(422);
    const nobodyReached = await send(fill(slot, { email: '' }));
    expect(nobodyReached.body).toContain('Give a phone number or an e-mail address');
    const phone = await send(fill(slot, { phone: '12' }));
    expect(phone.body).toContain('This is no phone number');
    const markup = '<script>alert(1)</script>';
    const hostile = await send(fill(slot, { name: markup, phone: markup, email: markup, topic: markup, spoken: markup, zone: markup }));
    expect(hostile.statusCode).toBe(422);
    expect(hostile.body).not.toContain('<script>alert');
    const huge = await send(fill(slot, { name: 'x'.repeat(1_000_000) }));
    expect(huge.statusCode).toBe(422);
    const kept = await send(fill(slot, { name: markup }));
    const shown = await site.get(locationOf(kept));
    expect(shown.body).toContain('&lt;script>alert(1)&lt;/script>');
    expect(shown.body).not.toContain(markup);
  });

  test('an office that does not exist or has closed has no such page', async () => {
    const desk = await plantDesk(site, 'shut');
    await db.superuser.query('update offices.offices set active = false where id = $1', [desk.office.id]);
    expect((await site.get(bookPath(desk))).statusCode).toBe(404);
    expect((await site.get('/en/offices/nowhere/book')).statusCode).toBe(404);
  });
});

describe('booking in my space', () => {
  test('the appointment of somebody signed in joins their file, and they move it without a link', async () => {
    const desk = await plantDesk(site, 'my-space');
    const person = await plantPerson(site, desk.counsellor, desk.office.id, { givenName: 'Ndeye', phone: '+393471230000' });
    const account = await plantAccount(db);
    await plantLink(db, account.accountId, person);
    const session = await site.signIn(account.accountId, 1);
    const [slot = '', later = ''] = await freeOn(site, desk.office, 7);
    const form = await site.get(bookPath(desk, slot), session);
    expect(form.body).toContain('value="+393471230000"');
    const sent = await site.post(bookPath(desk, slot), fill(slot, { email: '' }), session);
    expect(locationOf(sent)).toMatch(/^\/en\/appointments\/[0-9a-f-]{36}\?notice=/);
    const [path = ''] = locationOf(sent).split('?');
    expect((await site.get(path, session)).statusCode).toBe(200);
    expect((await site.get(path)).statusCode).toBe(404);
    const moved = await site.post(`${path}/move?slot=${later}`, { slot: later }, session);
    expect(locationOf(moved)).toContain(path);
    const appointment = await asActor(db.app, { accountId: account.accountId, assurance: 1 }, (trx) =>
      getAppointment(trx, path.split('/').at(-1) as never),
    );
    expect(appointment).toMatchObject({ personId: person, startsAt: later });
  });
});

describe('at the desk', () => {
  test('the list of a day and of a week, by state, and as CSV', async () => {
    const desk = await plantDesk(site, 'day-list');
    const session = await sessionOf(desk);
    const [first = '', second = ''] = await freeOn(site, desk.office, 7);
    await book(site, desk.office, first, { name: 'Moussa Ba' });
    const gone = await book(site, desk.office, second, { name: 'Lina Popa' });
    await db.superuser.query(`update appointments.appointments set state = 'cancelled' where id = $1`, [gone.id]);
    const day = first.slice(0, 10);
    const list = await site.get(`/en/desk/appointments?day=${day}`, session);
    expect(list.body).toContain('Moussa Ba');
    expect(list.body).toContain('Lina Popa');
    const booked = await site.get(`/en/desk/appointments?day=${day}&span=week&state=booked&sort=-name`, session);
    expect(booked.body).toContain('Moussa Ba');
    expect(booked.body).not.toContain('Lina Popa');
    const csv = await site.get(`/en/desk/appointments?day=${day}&format=csv`, session);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(3);
    expect((await site.get('/en/desk/appointments?day=never&span=x&state=y&page=-1&sort=zzz', session)).statusCode).toBe(200);
  });

  test('another office’s desk sees nothing of it, and a person no desk page', async () => {
    const desk = await plantDesk(site, 'ours');
    const stranger = await plantDesk(site, 'theirs');
    const { id } = await book(site, desk.office, await firstFree(site, desk.office, 7), { name: 'Moussa Secret' });
    const session = await sessionOf(stranger);
    for (const path of [`/en/desk/appointments/${id}`, `/en/appointments/${id}`, `/en/desk/appointments/${id}/mark`])
      expect((await site.get(path, session)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/appointments/${id}/mark`, { as: 'keep' }, session)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/appointments?office=${desk.office.id}`, session)).body).not.toContain('Moussa Secret');
    const person = await plantAccount(db);
    expect((await site.get(`/en/desk/appointments/${id}`, await site.signIn(person.accountId, 1))).statusCode).toBe(404);
  });

  test('came, take back, did not come; too early says why', async () => {
    const desk = await plantDesk(site, 'came');
    const session = await sessionOf(desk);
    const { id } = await book(site, desk.office, await firstFree(site, desk.office, 7));
    const mark = async (as: string) => await site.post(`/en/desk/appointments/${id}/mark`, { as }, session);
    const early = await mark('keep');
    expect(early.statusCode).toBe(409);
    expect(early.body).toContain('This can be noted when the appointment begins.');
    await db.superuser.query(
      `update appointments.appointments set starts_at = now(), ends_at = now() + interval '30 minutes' where id = $1`,
      [id],
    );
    for (const as of ['keep', 'undo', 'miss']) expect((await mark(as)).statusCode).toBe(303);
    expect((await site.get(`/en/desk/appointments/${id}`, session)).body).toContain('Did not come');
    expect((await mark('cancel')).statusCode).toBe(422);
  });

  test('a counsellor books for a file, opens a file from a booking, and cancels', async () => {
    const desk = await plantDesk(site, 'for-somebody');
    const session = await sessionOf(desk);
    const person = await plantPerson(site, desk.counsellor, desk.office.id, { givenName: 'Ion', familyName: 'Popa' });
    const slot = await firstFree(site, desk.office, 7);
    const week = await site.get(`/en/desk/appointments/new?person=${person}`, session);
    expect(week.body).toContain('For Ion Popa');
    const sent = await site.post(
      `/en/desk/appointments/new?person=${person}&slot=${slot}`,
      fill(slot, { email: '', name: 'Ion Popa' }),
      session,
    );
    const [path = ''] = locationOf(sent).split('?');
    const shown = await site.get(path, session);
    expect(shown.body).toContain(`/en/desk/people/${person}`);
    const visitor = await book(site, desk.office, await firstFree(site, desk.office, 8));
    expect((await site.get(`/en/desk/appointments/${visitor.id}`, session)).body).toContain(
      `/en/desk/people/new?appointment=${visitor.id}`,
    );
    const cancelled = await site.post(`/en/appointments/${visitor.id}/cancel`, {}, session);
    expect(locationOf(cancelled)).toContain(`/en/desk/appointments/${visitor.id}`);
    const elsewhere = await plantDesk(site, 'foreign-file');
    const foreign = await plantPerson(site, elsewhere.counsellor, elsewhere.office.id);
    expect((await site.get(`/en/desk/appointments/new?person=${foreign}`, session)).statusCode).toBe(404);
  });
});

test('a visitor reads nothing with an id alone', async () => {
  const desk = await plantDesk(site, 'guess');
  const { id } = await book(site, desk.office, await firstFree(site, desk.office, 7));
  expect(await asActor(db.app, nobody, (trx) => getAppointment(trx, id))).toBeNull();
  expect((await site.get('/en/appointments/not-an-id')).statusCode).toBe(404);
});
