import { record } from '#kernel/audit';
import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import type { Plan, PlanId } from './plan.ts';
import { refuse } from './refusals.ts';
import { reportSchema, type Report, type ReportContent, type ReportId } from './report.ts';

function reports(trx: Reads<'plans'>, planId: PlanId) {
  return trx
    .selectFrom('plans.reports')
    .select(['id', 'plan_id as planId', 'on_day as onDay', 'lang', 'content', 'revision'])
    .select(['changed_by as changedBy', 'changed_at as changedAt', 'published_at as publishedAt'])
    .$narrowType<{ content: ReportContent }>() // written by the functions below only, through the schema
    .where('plan_id', '=', planId);
}

/** Reports of a plan that the actor sees, the newest first: published ones, and those of the actor's own office. */
export async function reportsOf(trx: Reads<'plans'>, planId: PlanId): Promise<Report[]> {
  return await reports(trx, planId).orderBy('on_day', 'desc').orderBy('id', 'desc').limit(500).execute();
}

/** One report of a plan that the actor sees, or null. */
export async function getReport(trx: Reads<'plans'>, planId: PlanId, id: ReportId): Promise<Report | null> {
  return (await reports(trx, planId).where('id', '=', id).executeTakeFirst()) ?? null;
}

interface Given {
  onDay: string;
  content: ReportContent;
}

/** Begins a report of a published plan. Refusals: `report-early` while the plan is not published, `report-wrong`. */
export async function beginReport(
  trx: Writes<'plans'>,
  accountId: string,
  planId: PlanId,
  { onDay, lang, content }: Given & { lang: string },
  now: Date,
): Promise<ReportId> {
  const id = newId<'plans.reports'>();
  const row = { id, plan_id: planId, on_day: onDay, lang, content: checked(content) };
  await trx
    .insertInto('plans.reports')
    .values({ ...row, created_by: accountId, changed_by: accountId, changed_at: now })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('report-early') : error;
    });
  return id;
}

/** Changes a report that is not published; `base` is the revision that the writer saw. Refusals: `report-published`, `report-changed`, `report-wrong`. */
export async function changeReport(
  trx: Writes<'plans'>,
  accountId: string,
  report: Report,
  { base, onDay, content }: Given & { base: number },
  now: Date,
): Promise<void> {
  if (report.publishedAt) throw refuse('report-published');
  const changed = await trx
    .updateTable('plans.reports')
    .set({ on_day: onDay, content: checked(content), revision: base + 1, changed_by: accountId, changed_at: now })
    .where('id', '=', report.id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('report-changed');
}

function checked(content: ReportContent): string {
  const read = reportSchema.safeParse(content);
  if (!read.success) throw refuse('report-wrong');
  return JSON.stringify(read.data);
}

/** Publishes a report as it stands. Refusals: `report-published`, `report-changed` where somebody changed it since. */
export async function publishReport(trx: Writes<'plans' | 'audit'>, plan: Plan, report: Report, base: number, now: Date): Promise<void> {
  if (report.publishedAt) throw refuse('report-published');
  const changed = await trx
    .updateTable('plans.reports')
    .set({ published_at: now })
    .where('id', '=', report.id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('report-changed');
  await record(trx, {
    verb: 'plans.report-published',
    purpose: 'plans.purpose.plan',
    scopeId: plan.officeId,
    objectKind: 'plan',
    objectId: plan.id,
  });
}

/** Throws a report away that is not published. Refusals: `report-published`. */
export async function dropReport(trx: Writes<'plans'>, report: Report): Promise<void> {
  if (report.publishedAt) throw refuse('report-published');
  await trx.deleteFrom('plans.reports').where('id', '=', report.id).execute();
}
