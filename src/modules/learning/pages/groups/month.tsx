import { z } from 'zod';
import { Bdi, ButtonGroup, ButtonLink, Link, PageHeading, Table } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { formatters, localeOf, textIn } from '#kernel/i18n';
import { addMonths, fromLocal, toLocal } from '#kernel/time';
import type { Office, OfficeId } from '#modules/offices';
import type { Group, GroupId } from '../../group.ts';
import { groupsById } from '../../read-groups.ts';
import { sessionsBetween, type Session } from '../../session.ts';
import { officeName, officesOfGroups } from './group-words.tsx';
import { weeksOfMonth } from './month-days.ts';

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** A month of sessions as a table: a row a week, hours on the clock of each office. */
export const monthRoute = pageRoute({
  path: '/groups/month',
  who: everyone,
  query: z.object({ month: fields.maybe(fields.text(7).pipe(z.string().regex(MONTH))) }),
  view: async (ctx, { query }) => {
    const { t, trx, format } = ctx;
    const month = query.month ?? toLocal(ctx.now.toISOString(), ctx.timeZone).day.slice(0, 7);
    const first = `${month}-01`;
    // A day more at each end: the offices' days begin at other moments than the reader's.
    const from = new Date(Date.parse(fromLocal(first, '00:00', ctx.timeZone)) - 86_400_000);
    const to = new Date(Date.parse(fromLocal(addMonths(first, 1), '00:00', ctx.timeZone)) + 86_400_000);
    const sessions = await sessionsBetween(trx, from, to);
    const groups = await groupsById(
      trx,
      sessions.map(({ groupId }) => groupId),
    );
    const offices = await officesOfGroups(ctx, [...groups.values()]);
    const days = Map.groupBy(sessions, (session) => dayOf(session, groups, offices));
    const title = t('learning.month.title', { month: format.date(first, 'month') });
    return page(
      title,
      <>
        <PageHeading title={title} lead={t('learning.month.lead')} />
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`/groups/month?month=${addMonths(first, -1).slice(0, 7)}`}>
            {t('learning.month.before')}
          </ButtonLink>
          <ButtonLink kind="secondary" href={`/groups/month?month=${addMonths(first, 1).slice(0, 7)}`}>
            {t('learning.month.after')}
          </ButtonLink>
        </ButtonGroup>
        <Table
          caption={title}
          hideCaption
          narrow="scroll"
          rows={weeksOfMonth(month)}
          rowKey={(week) => week.find(Boolean) ?? ''}
          columns={Array.from({ length: 7 }, (_one, index) => ({
            key: `day${index}`,
            header: weekdayName(ctx, index),
            rowHeader: false,
            cell: (week: (string | null)[]) => <Day ctx={ctx} day={week[index] ?? null} days={days} groups={groups} offices={offices} />,
          }))}
        />
        <p>
          <Link href="/groups">{t('learning.groups.title')}</Link>
        </p>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('learning.groups.title'), href: '/groups' }] },
    );
  },
});

/** The day on the clock of the office that runs the group. */
function dayOf(session: Session, groups: ReadonlyMap<GroupId, Group>, offices: ReadonlyMap<OfficeId, Office>): string {
  const group = groups.get(session.groupId);
  const office = group && offices.get(group.officeId);
  return toLocal(session.startsAt.toISOString(), office?.timeZone ?? 'UTC').day;
}

function weekdayName({ lang }: Context, index: number): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(localeOf(lang), { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + index));
}

interface DayProps {
  ctx: Context;
  day: string | null;
  days: ReadonlyMap<string, readonly Session[]>;
  groups: ReadonlyMap<GroupId, Group>;
  offices: ReadonlyMap<OfficeId, Office>;
}

function Day({ ctx, day, days, groups, offices }: DayProps) {
  if (!day) return null;
  return (
    <>
      <time dateTime={day}>{ctx.format.number(Number(day.slice(-2)))}</time>
      {(days.get(day) ?? []).map((session) => {
        const group = groups.get(session.groupId);
        const office = group && offices.get(group.officeId);
        if (!group || !office) return null;
        return (
          <p key={session.id}>
            {formatters(ctx.lang, office.timeZone).time(session.startsAt)}{' '}
            <Link href={`/groups/${group.id}`}>{textIn(group.courseTitle, ctx.lang).text}</Link> <Bdi>{officeName(ctx, office)}</Bdi>
          </p>
        );
      })}
    </>
  );
}
