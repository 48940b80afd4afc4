import { z } from 'zod';
import type { Id } from '#kernel/db';
import { translatedSchema } from '#kernel/i18n';
import { FIGURE } from '#kernel/text';
import { AGE, MOST, type Content, type Indicator } from './plan-content.ts';
import { firstDay, lastDay } from './period.ts';
import type { PlanId } from './plan.ts';
import { actionStates } from './terms.ts';

export type ReportId = Id<'plans.reports'>;

/** What a report says: of the whole, of actions, of indicators. What nobody reports is left out, and is not the same as none. */
export const reportSchema = z.object({
  words: translatedSchema,
  actions: z.array(z.object({ id: z.uuid(), state: z.enum(actionStates), words: translatedSchema.nullable() })).max(MOST.actions),
  measurements: z
    .array(z.object({ id: z.uuid(), value: z.string().regex(FIGURE), on: z.string().regex(AGE), words: translatedSchema.nullable() }))
    .max(MOST.indicators),
});
export type ReportContent = z.output<typeof reportSchema>;

export interface Report {
  id: ReportId;
  planId: PlanId;
  /** Day of which it tells. */
  onDay: string;
  lang: string;
  content: ReportContent;
  revision: number;
  changedBy: string;
  changedAt: Date;
  /** Null while it is written. */
  publishedAt: Date | null;
}

/** One measured figure; the baseline of the plan counts as one. */
export interface Measured {
  /** A year, a month or a day. */
  on: string;
  value: string;
  /** Its day on an axis: a baseline stands where its period begins, a measurement where it ends. */
  at: string;
}

/** What is known of an indicator over time, the oldest first: its baseline, then what reports measured; the last report on a day counts. */
export function measuredOf(
  indicator: Pick<Indicator, 'id' | 'baseline'>,
  reports: readonly Pick<Report, 'content' | 'onDay'>[],
): Measured[] {
  const found = new Map<string, Measured>();
  const { baseline } = indicator;
  if (baseline) found.set(baseline.on, { ...baseline, at: firstDay(baseline.on) });
  for (const { content } of reports.toSorted((a, b) => a.onDay.localeCompare(b.onDay)))
    for (const { id, on, value } of content.measurements) if (id === indicator.id) found.set(on, { on, value, at: lastDay(on) });
  return [...found.values()].toSorted((a, b) => a.at.localeCompare(b.at));
}

/** How each action of a plan stands by its last report; actions that none names are left out. */
export function statesOf({ actions }: Pick<Content, 'actions'>, reports: readonly Pick<Report, 'content' | 'onDay'>[]) {
  const last = new Map<string, { onDay: string } & ReportContent['actions'][number]>();
  for (const { content, onDay } of reports.toSorted((a, b) => a.onDay.localeCompare(b.onDay)))
    for (const one of content.actions) last.set(one.id, { ...one, onDay });
  return actions.flatMap((action) => {
    const state = last.get(action.id);
    return state ? [{ action, state }] : [];
  });
}
