import { expect, test } from 'vitest';
import { fromLanguages, loadMessages, translator } from '#kernel/i18n';
import type { Office } from '#modules/offices';
import type { Appointment } from './appointment.ts';
import { composeMail, composeSms } from './compose-message.ts';

const catalogue = loadMessages(undefined, { missing: 'english' });
const at = '2026-11-21T12:00:00.000Z';
const office: Office = {
  id: '0193c000-0000-7000-8000-000000000001' as Office['id'],
  code: 'padova-desk',
  placeId: '0193c000-0000-7000-8000-000000000002' as Office['placeId'],
  organisationId: null,
  name: fromLanguages({ en: 'Harbour office' }, { source: 'en', by: 'test', kind: 'human', at }),
  languages: ['it'],
  timeZone: 'Europe/Rome',
  address: 'Example street 1\nPadova',
  phone: '+33199000001',
  email: null,
  about: null,
  howToFind: null,
  slotMinutes: 30,
  seatsPerSlot: 1,
  active: true,
  demonstration: true,
};
const appointment: Appointment = {
  id: '0193c000-0000-7000-8000-000000000003' as Appointment['id'],
  officeId: office.id,
  startsAt: '2026-12-01T09:00:00.000Z',
  endsAt: '2026-12-01T09:30:00.000Z',
  state: 'booked',
  name: 'Awa',
  phone: '+33639980001',
  email: 'awa@example.org',
  language: 'en',
  spokenLanguage: 'wo',
  topic: 'permit',
  visitorTimeZone: 'Africa/Dakar',
  sequence: 0,
  personId: null,
  bookedBy: null,
  bookedAt: new Date(at),
  changedAt: new Date(at),
};
const link = 'https://ponte.example/en/appointments/x?token=secret';
const composing = { t: translator(catalogue, 'en'), publicUrl: 'https://ponte.example', link };

test('a mail tells the hour at the office and where the visitor is, the address and the link', () => {
  const mail = composeMail(appointment, office, 'booked', composing);
  expect(mail.subject).toContain('Harbour office');
  expect(mail.text).toMatch(/10:00.*time of the office/);
  expect(mail.text).toMatch(/09:00.*where you are/);
  expect(mail.text).toContain('Example street 1');
  expect(mail.text).toContain(link);
});

test('the calendar entry keeps its name, and a moved one outranks the first', () => {
  const first = composeMail(appointment, office, 'booked', composing).calendar;
  const moved = composeMail({ ...appointment, startsAt: '2026-12-02T09:00:00.000Z', sequence: 1 }, office, 'moved', composing).calendar;
  expect(first?.method).toBe('publish');
  expect(first?.content).toContain('DTSTART:20261201T090000Z');
  expect(first?.content).toContain('SEQUENCE:0');
  expect(moved?.content).toContain('SEQUENCE:1');
  const uid = (text = '') => /UID:(.*)/.exec(text)?.[1];
  expect(uid(moved?.content)).toBe(uid(first?.content));
});

test('a cancelled appointment is taken out of the calendar, and the mail offers another one instead of the link', () => {
  const mail = composeMail({ ...appointment, state: 'cancelled', sequence: 2 }, office, 'called-off', composing);
  expect(mail.calendar?.method).toBe('cancel');
  expect(mail.calendar?.content).toContain('METHOD:CANCEL');
  expect(mail.text).not.toContain(link);
  expect(mail.text).toContain('/en/offices/padova-desk/book');
});

test('a text message leaves the second hour out where both clocks show the same', () => {
  const there = composeSms(appointment, office, 'reminder', composing).text;
  const here = composeSms({ ...appointment, visitorTimeZone: 'Europe/Rome' }, office, 'reminder', composing).text;
  expect(there).toMatch(/where you are/);
  expect(here).not.toMatch(/where you are/);
  expect(there).toContain(link);
});

test('a message is written with the visitor’s own calendar words', () => {
  const mail = composeMail({ ...appointment, language: 'fr' }, office, 'booked', { ...composing, t: translator(catalogue, 'fr') });
  expect(mail.text).toContain('décembre');
});
