import type { Context } from '#kernel/http';
import { toInstant, toLocal } from '#kernel/time';

/** A moment as short as a column allows, in the reader's zone; the page says once which zone that is (`app.hours-in`). */
export function shortTime({ format, timeZone }: Pick<Context, 'format' | 'timeZone'>, moment: Date): string {
  return `${format.date(toLocal(toInstant(moment), timeZone).day, 'short')}, ${format.time(moment)}`;
}
