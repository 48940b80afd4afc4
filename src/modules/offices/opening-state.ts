import { addDays, toLocal, weekday, type Day, type Instant } from '#kernel/time';
import { byWeekday, type Office, type OfficeHours } from './office.ts';

/** Whether an office is open at a moment, and what comes next. */
export type OpeningState = { open: true; hours: OfficeHours } | { open: false; next: { day: Day; hours: OfficeHours } | null };

/** How far ahead the next opening is looked for, in days. */
const LOOK_AHEAD = 60;

/** Tells whether an office is open at a moment and, where not, when it opens next; closed days do not count. */
export function openingState(
  office: Pick<Office, 'timeZone'>,
  hours: readonly OfficeHours[],
  closedDays: Iterable<Day>,
  now: Instant,
): OpeningState {
  const { day: today, time } = toLocal(now, office.timeZone);
  const closed = new Set(closedDays);
  for (let ahead = 0; ahead <= LOOK_AHEAD; ahead++) {
    const day = addDays(today, ahead);
    if (closed.has(day)) continue;
    const ofDay = byWeekday(hours.filter((line) => line.weekday === weekday(day)));
    const current = ahead === 0 ? ofDay.find(({ opens, closes }) => opens <= time && time < closes) : undefined;
    if (current) return { open: true, hours: current };
    const next = ofDay.find(({ opens }) => ahead > 0 || opens > time);
    if (next) return { open: false, next: { day, hours: next } };
  }
  return { open: false, next: null };
}
