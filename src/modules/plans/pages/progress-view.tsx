import { LineChart, Section, Table, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { daysBetween } from '#kernel/time';
import { ageText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { lastDay } from '../period.ts';
import type { Content, Indicator } from '../plan-content.ts';
import { measuredOf, statesOf, type Report } from '../report.ts';
import type { actionStates } from '../terms.ts';
import { figureText } from './indicator-view.tsx';
import { shown } from './plan-text.ts';
import { Paragraphs } from './plan-view.tsx';

const tones: Readonly<Record<(typeof actionStates)[number], Tone>> = {
  'not-started': 'neutral',
  'on-track': 'info',
  late: 'warning',
  done: 'success',
  dropped: 'neutral',
  unknown: 'neutral',
};

/** How the actions stand by the last report that names each; those that no report names are said to be so. */
export function ActionStates({ ctx, content, reports }: { ctx: Context; content: Content; reports: readonly Report[] }) {
  const { t, format } = ctx;
  const known = statesOf(content, reports);
  const rows = content.actions.map((action) => ({ action, state: known.find((one) => one.action.id === action.id)?.state ?? null }));
  return (
    <Table<(typeof rows)[number]>
      caption={t('plans.progress.actions')}
      hideCaption
      rows={rows}
      rowKey={({ action }) => action.id}
      columns={[
        { key: 'action', header: t('plans.action.action'), cell: ({ action }) => <TranslatedText value={action.title} /> },
        {
          key: 'state',
          header: t('plans.report.state'),
          cell: ({ state }) =>
            state ? <Tag tone={tones[state.state]}>{t(`plans.action-state.${state.state}`)}</Tag> : t('plans.report.not-reported'),
        },
        {
          key: 'words',
          header: t('plans.report.action-words'),
          cell: ({ state }) => (state?.words ? <TranslatedText value={state.words} /> : '–'),
        },
        { key: 'day', header: t('plans.report.day'), cell: ({ state }) => (state ? format.date(state.onDay) : '–') },
      ]}
    />
  );
}

const ORIGIN = '2000-01-01';
const place = (day: string) => daysBetween(ORIGIN, day);

/** An indicator over time, with the target as a second line of one point; the baseline is the first figure. */
export function IndicatorChart({ ctx, indicator, reports }: { ctx: Context; indicator: Indicator; reports: readonly Report[] }) {
  const { t, format } = ctx;
  const measured = measuredOf(indicator, reports);
  const { target } = indicator;
  if (measured.length === 0) return <p>{t('plans.progress.not-measured', { indicator: shown(ctx, indicator.name) })}</p>;
  // Pictures take numbers; the words above them say the exact figures.
  const points = new Map(
    measured.map(({ on, value, at }) => [
      place(at),
      { x: place(at), label: ageText(on, format), values: [Number(value), undefined as number | undefined] },
    ]),
  );
  if (target) {
    const x = place(lastDay(target.on));
    points.set(x, { x, label: ageText(target.on, format), values: [points.get(x)?.values[0], Number(target.value)] });
  }
  const last = measured.at(-1) ?? null;
  const facts = { last: figureText(ctx, last, indicator.unit), target: figureText(ctx, target, indicator.unit) };
  return (
    <LineChart
      title={shown(ctx, indicator.name)}
      description={t('plans.progress.chart', facts)}
      labelHeader={t('plans.action.time')}
      series={target ? [t('plans.progress.measured'), t('plans.indicator.target')] : [t('plans.progress.measured')]}
      points={[...points.values()]
        .toSorted((a, b) => a.x - b.x)
        .map((point) => (target ? point : { ...point, values: point.values.slice(0, 1) }))}
      missing="–"
      {...(indicator.source ? { source: { name: shown(ctx, indicator.source) } } : {})}
    />
  );
}

/** One report as it was written: of the whole, then what it says of actions and figures. */
export function ReportView({ ctx, content, report }: { ctx: Context; content: Content; report: Report }) {
  const { t, format } = ctx;
  const { words, actions, measurements } = report.content;
  const named = actions.flatMap((one) => {
    const action = content.actions.find(({ id }) => id === one.id);
    return action ? [{ ...one, action }] : [];
  });
  const figures = measurements.flatMap((one) => {
    const indicator = content.indicators.find(({ id }) => id === one.id);
    return indicator ? [{ ...one, indicator }] : [];
  });
  return (
    <Section title={t('plans.progress.report', { date: format.date(report.onDay) })} level={3} id={`report-${report.id}`}>
      <TranslationNoteFor values={[words]} />
      <Paragraphs value={words} />
      <ul>
        {named.map(({ id, action, state, words: said }) => (
          <li key={id}>
            <TranslatedText value={action.title} />: <strong>{t(`plans.action-state.${state}`)}</strong>{' '}
            {said && <TranslatedText value={said} />}
          </li>
        ))}
        {figures.map(({ id, indicator, value, on, words: note }) => (
          <li key={id}>
            <TranslatedText value={indicator.name} />: <strong>{figureText(ctx, { value, on }, indicator.unit)}</strong>{' '}
            {note && <TranslatedText value={note} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
