import type { Context } from '#kernel/http';
import { addDays, addMonths, fromLocal, toLocal, type Day } from '#kernel/time';
import type { Wanted } from './count-figures.ts';

/** Days that are counted, both included, and the same as instants. */
type Time = Pick<Wanted, 'from' | 'until' | 'span'>;

/** A quarter of a year, `2026-3`. Quarters do not overlap, so no two can be subtracted. */
interface Quarter extends Time {
  key: string;
}

/** How many years back quarters are frozen that ended before the network counted. */
const YEARS = 3;

/** The quarters that have ended, the newest first, by the network's clock: a reader's own would move their ends by hours. */
export function endedQuarters(now: Date, zone: string): Quarter[] {
  const { day: today } = toLocal(now.toISOString(), zone);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first: Day = `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  return Array.from({ length: YEARS * 4 }, (_, index) => {
    const from = addMonths(first, -3 * (index + 1));
    const [ofYear = 0, begins = 1] = from.split('-').map(Number);
    return { key: `${ofYear}-${(begins + 2) / 3}`, ...timeOf(from, addDays(addMonths(from, 3), -1), zone) };
  });
}

/** Any days: the last twelve months, unless said otherwise; the day of a month's end is the reader's. */
export function freeTime(ctx: Context, query: { from: string | null; until: string | null }): Time {
  const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
  return timeOf(query.from ?? addMonths(day, -12), query.until ?? day, ctx.timeZone);
}

function timeOf(from: string, until: string, zone: string): Time {
  return {
    from,
    until,
    span: { from: new Date(fromLocal(from, '00:00', zone)), until: new Date(fromLocal(addDays(until, 1), '00:00', zone)) },
  };
}
