import {
  BarChart,
  DescriptionList,
  Link,
  LineChart,
  Notice,
  Section,
  SelectField,
  FilterForm,
  Source,
  Table,
  type Column,
  type Fact,
} from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import type { IndicatorVersion } from '../indicator.ts';
import { periodYear } from '../read-period.ts';
import type { IndicatorFigures } from '../read-indicators.ts';
import type { RegionAreas } from '../read-boundaries.ts';
import { Figure, FlagKey, isolated, publishedText } from './figure-text.tsx';
import { RegionMap } from './region-map.tsx';
import { directionText } from './indicators.tsx';

const PAGE = 50;
const COLUMNS = 6;
/** Bars that are still read. */
const BARS = 30;

/** What an indicator says: definition, unit, parts, direction, aggregation, source. */
export function IndicatorAbout({
  ctx,
  indicator,
  figures,
}: {
  ctx: Context;
  indicator: IndicatorVersion;
  figures: IndicatorFigures | null;
}) {
  const { t } = ctx;
  const loose = t as AnyTranslate; // closed lists
  const words = (text: string) => <bdi lang={indicator.language}>{text}</bdi>;
  const facts: Fact[] = [
    { key: 'definition', label: t('observatory.indicator.definition'), value: words(indicator.definition) },
    { key: 'unit', label: t('observatory.field.unit'), value: words(indicator.unit) },
    { key: 'numerator', label: t('observatory.indicator.numerator'), value: words(indicator.numerator) },
    ...(indicator.denominator
      ? [{ key: 'denominator', label: t('observatory.indicator.denominator'), value: words(indicator.denominator) }]
      : []),
    { key: 'direction', label: t('observatory.indicator.direction'), value: directionText(ctx, indicator.direction) },
    { key: 'aggregation', label: t('observatory.indicator.aggregation'), value: loose(`observatory.aggregation.${indicator.aggregation}`) },
    ...(figures
      ? [
          {
            key: 'source',
            label: t('observatory.indicator.source'),
            value: (
              <Link href={`/statistics/${figures.dataset.id}`}>
                <bdi>{figures.dataset.title}</bdi>
              </Link>
            ),
          },
          { key: 'chosen', label: t('observatory.indicator.chosen'), value: <bdi>{figures.chosen.join('; ') || '–'}</bdi> },
        ]
      : []),
  ];
  return <DescriptionList facts={facts} label={t('observatory.indicator.about')} />;
}

/** The official figures of an indicator by place and year, with a chart of the place or of the last year. */
export function IndicatorTable({
  ctx,
  path,
  figures,
  place,
  current,
  areas,
}: {
  ctx: Context;
  path: string;
  figures: IndicatorFigures;
  place: string;
  current: number;
  /** Areas of its regions; null where its places are no regions. */
  areas: RegionAreas | null;
}) {
  const { t } = ctx;
  const { dataset, release, places, gone } = figures;
  const source = {
    name: isolated(`${dataset.publisher}, ${dataset.title}`),
    date: publishedText(ctx, release.published),
    href: `/statistics/${dataset.id}`,
  };
  if (gone.length > 0)
    return (
      <Notice tone="warning">
        <p>{t('observatory.indicator.gone', { codes: ctx.format.list([...gone]) })}</p>
      </Notice>
    );
  const shown = places.filter((one) => place === '' || one.place.code === place);
  const rows = shown.slice((current - 1) * PAGE, current * PAGE);
  const periods = [...new Set(rows.flatMap(({ series }) => series.periods))].toSorted().slice(-COLUMNS);
  const flags = rows.flatMap(({ series }) => series.flags);
  return (
    <Section title={t('observatory.indicator.official')}>
      <FilterForm action={path} clearHref={path}>
        <SelectField
          name="place"
          label={t('observatory.indicator.place')}
          value={place}
          emptyLabel={t('observatory.dataset.all')}
          options={places.map((one) => ({ value: one.place.code, label: one.place.label }))}
        />
      </FilterForm>
      <IndicatorChart ctx={ctx} rows={rows} source={source} last={periods.at(-1)} />
      {place === '' && (
        <RegionMap
          ctx={ctx}
          areas={areas}
          figures={places.map((one) => ({ ...one.place, series: one.series }))}
          period={
            places
              .flatMap(({ series }) => series.periods)
              .toSorted()
              .at(-1) ?? ''
          }
          unit={null}
        />
      )}
      <Table<(typeof rows)[number]>
        caption={t('observatory.indicator.by-place')}
        narrow="scroll"
        rows={rows}
        rowKey={({ series }) => String(series.no)}
        paging={{ page: current, pageSize: PAGE, total: shown.length }}
        csvHref={`${path}?format=csv`}
        columns={[
          {
            key: 'place',
            header: t('observatory.indicator.place'),
            cell: (one) => one.place.label,
          },
          ...periods.map((period): Column<(typeof rows)[number]> => ({
            key: period,
            header: period,
            numeric: true,
            cell: ({ series }) => {
              const at = series.periods.indexOf(period);
              return at < 0 ? (
                <span class="hint">{t('observatory.none')}</span>
              ) : (
                <Figure ctx={ctx} value={series.values[at] ?? null} flags={series.flags[at] ?? ''} />
              );
            },
          })),
        ]}
      />
      <Source {...source} />
      <FlagKey ctx={ctx} flags={flags} confidentiality={rows.flatMap(({ series }) => series.confidentiality)} />
      <p class="hint">{t('observatory.dataset.missing-hint')}</p>
      <p class="hint">{t('observatory.below-country')}</p>
    </Section>
  );
}

function IndicatorChart({
  ctx,
  rows,
  source,
  last,
}: {
  ctx: Context;
  rows: IndicatorFigures['places'];
  source: { name: string; date: string; href: string };
  last: string | undefined;
}) {
  const { t } = ctx;
  const [only] = rows;
  if (!only || !last) return null;
  const number = (value: string | null | undefined) => (value === null || value === undefined ? undefined : Number(value)); // for the picture only
  const missing = t('observatory.missing');
  if (rows.length === 1)
    return (
      <LineChart
        title={only.place.label}
        description={t('observatory.dataset.line', { first: only.series.periods[0] ?? '', last: only.series.periods.at(-1) ?? '' })}
        labelHeader={t('observatory.field.period')}
        series={[t('observatory.field.figure')]}
        points={only.series.periods.map((period, at) => ({
          x: periodYear(period),
          label: period,
          values: [number(only.series.values[at])],
        }))}
        missing={missing}
        source={source}
      />
    );
  return (
    <BarChart
      title={t('observatory.dataset.in-period', { period: last })}
      labelHeader={t('observatory.indicator.place')}
      series={[t('observatory.field.figure')]}
      rows={rows.slice(0, BARS).map(({ place, series }) => ({
        key: String(series.no),
        label: <bdi>{place.label}</bdi>,
        values: [number(series.values[series.periods.indexOf(last)])],
      }))}
      missing={missing}
      source={source}
    />
  );
}

/** Every version of an indicator with the reason why it was written. */
export function IndicatorHistory({ ctx, versions }: { ctx: Context; versions: readonly IndicatorVersion[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('observatory.indicator.history')}>
      <ul>
        {versions.map((one) => (
          <li key={one.no}>
            {t('observatory.indicator.version', { version: one.no, date: format.instant(one.writtenAt, 'short') })}:{' '}
            <bdi lang={one.language}>
              {one.name}. {one.reason}
            </bdi>
          </li>
        ))}
      </ul>
    </Section>
  );
}
