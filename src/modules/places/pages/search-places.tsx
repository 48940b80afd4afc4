import { z } from 'zod';
import { EmptyState, Link, PageHeading, SearchForm, Table } from '#kernel/html';
import { everyone, fields, page, pageRoute } from '#kernel/http';
import { searchPlaces, type PlaceFound } from '../search-places.ts';
import { PlaceDescribed } from './place-described.tsx';

/** Places by name, with what one can read about each. */
export const searchPlacesRoute = pageRoute({
  path: '/places/search',
  who: everyone,
  query: z.object({ q: fields.searchText() }),
  view: async ({ t, trx, lang }, { query }) => {
    const found = query.q ? await searchPlaces(trx, query.q, lang, { limit: 50 }) : [];
    return page(
      t('places.search.title'),
      <>
        <PageHeading title={t('places.search.title')} lead={t('places.search.lead')} />
        <SearchForm action="/places/search" label={t('places.search.label')} value={query.q} />
        {query.q && (
          <Table<PlaceFound>
            caption={t('places.search.found', { count: found.length, typed: query.q })}
            rows={found}
            rowKey={(place) => place.id}
            columns={[
              { key: 'name', header: t('places.field.place'), cell: (place) => place.name },
              { key: 'where', header: t('places.field.where'), cell: (place) => <PlaceDescribed place={place} /> },
              {
                key: 'corridors',
                header: t('places.field.corridors'),
                cell: (place) => (
                  <Link href={`/corridors?place=${place.code}`} label={`${t('places.search.corridors')}: ${place.name}`}>
                    {t('places.search.corridors')}
                  </Link>
                ),
              },
              {
                key: 'offices',
                header: t('places.field.offices'),
                cell: (place) => (
                  <Link href={`/offices?place=${place.code}`} label={`${t('places.search.offices')}: ${place.name}`}>
                    {t('places.search.offices')}
                  </Link>
                ),
              },
            ]}
            empty={<EmptyState title={t('places.choose.none', { typed: query.q })} />}
          />
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('places.corridors.title'), href: '/corridors' }] },
    );
  },
});
