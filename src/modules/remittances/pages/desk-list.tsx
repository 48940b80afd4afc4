import { z } from 'zod';
import { ButtonLink, EmptyState, FilterForm, PageHeading, SelectField, Table, Tag, TextField } from '#kernel/html';
import { csv, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { daysBetween } from '#kernel/time';
import { STALE_AFTER_DAYS, type Offer } from '../price.ts';
import { feeOf, listServices } from '../read-prices.ts';
import { countryOptions, keepers, mayKeep, percentText, Provider, rateTextOf, Seen, todayOf, waysText } from './texts.tsx';

const PAGE = 25;
const MOST_IN_FILE = 50_000;
const states = ['compared', 'withdrawn'] as const;

const query = z.object({
  q: fields.searchText(),
  from: fields.maybe(z.string().regex(/^[A-Z]{2}$/)),
  to: fields.maybe(z.string().regex(/^[A-Z]{2}$/)),
  state: fields.maybe(z.enum(states)),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

/** Services that the network keeps; what was looked at longest ago comes first, since it wants a look. */
export const deskRoute = pageRoute({
  path: '/desk/remittances',
  who: keepers,
  query,
  view: async (ctx, { query: asked }) => {
    if (!mayKeep(ctx)) throw refuseHttp('not-found');
    const { t, trx } = ctx;
    const filter = { words: asked.q, from: asked.from ?? '', to: asked.to ?? '', state: asked.state };
    const inFile = asked.format === 'csv';
    const part = inFile ? { limit: MOST_IN_FILE, offset: 0 } : { limit: PAGE, offset: (asked.page - 1) * PAGE };
    const { rows, total } = await listServices(trx, filter, part);
    if (inFile) return csv('remittance-prices.csv', servicesCsv(rows));
    const { q, from, to, state } = asked;
    const kept = new URLSearchParams(
      Object.entries({ q, from, to, state, format: 'csv' }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    return page(
      t('remittances.desk.title'),
      <>
        <PageHeading
          title={t('remittances.desk.title')}
          lead={t('remittances.desk.lead', { days: STALE_AFTER_DAYS })}
          actions={
            <>
              <ButtonLink href="/desk/remittances/new">{t('remittances.desk.new')}</ButtonLink>
              <ButtonLink kind="secondary" href="/admin/import">
                {t('remittances.desk.import')}
              </ButtonLink>
              <ButtonLink kind="secondary" href="/remittances">
                {t('remittances.compare.title')}
              </ButtonLink>
            </>
          }
        />
        <FilterForm action="/desk/remittances" clearHref="/desk/remittances">
          <TextField name="q" label={t('remittances.field.provider')} value={q} />
          <SelectField name="from" label={t('remittances.field.from')} value={from ?? ''} options={countryOptions(ctx)} />
          <SelectField name="to" label={t('remittances.field.to')} value={to ?? ''} options={countryOptions(ctx)} />
          <SelectField
            name="state"
            label={t('remittances.field.state')}
            value={state ?? ''}
            options={states.map((value) => ({ value, label: t(`remittances.state.${value}`) }))}
          />
        </FilterForm>
        <Services ctx={ctx} rows={rows} total={total} at={asked.page} csvHref={`/desk/remittances?${kept.toString()}`} />
      </>,
      { width: 'wide' },
    );
  },
});

// uses messages: remittances.state.*
function Services({ ctx, rows, total, at, csvHref }: { ctx: Context; rows: readonly Offer[]; total: number; at: number; csvHref: string }) {
  const { t, format } = ctx;
  const age = (row: Offer) => daysBetween(row.observedOn, todayOf(ctx));
  return (
    <Table<Offer>
      caption={t('remittances.compare.caption', { count: total })}
      rows={rows}
      rowKey={({ id }) => id}
      paging={{ page: at, pageSize: PAGE, total }}
      csvHref={csvHref}
      columns={[
        {
          key: 'provider',
          header: t('remittances.field.provider'),
          cell: (row) => (
            <>
              <Provider ctx={ctx} offer={row} href={`/desk/remittances/${row.id}`} />{' '}
              {row.withdrawnWhy && <Tag tone="warning">{t('remittances.state.withdrawn')}</Tag>}
            </>
          ),
        },
        {
          key: 'way',
          header: t('remittances.field.way'),
          cell: (row) => t('remittances.way', { from: format.countryName(row.fromCountry), to: format.countryName(row.toCountry) }),
        },
        { key: 'ways', header: t('remittances.field.ways'), cell: (row) => waysText(ctx, row) },
        { key: 'band', header: t('remittances.field.band'), cell: (row) => bandText(ctx, row) },
        { key: 'fee', header: t('remittances.field.fee'), numeric: true, cell: (row) => format.money(feeOf(row, row.sendCurrency)) },
        { key: 'rate', header: t('remittances.field.rate'), cell: (row) => exchangeText(ctx, row) },
        {
          key: 'seen',
          header: t('remittances.field.seen'),
          cell: (row) => (
            <>
              <Seen ctx={ctx} offer={row} ageDays={age(row)} />{' '}
              {age(row) > STALE_AFTER_DAYS && <Tag tone="warning">{t('remittances.desk.look-again')}</Tag>}
            </>
          ),
        },
      ]}
      empty={
        <EmptyState title={t('remittances.desk.none')}>
          <p>{t('remittances.desk.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}

/** "€100.00 to €500.00". */
export function bandText({ t, format }: Context, { leastMinor, mostMinor, sendCurrency }: Offer): string {
  return t('remittances.band', {
    least: format.money(money(leastMinor, sendCurrency)),
    most: format.money(money(mostMinor, sendCurrency)),
  });
}

/** Rate or margin, whichever was told. */
export function exchangeText(ctx: Context, row: Offer): string {
  if (row.marginPercent !== null) return ctx.t('remittances.margin', { margin: percentText(ctx, row.marginPercent) });
  return rateTextOf(ctx, row, row.appliedRate);
}

/** In the columns that the import reads. */
function servicesCsv(rows: readonly Offer[]): string {
  return writeCsv(
    [
      'provider',
      'from_country',
      'to_country',
      'send_currency',
      'receive_currency',
      'least',
      'most',
      'pay_in',
      'pay_out',
      'observed_on',
      'speed',
      'fee',
      'applied_rate',
      'margin_percent',
      'source',
      'source_url',
      'demonstration',
    ],
    rows.map((row) => [
      row.provider,
      row.fromCountry,
      row.toCountry,
      row.sendCurrency,
      row.receiveCurrency,
      ...[row.leastMinor, row.mostMinor].map((minor) => toDecimalText(money(minor, row.sendCurrency))),
      row.payIn,
      row.payOut,
      row.observedOn,
      row.speed,
      toDecimalText(money(row.feeMinor, row.sendCurrency)),
      row.appliedRate ?? '',
      row.marginPercent ?? '',
      row.source,
      row.sourceUrl ?? '',
      row.demonstration ? 'yes' : '',
    ]),
  );
}
