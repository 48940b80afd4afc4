import { BarChart, EmptyState, Notice, Section, Stat, StatGrid, Table, type Column } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Money } from '#kernel/money';
import { rateText } from '#modules/exchangerates';
import type { Compared, Comparison } from '../compare.ts';
import { feeOf } from '../read-prices.ts';
import { percentText, Provider, rateTextOf, Seen, waysText, wordFor } from './texts.tsx';

interface Shown {
  ctx: Context;
  comparison: Comparison;
  sent: Money;
  csvHref: string;
}

const keyOf = ({ offer }: Compared) => offer.id;

/** What arrives by each service, the cost as a picture, and what could not be compared. */
export function ComparisonTables({ ctx, comparison, sent, csvHref }: Shown) {
  const { t, format } = ctx;
  const { ranked, apart, meanPercent } = comparison;
  const compared = ranked.flatMap(({ rows }) => rows);
  if (compared.length === 0 && apart.length === 0)
    return (
      <EmptyState title={t('remittances.compare.no-service')}>
        <p>{t('remittances.compare.no-service-hint')}</p>
      </EmptyState>
    );
  return (
    <>
      {compared.some(({ offer }) => offer.demonstration) && (
        <Notice tone="warning">
          <p>{t('remittances.compare.invented')}</p>
        </Notice>
      )}
      {ranked.map(({ currency, rows }) => (
        <Section key={currency} title={t('remittances.compare.arrives', { amount: format.money(sent), currency })}>
          <Table<Compared>
            caption={t('remittances.compare.caption', { count: rows.length })}
            rows={rows}
            rowKey={keyOf}
            csvHref={csvHref}
            columns={columnsOf(ctx)}
          />
        </Section>
      ))}
      {compared.length > 0 && <Costs ctx={ctx} rows={compared} mean={meanPercent} />}
      {apart.length > 0 && (
        <Section title={t('remittances.apart.title')}>
          <p>{t('remittances.apart.lead')}</p>
          <Table<Compared>
            caption={t('remittances.compare.caption', { count: apart.length })}
            rows={apart}
            rowKey={keyOf}
            {...(compared.length === 0 ? { csvHref } : {})}
            columns={[
              ...columnsOf(ctx).filter(({ key }) => !['arrives', 'rate'].includes(key)),
              { key: 'why', header: t('remittances.field.why-apart'), cell: (row) => wordFor(ctx, 'apart', row.apart ?? '') },
            ]}
          />
        </Section>
      )}
      <References ctx={ctx} rows={[...compared, ...apart]} />
    </>
  );
}

// uses messages: remittances.apart.*
function columnsOf(ctx: Context): Column<Compared>[] {
  const { t, format } = ctx;
  return [
    { key: 'provider', header: t('remittances.field.provider'), cell: ({ offer }) => <Provider ctx={ctx} offer={offer} /> },
    {
      key: 'arrives',
      header: t('remittances.field.arrives'),
      numeric: true,
      cell: ({ arrives }) => (arrives ? <strong>{format.money(arrives)}</strong> : t('remittances.unknown')),
    },
    { key: 'total', header: t('remittances.field.total'), numeric: true, cell: ({ totalPercent }) => percentText(ctx, totalPercent) },
    {
      key: 'fee',
      header: t('remittances.field.fee'),
      numeric: true,
      cell: ({ offer }) => format.money(feeOf(offer, offer.sendCurrency)),
    },
    {
      key: 'rate',
      header: t('remittances.field.rate'),
      cell: ({ offer, appliedRate, marginPercent }) => (
        <>
          <bdi dir="ltr">{rateTextOf(ctx, offer, appliedRate)}</bdi>
          <br />
          {t('remittances.margin', { margin: percentText(ctx, marginPercent) })}
        </>
      ),
    },
    { key: 'ways', header: t('remittances.field.ways'), cell: ({ offer }) => waysText(ctx, offer) },
    { key: 'speed', header: t('remittances.field.speed'), cell: ({ offer }) => wordFor(ctx, 'speed', offer.speed) },
    { key: 'seen', header: t('remittances.field.seen'), cell: ({ offer, ageDays }) => <Seen ctx={ctx} offer={offer} ageDays={ageDays} /> },
  ];
}

/** What each service takes, where that is known. */
function Costs({ ctx, rows, mean }: { ctx: Context; rows: readonly Compared[]; mean: string | null }) {
  const { t, format } = ctx;
  return (
    <Section title={t('remittances.cost.title')}>
      <StatGrid>
        <Stat
          label={t('remittances.cost.mean', { count: rows.filter(({ totalPercent }) => totalPercent !== null).length })}
          value={percentText(ctx, mean)}
        />
      </StatGrid>
      <BarChart
        title={t('remittances.cost.chart')}
        labelHeader={t('remittances.field.provider')}
        series={[t('remittances.field.total')]}
        rows={rows.map(({ offer, totalPercent }) => ({
          key: offer.id,
          label: (
            <>
              <bdi>{offer.provider}</bdi>, {waysText(ctx, offer)}
            </>
          ),
          values: [totalPercent === null ? undefined : Number(totalPercent) / 100],
        }))}
        format={(value) => format.percent(value, 2)}
        missing={t('remittances.unknown')}
      />
    </Section>
  );
}

/** The rates between currencies by which margins were worked out, each with its day and source. */
function References({ ctx, rows }: { ctx: Context; rows: readonly Compared[] }) {
  const { t, format } = ctx;
  // A rate fixed by law is the same on every day: it is told once.
  const used = new Map(
    rows.flatMap(({ reference }) => {
      if (!reference) return [];
      const { from, to, day, legs } = reference;
      return [[`${from} ${to} ${legs.every(({ peg }) => peg) ? 'fixed' : day}`, reference]];
    }),
  );
  if (used.size === 0) return null;
  return (
    <Section title={t('remittances.reference.title')}>
      <ul>
        {[...used.values()].map((rate) => (
          <li key={`${rate.from} ${rate.to} ${rate.day}`}>
            <bdi dir="ltr">
              1 {rate.from} = {rateText(rate)} {rate.to}
            </bdi>
            {': '}
            {rate.legs.every(({ peg }) => peg) ? t('remittances.reference.fixed') : format.date(rate.day, 'short')}
            {', '}
            <bdi>{[...new Set(rate.legs.map(({ source }) => source))].join('; ')}</bdi>
            {rate.legs.length > 1 && ` (${t('remittances.reference.cross')})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
