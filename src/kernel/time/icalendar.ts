import type { Instant } from './instant.ts';
import { toInstant } from './instant.ts';

/** One appointment as a calendar receives it. */
export interface CalendarEvent {
  /** Stays the same when the event is moved or cancelled; globally unique, for example `<uuid>@<host>`. */
  uid: string;
  /** Grows by one with every change, so that an older mail cannot undo a newer one. */
  sequence: number;
  /** When this state of the event was written. */
  stampedAt: Instant;
  startsAt: Instant;
  endsAt: Instant;
  summary: string;
  description?: string;
  location?: string;
  url?: string;
  organizer?: Attendee;
  attendees?: readonly Attendee[];
  status?: 'confirmed' | 'tentative' | 'cancelled';
  /** The language of the texts, a BCP 47 tag. */
  language?: string;
}

export interface Attendee {
  name: string;
  email: string;
}

/** `publish` for a file to keep, `request` for an invitation by mail, `cancel` to take one back (RFC 5546). */
export type CalendarMethod = 'publish' | 'request' | 'cancel';

/**
 * Writes an iCalendar file (RFC 5545) with all times in UTC, so that it needs no time-zone definitions.
 * With the method `cancel` every event has the status CANCELLED, as RFC 5546 asks.
 */
export function icalendar(
  events: readonly CalendarEvent[],
  { method = 'publish', productId = '-//Ponte//Ponte//EN' }: { method?: CalendarMethod; productId?: string } = {},
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${escapeText(productId)}`,
    'CALSCALE:GREGORIAN',
    `METHOD:${method.toUpperCase()}`,
    ...events.flatMap((event) => eventLines(method === 'cancel' ? { ...event, status: 'cancelled' } : event)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  const language = event.language === undefined ? '' : `;LANGUAGE=${quoteParameter(event.language)}`;
  const text = (name: string, value: string | undefined) => (value === undefined ? [] : [`${name}${language}:${escapeText(value)}`]);
  const person = (name: string, { name: commonName, email }: Attendee) => `${name};CN=${quoteParameter(commonName)}:mailto:${bare(email)}`;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.stampedAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    ...text('SUMMARY', event.summary),
    ...text('DESCRIPTION', event.description),
    ...text('LOCATION', event.location),
    ...(event.url === undefined ? [] : [`URL:${bare(event.url)}`]),
    ...(event.organizer ? [person('ORGANIZER', event.organizer)] : []),
    ...(event.attendees ?? []).map((attendee) => person('ATTENDEE', attendee)),
    `STATUS:${(event.status ?? 'confirmed').toUpperCase()}`,
    'END:VEVENT',
  ];
}

/** `20260504T083000Z` */
function utc(moment: Instant): string {
  return toInstant(moment)
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}

/** RFC 5545, 3.3.11; control characters, which it forbids, are left out. */
function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** A parameter value in quotes, which can hold anything but quotes and control characters (3.2). */
function quoteParameter(text: string): string {
  return `"${text.replaceAll('"', "'").replace(/\p{Cc}+/gu, ' ')}"`;
}

/** An address goes in as it is; a line break in it would start a property of its own. */
function bare(address: string): string {
  return address.replace(/[\p{Cc}\s]/gu, '');
}

const encoder = new TextEncoder();

/** Breaks a line after at most 75 octets, never inside a character (3.1). */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      parts.push(part);
      part = '';
      octets = 1; // the space that continues the line
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
