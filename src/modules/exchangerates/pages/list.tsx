import { z } from 'zod';
import { ButtonLink, EmptyState, FilterForm, Link, PageHeading, Section, SelectField, Table } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { latestRates, type RateEntry } from '../list-rates.ts';
import { pegs, type Peg } from '../pegs.ts';
import { OLD_AFTER_DAYS } from '../rate.ts';
import { currencyText, RateMarks, RateText } from './rate-text.tsx';

const PAGE = 50;

const query = z.object({ source: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() });

/** The last rate of each currency and source, and the rates that a law fixes. */
export const ratesRoute = pageRoute({
  path: '/exchange-rates',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, trx, lang } = ctx;
    const all = await latestRates(trx);
    const sources = [...new Set(all.map(({ source }) => source))].toSorted();
    const found = asked.source ? all.filter(({ source }) => source === asked.source) : all;
    if (asked.format === 'csv') return csv('exchange-rates.csv', ratesCsv(ctx, found));
    const kept = new URLSearchParams({ ...(asked.source ? { source: asked.source } : {}), format: 'csv' });
    return page(
      t('exchangerates.list.title'),
      <>
        <PageHeading title={t('exchangerates.list.title')} lead={t('exchangerates.list.lead', { days: OLD_AFTER_DAYS })} />
        {mayKeep(ctx) && (
          <ButtonLink kind="secondary" href="/admin/import">
            {t('exchangerates.import')}
          </ButtonLink>
        )}
        <FilterForm action="/exchange-rates" clearHref="/exchange-rates">
          <SelectField
            name="source"
            label={t('exchangerates.field.source')}
            value={asked.source}
            emptyLabel={t('exchangerates.any-source')}
            options={sources.map((value) => ({ value, label: value }))}
          />
        </FilterForm>
        <Table<RateEntry>
          caption={t('exchangerates.list.caption', { count: found.length })}
          rows={found.slice((asked.page - 1) * PAGE, asked.page * PAGE)}
          rowKey={({ id }) => id}
          paging={{ page: asked.page, pageSize: PAGE, total: found.length }}
          csvHref={`/exchange-rates?${kept.toString()}`}
          columns={[
            {
              key: 'currency',
              header: t('exchangerates.field.currency'),
              cell: ({ currency }) => <Link href={`/exchange-rates/${currency}`}>{currencyText(lang, currency)}</Link>,
            },
            { key: 'rate', header: t('exchangerates.field.rate'), cell: (row) => <RateText lang={lang} {...row} /> },
            {
              key: 'day',
              header: t('exchangerates.field.day'),
              cell: (row) => (
                <>
                  {ctx.format.date(row.day, 'short')} <RateMarks ctx={ctx} row={row} aged />
                </>
              ),
            },
            { key: 'source', header: t('exchangerates.field.source'), cell: ({ source }) => source },
          ]}
          empty={
            <EmptyState title={t('exchangerates.list.none')}>
              <p>{t('exchangerates.list.none-hint')}</p>
            </EmptyState>
          }
        />
        <Section title={t('exchangerates.pegs.title')}>
          <p>{t('exchangerates.pegs.lead')}</p>
          <PegTable ctx={ctx} rows={pegs} />
        </Section>
      </>,
      { width: 'wide', description: t('exchangerates.list.lead', { days: OLD_AFTER_DAYS }), paper: 'exchange-rates' },
    );
  },
});

/** Rates that a law fixes, with the law and since when. */
export function PegTable({ ctx, rows }: { ctx: Context; rows: readonly Peg[] }) {
  const { t, lang, format } = ctx;
  return (
    <Table<Peg>
      caption={t('exchangerates.pegs.title')}
      hideCaption
      rows={rows}
      rowKey={({ currency }) => currency}
      columns={[
        {
          key: 'currency',
          header: t('exchangerates.field.currency'),
          cell: ({ currency }) => <Link href={`/exchange-rates/${currency}`}>{currencyText(lang, currency)}</Link>,
        },
        { key: 'rate', header: t('exchangerates.field.rate'), cell: (row) => <RateText lang={lang} base="EUR" {...row} /> },
        { key: 'since', header: t('exchangerates.field.since'), cell: ({ since }) => format.date(since, 'short') },
        { key: 'source', header: t('exchangerates.field.source'), cell: ({ source }) => source },
      ]}
    />
  );
}

/** Rates are the network's: its administrators keep them. */
export function mayKeep(ctx: Context): boolean {
  return ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && role === 'administrator');
}

export function ratesCsv({ t }: Context, rows: readonly RateEntry[]): string {
  return writeCsv(
    ['source', 'base', 'currency', 'on_day', 'rate', t('exchangerates.field.remark')],
    rows.map((row) => [
      row.source,
      row.base,
      row.currency,
      row.day,
      row.rate,
      [row.demonstration && t('exchangerates.demonstration'), row.withdrawnWhy && `${t('exchangerates.withdrawn')}: ${row.withdrawnWhy}`]
        .filter(Boolean)
        .join('; '),
    ]),
  );
}
