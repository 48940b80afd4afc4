import { z } from 'zod';
import { findFiles, type StoredFile } from '#kernel/files';
import { Bdi, ButtonLink, FileLink, Heading, Link, Notice, PageHeading, Section, SummaryList, Tag } from '#kernel/html';
import { everyone, fields, meetingFile, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import {
  acts,
  attendanceStates,
  heldOn,
  mayAct,
  type Attendance,
  type Forum,
  type Meeting,
  type Point,
  type Seat,
  type SeatId,
} from '../forum.ts';
import { attendanceOf, pointsOf } from '../points.ts';
import { seatsOf } from '../seats.ts';
import { AnswerTag, Elsewhere, MeetingMarks, Written } from './marks.tsx';
import {
  crumbs,
  forumAtDesk,
  meetingAt,
  meetingIn,
  meetingTitle,
  ofMeeting,
  ownOffices,
  placeOf,
  pointAt,
  shownForum,
  staff,
  zoneOf,
} from './reach.ts';

/** A meeting for everybody: when and where, the agenda, and once they are published the minutes, with each opinion and its answer. */
export const meetingRoute = pageRoute({
  path: '/forums/meetings/:id',
  who: everyone,
  params: ofMeeting,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, shownForum);
    if (meeting.state === 'planned') throw refuseHttp('not-found');
    if (query.format === 'ics') return calendarFile(ctx, forum, meeting);
    const zone = await zoneOf(ctx, forum);
    const title = meetingTitle(ctx, meeting, zone);
    return page(
      title,
      <>
        <PageHeading title={title} caption={<Bdi lang={forum.language}>{forum.name}</Bdi>} tags={<MeetingMarks ctx={ctx} of={meeting} />} />
        {await MeetingDocument({ ctx, forum, meeting, zone, minutes: meeting.publishedAt !== null })}
      </>,
      {
        paper: 'meeting',
        breadcrumbs: [
          { label: t('forums.list.title'), href: '/forums' },
          { label: forum.name, href: `/forums/${forum.id}` },
        ],
      },
    );
  },
});

/** The same for its office, with what can be done now. */
export const meetingDeskRoute = pageRoute({
  path: '/desk/meetings/:id',
  who: staff,
  params: ofMeeting,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, forumAtDesk);
    const zone = await zoneOf(ctx, forum);
    const title = meetingTitle(ctx, meeting, zone);
    const writes = ownOffices(ctx).includes(forum.officeId);
    return page(
      title,
      <>
        <PageHeading
          title={title}
          caption={<Bdi lang={forum.language}>{forum.name}</Bdi>}
          tags={<MeetingMarks ctx={ctx} of={meeting} />}
          lead={t(`forums.next.${meeting.publishedAt ? 'published' : meeting.state}`)}
          actions={writes && <Actions ctx={ctx} meeting={meeting} />}
        />
        {await MeetingDocument({ ctx, forum, meeting, zone, minutes: meeting.state === 'held', writes })}
        {meeting.state !== 'planned' && (
          <p>
            <Link href={`/forums/meetings/${id}`}>{t('forums.desk.public-page')}</Link>
          </p>
        )}
      </>,
      { paper: 'meeting', breadcrumbs: crumbs(ctx, forum) },
    );
  },
});

function Actions({ ctx, meeting }: { ctx: Context; meeting: Meeting }) {
  const { t } = ctx;
  const open = meeting.state === 'planned' || meeting.state === 'convened';
  return (
    <>
      {acts
        .filter((act) => mayAct(meeting, act, ctx.now))
        .map((act) => (
          <ButtonLink key={act} kind={act === 'call-off' ? 'quiet' : 'primary'} href={meetingAt(meeting.id, `/act?act=${act}`)}>
            {t(`forums.act.${act}`)}
          </ButtonLink>
        ))}
      {open && (
        <ButtonLink kind="secondary" href={meetingAt(meeting.id, '/points/new')}>
          {t('forums.point.add')}
        </ButtonLink>
      )}
      {open && (
        <ButtonLink kind="secondary" href={meetingAt(meeting.id, '/edit')}>
          {t('forums.plan.change')}
        </ButtonLink>
      )}
      {meeting.state === 'held' && !meeting.publishedAt && (
        <ButtonLink kind="secondary" href={meetingAt(meeting.id, '/attendance')}>
          {t('forums.attendance.title')}
        </ButtonLink>
      )}
    </>
  );
}

interface DocumentProps {
  ctx: Context;
  forum: Forum;
  meeting: Meeting;
  zone: string;
  /** Whether what was said is shown. */
  minutes: boolean;
  /** Whether the reader convenes it, and may go on writing. */
  writes?: boolean;
}

/** Time and place, agenda, and minutes as far as the reader has them. */
async function MeetingDocument({ ctx, forum, meeting, zone, minutes, writes = false }: DocumentProps) {
  const { t } = ctx;
  const clock = formatters(ctx.lang, zone);
  const points = await pointsOf(ctx.trx, meeting.id);
  const files = await findFiles(
    ctx.trx,
    placeOf(ctx),
    points.flatMap(({ fileId }) => fileId ?? []),
  );
  const seats = await seatsOf(ctx.trx, forum.id);
  const came = minutes ? await attendanceOf(ctx.trx, meeting.id) : new Map<SeatId, Attendance>();
  const { state, words, link, startsAt, endsAt, venue } = meeting;
  return (
    <>
      {state === 'called-off' && words && (
        <Notice tone="warning">
          <p>{t('forums.meeting.called-off')}</p>
          <Written words={words} lang={forum.language} />
        </Notice>
      )}
      <SummaryList
        rows={[
          { key: 'when', label: t('forums.meeting.starts'), value: clock.instant(startsAt) },
          { key: 'until', label: t('forums.meeting.ends'), value: clock.instant(endsAt) },
          { key: 'where', label: t('forums.field.venue'), value: <Bdi>{venue}</Bdi> },
          ...(link ? [{ key: 'link', label: t('forums.plan.link'), value: <Elsewhere href={link} /> }] : []),
        ]}
      />
      {state === 'convened' && (
        <p>
          <Link href={`/forums/meetings/${meeting.id}?format=ics`}>{t('forums.meeting.calendar')}</Link>
        </p>
      )}
      <Section title={t(minutes ? 'forums.meeting.minutes' : 'forums.meeting.agenda')}>
        {points.length === 0 && <p>{t('forums.meeting.no-points')}</p>}
        {points.map((point) => (
          <PointView
            key={point.id}
            ctx={ctx}
            forum={forum}
            meeting={meeting}
            point={point}
            file={files.find(({ id }) => id === point.fileId)}
            writes={writes}
            minutes={minutes}
          />
        ))}
      </Section>
      {minutes && <Attended ctx={ctx} seats={seats.filter((one) => came.has(one.id) || heldOn(one, dayOn(meeting)))} came={came} />}
    </>
  );
}

const dayOn = ({ startsAt }: Meeting) => startsAt.toISOString().slice(0, 10);

interface PointViewProps {
  ctx: Context;
  forum: Forum;
  meeting: Meeting;
  point: Point;
  file: StoredFile | undefined;
  minutes: boolean;
  writes: boolean;
}

function PointView({ ctx, forum, meeting, point, file, minutes, writes }: PointViewProps) {
  const { t, format } = ctx;
  const { language } = forum;
  const open = meeting.state === 'planned' || meeting.state === 'convened';
  const at = (rest: string) => meetingAt(meeting.id, `/points/${point.id}${rest}`);
  const said = minutes ? point.minutes : null;
  return (
    <article id={`point-${point.place}`}>
      <Heading level={3}>
        {format.number(point.place)}. <Bdi lang={language}>{point.title}</Bdi>
      </Heading>
      {point.words && <Written words={point.words} lang={language} />}
      {point.link && (
        <p>
          {t('forums.meeting.document')} <Elsewhere href={point.link} />
        </p>
      )}
      {file && (
        <p>
          {t('forums.meeting.file')} <FileLink {...file} href={pointAt(point, '/file')} />
        </p>
      )}
      {point.consultationId && (
        <p>
          <Link href={`/consultations/${point.consultationId}`}>{t('forums.meeting.consultation')}</Link>
        </p>
      )}
      {said && (
        <>
          <Written words={said.said} lang={language} />
          {said.opinion && (
            <>
              <Heading level={4}>{t('forums.meeting.opinion')}</Heading>
              <Written words={said.opinion} lang={language} />
              <p>
                <strong>{t('forums.meeting.answer')}</strong>{' '}
                {said.answer && said.answeredAt ? (
                  <>
                    <AnswerTag ctx={ctx} answer={said.answer} /> {format.instant(said.answeredAt, 'short')}
                  </>
                ) : (
                  <Tag tone="warning">{t('forums.meeting.unanswered')}</Tag>
                )}
              </p>
              {said.reason && <Written words={said.reason} lang={language} />}
            </>
          )}
        </>
      )}
      {minutes && !point.minutes && <p>{t('forums.meeting.nothing-yet')}</p>}
      {writes && open && (
        <p>
          <Link href={at('')}>{t('forums.point.change-of', { title: point.title })}</Link>
        </p>
      )}
      {writes && meeting.state === 'held' && !meeting.publishedAt && (
        <p>
          <Link href={at('/minutes')}>{t('forums.minutes.of', { title: point.title })}</Link>
        </p>
      )}
      {writes && said?.opinion && (
        <p>
          <Link href={at('/answer')}>{t('forums.answer.to', { title: point.title })}</Link>
        </p>
      )}
    </article>
  );
}

/** Who came, by seat. */
function Attended({ ctx, seats, came }: { ctx: Context; seats: readonly Seat[]; came: ReadonlyMap<SeatId, Attendance> }) {
  const { t } = ctx;
  if (came.size === 0) return null;
  return (
    <Section title={t('forums.attendance.shown')}>
      {attendanceStates.map((state) => {
        const some = seats.filter(({ id }) => came.get(id) === state);
        return (
          some.length > 0 && (
            <p key={state}>
              <strong>{t(`forums.attendance.${state}`, { count: some.length })}</strong>{' '}
              {some.map(({ id, name }, at) => (
                <span key={id}>
                  {at > 0 && ' · '}
                  <Bdi>{name}</Bdi>
                </span>
              ))}
            </p>
          )
        );
      })}
    </Section>
  );
}

function calendarFile(ctx: Context, { name }: Forum, { id, startsAt, endsAt, venue, sequence, state }: Meeting) {
  const path = `/forums/meetings/${id}`;
  return meetingFile(ctx, { id, path, startsAt, endsAt, summary: name, location: venue, sequence, calledOff: state === 'called-off' });
}
