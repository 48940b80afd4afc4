import { Bdi, EmptyState, Link, PageHeading, Section, Table } from '#kernel/html';
import { page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { lenderNames } from '../read-guarantees.ts';
import { getFund, listWindows } from '../read-funds.ts';
import { openClaims, publicFigures, reportOf, splits, type OpenClaim, type ReportRow, type Split } from '../report.ts';
import type { GuaranteeFund, WindowId } from '../fund.ts';
import type { GuaranteeId, WithoutIt } from '../filing.ts';
import { WindowStanding } from './capital-pages.tsx';
import { FeeAccounts, FeeYears } from './fee-tables.tsx';
import { FiguresList } from './figures.tsx';
import { sectorName } from './file-page.tsx';
import { guaranteePath, sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, follows, fundPath, ofFund, todayOf, windowPath } from './reach.ts';

/** The fund in figures: promises outside the balance sheet, claims that wait, concentration, lenders, what it adds, defaults by vintage. */
export const reportRoute = pageRoute({
  path: '/desk/guarantee-funds/:id/report',
  who: followers,
  params: ofFund,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const fund = follows(ctx, id) ? await getFund(ctx.trx, id) : null;
    if (!fund) throw refuseHttp('not-found');
    const rows = await reportOf(ctx.trx, id);
    const names = await lenderNames(ctx.trx, id, ctx.lang);
    const windows = [];
    for (const window of await listWindows(ctx.trx, id)) windows.push(await WindowFigures({ ctx, fund, ...window }));
    return page(
      t('guarantees.report.title'),
      <>
        <PageHeading
          title={t('guarantees.report.title')}
          caption={<Bdi lang={fund.language}>{fund.name}</Bdi>}
          lead={t('guarantees.report.lead', { currency: fund.currency, day: ctx.format.date(todayOf(ctx)) })}
        />
        <p>
          <Link href={fundPath(id, '/balance')}>{t('guarantees.balance.title')}</Link>
        </p>
        {windows}
        <Section title={t('guarantees.fee.title')}>
          {await FeeYears({ ctx, fund })}
          {await FeeAccounts({ ctx, fund })}
          <p>
            <Link href={fundPath(id, '/fees')}>{t('guarantees.fee.all')}</Link>
          </p>
        </Section>
        <Section title={t('guarantees.report.claims')}>
          <Claims ctx={ctx} rows={await openClaims(ctx.trx, id, todayOf(ctx))} />
        </Section>
        {splits.map((split) => (
          <Section key={split} title={t(`guarantees.report.by-${split}`)}>
            <SplitTable ctx={ctx} fund={fund} split={split} rows={rows.filter((row) => row.split === split)} names={names} />
          </Section>
        ))}
      </>,
      { width: 'wide', breadcrumbs: deskCrumbs(ctx, fund), paper: 'report' },
    );
  },
});

async function WindowFigures({ ctx, fund, id, name }: { ctx: Context; fund: GuaranteeFund; id: WindowId; name: string }) {
  const figures = await publicFigures(ctx.trx, id);
  return (
    <Section key={id} title={name}>
      {await WindowStanding({ ctx, fund, windowId: id })}
      {figures && <FiguresList ctx={ctx} fund={fund} figures={figures} />}
      <p>
        <Link href={windowPath(id, '/capacity')} label={`${ctx.t('guarantees.by-day.title')}: ${name}`}>
          {ctx.t('guarantees.by-day.title')}
        </Link>
      </p>
    </Section>
  );
}

function Claims({ ctx, rows }: { ctx: Context; rows: readonly OpenClaim[] }) {
  const { t, format } = ctx;
  return (
    <Table<OpenClaim>
      caption={t('guarantees.report.claims')}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('guarantees.report.no-claims')} />}
      columns={[
        {
          key: 'number',
          header: t('guarantees.list.number'),
          rowHeader: true,
          // a key of the table
          cell: ({ id, number }) => <Link href={guaranteePath(id as GuaranteeId)}>{t('guarantees.one.number', { number })}</Link>,
        },
        { key: 'called', header: t('guarantees.one.called'), cell: ({ calledOn }) => format.date(calledOn) },
        { key: 'days', header: t('guarantees.report.days'), numeric: true, cell: ({ days }) => format.number(days) },
        { key: 'payable', header: t('guarantees.one.payable'), numeric: true, cell: (row) => sumIn(ctx, row.payableMinor, row.currency) },
        { key: 'paid', header: t('guarantees.one.paid'), numeric: true, cell: (row) => sumIn(ctx, row.paidMinor, row.currency) },
      ]}
    />
  );
}

interface SplitProps {
  ctx: Context;
  fund: GuaranteeFund;
  split: Split;
  rows: readonly ReportRow[];
  names: ReadonlyMap<string, string>;
}

function SplitTable({ ctx, fund, split, rows, names }: SplitProps) {
  const { t, format } = ctx;
  const held = rows.reduce((sum, { heldMinor }) => sum + heldMinor, 0n);
  const words: Record<Split, (key: string) => string> = {
    lender: (key) => names.get(key) ?? '–',
    country: (key) => format.countryName(key),
    sector: (key) => sectorName(ctx, key),
    without: (key) => t(`guarantees.without.${key as WithoutIt}`), // a constraint holds it to the list
    vintage: (key) => key,
  };
  return (
    <Table<ReportRow>
      caption={t(`guarantees.report.by-${split}`)}
      hideCaption
      rows={split === 'vintage' ? rows.toSorted((one, other) => one.key.localeCompare(other.key)) : rows}
      rowKey={({ key }) => key}
      empty={<EmptyState title={t('guarantees.report.none')} />}
      columns={[
        { key: 'key', header: t(`guarantees.report.of-${split}`), rowHeader: true, cell: ({ key }) => <Bdi>{words[split](key)}</Bdi> },
        { key: 'loans', header: t('guarantees.report.loans'), numeric: true, cell: ({ loans }) => format.number(loans) },
        { key: 'held', header: t('guarantees.report.held'), numeric: true, cell: ({ heldMinor }) => sumIn(ctx, heldMinor, fund.currency) },
        {
          key: 'part',
          header: t('guarantees.report.part'),
          numeric: true,
          cell: ({ heldMinor }) => (held === 0n ? '–' : format.percent(Number(heldMinor) / Number(held), 1)),
        },
        {
          key: 'defaulted',
          header: t('guarantees.report.defaulted'),
          numeric: true,
          cell: ({ defaulted, begun }) => t('guarantees.report.of', { some: format.number(defaulted), all: format.number(begun) }),
        },
        { key: 'paid', header: t('guarantees.report.paid'), numeric: true, cell: ({ paidMinor }) => sumIn(ctx, paidMinor, fund.currency) },
      ]}
    />
  );
}
