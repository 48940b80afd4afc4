import { z } from 'zod';
import { Bdi, DateField, EmptyState, FilterForm, LineChart, Link, Notice, PageHeading, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { money, toDecimalText, type Currency } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { daysBetween } from '#kernel/time';
import { capacityByDay, daysAsked, roomOn, type CapacityDay, type WrongDays } from '../by-day.ts';
import type { GuaranteeFund, Window } from '../fund.ts';
import { sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, follows, ofWindow, todayOf, windowAtDesk, windowPath } from './reach.ts';

const MOST_POINTS = 100;

/** Why the days that were asked for cannot be shown, and what to do. */
export const wrongDays = ({ t }: Context, wrong: WrongDays): string => t(`guarantees.by-day.wrong-${wrong}`);

/** Capital, room and promises of a window day by day; for those who follow its fund. */
export const capacityRoute = pageRoute({
  path: '/desk/guarantee-windows/:id/capacity',
  who: followers,
  params: ofWindow,
  query: z.object({ from: fields.searchText(), until: fields.searchText(), format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t, format } = ctx;
    const { fund, window } = await windowAtDesk(ctx, id);
    if (!follows(ctx, fund.id)) throw refuseHttp('not-found');
    const { from, until, wrong } = daysAsked(query.from, query.until, todayOf(ctx));
    const days = wrong ? [] : await capacityByDay(ctx.trx, id, from, until);
    if (!wrong && query.format === 'csv') return capacityCsv(days, fund);
    const here = windowPath(id, '/capacity');
    return page(
      t('guarantees.by-day.title'),
      <>
        <PageHeading
          title={t('guarantees.by-day.title')}
          caption={
            <>
              <Bdi lang={fund.language}>{fund.name}</Bdi>, <Bdi lang={fund.language}>{window.name}</Bdi>
            </>
          }
          lead={wrong ? t('guarantees.by-day.about') : t('guarantees.by-day.lead', { from: format.date(from), until: format.date(until) })}
        />
        {wrong && <Notice tone="warning">{wrongDays(ctx, wrong)}</Notice>}
        <FilterForm action={here} clearHref={here}>
          <DateField name="from" label={t('guarantees.by-day.from')} value={from} max={todayOf(ctx)} />
          <DateField name="until" label={t('guarantees.by-day.until')} value={until} max={todayOf(ctx)} />
        </FilterForm>
        {!wrong && (
          <>
            <Course ctx={ctx} fund={fund} days={days} />
            <Changes ctx={ctx} fund={fund} window={window} days={days} />
            <p>
              <Link href={`${here}?${new URLSearchParams({ from, until, format: 'csv' }).toString()}`} download>
                {t('guarantees.by-day.every-day')}
              </Link>
            </p>
          </>
        )}
      </>,
      {
        width: 'wide',
        breadcrumbs: deskCrumbs(ctx, fund, window),
        paper: 'capacity',
        ...(wrong ? { status: 422, hasErrors: true } : {}),
      },
    );
  },
});

const figures = {
  highest: ({ highestMinor }: CapacityDay) => highestMinor,
  outstanding: ({ outstandingMinor }: CapacityDay) => outstandingMinor,
  reserved: ({ reservedMinor }: CapacityDay) => reservedMinor,
  room: roomOn,
};
type Figure = keyof typeof figures;
const figureNames = Object.keys(figures) as Figure[]; // keys of the table above

const nameOf = ({ t }: Context, figure: Figure): string =>
  figure === 'highest' ? t('guarantees.by-day.highest') : t(`guarantees.capital.${figure}`);

/** The course as lines: each day, or each second, third … day of a long time, and always the last. */
function Course({ ctx, fund, days }: { ctx: Context; fund: GuaranteeFund; days: readonly CapacityDay[] }) {
  const { t, format } = ctx;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || first === last) return null;
  const every = Math.ceil(days.length / MOST_POINTS);
  const shown = days.filter((_day, at) => (days.length - 1 - at) % every === 0);
  return (
    <LineChart
      title={t('guarantees.by-day.title')}
      description={t('guarantees.by-day.text', {
        from: format.date(first.day),
        until: format.date(last.day),
        first: sumIn(ctx, roomOn(first), fund.currency),
        last: sumIn(ctx, roomOn(last), fund.currency),
      })}
      labelHeader={t('guarantees.step.day')}
      series={figureNames.map((figure) => nameOf(ctx, figure))}
      format={(value) => format.number(value)}
      points={shown.map((one) => ({
        x: daysBetween(first.day, one.day),
        label: format.date(one.day, 'short'),
        values: figureNames.map((figure) => Number(toDecimalText(money(figures[figure](one), fund.currency)))),
      }))}
    />
  );
}

/** Days on which something moved; between them all stayed as it was. */
function Changes({ ctx, fund, window, days }: { ctx: Context; fund: GuaranteeFund; window: Window; days: readonly CapacityDay[] }) {
  const { t, format } = ctx;
  const same = (one: CapacityDay, other: CapacityDay | undefined) =>
    other?.capitalMinor === one.capitalMinor && figureNames.every((figure) => figures[figure](one) === figures[figure](other));
  const rows = days.filter((one, at) => !same(one, days[at - 1]));
  return (
    <Table<CapacityDay>
      caption={t('guarantees.by-day.changes', { window: window.name })}
      rows={rows}
      rowKey={({ day }) => day}
      empty={<EmptyState title={t('guarantees.by-day.none')} />}
      columns={[
        { key: 'day', header: t('guarantees.step.day'), rowHeader: true, cell: ({ day }) => format.date(day, 'short') },
        {
          key: 'capital',
          header: t('guarantees.capital.capital'),
          numeric: true,
          cell: ({ capitalMinor }) => sumIn(ctx, capitalMinor, fund.currency),
        },
        ...figureNames.map((figure) => ({
          key: figure,
          header: nameOf(ctx, figure),
          numeric: true,
          cell: (one: CapacityDay) => sumIn(ctx, figures[figure](one), fund.currency),
        })),
      ]}
    />
  );
}

function capacityCsv(days: readonly CapacityDay[], { currency }: { currency: Currency }) {
  const sum = (minor: bigint) => toDecimalText(money(minor, currency));
  return csv(
    'capacity.csv',
    writeCsv(
      ['day', 'currency', 'capital', ...figureNames],
      days.map((one) => [one.day, currency, sum(one.capitalMinor), ...figureNames.map((figure) => sum(figures[figure](one)))]),
    ),
  );
}
