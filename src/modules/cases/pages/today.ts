import type { Context } from '#kernel/http';
import { toLocal, type Day } from '#kernel/time';

/** The day that it is for the reader. */
export function todayOf(ctx: Pick<Context, 'now' | 'timeZone'>): Day {
  return toLocal(ctx.now.toISOString(), ctx.timeZone).day;
}
