import { Link, RegionsMap, Section, Source, type AreaLevel } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import type { BoundariesAbout } from '../boundaries.ts';
import { nearOnes } from '../near-areas.ts';
import { quantileClasses } from '../quantile-classes.ts';
import type { RegionAreas } from '../read-boundaries.ts';
import type { StoredCode, StoredSeries } from '../read-series.ts';
import { regionLevel } from '../region-level.ts';
import { figureText, isolated, publishedText } from './figure-text.tsx';
import { mayImport } from './list.tsx';

const mostClasses = 5;
/** Regions that are not drawn and are named below the map; the table has all. */
const mostNamed = 12;

/** More than any list of regions has. */
export const mostRegions = 2_000;

/** A place with its figures; none where the publisher lists none. */
export type RegionFigures = StoredCode & { series: StoredSeries | undefined };

/**
 * The figures of one period as a map of regions. Where nobody gave boundaries of the edition of the codes, a sentence says so; a table
 * without regions has no map at all. Its figures stand in the table of the page.
 */
export function RegionMap({
  ctx,
  areas,
  figures,
  period,
  unit,
}: {
  ctx: Context;
  areas: RegionAreas | null;
  figures: readonly RegionFigures[];
  period: string;
  unit: string | null;
}) {
  const { t } = ctx;
  if (!areas) return null;
  const regions = figures
    .filter(({ edition }) => edition === areas.edition)
    .map(({ code, label, series }) => ({ code, label, value: series?.values[series.periods.indexOf(period)] ?? null }));
  const withArea = regions.filter(({ code }) => areas.areas.has(code));
  if (!areas.boundaries || withArea.length === 0)
    return (
      <Section title={t('observatory.map.title', { period })}>
        <NoMap ctx={ctx} areas={areas} />
      </Section>
    );
  const level = regionLevel(
    areas.edition,
    withArea.map(({ code }) => code),
  );
  const near = nearOnes(
    withArea.filter(({ code }) => level === null || code.length === level + 2),
    ({ code }) => areas.areas.get(code) ?? [],
  );
  const drawn = new Set(near.map(({ code }) => code));
  const left = regions.filter(({ code }) => !drawn.has(code)).map(({ label }) => label);
  const classes = quantileClasses(
    near.flatMap(({ value }) => (value === null ? [] : [{ value, number: Number(value) }])),
    mostClasses,
  );
  const texts = classes.list.map(({ low, high, count }) =>
    t('observatory.map.class', {
      range:
        low === high ? figureText(ctx, low) : t('observatory.classes.range', { low: figureText(ctx, low), high: figureText(ctx, high) }),
      count,
    }),
  );
  const without = near.filter(({ value }) => value === null).length;
  const summary = t('observatory.map.summary', { count: near.length, missing: without });
  return (
    <Section title={t('observatory.map.title', { period })}>
      <p>
        {summary} {level !== null && t('observatory.map.level', { level })}
      </p>
      <RegionsMap
        title={t('observatory.map.title', { period })}
        description={`${summary} ${texts.join('. ')}. ${t('observatory.map.in-table')}`}
        areas={near.map(({ code, label, value }) => ({
          key: code,
          rings: areas.areas.get(code) ?? [],
          about: `${label}: ${value === null ? t('observatory.map.missing') : figureText(ctx, value)}`,
          level: value === null ? null : (classes.of(Number(value)) as AreaLevel), // at most five classes
        }))}
        classes={texts}
        missing={t('observatory.map.missing')}
        keyLabel={t('observatory.map.key')}
      />
      <p class="hint">
        {unit && `${t('observatory.field.unit')}: ${isolated(unit)}. `}
        {t('observatory.map.method')} {t('observatory.map.in-table')}
      </p>
      {left.length > 0 && <p class="hint">{t('observatory.map.not-drawn', { names: named(ctx, left) })}</p>}
      <Origin ctx={ctx} boundaries={areas.boundaries} />
    </Section>
  );
}

function named({ t, format }: Context, labels: readonly string[]): string {
  const more = labels.length - mostNamed;
  return format.list([...labels.slice(0, mostNamed).map(isolated), ...(more > 0 ? [t('observatory.flows.others', { count: more })] : [])]);
}

// uses messages: observatory.edition.*
function editionText({ t }: Context, edition: string): string {
  return (t as AnyTranslate)(`observatory.edition.${edition}`); // a closed list
}

/** Why the figures are not drawn, and where boundaries are given. */
function NoMap({ ctx, areas }: { ctx: Context; areas: RegionAreas }) {
  const { t, format } = ctx;
  const { edition, boundaries, otherEditions } = areas;
  const why = boundaries
    ? t('observatory.map.no-common-code')
    : edition === 'other'
      ? t('observatory.map.none-of-list')
      : t('observatory.map.none-of-edition', { edition: editionText(ctx, edition) });
  return (
    <>
      <p>
        {why}{' '}
        {!boundaries && otherEditions.length > 0 && edition !== 'other'
          ? t('observatory.map.other-editions', { editions: format.list(otherEditions.map((one) => editionText(ctx, one))) })
          : null}
      </p>
      {mayImport(ctx) && (
        <p>
          <Link href="/admin/boundaries">{t('observatory.boundaries.title')}</Link>
        </p>
      )}
    </>
  );
}

/** Who made the boundaries, of which edition, when, under which terms, and how much they were simplified. */
function Origin({ ctx, boundaries }: { ctx: Context; boundaries: BoundariesAbout }) {
  const { t, format } = ctx;
  return (
    <>
      <Source
        name={t('observatory.map.boundaries', { source: isolated(boundaries.source), licence: isolated(boundaries.licence) })}
        date={publishedText(ctx, boundaries.published)}
        {...(boundaries.sourceUrl ? { href: boundaries.sourceUrl } : {})}
      />
      <p class="hint">
        {boundaries.edition === 'other'
          ? t('observatory.map.own-list')
          : t('observatory.map.edition', { edition: editionText(ctx, boundaries.edition) })}{' '}
        {boundaries.toleranceKm2 > 0 &&
          t('observatory.map.simplified', { area: format.number(boundaries.toleranceKm2, { maximumSignificantDigits: 2 }) })}
      </p>
    </>
  );
}
