import { z } from 'zod';
import { Bdi, ComboboxField, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, useUi, withQuery } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { formatters, isLanguage, textIn, type Language } from '#kernel/i18n';
import { formatPhone, writeCsv } from '#kernel/text';
import { officesById, type OfficeId } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import { listResponsibilities, type ResponsibilityLine } from '../list-responsibilities.ts';
import { askedPlace, type PlaceAsked } from './read-place.ts';
import { Text } from './service-cards.tsx';

const word = fields.searchText();

/** The office that answers, for its name and page. */
type Office = { code: string; name: string };
type Offices = ReadonlyMap<string, Office>;

/** Who answers for which topic at which place: the desk or post, never a person's name. */
export const whoIsResponsibleRoute = pageRoute({
  path: '/who-is-responsible',
  who: everyone,
  query: z.object({
    topic: fields.maybe(z.enum(termCodes('contactTopics') as [string, ...string[]])),
    place: word,
    placeCode: word,
    format: word,
  }),
  view: async (ctx, { query }) => {
    const { t, lang, trx } = ctx;
    const place = await askedPlace(ctx, query.place, query.placeCode);
    const onDay = ctx.now.toISOString().slice(0, 10);
    const lines = await listResponsibilities(trx, { lang, topic: query.topic, place: place.reach, onDay });
    const found = await officesById(
      trx,
      lines.flatMap(({ officeId }) => (officeId ? [officeId as OfficeId] : [])),
    );
    const offices = new Map(
      [...found.values()].map((office) => [office.id as string, { code: office.code, name: textIn(office.name, lang).text }]),
    );
    if (query.format === 'csv') return csv('who-is-responsible.csv', responsibilitiesCsv(ctx, lines, offices));
    return page(
      t('directory.responsible.title'),
      <>
        <PageHeading title={t('directory.responsible.title')} lead={t('directory.responsible.lead')} />
        <ResponsibilityTable lines={lines} offices={offices} topic={query.topic} place={place} />
        <p class="hint">{t('directory.responsible.fallback')}</p>
      </>,
      { width: 'wide', description: t('directory.responsible.lead') },
    );
  },
});

type TableProps = { lines: ResponsibilityLine[]; offices: Offices; topic: string | null; place: PlaceAsked };

function ResponsibilityTable({ lines, offices, topic, place }: TableProps) {
  const ui = useUi();
  const { t, lang, timeZone } = ui;
  const shown: Language = isLanguage(lang) ? lang : 'en';
  const format = formatters(lang, timeZone);
  return (
    <Table<ResponsibilityLine>
      caption={t('directory.responsible.caption', { count: lines.length })}
      filters={<Filters topic={topic} place={place} />}
      rows={lines}
      rowKey={(line) => line.id}
      csvHref={withQuery(ui, { format: 'csv' })}
      columns={[
        { key: 'topic', header: t('directory.responsible.topic'), cell: (line) => termLabel('contactTopics', line.topic, shown) },
        { key: 'place', header: t('directory.responsible.place'), cell: (line) => line.place },
        { key: 'role', header: t('directory.responsible.role'), cell: (line) => <TranslatedText value={line.role} /> },
        { key: 'who', header: t('directory.responsible.who'), cell: (line) => <Who line={line} offices={offices} /> },
        { key: 'contact', header: t('directory.responsible.contact'), cell: (line) => <Contact line={line} /> },
        { key: 'checked', header: t('directory.responsible.checked'), cell: (line) => format.date(line.assuredOn, 'short') },
      ]}
      empty={
        <EmptyState title={t('directory.responsible.none')}>
          <p>{t('directory.responsible.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}

function Filters({ topic, place }: { topic: string | null; place: PlaceAsked }) {
  const { t, lang } = useUi();
  const error = place.unknown || place.choices.length > 0 ? t('directory.services.place-unknown', { typed: place.text }) : undefined;
  return (
    <FilterForm action="/who-is-responsible" clearHref="/who-is-responsible">
      <SelectField
        name="topic"
        label={t('directory.responsible.topic')}
        emptyLabel={t('directory.services.any')}
        value={topic ?? ''}
        options={termChoices('contactTopics', isLanguage(lang) ? lang : 'en')}
      />
      <ComboboxField
        name="place"
        valueName="placeCode"
        label={t('directory.responsible.place')}
        source={`/api/v1/places?lang=${lang}`}
        value={place.text}
        chosen={place.code}
        error={error}
      />
    </FilterForm>
  );
}

function Who({ line, offices }: { line: ResponsibilityLine; offices: Offices }) {
  const office = line.officeId ? offices.get(line.officeId) : undefined;
  if (office) return <Link href={`/offices/${office.code}`}>{office.name}</Link>;
  return line.organisation ? (
    <Link href={`/organisations/${line.organisationId}`}>
      <Text value={line.organisation} />
    </Link>
  ) : (
    <>–</>
  );
}

function Contact({ line }: { line: ResponsibilityLine }) {
  return (
    <>
      {line.phone && (
        <div>
          <Link href={`tel:${line.phone}`}>
            <Bdi dir="ltr">{formatPhone(line.phone)}</Bdi>
          </Link>
        </div>
      )}
      {line.email && (
        <div>
          <Link href={`mailto:${line.email}`}>
            <Bdi dir="ltr">{line.email}</Bdi>
          </Link>
        </div>
      )}
      {!line.phone && !line.email && '–'}
    </>
  );
}

function responsibilitiesCsv({ t, lang }: Context, lines: readonly ResponsibilityLine[], offices: Offices): string {
  const headings = [
    t('directory.responsible.topic'),
    t('directory.responsible.place'),
    t('directory.responsible.role'),
    t('directory.responsible.who'),
    t('directory.service.phone'),
    t('directory.service.email'),
    t('directory.responsible.checked'),
  ];
  return writeCsv(
    headings,
    lines.map((line) => [
      termLabel('contactTopics', line.topic, lang),
      line.place,
      textIn(line.role, lang).text,
      (line.officeId && offices.get(line.officeId)?.name) || (line.organisation?.text ?? ''),
      line.phone,
      line.email,
      line.assuredOn,
    ]),
  );
}
