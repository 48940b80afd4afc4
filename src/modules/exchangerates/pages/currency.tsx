import { z } from 'zod';
import { DateField, EmptyState, FilterForm, LineChart, Link, PageHeading, Section, Table, TextField } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { isCurrency } from '#kernel/money';
import { daysBetween } from '#kernel/time';
import { listRates, type RateEntry } from '../list-rates.ts';
import { pegs } from '../pegs.ts';
import { OLD_AFTER_DAYS } from '../rate.ts';
import { mayKeep, PegTable, ratesCsv } from './list.tsx';
import { currencyText, RateMarks, RateText } from './rate-text.tsx';

const PAGE = 50;
/** More days than any source has published. */
const MOST_IN_FILE = 50_000;

const query = z.object({
  source: fields.searchText(),
  from: fields.maybe(fields.optionalDay()),
  until: fields.maybe(fields.optionalDay()),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

/** All rates of one currency by day, each with its source. */
export const currencyRoute = pageRoute({
  path: '/exchange-rates/:currency',
  who: everyone,
  params: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }),
  query,
  view: async (ctx, { params: { currency }, query: asked }) => {
    const { t, trx, lang } = ctx;
    const { source, from, until } = asked;
    if (!isCurrency(currency)) throw refuseHttp('not-found');
    const inFile = asked.format === 'csv';
    const part = inFile ? { limit: MOST_IN_FILE, offset: 0 } : { limit: PAGE, offset: (asked.page - 1) * PAGE };
    const { rows, total } = await listRates(trx, { currency, source, from, until }, part);
    if (inFile) return csv(`exchange-rates-${currency.toLowerCase()}.csv`, ratesCsv(ctx, rows));
    const here = `/exchange-rates/${currency}`;
    const kept = new URLSearchParams(
      Object.entries({ source, from, until, format: 'csv' }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const fixed = pegs.filter((peg) => peg.currency === currency);
    const title = currencyText(lang, currency);
    return page(
      title,
      <>
        <PageHeading
          title={title}
          caption={t('exchangerates.list.title')}
          lead={t('exchangerates.currency.lead', { days: OLD_AFTER_DAYS })}
        />
        {fixed.length > 0 && (
          <Section title={t('exchangerates.pegs.title')}>
            <PegTable ctx={ctx} rows={fixed} />
          </Section>
        )}
        <Course ctx={ctx} rows={rows} />
        <FilterForm action={here} clearHref={here}>
          <TextField name="source" label={t('exchangerates.field.source')} value={source} />
          <DateField name="from" label={t('exchangerates.filter.from')} value={from ?? ''} />
          <DateField name="until" label={t('exchangerates.filter.until')} value={until ?? ''} />
        </FilterForm>
        <Table<RateEntry>
          caption={t('exchangerates.list.caption', { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: asked.page, pageSize: PAGE, total }}
          csvHref={`${here}?${kept.toString()}`}
          columns={columnsOf(ctx)}
          empty={
            <EmptyState title={t('exchangerates.list.none')}>
              <p>{t('exchangerates.list.none-hint')}</p>
            </EmptyState>
          }
        />
      </>,
      {
        width: 'wide',
        breadcrumbs: [{ label: t('exchangerates.list.title'), href: '/exchange-rates' }],
        description: t('exchangerates.currency.lead', { days: OLD_AFTER_DAYS }),
        paper: `exchange-rates-${currency.toLowerCase()}`,
      },
    );
  },
});

function columnsOf(ctx: Context) {
  const { t, lang, format } = ctx;
  const columns = [
    {
      key: 'day',
      header: t('exchangerates.field.day'),
      cell: (row: RateEntry) => (
        <>
          {format.date(row.day, 'short')} <RateMarks ctx={ctx} row={row} />
        </>
      ),
    },
    { key: 'rate', header: t('exchangerates.field.rate'), cell: (row: RateEntry) => <RateText lang={lang} {...row} /> },
    { key: 'source', header: t('exchangerates.field.source'), cell: ({ source }: RateEntry) => source },
  ];
  if (!mayKeep(ctx)) return columns;
  const withdraw = {
    key: 'withdraw',
    header: t('exchangerates.withdraw.column'),
    cell: (row: RateEntry) =>
      row.withdrawnAt ? (
        '–'
      ) : (
        <Link
          href={`/admin/exchange-rates/${row.id}/withdraw`}
          label={`${t('exchangerates.withdraw.title')}: ${row.base}, ${row.currency}, ${format.date(row.day, 'short')}, ${row.source}`}
        >
          {t('exchangerates.withdraw.title')}
        </Link>
      ),
  };
  return [...columns, withdraw];
}

/** The rates of the page as a line, where they are of one source and one pair of currencies. */
function Course({ ctx, rows }: { ctx: Context; rows: readonly RateEntry[] }) {
  const { t, format } = ctx;
  const counted = rows.filter(({ withdrawnAt }) => withdrawnAt === null).toReversed();
  const [first] = counted;
  const last = counted.at(-1);
  if (!first || !last || first === last) return null;
  if (counted.some(({ source, base, currency }) => source !== first.source || base !== first.base || currency !== first.currency))
    return null;
  const name = `${first.base}/${first.currency}`;
  return (
    <LineChart
      title={t('exchangerates.course.title', { pair: name })}
      description={t('exchangerates.course.text', {
        from: format.date(first.day, 'short'),
        until: format.date(last.day, 'short'),
        first: first.rate,
        last: last.rate,
      })}
      labelHeader={t('exchangerates.field.day')}
      series={[name]}
      points={counted.map(({ day, rate }) => ({
        x: daysBetween(first.day, day),
        label: format.date(day, 'short'),
        values: [Number(rate)],
      }))}
      source={{ name: first.source }}
    />
  );
}
