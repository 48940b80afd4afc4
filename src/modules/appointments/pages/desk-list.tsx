import { z } from 'zod';
import {
  Bdi,
  ButtonLink,
  DateField,
  EmptyState,
  FilterForm,
  Link,
  Notice,
  PageHeading,
  SelectField,
  Stat,
  StatGrid,
  Table,
  Tag,
} from '#kernel/html';
import { csv, desk, fields, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { closedDays, officesById, type Office, type OfficeId } from '#modules/offices';
import { termLabel } from '#modules/vocabulary';
import { appointmentStates, type Appointment } from '../appointment.ts';
import { appointmentSorts, countAppointments, listAppointments } from '../read-appointments.ts';
import { StateTag } from './appointment.tsx';
import { appointmentsCsv, officeName } from './appointments-csv.ts';
import { FileLink, MarkButtons } from './mark-buttons.tsx';
import { periodOf, spans, type Period } from './desk-period.ts';

const PAGE = 50;
const MOST_IN_CSV = 5_000;

interface Calendar {
  offices: Map<OfficeId, Office>;
  /** `office day` of days on which an office is closed. */
  closed: Set<string>;
  period: Period;
}

/** The calendar of the officer's desks, by day or week. */
export const deskListRoute = pageRoute({
  path: '/desk/appointments',
  who: desk,
  query: z.object({
    day: fields.searchText(),
    span: fields.maybe(fields.choice(spans)),
    office: fields.searchText(),
    state: fields.maybe(fields.choice(appointmentStates)),
    sort: fields.searchText(),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const offices = await officesById(ctx.trx, scopesOf(ctx, 'counsellor', 'office-manager') as OfficeId[]); // scopes of these roles are offices
    const chosen = [...offices.values()].filter(({ id }) => !query.office || id === query.office);
    const zone = chosen[0]?.timeZone ?? ctx.timeZone;
    const period = periodOf(query.day, query.span ?? 'day', zone, ctx.now);
    const exporting = query.format === 'csv';
    const sort = appointmentSorts.find((key) => key === query.sort.replace('-', ''));
    const officeIds = chosen.map(({ id }) => id);
    const { rows, total } = await listAppointments(ctx.trx, {
      officeIds,
      from: period.from,
      to: period.to,
      state: query.state ?? 'all',
      ...(sort ? { sort } : {}),
      descending: query.sort.startsWith('-'),
      limit: exporting ? MOST_IN_CSV : PAGE,
      offset: exporting ? 0 : (query.page - 1) * PAGE,
    });
    if (exporting) return csv(`appointments-${period.first}.csv`, appointmentsCsv(ctx, offices, rows));
    const counts = await countAppointments(ctx.trx, officeIds, period.from, period.to);
    const calendar: Calendar = { offices, period, closed: await closedIn(ctx, chosen, period) };
    const href = (change: Record<string, string>) =>
      `/desk/appointments?${new URLSearchParams({ ...keep(query), day: period.first, span: period.span, ...change }).toString()}`;
    return page(
      t('appointments.desk.title'),
      <>
        <PageHeading
          title={t('appointments.desk.title')}
          actions={
            <>
              <ButtonLink href={`/desk/appointments/new${query.office ? `?office=${query.office}` : ''}`}>
                {t('appointments.desk.new')}
              </ButtonLink>
              <button type="button" class="button button-secondary" data-print="" hidden>
                {t('appointments.desk.print')}
              </button>
            </>
          }
        />
        <div class="button-group">
          <ButtonLink kind="quiet" href={href({ day: period.before })}>
            {t('appointments.desk.before')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={href({ day: toLocal(ctx.now.toISOString(), zone).day })}>
            {t('appointments.desk.today')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={href({ day: period.after })}>
            {t('appointments.desk.after')}
          </ButtonLink>
        </div>
        <Filters ctx={ctx} calendar={calendar} office={query.office} state={query.state ?? ''} />
        <StatGrid label={t('appointments.desk.counts')}>
          {appointmentStates.map((state) => (
            <Stat key={state} label={t(`appointments.state.${state}`)} value={format.number(counts[state])} />
          ))}
        </StatGrid>
        <ClosedNotices ctx={ctx} calendar={calendar} rows={rows} />
        <Table<Appointment>
          caption={captionOf(ctx, period)}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          csvHref={href({ format: 'csv' })}
          columns={columnsOf(ctx, calendar)}
          empty={<EmptyState title={t('appointments.desk.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }], islands: ['print-page'] },
    );
  },
});

/** For each closed day on which somebody shown is still booked, the way to tell them all. */
function ClosedNotices({ ctx, calendar, rows }: { ctx: Context; calendar: Calendar; rows: readonly Appointment[] }) {
  const { t, format, now } = ctx;
  const coming = rows.filter(({ state, startsAt }) => state === 'booked' && startsAt > now.toISOString());
  const days = new Set(coming.map((row) => officeDay(calendar, row)).filter((day) => calendar.closed.has(day)));
  return (
    <>
      {[...days].map((key) => {
        const [office = '', day = ''] = key.split(' ');
        return (
          <Notice key={key} tone="warning">
            {t('appointments.call-off.notice', { day: format.date(day, 'weekday') })}{' '}
            <Link href={`/desk/appointments/call-off?office=${office}&day=${day}`}>{t('appointments.call-off.link')}</Link>
          </Notice>
        );
      })}
    </>
  );
}

/** `office day`, the day at the office. */
function officeDay({ offices, period }: Calendar, { officeId, startsAt }: Appointment): string {
  const zone = offices.get(officeId)?.timeZone;
  return `${officeId} ${zone ? toLocal(startsAt, zone).day : period.first}`;
}

function keep(query: { office: string; state: string | null }): Record<string, string> {
  return { ...(query.office ? { office: query.office } : {}), ...(query.state ? { state: query.state } : {}) };
}

function captionOf({ t, format }: Context, { span, first, last }: Period): string {
  return span === 'day'
    ? t('appointments.desk.caption-day', { day: format.date(first, 'weekday') })
    : t('appointments.desk.caption-week', { from: format.date(first), to: format.date(last) });
}

function Filters({ ctx, calendar, office, state }: { ctx: Context; calendar: Calendar; office: string; state: string }) {
  const { t, lang } = ctx;
  const { offices, period } = calendar;
  return (
    <FilterForm action="/desk/appointments" clearHref="/desk/appointments">
      <DateField name="day" label={t('appointments.field.date')} value={period.first} />
      <SelectField
        name="span"
        label={t('appointments.field.span')}
        value={period.span}
        emptyLabel={false}
        options={spans.map((value) => ({ value, label: t(`appointments.span.${value}`) }))}
      />
      {offices.size > 1 && (
        <SelectField
          name="office"
          label={t('appointments.field.office')}
          value={office}
          emptyLabel={t('appointments.desk.all-offices')}
          options={[...offices.values()].map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
        />
      )}
      <SelectField
        name="state"
        label={t('appointments.field.state')}
        value={state}
        emptyLabel={t('appointments.state.all')}
        options={appointmentStates.map((value) => ({ value, label: t(`appointments.state.${value}`) }))}
      />
    </FilterForm>
  );
}

function columnsOf(ctx: Context, calendar: Calendar) {
  const { offices, period } = calendar;
  const { t, lang, format } = ctx;
  const clock = (row: Appointment) => formatters(lang, offices.get(row.officeId)?.timeZone ?? ctx.timeZone);
  const dayOf = (row: Appointment) => toLocal(row.startsAt, offices.get(row.officeId)?.timeZone ?? ctx.timeZone).day;
  return [
    {
      key: 'time',
      header: t('appointments.field.slot'),
      sort: true,
      cell: (row: Appointment) => (
        <>
          <Link href={`/desk/appointments/${row.id}`}>
            {period.span === 'week' && `${format.date(dayOf(row), 'short')}, `}
            <time dateTime={row.startsAt}>{clock(row).time(row.startsAt)}</time>
          </Link>{' '}
          {calendar.closed.has(officeDay(calendar, row)) && row.state === 'booked' && (
            <Tag tone="warning">{t('appointments.desk.closed-day')}</Tag>
          )}
        </>
      ),
    },
    {
      key: 'name',
      header: t('appointments.field.visitor'),
      sort: true,
      cell: (row: Appointment) => (row.name ? <Bdi>{row.name}</Bdi> : t('appointments.desk.no-name')),
    },
    ...(offices.size > 1
      ? [{ key: 'office', header: t('appointments.field.office'), cell: (row: Appointment) => officeName(offices, row, lang) }]
      : []),
    { key: 'topic', header: t('appointments.field.topic-short'), cell: (row: Appointment) => termLabel('contactTopics', row.topic, lang) },
    { key: 'spoken', header: t('appointments.field.spoken-short'), cell: (row: Appointment) => format.languageName(row.spokenLanguage) },
    {
      key: 'state',
      header: t('appointments.field.state'),
      sort: true,
      cell: (row: Appointment) => <StateTag ctx={ctx} appointment={row} />,
    },
    {
      key: 'next',
      header: t('appointments.field.next'),
      cell: (row: Appointment) => (
        <>
          <MarkButtons ctx={ctx} appointment={row} span={period.span} />
          {row.state !== 'cancelled' && <FileLink ctx={ctx} appointment={row} />}
        </>
      ),
    },
  ];
}

async function closedIn(ctx: Context, offices: readonly Office[], period: Period): Promise<Set<string>> {
  const closed = new Set<string>();
  for (const office of offices)
    for (const { onDay } of await closedDays(ctx.trx, office, period.first, period.last)) closed.add(`${office.id} ${onDay}`);
  return closed;
}
