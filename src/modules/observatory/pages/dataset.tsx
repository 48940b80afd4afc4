import { z } from 'zod';
import {
  BarChart,
  DescriptionList,
  FilterForm,
  LineChart,
  Link,
  Notice,
  PageHeading,
  Section,
  SelectField,
  Source,
  Table,
  Tag,
  TextField,
  type Column,
  type Fact,
} from '#kernel/html';
import { csv, download, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import type { AnyTranslate } from '#kernel/i18n';
import { flowEnds } from '../flow-ends.ts';
import { findDataset, type DatasetAbout, type Release } from '../read-datasets.ts';
import { periodYear, readPeriod } from '../read-period.ts';
import { countSeries, readDimensions, readSeries, type StoredCode, type StoredDimension, type StoredSeries } from '../read-series.ts';
import { refuse } from '../refusals.ts';
import { writeJsonStat, writeSdmxCsv, type Exchange } from '../write-exchange.ts';
import { Figure, FlagKey, isolated, publishedText } from './figure-text.tsx';

const PAGE = 25;
/** Periods side by side; more do not fit. */
const COLUMNS = 6;
/** Figures in one file; more are taken in parts, by the filters. */
const mostExported = 200_000;

const query = z.object({
  release: fields.maybe(fields.whole(1, 100_000)),
  to: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

/** What the page shows: one release, narrowed to some codes. */
interface Shown {
  dataset: DatasetAbout;
  release: Release;
  dimensions: readonly StoredDimension[];
  /** The code chosen in each dimension; null where all are shown. */
  chosen: readonly (StoredCode | null)[];
  to: string | null;
  labels: ReadonlyMap<number, string>;
}

/** One dataset: filters, table with flags, chart, releases, files. */
export const datasetRoute = pageRoute({
  path: '/statistics/:id',
  who: everyone,
  params: z.object({ id: idOf<'observatory.datasets'>() }),
  query,
  view: async (ctx, { params, query: asked }) => {
    const { t, trx } = ctx;
    const dataset = await findDataset(trx, params.id);
    const release = dataset?.releases.find(({ no }) => no === asked.release) ?? dataset?.releases[0];
    if (!dataset || !release) throw refuseHttp('not-found');
    const dimensions = await readDimensions(trx, release.id);
    const chosen = dimensions.map(({ codes }, index) => codes.find(({ code }) => code === ctx.query.get(`d${index + 1}`)) ?? null);
    const labels = new Map(dimensions.flatMap(({ codes }) => codes.map(({ id, label }) => [id, label] as const)));
    const shown = { dataset, release, dimensions, chosen, to: readPeriod(asked.to), labels };
    const codes = chosen.flatMap((code) => code?.id ?? []);
    const counted = await countSeries(trx, release.id, codes);
    if (asked.format === 'csv' || asked.format === 'json') {
      if (counted.observations > mostExported)
        throw refuse('too-much-to-export', { values: { count: counted.observations, limit: mostExported } });
      return fileOf(asked.format, { dataset, release, dimensions, series: await readSeries(trx, release.id, { codes }) });
    }
    const rows = await readSeries(trx, release.id, { codes, limit: PAGE, offset: (asked.page - 1) * PAGE });
    return page(
      dataset.title,
      <>
        <PageHeading
          title={<bdi>{dataset.title}</bdi>}
          caption={dataset.publisher}
          tags={dataset.demonstration ? [<Tag key="demo">{t('observatory.demonstration')}</Tag>] : []}
        />
        {dataset.demonstration && (
          <Notice>
            <p>{t('observatory.demonstration-hint')}</p>
          </Notice>
        )}
        {release !== dataset.releases[0] && (
          <Notice tone="warning">
            <p>
              {t('observatory.dataset.newer')} <Link href={`/statistics/${dataset.id}`}>{t('observatory.dataset.newest')}</Link>
            </p>
          </Notice>
        )}
        {flowEnds(dimensions).length > 0 && (
          <p>
            <Link href={`/statistics/${dataset.id}/flows${release === dataset.releases[0] ? '' : `?release=${release.no}`}`}>
              {t('observatory.flows.link')}
            </Link>
          </p>
        )}
        <Filters ctx={ctx} shown={shown} />
        <Chart ctx={ctx} shown={shown} rows={rows} />
        <Figures ctx={ctx} shown={shown} rows={rows} total={counted.series} current={asked.page} />
        <About ctx={ctx} shown={shown} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('observatory.list.title'), href: '/statistics' }] },
    );
  },
});

function fileOf(format: 'csv' | 'json', exchange: Exchange) {
  const name = `${exchange.dataset.code.replaceAll(/[^\w.-]+/g, '_')}-${exchange.release.no}`;
  return format === 'csv'
    ? csv(`${name}.csv`, writeSdmxCsv(exchange))
    : download(`${name}.json`, 'application/json; charset=utf-8', writeJsonStat(exchange));
}

/** The address of the same page with other choices. */
function hrefOf({ dataset, release, chosen, to }: Shown, change: Record<string, string> = {}): string {
  const kept = Object.fromEntries(chosen.flatMap((code, index) => (code ? [[`d${index + 1}`, code.code]] : [])));
  const given = { ...kept, ...(to ? { to } : {}), ...(release === dataset.releases[0] ? {} : { release: String(release.no) }), ...change };
  const text = new URLSearchParams(given).toString();
  return `/statistics/${dataset.id}${text ? `?${text}` : ''}`;
}

function Filters({ ctx, shown }: { ctx: Context; shown: Shown }) {
  const { t } = ctx;
  const { dataset, release, dimensions, chosen, to } = shown;
  return (
    <FilterForm
      action={`/statistics/${dataset.id}`}
      clearHref={`/statistics/${dataset.id}`}
      keep={release === dataset.releases[0] ? {} : { release: String(release.no) }}
    >
      {dimensions.map(({ code, label, codes }, index) =>
        codes.length < 2 ? null : (
          <SelectField
            key={code}
            name={`d${index + 1}`}
            label={label}
            value={chosen[index]?.code ?? ''}
            emptyLabel={t('observatory.dataset.all')}
            options={codes.map((one) => ({ value: one.code, label: one.label === one.code ? one.label : `${one.label} (${one.code})` }))}
          />
        ),
      )}
      <TextField name="to" label={t('observatory.dataset.until')} hint={t('observatory.dataset.until-hint')} value={to ?? ''} />
    </FilterForm>
  );
}

/** Dimensions whose codes differ among the rows. */
function freeOf({ dimensions, chosen }: Shown): number[] {
  return dimensions.flatMap(({ codes }, index) => (codes.length > 1 && !chosen[index] ? [index] : []));
}

function periodsOf(rows: readonly StoredSeries[], to: string | null): string[] {
  const periods = [...new Set(rows.flatMap((row) => row.periods))].filter((period) => !to || period <= `${to}~`);
  return periods.toSorted().slice(-COLUMNS);
}

function labelOf({ labels, dimensions }: Shown, row: StoredSeries, free: readonly number[]): string {
  const named = (free.length > 0 ? free : dimensions.map((_, index) => index)).map((index) => labels.get(row.codes[index] ?? 0) ?? '');
  return named.join(', ');
}

function sourceOf(ctx: Context, { dataset, release }: Shown) {
  return {
    name: isolated(`${dataset.publisher}, ${dataset.title}`),
    date: publishedText(ctx, release.published),
    ...(release.sourceUrl ? { href: release.sourceUrl } : {}),
  };
}

/** A line where one series is left, bars where a page of them is; the figures of the pictures are in the table too. */
function Chart({ ctx, shown, rows }: { ctx: Context; shown: Shown; rows: readonly StoredSeries[] }) {
  const { t } = ctx;
  const [only] = rows;
  const free = freeOf(shown);
  const missing = t('observatory.missing');
  const format = (value: number) => ctx.format.number(value);
  if (!only) return null;
  if (rows.length === 1 && only.periods.length > 1) {
    const points = only.periods.map((period, at) => ({ x: periodYear(period), label: period, values: [numberOf(only.values[at])] }));
    return (
      <LineChart
        title={labelOf(shown, only, free)}
        description={t('observatory.dataset.line', { first: only.periods[0] ?? '', last: only.periods.at(-1) ?? '' })}
        labelHeader={t('observatory.field.period')}
        series={[unitText(shown) ?? t('observatory.field.figure')]}
        points={points}
        format={format}
        missing={missing}
        source={sourceOf(ctx, shown)}
      />
    );
  }
  const period = periodsOf(rows, shown.to).at(-1);
  if (!period || free.length !== 1 || rows.length < 2) return <p class="hint">{t('observatory.dataset.choose-for-chart')}</p>;
  return (
    <BarChart
      title={t('observatory.dataset.in-period', { period })}
      labelHeader={shown.dimensions[free[0] ?? 0]?.label ?? ''}
      series={[unitText(shown) ?? t('observatory.field.figure')]}
      rows={rows.map((row) => ({
        key: String(row.no),
        label: <bdi>{labelOf(shown, row, free)}</bdi>,
        values: [numberOf(row.values[row.periods.indexOf(period)])],
      }))}
      format={format}
      missing={missing}
      source={sourceOf(ctx, shown)}
    />
  );
}

/** For the picture only: the table and the files keep every digit. */
function numberOf(value: string | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

function unitText({ release, dimensions, chosen }: Shown): string | null {
  const at = dimensions.findIndex(({ code }) => /^unit$/i.test(code));
  const codes = dimensions[at]?.codes ?? [];
  return release.unit ?? (chosen[at] ?? (codes.length === 1 ? codes[0] : undefined))?.label ?? null;
}

function Figures({
  ctx,
  shown,
  rows,
  total,
  current,
}: {
  ctx: Context;
  shown: Shown;
  rows: readonly StoredSeries[];
  total: number;
  current: number;
}) {
  const { t } = ctx;
  const free = freeOf(shown);
  const periods = periodsOf(rows, shown.to);
  const named: Column<StoredSeries>[] = (free.length > 0 ? free : [shown.dimensions.length - 1]).map((index) => ({
    key: `d${index + 1}`,
    header: shown.dimensions[index]?.label ?? '',
    cell: (row) => shown.labels.get(row.codes[index] ?? 0) ?? '',
  }));
  const unit = unitText(shown);
  return (
    <Section title={t('observatory.dataset.figures')}>
      <Table<StoredSeries>
        caption={
          unit
            ? t('observatory.dataset.caption-unit', { count: total, unit: isolated(unit) })
            : t('observatory.dataset.caption', { count: total })
        }
        narrow="scroll"
        rows={rows}
        rowKey={(row) => String(row.no)}
        paging={{ page: current, pageSize: PAGE, total }}
        csvHref={hrefOf(shown, { format: 'csv' })}
        columns={[
          ...named,
          ...periods.map((period): Column<StoredSeries> => ({
            key: period,
            header: period,
            numeric: true,
            cell: (row) => {
              const at = row.periods.indexOf(period);
              return at < 0 ? (
                <span class="hint">{t('observatory.none')}</span>
              ) : (
                <Figure ctx={ctx} value={row.values[at] ?? null} flags={row.flags[at] ?? ''} />
              );
            },
          })),
        ]}
      />
      <p>
        <Link href={hrefOf(shown, { format: 'json' })} download>
          {t('observatory.dataset.json-stat')}
        </Link>
      </p>
      <Source {...sourceOf(ctx, shown)} />
      <FlagKey
        ctx={ctx}
        flags={rows.flatMap(({ flags }) => flags)}
        confidentiality={rows.flatMap(({ confidentiality }) => confidentiality)}
      />
      <p class="hint">{t('observatory.dataset.missing-hint')}</p>
      <p class="hint">{t('observatory.below-country')}</p>
    </Section>
  );
}

function About({ ctx, shown }: { ctx: Context; shown: Shown }) {
  const { t, format } = ctx;
  const loose = t as AnyTranslate; // editions and problems are closed lists
  const { dataset, release, dimensions } = shown;
  const unit = unitText(shown);
  const facts: Fact[] = [
    { key: 'code', label: t('observatory.field.code'), value: <code dir="ltr">{dataset.code}</code> },
    { key: 'publisher', label: t('observatory.field.publisher'), value: dataset.publisher },
    { key: 'published', label: t('observatory.field.published'), value: publishedText(ctx, release.published) },
    { key: 'licence', label: t('observatory.field.licence'), value: release.licence },
    { key: 'imported', label: t('observatory.field.imported'), value: format.instant(release.importedAt) },
    { key: 'figures', label: t('observatory.field.figures'), value: format.number(release.observations) },
    ...(unit ? [{ key: 'unit', label: t('observatory.field.unit'), value: unit }] : []),
    ...(release.edition
      ? [
          {
            key: 'edition',
            label: t('observatory.field.edition'),
            value: (
              <>
                {loose(`observatory.edition.${release.edition}`)}. {t('observatory.dataset.edition-hint')}
              </>
            ),
          },
        ]
      : []),
    ...dimensions
      .filter(({ codes }) => codes.length === 1)
      .map(({ code, label, codes }) => ({ key: `d-${code}`, label, value: codes[0]?.label ?? '' })),
  ];
  return (
    <>
      <Section title={t('observatory.dataset.about')}>
        <DescriptionList facts={facts} label={t('observatory.dataset.about')} />
        {release.notes.map((note) => (
          <p key={note}>
            <bdi>{note}</bdi>
          </p>
        ))}
        {release.warnings.length > 0 && (
          <ul>
            {release.warnings.slice(0, 20).map((one, index) => (
              <li key={index}>{loose(one.problem, one.values)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('observatory.field.releases')}>
        <ul>
          {dataset.releases.map((one) => (
            <li key={one.no}>
              <Link href={`/statistics/${dataset.id}?release=${one.no}`}>
                {t('observatory.dataset.release', { release: one.no, date: publishedText(ctx, one.published) })}
              </Link>
              {one === release && <> ({t('observatory.dataset.shown')})</>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
