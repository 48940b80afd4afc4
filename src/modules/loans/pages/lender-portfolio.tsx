import { z } from 'zod';
import {
  Bdi,
  ButtonLink,
  EmptyState,
  FilterForm,
  Inset,
  Link,
  PageHeading,
  Section,
  SelectField,
  Stat,
  StatGrid,
  Table,
  TextField,
} from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { personNames } from '#modules/people';
import { loanStates } from '../loan-state.ts';
import { pastDueDays, type Loan } from '../loan.ts';
import { listLoans, readPortfolio, riskDays, type AgeClass, type Portfolio } from '../portfolio.ts';
import { LoanTag } from './loan-view.tsx';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';
import { todayOf } from './read-fields.ts';

const PAGE = 25;
const MOST_EXPORTED = 50_000;
const lates = ['0', '1', '30', '60', '90'] as const;

const query = z.object({
  q: fields.searchText(),
  state: fields.maybe(fields.choice(loanStates)),
  late: fields.maybe(fields.choice(lates)),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

/** Loans that were paid out: totals by currency, how much is late, and each loan. */
const portfolioRoute = pageRoute({
  path: '/lending/loans',
  who: lender,
  query,
  view: async (ctx, { query: asked }) => {
    const { t } = ctx;
    const exporting = asked.format === 'csv';
    const filter = {
      words: asked.q,
      state: asked.state,
      lateDays: asked.late === null ? null : Number(asked.late),
      page: exporting ? 1 : asked.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    };
    const found = await listLoans(ctx.trx, filter, todayOf(ctx));
    if (exporting) return csv('loans.csv', loansCsv(ctx, found.rows));
    const names = await personNames(
      ctx.trx,
      found.rows.map(({ personId }) => personId),
    );
    const portfolios = await readPortfolio(ctx.trx, todayOf(ctx));
    return page(
      t('loans.portfolio.title'),
      <>
        <PageHeading
          title={t('loans.portfolio.title')}
          lead={t('loans.portfolio.lead')}
          actions={<ButtonLink href="/admin/import">{t('loans.portfolio.import')}</ButtonLink>}
        />
        {portfolios.map((one) => (
          <OneCurrency key={one.currency} ctx={ctx} portfolio={one} />
        ))}
        <Section title={t('loans.portfolio.list')}>
          <Table<Loan>
            caption={t('loans.portfolio.found', { count: found.total })}
            filters={<Filters ctx={ctx} query={asked} />}
            rows={found.rows}
            rowKey={({ id }) => id}
            paging={{ page: asked.page, pageSize: PAGE, total: found.total }}
            csvHref={csvHref(ctx)}
            columns={[
              {
                key: 'reference',
                header: t('loans.field.reference'),
                cell: (one) => (
                  <Link href={`/lending/loans/${one.id}`}>
                    <bdi dir="ltr">{one.reference}</bdi>
                  </Link>
                ),
              },
              {
                key: 'person',
                header: t('loans.field.person'),
                cell: (one) => <Bdi>{names.get(one.personId) ?? t('loans.lending.unnamed')}</Bdi>,
              },
              { key: 'lent', header: t('loans.loan.lent'), cell: (one) => sumIn(ctx, one.currency)(one.principalMinor), numeric: true },
              {
                key: 'balance',
                header: t('loans.loan.principal-owed'),
                cell: (one) => sumIn(ctx, one.currency)(one.balanceMinor),
                numeric: true,
              },
              { key: 'late', header: t('loans.field.past-due'), cell: (one) => lateText(ctx, one) },
              { key: 'state', header: t('loans.field.state'), cell: (one) => <LoanTag ctx={ctx} state={one.state} /> },
            ]}
            empty={<EmptyState title={t('loans.portfolio.none')} />}
          />
        </Section>
      </>,
      { width: 'wide', paper: 'loans', breadcrumbs: [{ label: t('loans.lending.title'), href: '/lending' }] },
    );
  },
});

const lateText = (ctx: Context, one: Loan) =>
  one.state === 'running' ? ctx.t('loans.loan.days', { count: pastDueDays(one, todayOf(ctx)) }) : '–';

/** Totals of one currency: sums of different currencies are never added. */
function OneCurrency({ ctx, portfolio }: { ctx: Context; portfolio: Portfolio }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, portfolio.currency);
  const whole = portfolio.atRisk.get(riskDays[0]);
  const percent = (text: string | null) => (text === null ? '–' : format.percent(Number(text) / 100, 2));
  return (
    <Section title={t('loans.portfolio.in', { currency: portfolio.currency })}>
      <StatGrid>
        <Stat
          label={t('loans.portfolio.gross')}
          value={sum(whole?.grossMinor ?? 0n)}
          note={t('loans.portfolio.loans', { count: portfolio.running })}
        />
        <Stat label={t('loans.portfolio.settled')} value={format.number(portfolio.settled)} />
        <Stat label={t('loans.portfolio.rescheduled')} value={sum(whole?.rescheduledMinor ?? 0n)} />
        <Stat
          label={t('loans.portfolio.written-off')}
          value={sum(whole?.writtenOffMinor ?? 0n)}
          note={t('loans.portfolio.loans', { count: portfolio.writtenOff })}
        />
      </StatGrid>
      <Table<number>
        caption={t('loans.portfolio.at-risk')}
        rows={riskDays}
        rowKey={String}
        columns={[
          { key: 'days', header: t('loans.portfolio.late-more'), cell: (days) => t('loans.portfolio.days', { count: days }) },
          {
            key: 'minor',
            header: t('loans.portfolio.balance'),
            cell: (days) => sum(portfolio.atRisk.get(days)?.atRiskMinor ?? 0n),
            numeric: true,
          },
          {
            key: 'percent',
            header: t('loans.portfolio.part'),
            cell: (days) => percent(portfolio.atRisk.get(days)?.percent ?? null),
            numeric: true,
          },
          {
            key: 'with',
            header: t('loans.portfolio.with-rescheduled'),
            cell: (days) => percent(portfolio.atRisk.get(days)?.withRescheduledPercent ?? null),
            numeric: true,
          },
        ]}
      />
      <Table<AgeClass>
        caption={t('loans.portfolio.ages')}
        rows={portfolio.ages}
        rowKey={({ from }) => String(from)}
        columns={[
          { key: 'days', header: t('loans.field.past-due'), cell: (one) => ageText(ctx, one) },
          { key: 'loans', header: t('loans.portfolio.number'), cell: ({ loans }) => format.number(loans), numeric: true },
          { key: 'balance', header: t('loans.portfolio.balance'), cell: ({ balanceMinor }) => sum(balanceMinor), numeric: true },
        ]}
      />
      <Inset>{t('loans.portfolio.about')}</Inset>
    </Section>
  );
}

function ageText({ t }: Context, { from, until }: AgeClass): string {
  if (from === 0) return t('loans.loan.days', { count: 0 });
  return until === null ? t('loans.portfolio.age-from', { from }) : t('loans.portfolio.age', { from, until });
}

function Filters({ ctx, query: asked }: { ctx: Context; query: Query }) {
  const { t } = ctx;
  return (
    <FilterForm action="/lending/loans" clearHref="/lending/loans">
      <TextField name="q" label={t('loans.field.reference')} value={asked.q} dir="ltr" />
      <SelectField
        name="state"
        label={t('loans.field.state')}
        value={asked.state ?? ''}
        emptyLabel={t('loans.lending.filter-all')}
        options={loanStates.map((value) => ({ value, label: t(`loans.loan-state.${value}`) }))}
      />
      <SelectField
        name="late"
        label={t('loans.portfolio.late-more')}
        value={asked.late ?? ''}
        emptyLabel={t('loans.lending.filter-all')}
        options={lates.map((value) => ({ value, label: t('loans.portfolio.days', { count: Number(value) }) }))}
      />
    </FilterForm>
  );
}

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

/** The columns that other programs read, so not in the reader's language. */
function loansCsv(ctx: Context, rows: readonly Loan[]): string {
  const decimal = (minor: bigint, one: Loan) => toDecimalText(money(minor, one.currency));
  return writeCsv(
    ['loan', 'currency', 'principal', 'paid_out_on', 'state', 'rescheduled', 'principal_owed', 'owed_since', 'days_late', 'reported_on'],
    rows.map((one) => [
      one.reference,
      one.currency,
      decimal(one.principalMinor, one),
      one.paidOutOn,
      one.state,
      one.rescheduled ? 'yes' : 'no',
      decimal(one.balanceMinor, one),
      one.owedSince,
      one.state === 'running' ? pastDueDays(one, todayOf(ctx)) : 0,
      one.reportedOn,
    ]),
  );
}

export const lenderPortfolioRoutes = [portfolioRoute];
