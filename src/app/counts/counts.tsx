import { z } from 'zod';
import { DateField, EmptyState, FilterForm, Inset, Link, PageHeading, Section, SelectField, Source, Table } from '#kernel/html';
import { csv, fields, holders, holds, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { directionOf, textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { addDays, addMonths, fromLocal, toLocal } from '#kernel/time';
import { countOutcomes } from '#modules/cases';
import { countByTopic } from '#modules/messages';
import { THRESHOLD } from '#modules/observatory';
import { listOffices } from '#modules/offices';
import { countPeople } from '#modules/people';
import { namesAbove, placeName, placesById, type PlaceId } from '#modules/places';
import { countVentures } from '#modules/ventures';
import { termLabel } from '#modules/vocabulary';
import { countTable, type CountTable } from './tables.ts';

interface NamedTable {
  key: string;
  title: string;
  rowHeader: string;
  table: CountTable;
}

interface Wanted {
  officeIds: string[];
  from: string;
  until: string;
}

/** Counts for the office and the region: never a row about a person, small cells withheld. */
export const countsRoute = pageRoute({
  path: '/counts',
  who: holders('counsellor', 'office-manager', 'planner', 'administrator', 'auditor', 'data-protection-officer'),
  query: z.object({
    office: fields.searchText(),
    from: fields.maybe(fields.day()),
    until: fields.maybe(fields.day()),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, lang, format } = ctx;
    const network = holds(ctx, 'planner', 'administrator', 'auditor', 'data-protection-officer');
    const own = scopesOf(ctx, 'counsellor', 'office-manager');
    const offices = (await listOffices(ctx.trx, { lang, closed: true })).filter((office) => network || own.includes(office.id));
    const chosen = offices.filter((office) => !query.office || office.id === query.office);
    const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
    const wanted: Wanted = {
      officeIds: chosen.map((office) => office.id),
      from: query.from ?? addMonths(day, -12),
      until: query.until ?? day,
    };
    const tables = await readTables(ctx, wanted);
    if (query.format === 'csv') return csv('counts.csv', tablesCsv(ctx, tables));
    const search = new URLSearchParams({ office: query.office, from: wanted.from, until: wanted.until, format: 'csv' });
    return page(
      t('app.counts.title'),
      <>
        <PageHeading title={t('app.counts.title')} lead={t('app.counts.lead')} />
        <FilterForm action="/counts" clearHref="/counts">
          <SelectField
            name="office"
            label={t('app.counts.office')}
            emptyLabel={t('app.counts.all-offices')}
            value={query.office}
            options={offices.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
          />
          <DateField name="from" label={t('app.counts.from')} value={wanted.from} />
          <DateField name="until" label={t('app.counts.until')} value={wanted.until} />
        </FilterForm>
        <Inset>
          <p>{t('app.counts.withheld', { threshold: THRESHOLD })}</p>
        </Inset>
        {tables.map((one) => (
          <Section key={one.key} title={one.title}>
            <CountsTable ctx={ctx} one={one} />
          </Section>
        ))}
        <Source name={t('app.counts.source')} date={format.instant(ctx.now, 'short')} />
        <p>
          <Link href={`/counts?${search.toString()}`} download>
            {t('app.counts.csv')}
          </Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

async function readTables(ctx: Context, wanted: Wanted): Promise<NamedTable[]> {
  const { t, lang } = ctx;
  const span = {
    from: new Date(fromLocal(wanted.from, '00:00', ctx.timeZone)),
    until: new Date(fromLocal(addDays(wanted.until, 1), '00:00', ctx.timeZone)),
  };
  const contacts = await countByTopic(ctx.trx, wanted.officeIds, span);
  const people = await countPeople(ctx.trx, wanted.officeIds, span);
  const ventures = await countVentures(ctx.trx, wanted.officeIds);
  const outcomes = await countOutcomes(ctx.trx, wanted.officeIds, span);
  const corridors = await corridorOf(
    ctx,
    people.flatMap((one) => [one.originPlaceId, one.residencePlaceId]),
  );
  // uses messages: people.gender.*
  const gender = {
    keyOf: (one: { gender: string }) => one.gender,
    labelOf: (key: string) => (t as (key: string) => string)(`people.gender.${key}`),
  };
  const answered = {
    keyOf: (one: { answered: boolean }) => (one.answered ? 'yes' : 'no'),
    labelOf: (key: string) => (key === 'yes' ? t('app.counts.answered') : t('app.counts.open')),
  };
  return [
    {
      key: 'contacts',
      title: t('app.counts.contacts'),
      rowHeader: t('messages.field.topic'),
      table: countTable(contacts, { keyOf: (one) => one.topic, labelOf: (key) => termLabel('contactTopics', key, lang) }, answered),
    },
    {
      key: 'people',
      title: t('app.counts.people'),
      rowHeader: t('app.counts.corridor'),
      table: countTable(
        people,
        {
          keyOf: (one) => [corridors(one.originPlaceId), corridors(one.residencePlaceId)].join(directionOf(lang) === 'rtl' ? ' ← ' : ' → '),
          labelOf: (key) => key,
        },
        gender,
      ),
    },
    {
      key: 'ventures',
      title: t('app.counts.ventures'),
      rowHeader: t('ventures.field.sector'),
      table: countTable(
        ventures,
        { keyOf: (one) => one.sector, labelOf: (key) => termLabel('sectors', key, lang) },
        { keyOf: (one) => one.stage, labelOf: (key) => termLabel('ventureStages', key, lang) },
      ),
    },
    {
      key: 'person-outcomes',
      title: t('app.counts.person-outcomes'),
      rowHeader: t('app.counts.outcome'),
      table: countTable(outcomes, { keyOf: (one) => one.personOutcome, labelOf: (key) => termLabel('personOutcomes', key, lang) }, gender),
    },
    {
      key: 'venture-outcomes',
      title: t('app.counts.venture-outcomes'),
      rowHeader: t('app.counts.outcome'),
      table: countTable(
        outcomes.filter((one) => one.ventureOutcome !== null),
        { keyOf: (one) => one.ventureOutcome ?? '', labelOf: (key) => termLabel('ventureOutcomes', key, lang) },
        gender,
      ),
    },
  ];
}

/** Names the end of a corridor by its country: finer places would give single people away. */
async function corridorOf(ctx: Context, ids: readonly (PlaceId | null)[]): Promise<(id: PlaceId | null) => string> {
  const wanted = ids.filter((id) => id !== null);
  const places = await placesById(ctx.trx, wanted);
  const above = await namesAbove(ctx.trx, wanted, ctx.lang);
  return (id) => {
    const place = id ? places.get(id) : undefined;
    if (!place) return ctx.t('app.counts.not-said');
    return above.get(place.id)?.at(-1) ?? placeName(place, ctx.lang);
  };
}

function CountsTable({ ctx, one }: { ctx: Context; one: NamedTable }) {
  const { t, format } = ctx;
  const { table } = one;
  const cell = (count: number | null) => (count === null ? <abbr title={t('app.counts.withheld-short')}>×</abbr> : format.number(count));
  return (
    <Table
      caption={one.title}
      hideCaption
      narrow="scroll"
      rows={table.rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'label', header: one.rowHeader, cell: (row) => row.label },
        ...table.columns.map((column, index) => ({
          key: `c-${column.key}`,
          header: column.label,
          numeric: true,
          cell: (row: CountTable['rows'][number]) => cell(row.cells[index] ?? null),
        })),
        { key: 'total', header: t('app.counts.total'), numeric: true, cell: (row) => cell(row.total) },
      ]}
      foot={[t('app.counts.total'), ...table.columnTotals.map(cell), cell(table.total)]}
      empty={<EmptyState title={t('app.counts.nothing')} />}
    />
  );
}

function tablesCsv(ctx: Context, tables: readonly NamedTable[]): string {
  const { t } = ctx;
  const rows = tables.flatMap((one) =>
    one.table.rows.flatMap((row) =>
      one.table.columns.map((column, index) => [one.title, row.label, column.label, row.cells[index] ?? t('app.counts.withheld-short')]),
    ),
  );
  return writeCsv([t('app.counts.table'), t('app.counts.row'), t('app.counts.column'), t('app.counts.count')], rows);
}
