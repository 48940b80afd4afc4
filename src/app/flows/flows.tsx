import { z } from 'zod';
import { EmptyState, Link, Notice, PageHeading, Source, Tag } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { writeCsv } from '#kernel/text';
import { findDataset, flowsForFile, readFlows, type Flow } from '#modules/observatory';
import { FlagKey, isolated, publishedText } from '#modules/observatory/pages';
import { readFlowData, readPicture, readSort, type FlowData } from './flow-data.ts';
import { FlowFilters } from './flow-filters.tsx';
import { FlowMap } from './flow-map.tsx';
import { FLOWS_PAGE, FlowTable, unitOf } from './flow-table.tsx';

/** Figures between two places of one dataset and period: lines on a map, and all of them in a table. */
export const flowsRoute = pageRoute({
  path: '/statistics/:id/flows',
  who: everyone,
  params: z.object({ id: idOf<'observatory.datasets'>() }),
  query: z.object({
    release: fields.maybe(fields.whole(1, 100_000)),
    sort: fields.searchText(),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { params, query }) => {
    const { t, trx } = ctx;
    const dataset = await findDataset(trx, params.id);
    const release = dataset?.releases.find(({ no }) => no === query.release) ?? dataset?.releases[0];
    if (!dataset || !release) throw refuseHttp('not-found');
    const data = await readFlowData(ctx, dataset, release);
    const sort = readSort(query.sort);
    if (data && query.format === 'csv') return csv('flows.csv', flowsCsv(ctx, data, await flowsForFile(trx, data.question, sort)));
    const title = t('observatory.flows.title', { dataset: isolated(dataset.title) });
    const heading = (
      <PageHeading
        title={title}
        caption={dataset.publisher}
        lead={t('observatory.flows.lead')}
        tags={dataset.demonstration ? [<Tag key="demo">{t('observatory.demonstration')}</Tag>] : []}
      />
    );
    const body = data ? (
      <FlowBody
        ctx={ctx}
        data={data}
        picture={await readPicture(ctx, data)}
        rows={await readFlows(trx, data.question, { sort, limit: FLOWS_PAGE, offset: (query.page - 1) * FLOWS_PAGE })}
        current={query.page}
      />
    ) : (
      <EmptyState title={t('observatory.flows.none')}>
        <p>{t('observatory.flows.none-hint')}</p>
        <p>
          <Link href={`/statistics/${dataset.id}`}>{t('observatory.flows.back')}</Link>
        </p>
      </EmptyState>
    );
    return page(
      title,
      <>
        {heading}
        {body}
      </>,
      {
        paper: 'flows',
        width: 'wide',
        breadcrumbs: [
          { label: t('observatory.list.title'), href: '/statistics' },
          { label: dataset.title, href: `/statistics/${dataset.id}` },
        ],
      },
    );
  },
});

function FlowBody({
  ctx,
  data,
  picture,
  rows,
  current,
}: {
  ctx: Context;
  data: FlowData;
  picture: Awaited<ReturnType<typeof readPicture>>;
  rows: readonly Flow[];
  current: number;
}) {
  const { t } = ctx;
  const { dataset, release } = data;
  return (
    <>
      {release !== dataset.releases[0] && (
        <Notice tone="warning">
          <p>
            {t('observatory.dataset.newer')} <Link href={`/statistics/${dataset.id}/flows`}>{t('observatory.dataset.newest')}</Link>
          </p>
        </Notice>
      )}
      <FlowFilters ctx={ctx} data={data} />
      <FlowMap ctx={ctx} data={data} picture={picture} />
      <FlowTable ctx={ctx} data={data} rows={rows} picture={picture} current={current} />
      <Source
        name={isolated(`${dataset.publisher}, ${dataset.title}`)}
        date={publishedText(ctx, release.published)}
        {...(release.sourceUrl ? { href: release.sourceUrl } : {})}
      />
      <FlagKey ctx={ctx} flags={rows.map(({ flags }) => flags)} confidentiality={rows.map(({ confidentiality }) => confidentiality)} />
      <p class="hint">{t('observatory.dataset.missing-hint')}</p>
      <p class="hint">{t('observatory.below-country')}</p>
    </>
  );
}

function flowsCsv({ t }: Context, data: FlowData, flows: readonly Flow[]): string {
  const { dataset, release, question, codes, chosen, dimensions } = data;
  const others = chosen.flatMap((code, index) => (code ? [`${dimensions[index]?.label}: ${code.label}`] : []));
  const headings = [
    t('observatory.flows.from-code'),
    t('observatory.flows.from'),
    t('observatory.flows.to-code'),
    t('observatory.flows.to'),
    t('observatory.field.period'),
    t('observatory.field.figure'),
    t('observatory.flags'),
    t('observatory.field.unit'),
    t('observatory.indicator.chosen'),
    t('observatory.indicator.source'),
  ];
  const source = `${dataset.publisher}, ${dataset.title}, ${release.published}`;
  return writeCsv(
    headings,
    flows.map(({ origin, destination, value, flags }) => [
      codes.get(origin)?.code ?? '',
      codes.get(origin)?.label ?? '',
      codes.get(destination)?.code ?? '',
      codes.get(destination)?.label ?? '',
      question.period,
      value ?? '',
      flags,
      unitOf(data) ?? '',
      others.join('; '),
      source,
    ]),
  );
}
