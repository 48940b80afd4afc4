import { Details, Inset, LineChart, Notice, Section, Stat, StatGrid, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { currencyDecimals, money, toDecimalText, type Currency } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { whatIfCases, type FundCase, type FundYear, type PlannedFund, type WhatIfCase } from '#modules/guarantees';
import { moneyOf } from './loan.tsx';

export interface WorkedFund {
  fund: PlannedFund;
  currency: Currency;
  cases: Record<WhatIfCase, FundCase>;
}

// uses messages: app.calculators.fund.column.*
const columns = [
  'capacityMinor',
  'newLoansMinor',
  'newMinor',
  'calledMinor',
  'paidMinor',
  'recoveredMinor',
  'feesMinor',
  'costsMinor',
  'outstandingMinor',
  'capitalMinor',
] as const satisfies readonly (keyof FundYear)[];

/** The three cases year by year, as figures that a spreadsheet reads. */
export function fundCsv({ t }: Context, { currency, cases }: WorkedFund): string {
  const headings = [
    t('app.calculators.case'),
    t('app.calculators.year'),
    ...columns.map((column) => `${t(`app.calculators.fund.column.${column}`)} (${currency})`),
  ];
  const rows = whatIfCases.flatMap((which) =>
    cases[which].years.map((year) => [
      t(`app.calculators.case.${which}`),
      year.year,
      ...columns.map((column) => toDecimalText(money(year[column], currency))),
    ]),
  );
  return writeCsv(headings, rows);
}

export function FundResult({ ctx, fund, currency, cases }: WorkedFund & { ctx: Context }) {
  const { t, format } = ctx;
  const sum = (minor: bigint) => format.money(money(minor, currency));
  const left = (which: WhatIfCase) => cases[which].years.at(-1)?.capitalMinor ?? 0n;
  const between = (worst: string, expected: string, best: string) => t('app.calculators.fund.between', { worst, expected, best });
  const fee = ({ breakEvenPercent: found }: FundCase) =>
    found === null ? t('app.calculators.fund.no-fee') : format.percent(Number(found) / 100, 2);
  const loans = (which: WhatIfCase) => sum(cases[which].years.reduce((all, { newLoansMinor }) => all + newLoansMinor, 0n));
  const used = whatIfCases.filter((which) => cases[which].years.some(({ paidMinor, calledMinor }) => paidMinor < calledMinor));
  return (
    <Section title={t('app.calculators.result')}>
      <StatGrid>
        <Stat
          label={t('app.calculators.fund.left')}
          value={sum(left('expected'))}
          note={between(sum(left('worst')), sum(left('expected')), sum(left('best')))}
        />
        <Stat
          label={t('app.calculators.fund.break-even')}
          value={fee(cases.expected)}
          note={between(fee(cases.worst), fee(cases.expected), fee(cases.best))}
        />
        <Stat
          label={t('app.calculators.fund.loans')}
          value={loans('expected')}
          note={between(loans('worst'), loans('expected'), loans('best'))}
        />
      </StatGrid>
      {used.map((which) => (
        <Notice key={which} tone="warning">
          <p>{t('app.calculators.fund.used-up', { case: t(`app.calculators.case.${which}`) })}</p>
        </Notice>
      ))}
      <Inset>
        <p>{t('app.calculators.formula.fund')}</p>
        <p>{t('app.calculators.formula.break-even')}</p>
      </Inset>
      <LineChart
        title={t('app.calculators.fund.chart')}
        description={t('app.calculators.fund.chart-about', {
          from: sum(fund.capitalMinor),
          worst: sum(left('worst')),
          best: sum(left('best')),
        })}
        labelHeader={t('app.calculators.year')}
        series={whatIfCases.map((which) => t(`app.calculators.case.${which}`))}
        points={Array.from({ length: fund.years + 1 }, (_, year) => ({
          x: year,
          label: format.number(year),
          values: whatIfCases.map((which) =>
            Number(toDecimalText(money(year === 0 ? fund.capitalMinor : (cases[which].years[year - 1]?.capitalMinor ?? 0n), currency))),
          ),
        }))}
        format={(value) => format.money(moneyOf(value.toFixed(currencyDecimals(currency)), currency))}
      />
      {(['expected', 'worst', 'best'] as const).map((which) => (
        <Details
          key={which}
          summary={t('app.calculators.fund.table', { case: t(`app.calculators.case.${which}`) })}
          open={which === 'expected'}
        >
          <Table<FundYear>
            caption={t('app.calculators.fund.table', { case: t(`app.calculators.case.${which}`) })}
            rows={cases[which].years}
            rowKey={({ year }) => String(year)}
            columns={[
              { key: 'year', header: t('app.calculators.year'), cell: ({ year }) => format.number(year), numeric: true },
              ...columns.map((column) => ({
                key: column,
                header: t(`app.calculators.fund.column.${column}`),
                cell: (year: FundYear) => sum(year[column]),
                numeric: true,
              })),
            ]}
          />
        </Details>
      ))}
      <Notice>
        <p>{t('app.calculators.fund.caution')}</p>
      </Notice>
    </Section>
  );
}
