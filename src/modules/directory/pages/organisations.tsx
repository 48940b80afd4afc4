import { z } from 'zod';
import {
  ComboboxField,
  EmptyState,
  FilterForm,
  Link,
  Notice,
  PageHeading,
  SelectField,
  Table,
  TextField,
  useUi,
  withQuery,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { isLanguage, type Language } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import { listOrganisations, type OrganisationLine } from '../list-organisations.ts';
import type { Standing } from '../standing.ts';
import { askedPlace, type PlaceAsked } from './read-place.ts';
import { ReportedLabel } from './reported-label.tsx';
import { Text } from './service-cards.tsx';

const PAGE = 25;
const mostExported = 10_000;

const word = fields.searchText();
const sorts = ['name', '-name', 'services', '-services'] as const;

/** Who offers services: by name, kind and place; those that only reports mention on request. */
export const organisationsRoute = pageRoute({
  path: '/organisations',
  who: everyone,
  query: z.object({
    q: word,
    place: word,
    placeCode: word,
    kind: fields.maybe(z.enum(termCodes('organisationKinds') as [string, ...string[]])),
    standing: fields.maybe(z.enum(['live', 'reported'])),
    sort: fields.maybe(z.enum(sorts)),
    page: fields.pageNumber(),
    format: word,
  }),
  view: async (ctx, { query }) => {
    const { t, lang, trx } = ctx;
    const exporting = query.format === 'csv';
    const place = await askedPlace(ctx, query.place, query.placeCode);
    const standing: Standing = query.standing ?? 'live';
    const { organisations, total } = await listOrganisations(trx, {
      lang,
      standing,
      words: query.q,
      kind: query.kind,
      place: place.reach,
      sort: query.sort ?? 'name',
      page: exporting ? 1 : query.page,
      pageSize: exporting ? mostExported : PAGE,
    });
    if (exporting) return csv('organisations.csv', organisationsCsv(ctx, organisations));
    const title = t(standing === 'live' ? 'directory.organisations.title' : 'directory.organisations.standing.reported');
    return page(
      title,
      <>
        <PageHeading title={title} lead={t('directory.organisations.lead')} />
        {standing === 'reported' && <Notice tone="warning">{t('directory.services.history-note')}</Notice>}
        <OrganisationTable
          rows={organisations}
          total={total}
          page={query.page}
          filter={{ words: query.q, kind: query.kind, standing, place }}
        />
        <OtherStanding standing={standing} />
      </>,
      {
        width: 'wide',
        breadcrumbs: [{ label: t('directory.services.title'), href: '/services' }],
        description: t('directory.organisations.lead'),
      },
    );
  },
});

type Filter = { words: string; kind: string | null; standing: Standing; place: PlaceAsked };

function OrganisationTable({ rows, total, page, filter }: { rows: OrganisationLine[]; total: number; page: number; filter: Filter }) {
  const ui = useUi();
  const { t, lang } = ui;
  const shown: Language = isLanguage(lang) ? lang : 'en';
  return (
    <Table<OrganisationLine>
      caption={t('directory.organisations.caption', { count: total })}
      filters={<OrganisationFilterForm filter={filter} />}
      rows={rows}
      rowKey={(row) => row.id}
      paging={{ page, pageSize: PAGE, total }}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      columns={[
        { key: 'name', header: t('directory.organisations.name'), sort: true, cell: (row) => <Name row={row} /> },
        { key: 'kind', header: t('directory.organisations.kind'), cell: (row) => termLabel('organisationKinds', row.kind, shown) },
        { key: 'place', header: t('directory.organisations.place'), cell: (row) => row.place ?? '–' },
        {
          key: 'services',
          header: t('directory.organisations.services'),
          sort: true,
          numeric: true,
          cell: (row) => ui.number(row.services),
        },
      ]}
      empty={<EmptyState title={t('directory.organisations.none')} />}
    />
  );
}

function Name({ row }: { row: OrganisationLine }) {
  return (
    <>
      <Link href={`/organisations/${row.id}`}>
        <Text value={row.name} />
      </Link>{' '}
      {row.standing === 'reported' && <ReportedLabel source={row.source} />}
    </>
  );
}

function OrganisationFilterForm({ filter }: { filter: Filter }) {
  const { t, lang } = useUi();
  const shown: Language = isLanguage(lang) ? lang : 'en';
  const { words, kind, standing, place } = filter;
  const error = place.unknown || place.choices.length > 0 ? t('directory.services.place-unknown', { typed: place.text }) : undefined;
  return (
    <FilterForm action="/organisations" clearHref="/organisations" keep={standing === 'reported' ? { standing } : {}}>
      <TextField name="q" label={t('directory.organisations.search')} value={words} />
      <ComboboxField
        name="place"
        valueName="placeCode"
        label={t('directory.services.place')}
        source={`/api/v1/places?lang=${lang}`}
        value={place.text}
        chosen={place.code}
        error={error}
      />
      <SelectField
        name="kind"
        label={t('directory.organisations.kind')}
        emptyLabel={t('directory.services.any')}
        value={kind ?? ''}
        options={termChoices('organisationKinds', shown)}
      />
    </FilterForm>
  );
}

function OtherStanding({ standing }: { standing: Standing }) {
  const { t } = useUi();
  return (
    <p>
      <Link href={standing === 'live' ? '/organisations?standing=reported' : '/organisations'}>
        {t(standing === 'live' ? 'directory.organisations.standing.reported' : 'directory.organisations.standing.live')}
      </Link>
    </p>
  );
}

function organisationsCsv({ t, lang }: Context, rows: readonly OrganisationLine[]): string {
  const headings = ['name', 'kind', 'place', 'services'] as const;
  return writeCsv(
    headings.map((name) => t(`directory.organisations.${name}`)),
    rows.map((row) => [row.name.text, termLabel('organisationKinds', row.kind, lang), row.place ?? '', row.services]),
  );
}
