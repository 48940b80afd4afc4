import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  ComboboxField,
  EmptyState,
  Link,
  PageHeading,
  parseSort,
  SearchForm,
  SelectField,
  Table,
  useUi,
  withQuery,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { findPlaceByCode, placeIdsWithin, placeName, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { activities, legalForms, type Association } from '../association.ts';
import { searchAssociations } from '../read-associations.ts';
import { foundedText, Marks, MembersText, unknown } from './facts.tsx';
import { namesOf, readPlaces, type PlaceNames } from './reach.ts';

const PAGE = 20;
const MOST_EXPORTED = 5_000;
const word = fields.searchText();
const sorts = ['name', 'founded', 'active'] as const;

/** A filter by place: what was typed, and everything inside the place that it means. */
interface PlaceFilter {
  typed: string;
  code: string;
  within: PlaceId[] | null;
  problem: 'none' | 'several' | null;
}

async function placeFilter(ctx: Context, typed: string, code: string): Promise<PlaceFilter> {
  const side = typed || code ? await readSide(ctx.trx, { typed, code, choice: '' }, ctx.lang) : ({ kind: 'empty' } as const);
  if (side.kind === 'none' || side.kind === 'several') return { typed, code: '', within: [], problem: side.kind };
  const place = side.kind === 'one' ? await findPlaceByCode(ctx.trx, side.code) : null;
  if (!place) return { typed: '', code: '', within: null, problem: null };
  return { typed: placeName(place, ctx.lang), code: place.code, within: await placeIdsWithin(ctx.trx, place.id), problem: null };
}

/** The register that anybody reads: by words, places at both ends, activity and nature. In order of the alphabet, never of size. */
export const listRoute = pageRoute({
  path: '/associations',
  who: everyone,
  query: z.object({
    q: word,
    origin: word,
    originCode: word,
    destination: word,
    destinationCode: word,
    activity: fields.maybe(fields.choice(activities)),
    form: fields.maybe(fields.choice(legalForms)),
    sort: word,
    page: fields.pageNumber(),
    format: word,
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const origin = await placeFilter(ctx, query.origin, query.originCode);
    const destination = await placeFilter(ctx, query.destination, query.destinationCode);
    const asked = parseSort(query.sort);
    const exporting = query.format === 'csv';
    const { associations, total } = await searchAssociations(ctx.trx, {
      words: query.q,
      origin: origin.within,
      destination: destination.within,
      activity: query.activity,
      legalForm: query.form,
      sort: sorts.find((one) => one === asked?.key) ?? 'name',
      descending: asked?.direction === 'desc',
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const places = await readPlaces(
      ctx,
      associations.map(({ id }) => id),
    );
    if (exporting) return csv('associations.csv', associationsCsv(ctx, associations, places));
    return page(
      t('associations.list.title'),
      <>
        <PageHeading
          title={t('associations.list.title')}
          lead={t('associations.list.lead')}
          actions={<ButtonLink href="/associations/register">{t('associations.register.title')}</ButtonLink>}
        />
        <SearchForm action="/associations" label={t('associations.list.words')} value={query.q}>
          <div class="filter-form">
            <div class="filter-fields">
              <PlaceField name="origin" label={t('associations.field.origin')} filter={origin} />
              <PlaceField name="destination" label={t('associations.field.destination')} filter={destination} />
              <SelectField
                name="activity"
                label={t('associations.list.activity')}
                emptyLabel={t('associations.list.any')}
                value={query.activity ?? ''}
                options={activities.map((value) => ({ value, label: t(`associations.activity.${value}`) }))}
              />
              <SelectField
                name="form"
                label={t('associations.field.form')}
                emptyLabel={t('associations.list.any')}
                value={query.form ?? ''}
                options={legalForms.map((value) => ({ value, label: t(`associations.form.${value}`) }))}
              />
            </div>
            <div class="button-group">
              <Button kind="secondary">{t('html.filter.apply')}</Button>
              <Link href="/associations">{t('html.filter.clear')}</Link>
            </div>
          </div>
        </SearchForm>
        <Found ctx={ctx} associations={associations} places={places} paging={{ page: query.page, pageSize: PAGE, total }} />
        <p>{t('associations.list.note')}</p>
        <p>
          <Link href="/associations/projects">{t('associations.joint.list.title')}</Link>
        </p>
        {ctx.session && (
          <p>
            <Link href="/associations/mine">{t('associations.mine.title')}</Link>
          </p>
        )}
      </>,
      { width: 'wide', description: t('associations.list.lead') },
    );
  },
});

function PlaceField({ name, label, filter }: { name: string; label: string; filter: PlaceFilter }) {
  const { t, lang } = useUi();
  const error = filter.problem && t(filter.problem === 'none' ? 'places.choose.none' : 'places.choose.narrower', { typed: filter.typed });
  return (
    <ComboboxField
      name={name}
      valueName={`${name}Code`}
      label={label}
      source={`/api/v1/places?lang=${lang}`}
      value={filter.typed}
      chosen={filter.code}
      error={error ?? undefined}
    />
  );
}

interface FoundProps {
  ctx: Context;
  associations: readonly Association[];
  places: PlaceNames;
  paging: { page: number; pageSize: number; total: number };
}

function Found({ ctx, associations, places, paging }: FoundProps) {
  const ui = useUi();
  const { t, format } = ctx;
  return (
    <Table<Association>
      caption={t('associations.list.found', { count: paging.total })}
      rows={associations}
      rowKey={({ id }) => id}
      paging={paging}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      columns={[
        {
          key: 'name',
          header: t('associations.field.name'),
          sort: true,
          cell: (one) => (
            <>
              <Link href={`/associations/${one.id}`}>
                <Bdi>{one.name}</Bdi>
              </Link>{' '}
              <Marks ctx={ctx} entry={one} />
            </>
          ),
        },
        { key: 'origin', header: t('associations.field.origin'), cell: ({ id }) => format.list(namesOf(places, id, 'origin')) },
        {
          key: 'destination',
          header: t('associations.field.destination'),
          cell: ({ id }) => format.list(namesOf(places, id, 'destination')),
        },
        {
          key: 'founded',
          header: t('associations.field.founded'),
          sort: true,
          cell: ({ founded }) => (founded ? foundedText(ctx, founded) : unknown(ctx)),
        },
        { key: 'members', header: t('associations.field.members'), cell: (one) => <MembersText ctx={ctx} entry={one} /> },
        {
          key: 'active',
          header: t('associations.field.active'),
          sort: true,
          cell: ({ activeOn }) => (activeOn ? format.date(activeOn, 'short') : unknown(ctx)),
        },
      ]}
      empty={
        <EmptyState
          title={t('associations.list.none')}
          action={<ButtonLink href="/associations/register">{t('associations.register.title')}</ButtonLink>}
        />
      }
    />
  );
}

function associationsCsv(ctx: Context, associations: readonly Association[], places: PlaceNames): string {
  const { t } = ctx;
  return writeCsv(
    [
      'id',
      'name',
      'origin',
      'destination',
      'founded',
      'legalForm',
      'members',
      'membersOn',
      'membersBy',
      'activities',
      'activeOn',
      'verifiedOn',
      'changedSince',
    ],
    associations.map((one) => [
      one.id,
      one.name,
      namesOf(places, one.id, 'origin').join('; '),
      namesOf(places, one.id, 'destination').join('; '),
      one.founded,
      t(`associations.form.${one.legalForm}`),
      one.members,
      one.membersOn,
      one.membersBy,
      one.activities.map((activity) => t(`associations.activity.${activity}`)).join('; '),
      one.activeOn,
      one.verifiedAt?.toISOString().slice(0, 10) ?? null,
      one.revision === one.verifiedRevision ? 'no' : 'yes',
    ]),
  );
}
