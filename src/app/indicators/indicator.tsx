import { z } from 'zod';
import { ButtonLink, PageHeading, Section, Source, Table } from '#kernel/html';
import { csv, everyone, fields, holds, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { writeCsv } from '#kernel/text';
import { frozenFigures, frozenQuarters } from '#modules/counts';
import {
  indicatorFigures,
  indicatorVersions,
  readAreas,
  THRESHOLD,
  type IndicatorFigures,
  type IndicatorVersion,
  type OwnCount,
} from '#modules/observatory';
import { IndicatorAbout, IndicatorHistory, IndicatorTable, mayImport } from '#modules/observatory/pages';
import { WAIT_DAYS } from '../counts/freeze-counts.ts';
import { sumShown, type ShownCount } from '../counts/sum-shown.ts';

/** Years of own counts side by side. */
const YEARS = 3;

/** One indicator: what it says, the official figures by place and year, and the network's own count beside them. */
export const indicatorRoute = pageRoute({
  path: '/indicators/:id',
  who: everyone,
  params: z.object({ id: idOf<'observatory.indicators'>() }),
  query: z.object({ place: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const versions = await indicatorVersions(ctx.trx, params.id);
    const [indicator] = versions;
    if (!indicator) throw refuseHttp('not-found');
    const figures = await indicatorFigures(ctx.trx, indicator);
    if (query.format === 'csv') return csv('indicator.csv', figuresCsv(ctx, indicator, figures));
    const own = indicator.ownCount && (await readOwn(ctx, indicator.ownCount));
    const areas =
      figures &&
      (await readAreas(
        ctx.trx,
        figures.dataset.id,
        figures.places.map((one) => one.place),
      ));
    const path = `/indicators/${params.id}`;
    return page(
      indicator.name,
      <>
        <PageHeading title={<bdi lang={indicator.language}>{indicator.name}</bdi>} />
        <IndicatorAbout ctx={ctx} indicator={indicator} figures={figures} />
        {figures && <IndicatorTable ctx={ctx} path={path} figures={figures} place={query.place} current={query.page} areas={areas} />}
        {indicator.ownCount && <OwnSection ctx={ctx} code={indicator.ownCount} own={own ?? null} />}
        <IndicatorHistory ctx={ctx} versions={versions} />
        {mayImport(ctx) && (
          <ButtonLink kind="secondary" href={`${path}/edit`}>
            {t('observatory.indicators.edit')}
          </ButtonLink>
        )}
      </>,
      { paper: 'indicator', width: 'wide', breadcrumbs: [{ label: t('observatory.indicators.title'), href: '/indicators' }] },
    );
  },
});

interface Own {
  year: string;
  total: ShownCount;
}

/** The own count by year, added from what /counts shows the same roles of each region and quarter; null for everybody else. */
async function readOwn(ctx: Context, code: OwnCount): Promise<Own[] | null> {
  if (!holds(ctx, 'planner', 'administrator', 'auditor', 'data-protection-officer')) return null;
  const quarters = (await frozenQuarters(ctx.trx)).map(({ key }) => key);
  const yearOf = (quarter: string) => quarter.slice(0, 4);
  const years = [...new Set(quarters.map(yearOf))].slice(0, YEARS);
  const figures = await frozenFigures(
    ctx.trx,
    quarters.filter((key) => years.includes(yearOf(key))),
    code,
  );
  return years.map((year) => ({
    year,
    total: sumShown(figures.filter(({ quarter }) => yearOf(quarter) === year).map(({ shown }) => shown.total)),
  }));
}

function OwnSection({ ctx, code, own }: { ctx: Context; code: OwnCount; own: readonly Own[] | null }) {
  const { t, format } = ctx;
  return (
    <Section title={t('observatory.indicator.own')}>
      <p>{t('observatory.indicator.own-caveat')}</p>
      {own ? (
        <>
          <Table<Own>
            caption={t(`observatory.own.${code}`)}
            rows={own}
            rowKey={({ year }) => year}
            columns={[
              { key: 'year', header: t('observatory.field.period'), cell: ({ year }) => year },
              {
                key: 'count',
                header: t('observatory.field.figure'),
                numeric: true,
                cell: ({ total }) =>
                  total === null
                    ? t('observatory.indicator.withheld')
                    : typeof total === 'number'
                      ? format.number(total)
                      : t('app.counts.at-least', { count: total.atLeast }),
              },
            ]}
          />
          <p class="hint">
            {t('app.counts.withheld', { threshold: THRESHOLD })} {t('app.counts.whole-parts', { days: WAIT_DAYS })}
          </p>
          <Source name={t('app.counts.source')} date={format.instant(ctx.now, 'short')} />
        </>
      ) : (
        <p>{t('observatory.indicator.own-closed')}</p>
      )}
    </Section>
  );
}

function figuresCsv({ t }: Context, indicator: IndicatorVersion, figures: IndicatorFigures | null): string {
  const headings = [
    t('observatory.field.code'),
    t('observatory.indicator.place'),
    t('observatory.field.period'),
    t('observatory.field.figure'),
    t('observatory.flags'),
    t('observatory.field.unit'),
    t('observatory.indicator.source'),
  ];
  const source = figures ? `${figures.dataset.publisher}, ${figures.dataset.title}, ${figures.release.published}` : '';
  const rows = (figures?.places ?? []).flatMap(({ place, series }) =>
    series.periods.map((period, at) => [
      place.code,
      place.label,
      period,
      series.values[at] ?? '',
      series.flags[at] ?? '',
      indicator.unit,
      source,
    ]),
  );
  return writeCsv(headings, rows);
}
