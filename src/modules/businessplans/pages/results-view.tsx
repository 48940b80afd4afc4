import { BarChart, Details, LineChart, Notice, Section, Table } from '#kernel/html';
import { currencyDecimals } from '#kernel/money';
import { breakEvenLines, lowestTills } from '../result-charts.ts';
import { cashTable, resultSheet, type SheetPart, type Words } from '../result-sheet.ts';
import type { PlanResults } from '../results.ts';

type Row = SheetPart['rows'][number];

/** Every result with its formula in words beside it, the chart of the till, and what to do where a result is bad. */
export function ResultsView({ words, results }: { words: Words; results: PlanResults }) {
  const { t, format } = words;
  const scale = 10 ** currencyDecimals(results.currency);
  const major = (amountMinor: bigint) => Number(amountMinor) / scale; // a picture: the table beside it has the exact figures
  const inMoney = (value: number) => format.money({ amountMinor: BigInt(Math.round(value * scale)), currency: results.currency });
  const lines = breakEvenLines(results);
  const cash = cashTable(results, words);
  return (
    <>
      {resultSheet(results, words).map((part) => (
        <Section key={part.name} title={part.title} id={part.name}>
          <p>{part.formula}</p>
          {part.advice.map((text) => (
            <Notice key={text} tone="warning">
              <p>{text}</p>
            </Notice>
          ))}
          <SheetTable caption={part.title} head={part.head} rows={part.rows} />
          {part.name === 'break-even' && lines.length > 0 && (
            <LineChart
              title={t('businessplans.chart.break-even.title')}
              description={t('businessplans.chart.break-even.description')}
              labelHeader={t('businessplans.chart.break-even.units')}
              series={[t('businessplans.result.sales'), t('businessplans.chart.break-even.costs')]}
              points={lines.map(({ percent, sales, costs }) => ({
                x: percent,
                label: format.percent(percent / 100),
                values: [major(sales), major(costs)],
              }))}
              format={inMoney}
            />
          )}
          {part.name === 'trials' && (
            <BarChart
              title={t('businessplans.chart.trials.title')}
              description={t('businessplans.chart.description-bars')}
              labelHeader={t('businessplans.result.trial')}
              series={[t('businessplans.result.lowest')]}
              rows={lowestTills(results).map(({ name, balance }) => ({
                key: name,
                label: t(name === 'as-planned' ? 'businessplans.chart.as-planned' : `businessplans.trial.${name}`),
                values: [major(balance)],
              }))}
              format={inMoney}
            />
          )}
          {part.name === 'cash' && (
            <>
              <LineChart
                title={t('businessplans.chart.title')}
                description={t('businessplans.chart.description')}
                labelHeader={t('businessplans.result.month')}
                series={[t('businessplans.result.balance')]}
                points={results.cash.months.map((month, index) => ({
                  x: index,
                  label: format.date(`${month.month}-01`, 'month'),
                  values: [major(month.balance)],
                }))}
                format={inMoney}
              />
              <Details summary={t('businessplans.cash-table')}>
                <SheetTable caption={t('businessplans.cash-table')} head={cash.head} rows={cash.rows} scroll />
              </Details>
            </>
          )}
        </Section>
      ))}
    </>
  );
}

function SheetTable({ caption, head, rows, scroll }: { caption: string; head: readonly string[]; rows: readonly Row[]; scroll?: boolean }) {
  return (
    <Table<Row>
      caption={caption}
      hideCaption
      narrow={scroll ? 'scroll' : 'stack'}
      rows={rows}
      rowKey={(row) => row.key}
      columns={head.map((header, index) => ({
        key: String(index),
        header,
        numeric: index > 0,
        cell: (row: Row) => <bdi>{row.cells[index] ?? ''}</bdi>,
      }))}
    />
  );
}
