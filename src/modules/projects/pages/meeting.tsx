import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, EmptyState, Link, Notice, PageHeading, Section, SummaryList } from '#kernel/html';
import { fields, meetingFile, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { mayMeet, type Meeting } from '../meeting.ts';
import { attendanceOf, meetingsOf } from '../meetings.ts';
import { partnersOf } from '../partners.ts';
import type { Project, ProjectId } from '../project.ts';
import { Written } from './marks.tsx';
import { MeetingTag } from './meeting-parts.tsx';
import { Elsewhere } from './parts.tsx';
import { crumbs, namesOf, projectAt, projectIn, staff, writtenFor } from './reach.ts';

export const ofMeeting = z.object({ id: idOf<'projects.projects'>(), item: idOf<'projects.meetings'>() });
export const meetingAt = (id: ProjectId, item: string, rest = '') => projectAt(id, `/meetings/${item}${rest}`);

/** A meeting of a project that the actor reads. */
export async function meetingIn(ctx: Context, id: ProjectId, item: string): Promise<{ project: Project; meeting: Meeting }> {
  const project = await projectIn(ctx, id);
  const meeting = (await meetingsOf(ctx.trx, id)).find((one) => one.id === item);
  if (!meeting) throw refuseHttp('not-found');
  return { project, meeting };
}

/** One for which the actor writes. */
export async function ownMeeting(ctx: Context, id: ProjectId, item: string): Promise<{ project: Project; meeting: Meeting }> {
  const found = await meetingIn(ctx, id, item);
  if (!(await writtenFor(ctx, found.project)).includes(found.meeting.officeId)) throw refuseHttp('not-found');
  return found;
}

/** A meeting for the partners: when and where, agenda, and afterwards minutes, decisions and who came. */
export const meetingRoute = pageRoute({
  path: '/desk/projects/:id/meetings/:item',
  who: staff,
  params: ofMeeting,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id, item }, query }) => {
    const { t } = ctx;
    const { project, meeting } = await meetingIn(ctx, id, item);
    if (query.format === 'ics') return calendarFile(ctx, project, meeting);
    const clock = formatters(ctx.lang, meeting.zone);
    const partners = (await partnersOf(ctx.trx, id)).map(({ officeId }) => officeId);
    const names = await namesOf(ctx, partners);
    const writes = (await writtenFor(ctx, project)).includes(meeting.officeId);
    const { venue, link, startsAt, endsAt } = meeting;
    return page(
      meeting.title,
      <>
        <PageHeading
          title={<Bdi>{meeting.title}</Bdi>}
          caption={<Bdi>{project.acronym}</Bdi>}
          tags={<MeetingTag ctx={ctx} meeting={meeting} />}
          actions={writes && <Actions ctx={ctx} id={id} meeting={meeting} />}
        />
        {meeting.because && (
          <Notice tone="warning" title={t('projects.meeting.called-off')}>
            <Written words={meeting.because} />
          </Notice>
        )}
        <SummaryList
          rows={[
            { key: 'starts', label: t('projects.meeting.starts'), value: clock.instant(startsAt) },
            { key: 'ends', label: t('projects.meeting.ends'), value: clock.instant(endsAt) },
            ...(venue ? [{ key: 'venue', label: t('projects.meeting.venue'), value: venue }] : []),
            ...(link ? [{ key: 'link', label: t('projects.meeting.link'), value: <Elsewhere href={link} /> }] : []),
            { key: 'convener', label: t('projects.meeting.convener'), value: names.get(meeting.officeId) ?? '' },
          ]}
        />
        {(meeting.state === 'planned' || meeting.state === 'called-off') && (
          <p>
            <Link href={meetingAt(id, item, '?format=ics')}>{t('projects.meeting.calendar')}</Link>
          </p>
        )}
        <Section title={t('projects.meeting.agenda')}>
          <Written words={meeting.agenda} />
        </Section>
        {meeting.said && (
          <Minutes ctx={ctx} meeting={meeting} came={(await attendanceOf(ctx.trx, meeting.id)).map((one) => names.get(one) ?? '')} />
        )}
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
});

function Actions({ ctx, id, meeting }: { ctx: Context; id: ProjectId; meeting: Meeting }) {
  const { t } = ctx;
  const may = (act: Parameters<typeof mayMeet>[1]) => mayMeet(meeting, act, ctx.now);
  return (
    <>
      {may('minutes') && <ButtonLink href={meetingAt(id, meeting.id, '/minutes')}>{t('projects.meeting.minutes')}</ButtonLink>}
      {may('change') && (
        <ButtonLink kind="secondary" href={meetingAt(id, meeting.id, '/change')}>
          {t('projects.meeting.change')}
        </ButtonLink>
      )}
      {may('call-off') && (
        <ButtonLink kind="quiet" href={meetingAt(id, meeting.id, '/call-off')}>
          {t('projects.meeting.call-off')}
        </ButtonLink>
      )}
    </>
  );
}

function Minutes({ ctx: { t }, meeting, came }: { ctx: Context; meeting: Meeting; came: readonly string[] }) {
  return (
    <>
      <Section title={t('projects.meeting.said')}>
        <Written words={meeting.said ?? ''} />
      </Section>
      <Section title={t('projects.meeting.decisions')}>
        {meeting.decisions ? (
          <ol>
            {meeting.decisions.split('\n').map((line, at) => (
              <li key={at} dir="auto">
                {line}
              </li>
            ))}
          </ol>
        ) : (
          <EmptyState title={t('projects.meeting.no-decisions')} />
        )}
      </Section>
      <Section title={t('projects.meeting.came')}>
        {came.length === 0 ? (
          <p>{t('projects.meeting.nobody')}</p>
        ) : (
          <ul>
            {came.toSorted().map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function calendarFile(ctx: Context, { id: projectId, acronym }: Project, meeting: Meeting) {
  const { id, startsAt, endsAt, venue, link, title, sequence, state } = meeting;
  const where = [venue, link].filter((one) => one !== null).join(' · ');
  const summary = `${acronym}: ${title}`;
  const path = meetingAt(projectId, id);
  return meetingFile(ctx, { id, path, startsAt, endsAt, summary, location: where, sequence, calledOff: state === 'called-off' });
}
