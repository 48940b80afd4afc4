import { Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Flow } from '#modules/observatory';
import { Figure, isolated } from '#modules/observatory/pages';
import { placeName } from '#modules/places';
import type { FlowData, FlowPicture } from './flow-data.ts';

export const FLOWS_PAGE = 30;

/** Every figure of the period between two places, the missing ones too, with the way to the corridor of the two. */
export function FlowTable({
  ctx,
  data,
  rows,
  picture,
  current,
}: {
  ctx: Context;
  data: FlowData;
  rows: readonly Flow[];
  picture: FlowPicture;
  current: number;
}) {
  const { t } = ctx;
  const unit = unitOf(data);
  const count = { count: picture.total, missing: picture.missing, zero: picture.zero };
  const labelOf = (code: number) => <bdi>{data.codes.get(code)?.label ?? ''}</bdi>;
  return (
    <Section title={t('observatory.dataset.figures')}>
      <p>{t('observatory.flows.counts', count)}</p>
      <Table<Flow>
        caption={
          unit
            ? t('observatory.flows.caption-unit', { period: data.question.period, unit: isolated(unit) })
            : t('observatory.flows.caption', { period: data.question.period })
        }
        rows={rows}
        rowKey={({ no }) => String(no)}
        paging={{ page: current, pageSize: FLOWS_PAGE, total: picture.total }}
        csvHref={csvHref(ctx, data)}
        columns={[
          { key: 'origin', header: t('observatory.flows.from'), sort: true, cell: ({ origin }) => labelOf(origin) },
          { key: 'destination', header: t('observatory.flows.to'), sort: true, cell: ({ destination }) => labelOf(destination) },
          {
            key: 'figure',
            header: t('observatory.field.figure'),
            sort: true,
            numeric: true,
            cell: ({ value, flags }) => <Figure ctx={ctx} value={value} flags={flags} />,
          },
          { key: 'corridor', header: t('observatory.flows.corridor'), cell: (flow) => <CorridorOf ctx={ctx} data={data} flow={flow} /> },
        ]}
      />
    </Section>
  );
}

function CorridorOf({ ctx, data, flow }: { ctx: Context; data: FlowData; flow: Flow }) {
  const from = data.places.get(flow.origin);
  const to = data.places.get(flow.destination);
  if (!from || !to || from.id === to.id) return <>–</>;
  const names = { origin: placeName(from, ctx.lang), destination: placeName(to, ctx.lang) };
  return <Link href={`/corridors/${from.code}/${to.code}`}>{ctx.t('places.corridor.name', names)}</Link>;
}

/** The same choices as a file. */
function csvHref(ctx: Context, { dataset }: FlowData): string {
  const asked = new URLSearchParams(ctx.query);
  asked.delete('page');
  asked.set('format', 'csv');
  return `/statistics/${dataset.id}/flows?${asked.toString()}`;
}

/** Unit of every figure: the release's, or that of the dimension of units. */
export function unitOf({ release, dimensions, chosen }: FlowData): string | null {
  const at = dimensions.findIndex(({ code }) => /^unit$/i.test(code));
  return release.unit ?? chosen[at]?.label ?? null;
}
