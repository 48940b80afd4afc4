import { z } from 'zod';
import { Button, ButtonLink, EmptyState, ErrorSummary, Form, Link, PageHeading, Table, Tag } from '#kernel/html';
import { fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import type { Plan } from '../plan.ts';
import type { Report } from '../report.ts';
import { dropReport, publishReport, reportsOf } from '../write-report.ts';
import { ReportView } from './progress-view.tsx';
import { ofReport, reportIn, reportRoute, reportsAt } from './report-form.tsx';
import { crumbs, deskAt, mayWrite, ofPlan, peopleNamed, planIn, planners, shownVersion, staff, titleIn } from './reach.ts';

/** Reports of a plan at the desk: those that are being written, and those that are public. */
const reportsRoute = pageRoute({
  path: '/desk/plans/:id/reports',
  who: staff,
  params: ofPlan,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const plan = await planIn(ctx, id);
    const version = await shownVersion(ctx, plan);
    if (!version) throw refuseHttp('not-found');
    const reports = await reportsOf(ctx.trx, id);
    const people = await peopleNamed(
      ctx,
      reports.map(({ changedBy }) => changedBy),
    );
    const writes = mayWrite(ctx, plan);
    const hrefOf = (one: Report) =>
      one.publishedAt ? `/plans/${plan.code}/progress#report-${one.id}` : writes ? `${reportsAt(id)}/${one.id}` : null;
    return page(
      t('plans.report.title'),
      <>
        <PageHeading
          title={t('plans.report.title')}
          caption={titleIn(ctx, version)}
          lead={t('plans.report.list-lead')}
          actions={writes && <ButtonLink href={`${reportsAt(id)}/new`}>{t('plans.report.new')}</ButtonLink>}
        />
        <Table<Report>
          caption={t('plans.report.title')}
          hideCaption
          rows={reports}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'day',
              header: t('plans.report.day'),
              cell: (one) => {
                const href = hrefOf(one);
                return href ? <Link href={href}>{format.date(one.onDay)}</Link> : format.date(one.onDay);
              },
            },
            {
              key: 'state',
              header: t('plans.desk.state'),
              cell: ({ publishedAt }) => (
                <Tag tone={publishedAt ? 'success' : 'neutral'}>{t(publishedAt ? 'plans.report.public' : 'plans.state.writing')}</Tag>
              ),
            },
            {
              key: 'changed',
              header: t('plans.desk.changed'),
              cell: ({ changedAt, changedBy }) => `${format.instant(changedAt, 'short')} ${people([changedBy])}`,
            },
          ]}
          empty={<EmptyState title={t('plans.report.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, version), href: deskAt(id) }]) },
    );
  },
});

// uses messages: plans.report.publish.*
// uses messages: plans.report.discard.*
/** Publishes a report or throws it away, after a page that shows it and says what that means. */
const actRoute = (name: 'publish' | 'discard', act: (ctx: Context, plan: Plan, report: Report, base: number) => Promise<void>) =>
  formRoute({
    path: `/desk/plans/:id/reports/:report/${name}`,
    who: planners,
    params: ofReport,
    body: z.object({ base: fields.whole(1, 1_000_000_000) }),
    view: async (ctx, { params: { id, report: asked } }, entry) => {
      const { t } = ctx;
      const { version, report } = await reportIn(ctx, id, asked);
      if (!report || report.publishedAt) throw refuseHttp('not-found');
      return page(
        t(`plans.report.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(`plans.report.${name}.title`)} caption={titleIn(ctx, version)} lead={t(`plans.report.${name}.lead`)} />
          <Form entry={entry}>
            <input type="hidden" name="base" value={report.revision} />
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`plans.report.${name}.button`)}</Button>
          </Form>
          <ReportView ctx={ctx} content={version.content} report={report} />
        </>,
        {
          breadcrumbs: crumbs(ctx, [
            { label: titleIn(ctx, version), href: deskAt(id) },
            { label: t('plans.report.title'), href: reportsAt(id) },
          ]),
        },
      );
    },
    submit: async (ctx, { params: { id, report: asked } }, { base }) => {
      const { plan, report } = await reportIn(ctx, id, asked);
      if (!report) throw refuseHttp('not-found');
      await act(ctx, plan, report, base);
      return redirect(reportsAt(id), `plans.notice.report-${name}`);
    },
  });

// uses messages: plans.notice.report-publish
// uses messages: plans.notice.report-discard
export const reportRoutes = [
  reportsRoute,
  reportRoute,
  actRoute('publish', async (ctx, plan, report, base) => await publishReport(ctx.trx, plan, report, base, ctx.now)),
  actRoute('discard', async (ctx, _plan, report) => await dropReport(ctx.trx, report)),
];
