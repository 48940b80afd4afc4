import { ButtonLink, EmptyState, Link, PageHeading, SearchForm, Section, Stat, StatGrid, Table, Tag } from '#kernel/html';
import { desk, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { listAppointments, type Appointment } from '#modules/appointments';
import { listDue, listHandovers, type Due, type HandoverListed } from '#modules/cases';
import { countContacts, listQuestions } from '#modules/messages';
import { officeNames } from '#modules/offices';
import { termLabel } from '#modules/vocabulary';

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
    const contacts = await countContacts(ctx.trx, offices, from);
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
          <DueTable ctx={ctx} rows={due} today={day} />
        </Section>
        <Section title={t('app.desk.other-end')} actions={<Link href="/desk/handovers">{t('app.desk.all-handovers')}</Link>}>
          <HandoverTable ctx={ctx} rows={handovers.rows} />
        </Section>
        <p>
          <Link href={`/counts?office=${offices.length === 1 ? offices[0] : ''}`}>{t('app.desk.counts')}</Link>
          {' · '}
          <Link href="/desk/services">{t('app.desk.services')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

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

function DueTable({ ctx, rows, today }: { ctx: Context; rows: readonly Due[]; today: string }) {
  const { t, format } = ctx;
  return (
    <Table<Due>
      caption={t('app.desk.due', { days: AHEAD_DAYS })}
      hideCaption
      rows={[...rows]}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'what',
          header: t('app.desk.what'),
          cell: (row) => (
            <Link href={`/desk/cases/${row.caseId}`}>
              <bdi>{row.title || t('app.desk.follow-up', { months: row.months ?? 0 })}</bdi>
            </Link>
          ),
        },
        { key: 'who', header: t('app.desk.who'), cell: (row) => <bdi>{row.person ?? '–'}</bdi> },
        {
          key: 'day',
          header: t('app.desk.day'),
          cell: (row) => (
            <>
              {format.date(row.dueOn, 'short')} {row.dueOn < today && <Tag tone="warning">{t('app.desk.late')}</Tag>}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t('app.desk.nothing-due')} />}
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
