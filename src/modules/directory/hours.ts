import type { HoursEntry } from './service.ts';

type Span = Pick<HoursEntry, 'opens' | 'closes'>;

/** Days as lists write them, Monday first. */
const dayCodes = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** Reads "09:00-12:30, 14:00-17:00"; null where it is not that. Spans may not overlap. */
export function parseSpans(text: string): Span[] | null {
  const spans: Span[] = [];
  for (const part of text
    .split(/[,،;]|\s(?=\d{1,2}[:.])/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    const match = /^(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})$/.exec(part);
    if (!match) return null;
    const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = match;
    const span = { opens: clock(fromHour, fromMinute), closes: clock(toHour, toMinute) };
    if (span.opens === null || span.closes === null || span.opens >= span.closes) return null;
    spans.push({ opens: span.opens, closes: span.closes });
  }
  const sorted = spans.toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
  return sorted.every((span, index) => index === 0 || span.opens >= (sorted[index - 1]?.closes ?? '')) ? sorted : null;
}

/** `HH:MM`, or null for an hour that does not exist. Midnight at the end of the day is 23:59. */
function clock(hour: string, minute: string): string | null {
  const text = `${hour.padStart(2, '0')}:${minute}`;
  if (text === '24:00') return '23:59';
  return Number(hour) <= 23 && Number(minute) <= 59 ? text : null;
}

/** Reads the hours of a week as lists write them: "Mo-Fr 09:00-12:30, 14:00-17:00; Sa 09:00-12:00". Null where it is not that. */
export function parseWeek(text: string): HoursEntry[] | null {
  const week = new Map<number, Span[]>();
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    const match = /^([a-z,\s–-]+?)\s+(\d.*)$/i.exec(part);
    const days = match?.[1] === undefined ? null : parseDays(match[1]);
    const spans = match?.[2] === undefined ? null : parseSpans(match[2]);
    if (!days || !spans || spans.length === 0 || days.some((day) => week.has(day))) return null;
    for (const day of days) week.set(day, spans);
  }
  return sortHours([...week].flatMap(([weekday, spans]) => spans.map((span) => ({ weekday, ...span, notes: null }))));
}

function parseDays(text: string): number[] | null {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [first, last = first] = part.split(/[-–]/).map((piece) => dayCodes.indexOf(piece.trim().slice(0, 2).toLowerCase()) + 1);
    if (!first || !last || last < first) return null;
    for (let day = first; day <= last; day++) days.push(day);
  }
  return days;
}

/** In the order of the week. */
export function sortHours(hours: readonly HoursEntry[]): HoursEntry[] {
  return hours.toSorted((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1));
}

/** One day's spans as a field shows them. */
export function writeSpans(hours: readonly HoursEntry[], weekday: number): string {
  return hours
    .filter((span) => span.weekday === weekday)
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .join(', ');
}

/** Days that follow each other with the same hours, as one line each: Monday to Friday 09:00–12:30. */
export interface HoursLine {
  from: number;
  to: number;
  spans: Span[];
}

export function hoursLines(hours: readonly Pick<HoursEntry, 'weekday' | 'opens' | 'closes'>[]): HoursLine[] {
  const lines: HoursLine[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const spans = hours.filter((span) => span.weekday === weekday).map(({ opens, closes }) => ({ opens, closes }));
    if (spans.length === 0) continue;
    const before = lines.at(-1);
    if (before && before.to === weekday - 1 && JSON.stringify(before.spans) === JSON.stringify(spans)) before.to = weekday;
    else lines.push({ from: weekday, to: weekday, spans });
  }
  return lines;
}
