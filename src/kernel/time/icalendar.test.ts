import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { icalendar } from './icalendar.ts';
import type { CalendarEvent } from './icalendar.ts';

const visit: CalendarEvent = {
  uid: '0198-visit@ponte.example',
  sequence: 0,
  stampedAt: '2026-05-01T12:00:00.000Z',
  startsAt: '2026-05-04T10:30:00+02:00',
  endsAt: '2026-05-04T09:00:00Z',
  summary: 'Appointment',
};

const unfold = (text: string) => text.replaceAll('\r\n ', '');
const lines = (text: string) => unfold(text).split('\r\n');

test('an appointment has what RFC 5545 asks for, in UTC', () => {
  expect(icalendar([visit])).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Ponte//Ponte//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:0198-visit@ponte.example',
      'SEQUENCE:0',
      'DTSTAMP:20260501T120000Z',
      'DTSTART:20260504T083000Z',
      'DTEND:20260504T090000Z',
      'SUMMARY:Appointment',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('a cancellation keeps the identity, counts up and is marked on the event', () => {
  const cancelled = lines(icalendar([{ ...visit, sequence: 2 }], { method: 'cancel' }));
  expect(cancelled).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:2', `UID:${visit.uid}`]));
});

test('texts are escaped and say their language', () => {
  const written = lines(icalendar([{ ...visit, language: 'it', summary: 'Uno; due, tre\\', description: 'a\r\nb\u0007\nc' }]));
  expect(written).toContain(String.raw`SUMMARY;LANGUAGE="it":Uno\; due\, tre\\`);
  expect(written).toContain(String.raw`DESCRIPTION;LANGUAGE="it":a\nb\nc`);
});

test('names and addresses cannot start a property of their own', () => {
  const organizer = { name: 'Ada "A"\r\nX-EVIL:1', email: 'ada@ponte.example\r\nX-EVIL:1' };
  const written = lines(icalendar([{ ...visit, organizer, attendees: [organizer], url: 'https://ponte.example/\r\nX-EVIL:1' }]));
  expect(written).toContain(`ORGANIZER;CN="Ada 'A' X-EVIL:1":mailto:ada@ponte.exampleX-EVIL:1`);
  expect(written.filter((line) => line.startsWith('X-EVIL'))).toEqual([]);
});

test('no line is longer than 75 octets, no character is broken, and nothing is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', 'م', '🧵', ';', '\n', '\\'), maxLength: 400 });
  fc.assert(
    fc.property(text, (summary) => {
      const written = icalendar([{ ...visit, summary }]);
      for (const line of written.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
      }
      const line = lines(written).find((candidate) => candidate.startsWith('SUMMARY:')) ?? '';
      const read = line.slice('SUMMARY:'.length).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
      expect(read).toBe(summary);
    }),
  );
});
