import { z } from 'zod';
import { ButtonLink, EmptyState, FilterForm, Link, Notice, PageHeading, Section, SelectField, TextField } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { money, parseMoney, type Currency, type Money } from '#kernel/money';
import { rank } from '../compare.ts';
import { STALE_AFTER_DAYS } from '../price.ts';
import { compareServices, listWays } from '../read-prices.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { ComparisonTables } from './comparison-tables.tsx';
import { countryOptions, mayKeep, todayOf } from './texts.tsx';

const country = () => fields.maybe(z.string().regex(/^[A-Z]{2}$/));

const query = z.object({
  from: country(),
  to: country(),
  currency: fields.maybe(z.string().regex(/^[A-Z]{3}$/)),
  amount: fields.searchText(),
  format: fields.searchText(),
});
type Asked = z.output<typeof query>;
type Ways = Awaited<ReturnType<typeof listWays>>;

/** The amount that the World Bank compares, as a first proposal. */
const USUAL = '200';

/** What arrives where money is sent home: every known service between two countries, for one amount. */
export const remittancesRoute = pageRoute({
  path: '/remittances',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, trx, format } = ctx;
    const ways = await listWays(trx);
    const way = ways.find(({ fromCountry, toCountry }) => fromCountry === asked.from && toCountry === asked.to) ?? null;
    const currency = way && (way.currencies.find((one) => one === asked.currency) ?? way.currencies[0] ?? null);
    const sent = currency ? readSent(ctx, asked.amount || USUAL, currency) : null;
    const all = way && sent ? await compareServices(trx, { from: way.fromCountry, to: way.toCountry, sent, today: todayOf(ctx) }) : [];
    if (asked.format === 'csv') return csv('remittances.csv', comparisonCsv(ctx, all, sent));
    const title = way
      ? t('remittances.compare.between', { from: format.countryName(way.fromCountry), to: format.countryName(way.toCountry) })
      : t('remittances.compare.title');
    return page(
      title,
      <>
        <PageHeading title={title} lead={t('remittances.compare.lead')} />
        {mayKeep(ctx) && (
          <ButtonLink kind="secondary" href="/desk/remittances">
            {t('remittances.desk.title')}
          </ButtonLink>
        )}
        <Question ctx={ctx} asked={asked} ways={ways} currency={currency} />
        {way && !sent && (
          <Notice tone="warning">
            <p>{t('remittances.refusal.not-an-amount')}</p>
          </Notice>
        )}
        {!way && (asked.from || asked.to) && ways.length > 0 && (
          <EmptyState title={t('remittances.compare.no-way')}>
            <p>{t('remittances.compare.choose')}</p>
          </EmptyState>
        )}
        {!way && <Ways ctx={ctx} ways={ways} />}
        {way && sent && <ComparisonTables ctx={ctx} comparison={rank(all)} sent={sent} csvHref={hrefOf(asked, way, sent)} />}
        <Section title={t('remittances.how.title')}>
          <p>{t('remittances.how.arrives')}</p>
          <p>{t('remittances.how.cost')}</p>
          <p>{t('remittances.how.unknown')}</p>
          <p>{t('remittances.how.old', { days: STALE_AFTER_DAYS })}</p>
          <p>
            <Link href="/exchange-rates">{t('exchangerates.list.title')}</Link>
            {' · '}
            <Link href="/calculators/remittance">{t('remittances.compare.calculator')}</Link>
          </p>
        </Section>
      </>,
      { width: 'wide', description: t('remittances.compare.lead'), ...(way && sent ? { paper: 'remittances' } : {}) },
    );
  },
});

/** Above nothing and below what a person sends; null where it is no amount. */
function readSent({ lang }: Context, text: string, currency: Currency): Money | null {
  const read = parseMoney(text, currency, localeOf(lang));
  return read.ok && read.money.amountMinor > 0n && read.money.amountMinor <= 10n ** 11n ? money(read.money.amountMinor, currency) : null;
}

function hrefOf(asked: Asked, { fromCountry, toCountry }: Ways[number], sent: Money): string {
  const kept = new URLSearchParams({
    from: fromCountry,
    to: toCountry,
    currency: sent.currency,
    amount: asked.amount || USUAL,
    format: 'csv',
  });
  return `/remittances?${kept.toString()}`;
}

function Question({ ctx, asked, ways, currency }: { ctx: Context; asked: Asked; ways: Ways; currency: Currency | null }) {
  const { t } = ctx;
  const currencies = [...new Set(ways.flatMap((way) => (!asked.from || way.fromCountry === asked.from ? way.currencies : [])))].toSorted();
  return (
    <FilterForm action="/remittances" clearHref="/remittances">
      <SelectField
        name="from"
        label={t('remittances.field.from')}
        value={asked.from ?? ''}
        options={countryOptions(
          ctx,
          ways.map(({ fromCountry }) => fromCountry),
        )}
      />
      <SelectField
        name="to"
        label={t('remittances.field.to')}
        value={asked.to ?? ''}
        options={countryOptions(
          ctx,
          ways.map(({ toCountry }) => toCountry),
        )}
      />
      <TextField name="amount" label={t('remittances.field.amount')} value={asked.amount || USUAL} />
      <SelectField
        name="currency"
        label={t('remittances.field.send-currency')}
        value={currency ?? ''}
        emptyLabel={false}
        options={currencies.map((value) => ({ value, label: value }))}
      />
    </FilterForm>
  );
}

/** Every pair of countries of which prices are known. */
function Ways({ ctx, ways }: { ctx: Context; ways: Ways }) {
  const { t, format } = ctx;
  if (ways.length === 0)
    return (
      <EmptyState title={t('remittances.compare.none')}>
        <p>{t('remittances.compare.none-hint')}</p>
      </EmptyState>
    );
  return (
    <Section title={t('remittances.compare.ways')}>
      <ul>
        {ways.map(({ fromCountry, toCountry }) => (
          <li key={`${fromCountry}-${toCountry}`}>
            <Link href={`/remittances?from=${fromCountry}&to=${toCountry}`}>
              {t('remittances.compare.between', { from: format.countryName(fromCountry), to: format.countryName(toCountry) })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
