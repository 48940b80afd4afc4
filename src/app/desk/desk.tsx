import { ButtonLink, EmptyState, Link, Notice, PageHeading, SearchForm, Section, Stat, StatGrid, Table } from '#kernel/html';
import { desk, holds, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { listAppointments, type Appointment } from '#modules/appointments';
import { listDue, listHandovers, type HandoverListed } from '#modules/cases';
import { DueList } from '#modules/cases/pages';
import { countContacts, listQuestions } from '#modules/messages';
import { officeNames } from '#modules/offices';
import { dueFollowUps, openChecks } from '#modules/returns';
import { termLabel } from '#modules/vocabulary';
import { readDeskOverrides } from '../overrides/desk-overrides.tsx';

/** How far the desk looks ahead for what is due. */
const AHEAD_DAYS = 7;

/** The first page of staff: who comes today, what waits, what is due. */
export const deskRoute = pageRoute({
  path: '/desk',
  who: desk,
  view: async (ctx) => {
    const { t, lang, format } = ctx;
    const offices = scopesOf(ctx, 'counsellor', 'office-manager');
    const names = await officeNames(ctx.trx, offices, lang);
    const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
    const from = new Date(fromLocal(day, '00:00', ctx.timeZone));
    const to = fromLocal(addDays(day, 1), '00:00', ctx.timeZone);
    const { rows: appointments } = await listAppointments(ctx.trx, {
      officeIds: offices,
      from: from.toISOString(),
      to,
      state: 'booked',
      limit: 50,
      offset: 0,
    });
    const due = await listDue(ctx.trx, { officeIds: offices, until: addDays(day, AHEAD_DAYS), limit: 50 });
    const handovers = await listHandovers(ctx.trx, { direction: 'in', state: 'open', page: 1, pageSize: 20 });
    const questions = await listQuestions(ctx.trx, ctx.network.keyring, { officeIds: offices, state: 'new', limit: 1, offset: 0 });
    const contacts = await countContacts(ctx.trx, offices, { from });
    const checks = await openChecks(ctx.trx, ctx.network.keyring, offices);
    const followUps = await dueFollowUps(ctx.trx, ctx.network.keyring, offices, day);
    const mine = due.filter((one) => one.dueOn <= day).length;
    return page(
      t('app.desk.title'),
      <>
        <PageHeading
          title={t('app.desk.hello', { name: ctx.session?.account.name ?? '' })}
          caption={format.list([...names.values()])}
          actions={
            <>
              <ButtonLink href="/desk/contacts">{t('app.desk.log')}</ButtonLink>
              <ButtonLink kind="secondary" href="/desk/people">
                {t('app.desk.find')}
              </ButtonLink>
            </>
          }
        />
        <OverridesWaiting ctx={ctx} {...await readDeskOverrides(ctx)} />
        <SearchForm action="/desk/people" label={t('people.list.search')} />
        <StatGrid label={t('app.desk.today')}>
          <Stat label={t('app.desk.questions-today')} value={format.number(contacts.all)} href="/desk/contacts" />
          <Stat label={t('app.desk.appointments-today')} value={format.number(appointments.length)} href="/desk/appointments" />
          <Stat label={t('app.desk.waiting')} value={format.number(questions.total)} href="/desk/questions" />
          <Stat label={t('app.desk.overdue')} value={format.number(mine)} href="/desk/cases?due=overdue" />
        </StatGrid>
        <Section title={t('app.desk.who-comes')}>
          <AppointmentsToday ctx={ctx} rows={appointments} />
        </Section>
        <Section title={t('app.desk.due', { days: AHEAD_DAYS })}>
          <DueList ctx={ctx} data={due} />
        </Section>
        <Section title={t('app.desk.other-end')} actions={<Link href="/desk/handovers">{t('app.desk.all-handovers')}</Link>}>
          <HandoverTable ctx={ctx} rows={handovers.rows} />
        </Section>
        <Section title={t('app.desk.returns')} actions={<Link href="/desk/return-rules">{t('returns.rules.title')}</Link>}>
          <StatGrid label={t('app.desk.returns')}>
            <Stat label={t('returns.checks.title')} value={format.number(checks.length)} href="/desk/return-checks" />
            <Stat label={t('returns.follow-up.due-title')} value={format.number(followUps.length)} href="/desk/return-follow-ups" />
          </StatGrid>
        </Section>
        <p>
          <Link href={`/counts?office=${offices.length === 1 ? offices[0] : ''}`}>{t('app.desk.counts')}</Link>
          {' · '}
          {holds(ctx, 'office-manager') && (
            <>
              <Link href="/desk/services">{t('app.desk.services')}</Link>
              {' · '}
            </>
          )}
          <Link href="/desk/mentoring">{t('mentoring.home.office')}</Link>
          {' · '}
          <Link href="/desk/opportunities">{t('opportunities.desk.title')}</Link>
          {' · '}
          <Link href="/desk/associations">{t('associations.desk.title')}</Link>
          {' · '}
          <Link href="/desk/plans">{t('plans.desk.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

/** Requests to share without permission that wait for a second officer, and people who must still be told. */
function OverridesWaiting({ ctx, requests, untold }: { ctx: Context; requests: readonly unknown[]; untold: readonly unknown[] }) {
  const { t } = ctx;
  if (requests.length + untold.length === 0) return null;
  return (
    <Notice tone="warning" title={t('app.admin.overrides.title')}>
      {requests.length > 0 && <p>{t('app.desk.overrides-waiting', { count: requests.length })}</p>}
      {untold.length > 0 && <p>{t('app.desk.overrides-untold', { count: untold.length })}</p>}
      <p>
        <Link href="/desk/overrides">{t('app.desk.overrides-open')}</Link>
      </p>
    </Notice>
  );
}

function AppointmentsToday({ ctx, rows }: { ctx: Context; rows: readonly Appointment[] }) {
  const { t, lang, format } = ctx;
  return (
    <Table<Appointment>
      caption={t('app.desk.who-comes')}
      hideCaption
      rows={[...rows]}
      rowKey={(row) => row.id}
      columns={[
        { key: 'time', header: t('app.desk.time'), cell: (row) => format.time(row.startsAt) },
        { key: 'who', header: t('app.desk.who'), cell: (row) => <bdi>{row.name || row.phone || row.email || '–'}</bdi> },
        { key: 'topic', header: t('messages.field.topic'), cell: (row) => termLabel('contactTopics', row.topic, lang) },
        { key: 'language', header: t('messages.field.language'), cell: (row) => format.languageName(row.language) },
        {
          key: 'file',
          header: t('app.desk.file'),
          cell: (row) =>
            row.personId ? (
              <Link href={`/desk/people/${row.personId}`}>{t('app.desk.open')}</Link>
            ) : (
              <Link href={`/desk/people/new?appointment=${row.id}`}>{t('messages.contacts.open-file')}</Link>
            ),
        },
      ]}
      empty={<EmptyState title={t('app.desk.nobody')} />}
    />
  );
}

function HandoverTable({ ctx, rows }: { ctx: Context; rows: readonly HandoverListed[] }) {
  const { t, format } = ctx;
  return (
    <Table<HandoverListed>
      caption={t('app.desk.other-end')}
      hideCaption
      rows={[...rows]}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'who',
          header: t('app.desk.who'),
          cell: (row) => (
            <Link href={`/desk/handovers/${row.id}`}>
              <bdi>{row.person ?? t('app.desk.somebody')}</bdi>
            </Link>
          ),
        },
        { key: 'since', header: t('app.desk.since'), cell: (row) => format.instant(row.startedAt, 'short') },
      ]}
      empty={<EmptyState title={t('app.desk.no-handover')} />}
    />
  );
}
