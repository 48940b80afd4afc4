import { LineKey, LinesMap, Section, type LineWeight } from '#kernel/html';
import type { Context } from '#kernel/http';
import { quantileClasses, type Flow } from '#modules/observatory';
import { figureText, isolated } from '#modules/observatory/pages';
import { placeName, type Place } from '#modules/places';
import type { FlowData, FlowPicture } from './flow-data.ts';
import { unitOf } from './flow-table.tsx';

const weights = ['1', '2', '3', '4'] as const;
/** Codes without a place that are named below the map; the table has all. */
const mostNamed = 12;

/** The largest figures as lines, what their thickness means, and what is not on the map. */
export function FlowMap({ ctx, data, picture }: { ctx: Context; data: FlowData; picture: FlowPicture }) {
  const { t, format } = ctx;
  const { drawn, drawable } = picture;
  const unit = unitOf(data);
  const { list, of } = quantileClasses(
    drawn.flatMap(({ value }) => (value === null ? [] : [{ value, number: Number(value) }])),
    weights.length,
  );
  const range = (low: string, high: string) =>
    low === high ? figureText(ctx, low) : t('observatory.classes.range', { low: figureText(ctx, low), high: figureText(ctx, high) });
  const said =
    drawn.length === 0
      ? t('observatory.flows.drawn-none')
      : drawn.length === drawable
        ? t('observatory.flows.drawn-all', { count: drawable })
        : t('observatory.flows.drawn-largest', { drawn: drawn.length, count: drawable });
  const left = notPlaced(data);
  return (
    <Section title={t('observatory.flows.map', { period: data.question.period })}>
      <p>{said}</p>
      <LinesMap
        title={t('observatory.flows.picture', { dataset: isolated(data.dataset.title), period: data.question.period })}
        description={`${said} ${t('observatory.flows.in-table')}`}
        lines={linesOf(ctx, data, drawn, of)}
        directed
      />
      {list.length > 0 && (
        <>
          <LineKey
            label={t('observatory.flows.key')}
            entries={list.map(({ low, high }, index) => ({
              weight: (index + 1) as LineWeight, // at most as many classes as weights
              text: t(`observatory.flows.weight-${weights[index] ?? '1'}`, { range: range(low, high) }),
            }))}
          />
          <p class="hint">
            {unit && `${t('observatory.field.unit')}: ${isolated(unit)}. `}
            {t('observatory.flows.method')} {t('observatory.flows.no-line')}
          </p>
        </>
      )}
      {left.length > 0 && (
        <p class="hint">
          {t('observatory.flows.not-placed', {
            names: format.list([
              ...left.slice(0, mostNamed).map(isolated),
              ...(left.length > mostNamed ? [t('observatory.flows.others', { count: left.length - mostNamed })] : []),
            ]),
          })}
        </p>
      )}
    </Section>
  );
}

/** The thickest last: they lie above, and their names are not covered. */
function linesOf({ lang }: Context, { places }: FlowData, drawn: readonly Flow[], of: (number: number) => number) {
  const end = ({ lat, lon, name }: Place) => ({ lat, lon, label: placeName({ name }, lang) });
  return drawn.flatMap(({ no, origin, destination, value }) => {
    const from = places.get(origin);
    const to = places.get(destination);
    const weight = of(Number(value)) as LineWeight; // at most as many classes as weights
    return from && to ? [{ id: String(no), from: end(from), to: end(to), weight }] : [];
  });
}

/** Labels of the codes of both ends for which no point is known: groups of countries, and places that we do not hold. */
function notPlaced({ codes, places }: FlowData): string[] {
  return [...new Set([...codes.values()].filter(({ id }) => !places.has(id)).map(({ label }) => label))];
}
