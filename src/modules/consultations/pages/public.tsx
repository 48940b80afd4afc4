import { z } from 'zod';
import {
  Bdi,
  ButtonLink,
  EmptyState,
  FilterForm,
  Link,
  ListDownloads,
  Notice,
  PageHeading,
  Section,
  SelectField,
  StatGrid,
  Stat,
  Table,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { phaseOf, states, type Consultation, type Counts } from '../consultation.ts';
import { opinionsOn } from '../opinions.ts';
import { countsOf, listConsultations } from '../read-consultations.ts';
import { Asked, Marks, readPointed, Written } from './marks.tsx';
import { Opinions, opinionsCsv } from './opinion-view.tsx';
import { namesFor, ofConsultation, shownConsultation, todayOf, type Names } from './reach.ts';

const PAGE = 20;
const MOST_EXPORTED = 5_000;

/** States that the public list can be narrowed to. */
const shownStates = states.filter((one) => one !== 'draft');

/** What offices ask and asked associations. */
export const publicListRoute = pageRoute({
  path: '/consultations',
  who: everyone,
  query: z.object({ state: fields.maybe(fields.choice(shownStates)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await listConsultations(ctx.trx, { state: query.state, ...paging });
    const names = await namesFor(ctx, rows);
    if (exporting) return csv('consultations.csv', consultationsCsv(ctx, rows, names));
    return page(
      t('consultations.public.title'),
      <>
        <PageHeading
          title={t('consultations.public.title')}
          lead={t('consultations.public.lead')}
          actions={ctx.session && <ButtonLink href="/consultations/mine">{t('consultations.mine.title')}</ButtonLink>}
        />
        <ConsultationTable
          ctx={ctx}
          rows={rows}
          names={names}
          paging={{ ...paging, total }}
          state={query.state}
          at="/consultations"
          states={shownStates}
        />
      </>,
      { width: 'wide', description: t('consultations.public.lead') },
    );
  },
});

export interface ConsultationTableProps {
  ctx: Context;
  rows: readonly Consultation[];
  names: Names;
  paging: { page: number; pageSize: number; total: number };
  state: Consultation['state'] | null;
  /** Address of the list; a consultation's page lies below it. */
  at: '/consultations' | '/desk/consultations';
  states: readonly Consultation['state'][];
}

/** A list of consultations, public or of the desk. */
export function ConsultationTable({ ctx, rows, names, paging, state, at, states: some }: ConsultationTableProps) {
  const { t } = ctx;
  return (
    <Table<Consultation>
      caption={t('consultations.public.title')}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      paging={paging}
      csvHref={`?${new URLSearchParams({ ...(state ? { state } : {}), format: 'csv' }).toString()}`}
      empty={<EmptyState title={t('consultations.public.none')}>{t('consultations.public.none-hint')}</EmptyState>}
      filters={
        <FilterForm action={at}>
          <SelectField
            name="state"
            label={t('consultations.field.state')}
            emptyLabel={t('consultations.public.any')}
            value={state ?? ''}
            options={some.map((value) => ({ value, label: t(`consultations.state.${value}`) }))}
          />
        </FilterForm>
      }
      columns={[
        {
          key: 'title',
          header: t('consultations.field.title'),
          cell: (one) => (
            <Link href={`${at}/${one.id}`}>
              <Bdi>{one.title}</Bdi>
            </Link>
          ),
        },
        { key: 'state', header: t('consultations.field.state'), cell: (one) => <Marks ctx={ctx} of={one} /> },
        { key: 'office', header: t('consultations.field.office'), cell: ({ officeId }) => names.offices.get(officeId) ?? '' },
        { key: 'place', header: t('consultations.field.place'), cell: ({ placeId }) => names.places.get(placeId) ?? '' },
        { key: 'until', header: t('consultations.field.until'), cell: ({ untilOn }) => ctx.format.date(untilOn, 'short') },
      ]}
    />
  );
}

export function consultationsCsv(ctx: Context, rows: readonly Consultation[], names: Names): string {
  return writeCsv(
    ['id', 'title', 'state', 'office', 'unit', 'place', 'fromOn', 'untilOn', 'openedOn', 'demonstration'],
    rows.map((one) => [
      one.id,
      one.title,
      phaseOf(one, todayOf(ctx)),
      names.offices.get(one.officeId) ?? '',
      one.unit,
      names.places.get(one.placeId) ?? '',
      one.fromOn,
      one.untilOn,
      one.openedAt?.toISOString().slice(0, 10) ?? null,
      one.demonstration ? 'yes' : 'no',
    ]),
  );
}

/** What was asked, who answers for it, how many took part, what they said in public, and what came of it. */
export const publicRoute = pageRoute({
  path: '/consultations/:id',
  who: everyone,
  params: ofConsultation,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const of = await shownConsultation(ctx, id);
    const opinions = await opinionsOn(ctx.trx, id, { onlyPublic: true });
    if (query.format === 'csv') return csv('opinions.csv', opinionsCsv(of, opinions));
    const counts = await countsOf(ctx.trx, id);
    const phase = phaseOf(of, todayOf(ctx));
    return page(
      of.title,
      <>
        <PageHeading title={<Bdi>{of.title}</Bdi>} tags={<Marks ctx={ctx} of={of} />} lead={t(`consultations.phase-text.${phase}`)} />
        {of.outcome && (
          <Section title={t(of.state === 'withdrawn' ? 'consultations.page.withdrawn' : 'consultations.page.outcome')}>
            <Written words={of.outcome} lang={of.language} />
          </Section>
        )}
        <Asked ctx={ctx} of={of} names={await namesFor(ctx, [of])} pointed={await readPointed(ctx, of)} />
        {counts && <Numbers ctx={ctx} counts={counts} />}
        <Section title={t('consultations.page.opinions')}>
          {opinions.length === 0 && <p>{t('consultations.page.no-opinions')}</p>}
          <Opinions ctx={ctx} of={of} opinions={opinions} />
          {counts && counts.opinions > counts.shown && (
            <p>{t('consultations.page.for-office', { count: counts.opinions - counts.shown })}</p>
          )}
          {opinions.length > 0 && (
            <p>
              <ListDownloads href="?format=csv" csv={t('consultations.page.csv')} />
            </p>
          )}
        </Section>
        {(phase === 'collecting' || phase === 'soon') && (
          <Notice>
            <p>{t('consultations.page.how')}</p>
            <p>
              <Link href="/consultations/mine">{t('consultations.mine.title')}</Link>
            </p>
          </Notice>
        )}
      </>,
      {
        paper: 'consultation',
        breadcrumbs: [{ label: t('consultations.public.title'), href: '/consultations' }],
        description: of.about.slice(0, 160),
      },
    );
  },
});

/** How many were invited and took part, for everybody. */
export function Numbers({ ctx, counts }: { ctx: Context; counts: Counts }) {
  const { t, format } = ctx;
  return (
    <StatGrid>
      <Stat label={t('consultations.count.invited')} value={format.number(counts.invited)} />
      <Stat label={t('consultations.count.opinions')} value={format.number(counts.opinions)} />
      <Stat label={t('consultations.count.answered')} value={format.number(counts.answered)} />
    </StatGrid>
  );
}
