import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { ComboboxField, EmptyState, FilterForm, Link, PageHeading, PointMap, Table, Tag, parseSort, useUi, withQuery } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { formatPhone, writeCsv } from '#kernel/text';
import { findPlaceByCode, placeName, type Place } from '#modules/places';
import { joinNames, readSide, type SideRead } from '#modules/places/pages';
import { listOffices } from '../list-offices.ts';
import type { OfficeAtPlace } from '../office.ts';

const word = fields.searchText();

/** All offices: list, map, filter by the place that an office stands in or answers for. */
export const officesRoute = pageRoute({
  path: '/offices',
  who: everyone,
  query: z.object({ place: word, q: word, qCode: word, sort: word, format: word }),
  view: async (ctx, { query }) => {
    const { t, trx, lang } = ctx;
    const side = await readSide(trx, { typed: query.q, code: query.q ? query.qCode : query.place, choice: '' }, lang);
    const place = side.kind === 'one' ? await findPlaceByCode(trx, side.code) : null;
    const offices = sorted(await listOffices(trx, { lang, placeId: place?.id }), query.sort, lang);
    if (query.format === 'csv') return csv('offices.csv', officesCsv(ctx, offices));
    const title = place ? t('offices.list.title-of', { place: placeName(place, lang) }) : t('offices.list.title');
    const points = offices.map(({ code, name, place: { lat, lon } }) => ({
      id: code,
      lat,
      lon,
      name: textIn(name, lang).text,
      href: `/offices/${code}`,
    }));
    return page(
      title,
      <>
        <PageHeading title={title} lead={t('offices.list.lead')} />
        {points.length > 0 && <PointMap title={t('offices.list.map', { count: points.length })} points={points} />}
        <OfficeTable offices={offices} filter={<PlaceFilter side={side} place={place} />} />
      </>,
      { width: 'wide', description: t('offices.list.lead') },
    );
  },
});

function sorted(offices: OfficeAtPlace[], sort: string, lang: string): OfficeAtPlace[] {
  const asked = parseSort(sort);
  const keyOf = (office: OfficeAtPlace) => (asked?.key === 'place' ? placeName(office.place, lang) : textIn(office.name, lang).text);
  const direction = asked?.direction === 'desc' ? -1 : 1;
  return offices.toSorted((a, b) => direction * keyOf(a).localeCompare(keyOf(b), lang));
}

function PlaceFilter({ side, place }: { side: SideRead; place: Place | null }) {
  const { t, lang } = useUi();
  const typed = 'typed' in side ? side.typed : '';
  const error =
    side.kind === 'none'
      ? t('places.choose.none', { typed })
      : side.kind === 'several'
        ? t('places.choose.narrower', { typed })
        : undefined;
  return (
    <FilterForm action="/offices" clearHref="/offices">
      <ComboboxField
        name="q"
        valueName="qCode"
        label={t('offices.list.filter')}
        hint={t('offices.list.filter-hint')}
        source={`/api/v1/places?lang=${lang}`}
        value={place ? placeName(place, lang) : typed}
        chosen={place?.code}
        error={error}
      />
    </FilterForm>
  );
}

function OfficeTable({ offices, filter }: { offices: OfficeAtPlace[]; filter: ComponentChildren }) {
  const ui = useUi();
  const { t, lang } = ui;
  const { languageName } = formatters(lang, ui.timeZone);
  return (
    <Table<OfficeAtPlace>
      caption={t('offices.list.caption', { count: offices.length })}
      filters={filter}
      rows={offices}
      rowKey={(office) => office.id}
      csvHref={withQuery(ui, { format: 'csv' })}
      columns={[
        {
          key: 'name',
          header: t('offices.field.office'),
          sort: true,
          cell: (office) => (
            <>
              <Link href={`/offices/${office.code}`}>{textIn(office.name, lang).text}</Link>{' '}
              {office.demonstration && <Tag>{t('offices.tag.demonstration')}</Tag>}
            </>
          ),
        },
        { key: 'place', header: t('offices.field.place'), sort: true, cell: ({ place }) => placeName(place, lang) },
        {
          key: 'languages',
          header: t('offices.field.languages'),
          cell: ({ languages }) => joinNames(languages.map(languageName), lang),
        },
        { key: 'phone', header: t('offices.field.phone'), cell: ({ phone }) => (phone ? <bdi dir="ltr">{formatPhone(phone)}</bdi> : '–') },
      ]}
      empty={<EmptyState title={t('offices.list.none')} action={<Link href="/offices">{t('offices.responsible.all')}</Link>} />}
    />
  );
}

function officesCsv({ t, lang }: Context, offices: readonly OfficeAtPlace[]): string {
  const headings = [
    t('offices.field.code'),
    t('offices.field.office'),
    t('offices.field.place'),
    t('offices.field.address'),
    t('offices.field.phone'),
    t('offices.field.email'),
    t('offices.field.languages'),
  ];
  return writeCsv(
    headings,
    offices.map((office) => [
      office.code,
      textIn(office.name, lang).text,
      placeName(office.place, lang),
      office.address,
      office.phone,
      office.email,
      office.languages.join('; '),
    ]),
  );
}
