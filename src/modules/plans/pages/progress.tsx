import { z } from 'zod';
import { ListDownloads, ButtonGroup, EmptyState, PageHeading, Section } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { TranslatedText } from '#modules/places/pages';
import type { Content } from '../plan-content.ts';
import { measuredOf, type Report } from '../report.ts';
import { reportsOf } from '../write-report.ts';
import { ofCode, publishedIn } from './plan.tsx';
import { shown } from './plan-text.ts';
import { ActionStates, IndicatorChart, ReportView } from './progress-view.tsx';
import { titleIn } from './reach.ts';

/** How far a published plan has come: published reports only, to everybody alike. */
export const progressRoute = pageRoute({
  path: '/plans/:code/progress',
  who: everyone,
  params: ofCode,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const { plan, version } = await publishedIn(ctx, params.code);
    const reports = (await reportsOf(ctx.trx, plan.id)).filter(({ publishedAt }) => publishedAt !== null);
    const { content } = version;
    if (query.format === 'csv') return csv(`progress-${plan.code}.csv`, measurementsCsv(ctx, content, reports));
    const measurable = content.indicators.filter(({ notMeasurable }) => !notMeasurable);
    const at = `/plans/${plan.code}`;
    return page(
      t('plans.progress.title'),
      <>
        <PageHeading title={t('plans.progress.title')} caption={<TranslatedText value={content.title} />} lead={t('plans.progress.lead')} />
        <ButtonGroup>
          <ListDownloads href={`${at}/progress?format=csv`} csv={t('plans.progress.csv')} buttons />
        </ButtonGroup>
        {reports.length === 0 && <EmptyState title={t('plans.progress.none')} />}
        <Section title={t('plans.progress.actions')}>
          <ActionStates ctx={ctx} content={content} reports={reports} />
        </Section>
        <Section title={t('plans.view.indicators')}>
          {measurable.map((indicator) => (
            <IndicatorChart key={indicator.id} ctx={ctx} indicator={indicator} reports={reports} />
          ))}
          {measurable.length === 0 && <p>{t('plans.view.nothing')}</p>}
        </Section>
        {reports.length > 0 && (
          <Section title={t('plans.report.title')}>
            {reports.map((report) => (
              <ReportView key={report.id} ctx={ctx} content={content} report={report} />
            ))}
          </Section>
        )}
      </>,
      {
        paper: 'progress',
        width: 'wide',
        breadcrumbs: [
          { label: t('plans.list.title'), href: '/plans' },
          { label: titleIn(ctx, version), href: at },
        ],
      },
    );
  },
});

/** Every known figure of the indicators, one a row. */
function measurementsCsv(ctx: Context, { indicators }: Content, reports: readonly Report[]): string {
  const { t } = ctx;
  return writeCsv(
    [
      t('plans.indicator.indicator'),
      t('plans.indicator.unit'),
      t('plans.action.time'),
      t('plans.report.value'),
      t('plans.indicator.target'),
    ],
    indicators.flatMap((indicator) =>
      measuredOf(indicator, reports).map(({ on, value }) => [
        shown(ctx, indicator.name),
        indicator.unit && shown(ctx, indicator.unit),
        on,
        value,
        indicator.target?.value ?? null,
      ]),
    ),
  );
}
