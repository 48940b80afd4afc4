import { ButtonLink, Card, CardGrid, EmptyState, Link, PageHeading, Section, Table } from '#kernel/html';
import { accountOf, holds, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { Office, OfficeId } from '#modules/offices';
import type { Group } from '../../group.ts';
import { listOwnGroups, taughtGroups } from '../../read-groups.ts';
import { sessionsOf, type Session } from '../../session.ts';
import { calendarFile } from '../groups/mine.tsx';
import { clocksOf, GroupTag, officesOfGroups, OfficeTimes, topicWords } from '../groups/group-words.tsx';
import { runOffices, teachers } from './gates.ts';

/** The first page of who teaches or plans: what comes next, and the groups. */
export const teachingRoute = pageRoute({
  path: '/teaching',
  who: teachers,
  view: async (ctx) => {
    const { t } = ctx;
    const groups = await listOwnGroups(ctx.trx, accountOf(ctx), runOffices(ctx));
    const offices = await officesOfGroups(ctx, groups);
    const taught = await taughtGroups(ctx.trx);
    const sessions = (await sessionsOf(ctx.trx, taught)).filter(
      ({ state, endsAt, trainerId }) =>
        state === 'planned' && endsAt > new Date(ctx.now.getTime() - 86_400_000) && trainerId === accountOf(ctx),
    );
    return page(
      t('learning.teaching.title'),
      <>
        <PageHeading
          title={t('learning.teaching.title')}
          lead={t('learning.teaching.lead')}
          actions={runOffices(ctx).length > 0 && <ButtonLink href="/teaching/groups/new">{t('learning.teaching.new-group')}</ButtonLink>}
        />
        {sessions.length > 0 && <NextSessions ctx={ctx} sessions={sessions.slice(0, 8)} groups={groups} offices={offices} />}
        <GroupTable ctx={ctx} groups={groups} offices={offices} />
        <CardGrid>
          <Card title={t('learning.rooms.title')} href="/teaching/rooms">
            <p>{t('learning.rooms.lead')}</p>
          </Card>
          {holds(ctx, 'office-manager') && (
            <Card title={t('learning.colleagues.title')} href="/teaching/colleagues">
              <p>{t('learning.colleagues.lead')}</p>
            </Card>
          )}
          <Card title={t('learning.groups.title')} href="/groups">
            <p>{t('learning.groups.lead')}</p>
          </Card>
          <Card title={t('learning.courses.title')} href="/courses">
            <p>{t('learning.teaching.courses')}</p>
          </Card>
        </CardGrid>
      </>,
      { width: 'wide' },
    );
  },
});

interface Shown {
  ctx: Context;
  groups: readonly Group[];
  offices: ReadonlyMap<OfficeId, Office>;
}

function NextSessions({ ctx, sessions, groups, offices }: Shown & { sessions: readonly Session[] }) {
  const { t, lang } = ctx;
  const groupOf = ({ groupId }: Session) => groups.find(({ id }) => id === groupId);
  return (
    <Section title={t('learning.teaching.next')}>
      <Table
        caption={t('learning.teaching.next')}
        hideCaption
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'when',
            header: t('learning.field.when'),
            cell: (session) => {
              const group = groupOf(session);
              return group ? <OfficeTimes ctx={ctx} at={session.startsAt} offices={clocksOf(group, offices)} /> : '–';
            },
          },
          {
            key: 'group',
            header: t('learning.field.group'),
            cell: (session) => {
              const group = groupOf(session);
              return (
                <Link href={`/teaching/groups/${session.groupId}`}>
                  {group ? `${textIn(group.courseTitle, lang).text}, ${group.name}` : '–'}
                </Link>
              );
            },
          },
          { key: 'topic', header: t('learning.field.topic'), cell: (session) => <bdi>{topicWords(session, new Map())}</bdi> },
          {
            key: 'do',
            header: t('learning.field.attendance'),
            cell: (session) => <Link href={`/teaching/sessions/${session.id}`}>{t('learning.attendance.title')}</Link>,
          },
        ]}
      />
      <p>
        <Link href="/teaching/calendar">{t('learning.mine.calendar')}</Link>
      </p>
    </Section>
  );
}

function GroupTable({ ctx, groups, offices }: Shown) {
  const { t, lang, format } = ctx;
  return (
    <Section title={t('learning.teaching.groups')}>
      <Table
        caption={t('learning.teaching.groups')}
        hideCaption
        rows={groups}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('learning.teaching.none')}>{t('learning.teaching.none-hint')}</EmptyState>}
        columns={[
          {
            key: 'group',
            header: t('learning.field.group'),
            cell: (group) => (
              <>
                <Link href={`/teaching/groups/${group.id}`}>{textIn(group.courseTitle, lang).text}</Link>
                <br />
                <bdi>{group.name}</bdi>
              </>
            ),
          },
          { key: 'state', header: t('learning.field.state'), cell: (group) => <GroupTag ctx={ctx} state={group.state} /> },
          {
            key: 'next',
            header: t('learning.field.next'),
            cell: (group) => (group.nextAt ? <OfficeTimes ctx={ctx} at={group.nextAt} offices={clocksOf(group, offices)} /> : '–'),
          },
          {
            key: 'enrolled',
            header: t('learning.field.enrolled'),
            numeric: true,
            cell: ({ enrolled, places }) => t('learning.desk.right', { right: format.number(enrolled), count: places }),
          },
          { key: 'waiting', header: t('learning.field.waiting'), numeric: true, cell: ({ waiting }) => format.number(waiting) },
        ]}
      />
    </Section>
  );
}

/** The sessions that the reader holds, as a calendar file. */
export const teachingCalendarRoute = pageRoute({
  path: '/teaching/calendar',
  who: teachers,
  view: async (ctx) => await calendarFile(ctx, await listOwnGroups(ctx.trx, accountOf(ctx), []), accountOf(ctx)),
});
