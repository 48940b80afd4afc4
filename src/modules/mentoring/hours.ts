import { z } from 'zod';
import { addDays, fromLocal, weekday, type Day, type TimeZone } from '#kernel/time';

/** A stretch of a weekday, 1 for Monday to 7 for Sunday, on the clocks of some zone: `18:00` to `20:30`. */
export interface WeekSpan {
  weekday: number;
  opens: string;
  closes: string;
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const stored = z.array(z.object({ weekday: z.int().min(1).max(7), opens: clock, closes: clock })).max(60);

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Most spans of one weekday: more is a slip. */
const MOST_A_DAY = 6;

/** The hours as the database keeps them; none where they cannot be read. */
export function readHours(value: unknown): WeekSpan[] {
  const read = stored.safeParse(value);
  return read.success ? read.data : [];
}

/** Reads `9:00-12:30, 18:00-20:00`; null where it is not that, or where one span runs into another. */
export function parseDayHours(weekdayNumber: number, text: string): WeekSpan[] | null {
  const spans: WeekSpan[] = [];
  const pieces = text
    .split(/[,،;]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  for (const piece of pieces) {
    const match = /^(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})$/.exec(piece);
    if (!match) return null;
    const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = match;
    const opens = `${fromHour.padStart(2, '0')}:${fromMinute}`;
    const closes = `${toHour.padStart(2, '0')}:${toMinute}`;
    if (!clock.safeParse(opens).success || !clock.safeParse(closes).success || opens >= closes) return null;
    spans.push({ weekday: weekdayNumber, opens, closes });
  }
  const sorted = spans.toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
  const apart = sorted.every((span, index) => index === 0 || span.opens >= (sorted[index - 1]?.closes ?? ''));
  return apart && sorted.length <= MOST_A_DAY ? sorted : null;
}

/** One weekday's hours as a field shows them. */
export function writeDayHours(hours: readonly WeekSpan[], weekdayNumber: number): string {
  return hours
    .filter((span) => span.weekday === weekdayNumber)
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .join(', ');
}

/** Parts of a day that a founder ticks instead of typing hours. */
export const dayParts = { morning: ['09:00', '12:00'], afternoon: ['14:00', '17:00'], evening: ['18:00', '21:00'] } as const;
export type DayPart = keyof typeof dayParts;

/** The hours behind the parts of a day that were ticked. */
export function hoursOfParts(weekdayNumber: number, parts: readonly DayPart[]): WeekSpan[] {
  return parts.map((part) => {
    const [opens, closes] = dayParts[part];
    return { weekday: weekdayNumber, opens, closes };
  });
}

/** The parts of a weekday that hours stand for. */
export function partsOfDay(hours: readonly WeekSpan[], weekdayNumber: number): DayPart[] {
  return (Object.keys(dayParts) as DayPart[]).filter((part) =>
    hours.some((span) => span.weekday === weekdayNumber && span.opens === dayParts[part][0]),
  );
}

/** A zone's clocks against UTC, in minutes, in the week that is looked at. */
export function zoneOffset(zone: TimeZone, day: Day): number {
  return (Date.parse(`${day}T12:00:00Z`) - Date.parse(fromLocal(day, '12:00', zone))) / 60_000;
}

/** Hours of somebody, and how far their clocks are ahead of UTC. */
export interface Availability {
  hours: readonly WeekSpan[];
  offset: number;
}

/** Minutes a week in which both have time, whatever clocks they read. */
export function overlapMinutes(one: Availability, other: Availability): number {
  const theirs = weekMinutes(other);
  return weekMinutes(one).reduce(
    (sum, [from, to]) => sum + theirs.reduce((part, [start, end]) => part + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0),
    0,
  );
}

/** Spans as minutes of the week in UTC, apart from each other; one that runs over its end is cut in two. */
function weekMinutes({ hours, offset }: Availability): [number, number][] {
  const spans = hours.flatMap((span): [number, number][] => {
    const start = (span.weekday - 1) * DAY_MINUTES + minutesOf(span.opens) - offset;
    const length = minutesOf(span.closes) - minutesOf(span.opens);
    if (length <= 0) return [];
    const from = ((start % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
    const to = from + length;
    return to <= WEEK_MINUTES
      ? [[from, to]]
      : [
          [from, WEEK_MINUTES],
          [0, to - WEEK_MINUTES],
        ];
  });
  const merged: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** The Monday of the week of a day: offsets are taken in it, so that a week has one. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}
