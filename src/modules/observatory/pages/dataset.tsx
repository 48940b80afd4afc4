import { z } from 'zod';
import { FilterForm, Link, Notice, PageHeading, Section, SelectField, Source, Table, Tag, TextField, type Column } from '#kernel/html';
import { csv, download, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { flowEnds } from '../flow-ends.ts';
import { readAreas } from '../read-boundaries.ts';
import { findDataset } from '../read-datasets.ts';
import { readPeriod } from '../read-period.ts';
import { countSeries, readDimensions, readSeries, type StoredSeries } from '../read-series.ts';
import { refuse } from '../refusals.ts';
import { writeJsonStat, writeSdmxCsv, type Exchange } from '../write-exchange.ts';
import { About } from './dataset-about.tsx';
import { Chart } from './dataset-chart.tsx';
import { freeOf, hrefOf, periodsOf, sourceOf, unitText, type Shown } from './dataset-shown.ts';
import { Figure, FlagKey, isolated } from './figure-text.tsx';
import { mostRegions, RegionMap } from './region-map.tsx';

const PAGE = 25;
/** Figures in one file; more are taken in parts, by the filters. */
const mostExported = 200_000;

const query = z.object({
  release: fields.maybe(fields.whole(1, 100_000)),
  to: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

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
        {await regionMap(ctx, shown, codes)}
        <Figures ctx={ctx} shown={shown} rows={rows} total={counted.series} current={asked.page} />
        <About ctx={ctx} shown={shown} />
      </>,
      { paper: 'statistics', width: 'wide', breadcrumbs: [{ label: t('observatory.list.title'), href: '/statistics' }] },
    );
  },
});

/** A map where the reader has left only the places open; they may be more than one page of the table shows. */
async function regionMap(ctx: Context, shown: Shown, codes: readonly number[]) {
  const [at, another] = freeOf(shown);
  const places = at === undefined || another !== undefined ? undefined : shown.dimensions[at];
  const areas = places?.geo ? await readAreas(ctx.trx, shown.dataset.id, places.codes) : null;
  if (!areas || !places || at === undefined) return null;
  const all = await readSeries(ctx.trx, shown.release.id, { codes, limit: mostRegions });
  const period = periodsOf(all, shown.to).at(-1) ?? '';
  const series = new Map(all.map((one) => [one.codes[at], one]));
  const figures = places.codes.map((code) => ({ ...code, series: series.get(code.id) }));
  return <RegionMap ctx={ctx} areas={areas} figures={figures} period={period} unit={unitText(shown)} />;
}

function fileOf(format: 'csv' | 'json', exchange: Exchange) {
  const name = `${exchange.dataset.code.replaceAll(/[^\w.-]+/g, '_')}-${exchange.release.no}`;
  return format === 'csv'
    ? csv(`${name}.csv`, writeSdmxCsv(exchange))
    : download(`${name}.json`, 'application/json; charset=utf-8', writeJsonStat(exchange));
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
