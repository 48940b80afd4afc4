import type { Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { Assessment } from '../assessment.ts';

/** The day on which an assessment was finished, or begun while it is open, as the reader's language writes it. */
export function dayOf(ctx: Context, { finishedAt, startedAt }: Assessment, style: 'long' | 'short' = 'long'): string {
  return ctx.format.date(toLocal((finishedAt ?? startedAt).toISOString(), ctx.timeZone).day, style);
}
