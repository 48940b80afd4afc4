import { z } from 'zod';
import { Bdi, DateField, EmptyState, FilterForm, Notice, PageHeading, Section, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { money, toDecimalText, type Currency } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import {
  balanceOf,
  balanceOn,
  balanceSides,
  daysAsked,
  offBalance,
  sumOf,
  type BalanceLine,
  type BalanceRow,
  type BalanceSide,
  type Promises,
} from '../by-day.ts';
import type { GuaranteeFund } from '../fund.ts';
import { getFund, listWindows } from '../read-funds.ts';
import { wrongDays } from './capacity-page.tsx';
import { sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, follows, fundPath, ofFund, todayOf } from './reach.ts';

/** The balance of a fund on a day, and below it what it promises outside the balance. */
export const balanceRoute = pageRoute({
  path: '/desk/guarantee-funds/:id/balance',
  who: followers,
  params: ofFund,
  query: z.object({ day: fields.searchText(), format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t, format } = ctx;
    const fund = follows(ctx, id) ? await getFund(ctx.trx, id) : null;
    if (!fund) throw refuseHttp('not-found');
    const { until: day, wrong } = daysAsked(query.day, query.day, todayOf(ctx));
    const lines = wrong ? [] : await balanceOn(ctx.trx, id, day);
    const promises = wrong ? [] : await offBalance(ctx.trx, id, day);
    const names = new Map((await listWindows(ctx.trx, id)).map((window) => [window.id, window.name]));
    const csvHref = `?${new URLSearchParams({ day, format: 'csv' }).toString()}`;
    if (!wrong && query.format === 'csv') return balanceCsv(lines, promises, names, fund);
    const currencies = currenciesOf(lines, fund);
    return page(
      t('guarantees.balance.title'),
      <>
        <PageHeading
          title={t('guarantees.balance.title')}
          caption={<Bdi lang={fund.language}>{fund.name}</Bdi>}
          lead={wrong ? t('guarantees.by-day.about') : t('guarantees.balance.lead', { day: format.date(day) })}
        />
        {wrong && <Notice tone="warning">{wrongDays(ctx, wrong)}</Notice>}
        <FilterForm action={fundPath(id, '/balance')} clearHref={fundPath(id, '/balance')}>
          <DateField name="day" label={t('guarantees.balance.day')} value={day} max={todayOf(ctx)} />
        </FilterForm>
        {!wrong && (
          <>
            {currencies.map((currency) => (
              <Section key={currency} title={currencies.length > 1 ? currency : t('guarantees.balance.on')}>
                <Balance ctx={ctx} rows={balanceOf(lines.filter((line) => line.currency === currency))} currency={currency} />
              </Section>
            ))}
            <Section title={t('guarantees.balance.off')}>
              <p>{t('guarantees.balance.off-about')}</p>
              <Off ctx={ctx} fund={fund} rows={promises} names={names} csvHref={csvHref} />
            </Section>
          </>
        )}
      </>,
      { width: 'wide', breadcrumbs: deskCrumbs(ctx, fund), paper: 'balance', ...(wrong ? { status: 422, hasErrors: true } : {}) },
    );
  },
});

/** The fund's currency first, then others in which something stands in the balance. */
const currenciesOf = (lines: readonly BalanceLine[], { currency }: GuaranteeFund): Currency[] => [
  ...new Set([currency, ...lines.filter(({ kind }) => kind !== 'memorandum').map((line) => line.currency)]),
];

// uses messages: ledger.part.*
const nameOf = ({ t }: Context, { part, name }: BalanceRow): string =>
  part === null ? (name ?? '–') : (t as AnyTranslate)(`ledger.part.${part}`); // the parts are a closed list

// uses messages: guarantees.balance.side-*
function Balance({ ctx, rows, currency }: { ctx: Context; rows: readonly BalanceRow[]; currency: Currency }) {
  const { t } = ctx;
  const table = (side: BalanceSide) => (
    <Table<BalanceRow>
      key={side}
      caption={t(`guarantees.balance.side-${side}`)}
      rows={rows.filter((row) => row.side === side)}
      rowKey={(row) => `${row.part ?? ''} ${row.name ?? ''}`}
      empty={<EmptyState title={`${t(`guarantees.balance.side-${side}`)}: ${t('guarantees.balance.nothing')}`} />}
      foot={[t('guarantees.capital.total'), sumIn(ctx, sumOf(rows, side), currency)]}
      columns={[
        { key: 'what', header: t('guarantees.balance.what'), rowHeader: true, cell: (row) => <Bdi>{nameOf(ctx, row)}</Bdi> },
        { key: 'amount', header: t('guarantees.balance.amount'), numeric: true, cell: (row) => sumIn(ctx, row.amountMinor, currency) },
      ]}
    />
  );
  return (
    <>
      {balanceSides.map(table)}
      <p>
        {t('guarantees.balance.equal', {
          assets: sumIn(ctx, sumOf(rows, 'assets'), currency),
          others: sumIn(ctx, sumOf(rows, 'liabilities', 'own'), currency),
        })}
      </p>
    </>
  );
}

interface OffProps {
  ctx: Context;
  fund: GuaranteeFund;
  rows: readonly Promises[];
  names: ReadonlyMap<string, string>;
  csvHref: string;
}

function Off({ ctx, fund, rows, names, csvHref }: OffProps) {
  const { t } = ctx;
  const sum = (minor: bigint) => sumIn(ctx, minor, fund.currency);
  const total = (of: (row: Promises) => bigint) => sum(rows.reduce((all, row) => all + of(row), 0n));
  return (
    <Table<Promises>
      caption={t('guarantees.balance.off')}
      hideCaption
      rows={rows}
      rowKey={({ windowId }) => windowId}
      csvHref={csvHref}
      empty={<EmptyState title={t('guarantees.windows.none')} />}
      foot={[
        t('guarantees.capital.total'),
        total((row) => row.outstandingMinor),
        total((row) => row.reservedMinor),
        total((row) => row.counteredMinor),
      ]}
      columns={[
        {
          key: 'window',
          header: t('guarantees.field.window'),
          rowHeader: true,
          cell: ({ windowId }) => <Bdi lang={fund.language}>{names.get(windowId) ?? '–'}</Bdi>,
        },
        { key: 'outstanding', header: t('guarantees.capital.outstanding'), numeric: true, cell: (row) => sum(row.outstandingMinor) },
        { key: 'reserved', header: t('guarantees.capital.reserved'), numeric: true, cell: (row) => sum(row.reservedMinor) },
        { key: 'countered', header: t('guarantees.balance.countered'), numeric: true, cell: (row) => sum(row.counteredMinor) },
      ]}
    />
  );
}

function balanceCsv(lines: readonly BalanceLine[], promises: readonly Promises[], names: ReadonlyMap<string, string>, fund: GuaranteeFund) {
  const sum = (minor: bigint, currency: Currency) => toDecimalText(money(minor, currency));
  const on = currenciesOf(lines, fund).flatMap((currency) =>
    balanceOf(lines.filter((line) => line.currency === currency)).map(({ side, part, name, amountMinor }) => [
      side,
      part ?? name ?? '',
      currency,
      sum(amountMinor, currency),
    ]),
  );
  const off = promises.flatMap(({ windowId, outstandingMinor, reservedMinor, counteredMinor }) =>
    (
      [
        ['outstanding', outstandingMinor],
        ['reserved', reservedMinor],
        ['counter-guaranteed', counteredMinor],
      ] as const
    ).map(([what, minor]) => ['off-balance', `${what}: ${names.get(windowId) ?? ''}`, fund.currency, sum(minor, fund.currency)]),
  );
  return csv('balance.csv', writeCsv(['side', 'what', 'currency', 'amount'], [...on, ...off]));
}
