import { BarChart, Bdi, Inset, Section, Stat, StatGrid, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { questionIn, type Question } from '../content.ts';
import type { QuestionResult, Results, Shown } from '../results.ts';
import type { Round } from '../rounds.ts';
import { plainText, Words } from './words.tsx';

/** A count in words of the reader, or that it is withheld. */
export const countText = (ctx: Context, count: Shown): string =>
  count === null ? ctx.t('instruments.results.withheld') : ctx.format.number(count);

interface ResultsProps {
  ctx: Context;
  round: Round;
  results: Results;
  /** An earlier or later round of the same questionnaire, beside it. */
  other?: { round: Round; results: Results } | null;
  /** Free texts by question; for staff alone. */
  texts?: ReadonlyMap<string, readonly string[]>;
}

/** The results of a round with their method: a chart and the numbers of answers for each question. */
export function ResultsSheet(props: ResultsProps) {
  const { ctx, round, results } = props;
  const { t, format } = ctx;
  return (
    <>
      <Inset>
        <p>
          <strong>{t('instruments.results.method')}</strong>
        </p>
        <p>
          <Bdi>{round.method}</Bdi>
        </p>
        <p>{t('instruments.results.count', { count: results.sheets })}</p>
        {results.guarded && <p>{t('instruments.results.guarded')}</p>}
      </Inset>
      {results.score && (
        <StatGrid label={t('instruments.results.score')}>
          <Stat
            label={t('instruments.results.score-median')}
            value={results.score.median === null ? t('instruments.results.none') : format.percent(results.score.median / 100)}
          />
          <Stat label={t('instruments.results.score-sheets')} value={countText(ctx, results.score.sheets)} />
        </StatGrid>
      )}
      {results.score && <p>{t('instruments.results.score-method')}</p>}
      {round.content.sections.map((section) => {
        const found = section.questions.flatMap((question) => {
          const result = results.questions.find(({ id }) => id === question.id);
          return result ? [{ question, result }] : [];
        });
        return (
          found.length > 0 && (
            <Section key={section.id} title={plainText(ctx, section.title)}>
              {found.map(({ question, result }) => (
                <OneResult key={question.id} {...props} question={question} result={result} />
              ))}
            </Section>
          )
        );
      })}
    </>
  );
}

function OneResult(props: ResultsProps & { question: Question; result: QuestionResult }) {
  const { ctx, round, question, result, other, texts } = props;
  const { t } = ctx;
  const title = plainText(ctx, question.label);
  const before = other?.results.questions.find(({ id }) => id === question.id);
  const numbers = t('instruments.results.numbers', {
    answered: countText(ctx, result.answered),
    missing: countText(ctx, result.missing),
    notAsked: countText(ctx, result.notAsked),
  });
  const given = texts?.get(question.id) ?? [];
  return (
    <>
      {result.counts.length > 0 ? (
        <BarChart
          title={title}
          description={numbers}
          labelHeader={t('instruments.results.answer')}
          series={before && other ? [round.title, other.round.title] : [t('instruments.results.sheets')]}
          missing={t('instruments.results.withheld')}
          rows={result.counts.map(({ value, count }) => {
            const option = question.options.find((one) => one.value === value);
            const earlier = before?.counts.find((one) => one.value === value)?.count;
            return {
              key: value,
              label: option ? <Words ctx={ctx} words={option.label} /> : t('instruments.answer.agreed'),
              values: before ? [count ?? undefined, earlier ?? undefined] : [count ?? undefined],
            };
          })}
        />
      ) : (
        <Table
          caption={title}
          rows={[result, ...(before ? [before] : [])]}
          rowKey={(row) => (row === result ? 'this' : 'other')}
          columns={[
            {
              key: 'round',
              header: t('instruments.round.one'),
              cell: (row) => (row === result ? round.title : (other?.round.title ?? '')),
            },
            { key: 'answered', header: t('instruments.results.answered'), numeric: true, cell: (row) => countText(ctx, row.answered) },
            { key: 'missing', header: t('instruments.results.missing'), numeric: true, cell: (row) => countText(ctx, row.missing) },
            { key: 'not-asked', header: t('instruments.answer.not-asked'), numeric: true, cell: (row) => countText(ctx, row.notAsked) },
            ...(question.type === 'number'
              ? [
                  {
                    key: 'median',
                    header: t('instruments.results.median'),
                    numeric: true,
                    cell: (row: QuestionResult) =>
                      row.median === null ? t('instruments.results.none') : ctx.format.number(Number(row.median)),
                  },
                ]
              : []),
          ]}
        />
      )}
      {given.length > 0 && (
        <ul>
          {given.map((text) => (
            <li key={text}>
              <Bdi>{text}</Bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Whether two rounds ask anything that can be compared: questions of the same id. */
export function comparable(one: Round, other: Round): boolean {
  return one.content.sections.some(({ questions }) => questions.some(({ id }) => questionIn(other.content, id) !== undefined));
}
