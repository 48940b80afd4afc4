import { z } from 'zod';
import {
  ListDownloads,
  Button,
  ButtonLink,
  ComboboxField,
  EmptyState,
  Link,
  Notice,
  PageHeading,
  Pagination,
  ResultsHead,
  SearchForm,
  SelectField,
  useUi,
  withQuery,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute } from '#kernel/http';
import { formatters, isLanguage, type Language } from '#kernel/i18n';
import { PlaceDescribed } from '#modules/places/pages';
import { termChoices, termCodes } from '#modules/vocabulary';
import { mostFound, searchServices, type ServicesFound } from '../search-services.ts';
import type { Standing } from '../standing.ts';
import { spokenLanguages } from './languages.ts';
import { askedPlace, type PlaceAsked } from './read-place.ts';
import { ServiceCards } from './service-cards.tsx';
import { servicesCsv } from './services-csv.ts';

/** Fills rows of two and of three cards. */
const PAGE = 12;
/** A file takes more than a page. */
const mostExported = 10_000;

const word = fields.searchText();

/** The search for services: words in any language, place, kind, audience, language; history only on request. */
export const servicesRoute = pageRoute({
  path: '/services',
  who: everyone,
  query: z.object({
    q: word,
    place: word,
    placeCode: word,
    category: fields.maybe(z.enum(termCodes('serviceCategories') as [string, ...string[]])),
    audience: fields.maybe(z.enum(termCodes('audiences') as [string, ...string[]])),
    language: fields.maybe(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
    standing: fields.maybe(z.enum(['live', 'reported'])),
    page: fields.pageNumber(),
    format: word,
  }),
  view: async (ctx, { query }) => {
    const { t, lang, trx } = ctx;
    const exporting = query.format === 'csv';
    const place = await askedPlace(ctx, query.place, query.placeCode);
    const standing: Standing = query.standing ?? 'live';
    const { category, audience, language } = query;
    const search = { words: query.q, lang, standing, place: place.reach, category, audience, language };
    const paging = exporting
      ? { page: 1, pageSize: mostExported, bound: mostExported }
      : { page: Math.min(query.page, Math.ceil(mostFound / PAGE)), pageSize: PAGE };
    const found = await searchServices(trx, { ...search, ...paging });
    if (exporting) return csv('services.csv', servicesCsv(ctx, found.services));
    return page(
      t('directory.services.title'),
      <>
        <PageHeading title={t('directory.services.title')} lead={t('directory.services.lead')} />
        <ServiceSearchForm words={query.q} place={place} filter={{ category, audience, language, standing }} />
        {standing === 'reported' && <Notice tone="warning">{t('directory.services.history-note')}</Notice>}
        <Found found={found} page={paging.page} />
        <p>
          <Standings standing={standing} />
        </p>
        <p>
          <Link href="/who-is-responsible">{t('directory.responsible.title')}</Link>
        </p>
      </>,
      { width: 'wide', description: t('directory.services.lead') },
    );
  },
});

type Filter = { category: string | null; audience: string | null; language: string | null; standing: Standing };

function ServiceSearchForm({ words, place, filter }: { words: string; place: PlaceAsked; filter: Filter }) {
  const { t, lang, timeZone } = useUi();
  const shown: Language = isLanguage(lang) ? lang : 'en';
  const format = formatters(lang, timeZone);
  const any = t('directory.services.any');
  return (
    <SearchForm
      action="/services"
      label={t('directory.services.search')}
      hint={t('directory.services.search-hint')}
      value={words}
      keep={filter.standing === 'reported' ? { standing: 'reported' } : {}}
    >
      <div class="filter-form">
        <div class="filter-fields">
          <ComboboxField
            name="place"
            valueName="placeCode"
            label={t('directory.services.place')}
            source={`/api/v1/places?lang=${lang}`}
            value={place.text}
            chosen={place.code}
            {...(place.unknown ? { error: t('directory.services.place-unknown', { typed: place.text }) } : {})}
          />
          <SelectField
            name="category"
            label={t('directory.services.category')}
            emptyLabel={any}
            value={filter.category ?? ''}
            options={termChoices('serviceCategories', shown)}
          />
          <SelectField
            name="audience"
            label={t('directory.services.audience')}
            emptyLabel={any}
            value={filter.audience ?? ''}
            options={termChoices('audiences', shown)}
          />
          <SelectField
            name="language"
            label={t('directory.services.language')}
            emptyLabel={any}
            value={filter.language ?? ''}
            options={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
          />
        </div>
        <div class="button-group">
          <Button kind="secondary">{t('html.filter.apply')}</Button>
          <Link href="/services">{t('html.filter.clear')}</Link>
        </div>
        {place.choices.length > 0 && <PlaceChoices place={place} />}
      </div>
    </SearchForm>
  );
}

/** Several places of the name: each as a link that keeps the rest of the search. */
function PlaceChoices({ place }: { place: PlaceAsked }) {
  const ui = useUi();
  return (
    <div>
      <p>{ui.t('directory.services.place-unclear', { typed: place.text })}</p>
      <ul>
        {place.choices.map((choice) => (
          <li key={choice.id}>
            <Link href={withQuery(ui, { place: choice.code, placeCode: undefined, page: undefined })}>{choice.name}</Link> (
            <PlaceDescribed place={choice} />)
          </li>
        ))}
      </ul>
    </div>
  );
}

function Found({ found, page }: { found: ServicesFound; page: number }) {
  const ui = useUi();
  const { t } = ui;
  const pages = Math.ceil(found.total / PAGE);
  return (
    <>
      <ResultsHead>
        <p class="table-shown">
          <strong>
            {found.more
              ? t('directory.services.found-more', { count: found.total })
              : t('directory.services.found', { count: found.total })}
          </strong>
          {found.total > 0 && <ListDownloads href={withQuery(ui, { format: 'csv', page: undefined })} csv={t('directory.services.csv')} />}
        </p>
        {found.shownAs && <p>{t('directory.services.corrected', { words: found.shownAs })}</p>}
        {found.matched === 'any' && found.total > 0 && <p>{t('directory.services.any-words')}</p>}
      </ResultsHead>
      {found.services.length > 0 ? (
        <ServiceCards services={found.services} />
      ) : (
        <EmptyState title={t('directory.services.none')} action={<ButtonLink href="/ask">{t('directory.services.ask')}</ButtonLink>}>
          <p>{t('directory.services.none-hint')}</p>
        </EmptyState>
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}

function Standings({ standing }: { standing: Standing }) {
  const ui = useUi();
  const other = standing === 'live' ? 'reported' : undefined;
  return (
    <Link href={withQuery(ui, { standing: other, page: undefined })}>
      {ui.t(standing === 'live' ? 'directory.services.history-link' : 'directory.services.live-link')}
    </Link>
  );
}
