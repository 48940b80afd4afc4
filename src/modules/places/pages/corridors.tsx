import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { ButtonLink, ComboboxField, EmptyState, FilterForm, LinesMap, PageHeading, Table, parseSort, useUi, withQuery } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import type { Corridor } from '../corridor.ts';
import { findPlaceByCode } from '../find-place.ts';
import { corridorSorts, countCorridors, listCorridors, type CorridorFilter } from '../list-corridors.ts';
import { placeName, type Place } from '../place.ts';
import { CorridorLink } from './corridor-facts.tsx';
import { readSide, type SideRead } from './read-side.ts';
import { sourceText } from './source-text.ts';
import { TranslatedText } from './translated-text.tsx';

const PAGE = 25;
const word = fields.searchText();

/** Pairs of places about which something is recorded: list, map, filter by place. */
export const corridorsRoute = pageRoute({
  path: '/corridors',
  who: everyone,
  query: z.object({ place: word, q: word, qCode: word, page: fields.pageNumber(), sort: word, format: word }),
  view: async (ctx, { query }) => {
    const { t, trx, lang } = ctx;
    const side = await readSide(trx, { typed: query.q, code: query.q ? query.qCode : query.place, choice: '' }, lang);
    const place = side.kind === 'one' ? await findPlaceByCode(trx, side.code) : null;
    const filter: CorridorFilter = { placeId: place?.id, lang, ...sortOf(query.sort) };
    if (query.format === 'csv') return csv('corridors.csv', corridorsCsv(ctx, await listCorridors(trx, filter)));
    const everything = await listCorridors(trx, filter);
    const total = everything.length < 500 ? everything.length : await countCorridors(trx, place?.id);
    const rows = everything.slice((query.page - 1) * PAGE, query.page * PAGE);
    const title = place ? t('places.corridors.title-of', { place: placeName(place, lang) }) : t('places.corridors.title');
    return page(
      title,
      <>
        <PageHeading
          title={title}
          lead={t('places.corridors.lead')}
          actions={<ButtonLink href="/places">{t('places.corridors.find')}</ButtonLink>}
        />
        <LinesMap
          title={t('places.corridors.map', { count: everything.length })}
          lines={everything.map(({ id, origin, destination }) => ({ id, from: origin, to: destination }))}
        />
        <CorridorTable rows={rows} page={query.page} total={total} filter={<PlaceFilter side={side} place={place} />} />
      </>,
      { width: 'wide', description: t('places.corridors.lead') },
    );
  },
});

function sortOf(text: string): Pick<CorridorFilter, 'sort' | 'descending'> {
  const asked = parseSort(text);
  const sort = corridorSorts.find((name) => name === asked?.key);
  return sort ? { sort, descending: asked?.direction === 'desc' } : {};
}

function PlaceFilter({ side, place }: { side: SideRead; place: Place | null }) {
  const { t, lang } = useUi();
  const error =
    side.kind === 'none'
      ? t('places.choose.none', { typed: side.typed })
      : side.kind === 'several'
        ? t('places.choose.narrower', { typed: side.typed })
        : undefined;
  return (
    <FilterForm action="/corridors" clearHref="/corridors">
      <ComboboxField
        name="q"
        valueName="qCode"
        label={t('places.corridors.filter')}
        hint={t('places.corridors.filter-hint')}
        source={`/api/v1/places?lang=${lang}`}
        value={place ? placeName(place, lang) : 'typed' in side ? side.typed : ''}
        chosen={place?.code}
        error={error}
      />
    </FilterForm>
  );
}

function CorridorTable({
  rows,
  page: current,
  total,
  filter,
}: {
  rows: Corridor[];
  page: number;
  total: number;
  filter: ComponentChildren;
}) {
  const ui = useUi();
  const { t, lang } = ui;
  return (
    <Table<Corridor>
      caption={t('places.corridors.caption')}
      filters={filter}
      rows={rows}
      rowKey={(corridor) => corridor.id}
      paging={{ page: current, pageSize: PAGE, total }}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      columns={[
        { key: 'origin', header: t('places.field.pair'), sort: true, cell: (corridor) => <CorridorLink corridor={corridor} /> },
        { key: 'destination', header: t('places.field.destination'), sort: true, cell: ({ destination }) => placeName(destination, lang) },
        { key: 'facts', header: t('places.facts.title'), cell: ({ facts }) => facts[0] && <TranslatedText value={facts[0]} /> },
        { key: 'asOf', header: t('places.field.as-of'), sort: true, cell: ({ asOf }) => asOf },
      ]}
      empty={
        <EmptyState title={t('places.corridors.none')}>
          <p>{t('places.corridors.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}

function corridorsCsv(ctx: Context, corridors: readonly Corridor[]): string {
  const { t, lang } = ctx;
  const headings = [
    t('places.field.code'),
    t('places.field.origin'),
    t('places.field.destination'),
    t('places.field.facts'),
    t('places.field.source'),
    t('places.field.as-of'),
  ];
  return writeCsv(
    headings,
    corridors.map(({ code, origin, destination, facts, source, asOf }) => [
      code,
      placeName(origin, lang),
      placeName(destination, lang),
      facts.map((fact) => textIn(fact, lang).text).join(' | '),
      sourceText(source, t as (key: string, values?: Record<string, unknown>) => string), // the keys stand in a table
      asOf,
    ]),
  );
}
