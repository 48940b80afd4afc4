import { addDays, fromLocal, isDay, toLocal, weekday, type Day, type Instant, type TimeZone } from '#kernel/time';

export const spans = ['day', 'week'] as const;
export type Span = (typeof spans)[number];

/** A day or a week of a calendar. */
export interface Period {
  span: Span;
  first: Day;
  last: Day;
  from: Instant;
  to: Instant;
  before: Day;
  after: Day;
}

/** The day asked for, or the week from Monday to Sunday in which it lies; today where none was asked for. */
export function periodOf(asked: string, span: Span, zone: TimeZone, now: Date): Period {
  const day = isDay(asked) && asked >= '2000-01-01' && asked <= '2199-12-31' ? asked : toLocal(now.toISOString(), zone).day;
  const length = span === 'week' ? 7 : 1;
  const first = span === 'week' ? addDays(day, 1 - weekday(day)) : day;
  const next = addDays(first, length);
  return {
    span,
    first,
    last: addDays(next, -1),
    from: fromLocal(first, '00:00', zone),
    to: fromLocal(next, '00:00', zone),
    before: addDays(first, -length),
    after: next,
  };
}
