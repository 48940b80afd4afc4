import { Bdi, Tag, type Fact, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { officesById, type Office, type OfficeId } from '#modules/offices';
import { exercisesOf } from '../../course.ts';
import { freePlaces, takesPeople, type Group, type GroupState } from '../../group.ts';
import { findCourse } from '../../list-courses.ts';
import type { Session } from '../../session.ts';

// uses messages: learning.group-state.*
const tones: Readonly<Record<GroupState, Tone>> = {
  planned: 'neutral',
  open: 'success',
  running: 'info',
  ended: 'neutral',
  'called-off': 'warning',
};

export function GroupTag({ ctx, state }: { ctx: Context; state: GroupState }) {
  return <Tag tone={tones[state]}>{ctx.t(`learning.group-state.${state}`)}</Tag>;
}

/** The offices of groups: the one that runs each and the one at the other end. */
export async function officesOfGroups(ctx: Context, groups: readonly Group[]): Promise<Map<OfficeId, Office>> {
  return await officesById(
    ctx.trx,
    groups.flatMap(({ officeId, otherOfficeId }) => (otherOfficeId ? [officeId, otherOfficeId] : [officeId])),
  );
}

export const officeName = (ctx: Context, office: Office | undefined): string => (office ? textIn(office.name, ctx.lang).text : '–');

/** A moment on the clock of the office, and on that of the office at the other end where it shows another hour. */
export function OfficeTimes({ ctx, at, offices }: { ctx: Context; at: Date; offices: readonly Office[] }) {
  const { t, lang } = ctx;
  const [first, ...others] = offices;
  if (!first) return null;
  const on = (office: Office) => formatters(lang, office.timeZone).instant(at, 'weekday');
  const said = (office: Office) => t('learning.time.at-office', { office: officeName(ctx, office), when: on(office) });
  const differing = others.filter((office) => on(office) !== on(first));
  if (differing.length === 0) return <time dateTime={at.toISOString()}>{on(first)}</time>;
  return (
    <>
      <time dateTime={at.toISOString()}>{said(first)}</time>
      {differing.map((office) => (
        <span key={office.id}>
          <br />
          {said(office)}
        </span>
      ))}
    </>
  );
}

/** The offices whose hours a group shows, the one that runs it first. */
export function clocksOf(group: Group, offices: ReadonlyMap<OfficeId, Office>): Office[] {
  return [group.officeId, ...(group.otherOfficeId ? [group.otherOfficeId] : [])].flatMap((id) => offices.get(id) ?? []);
}

/** How many places are free, or how long the line is. */
export function placesWords({ t, now }: Context, group: Group): string {
  if (!takesPeople(group, now)) return t('learning.group.closed');
  const free = freePlaces(group);
  if (free > 0) return t('learning.group.free', { count: free });
  return t('learning.group.full', { count: group.waiting });
}

/** What there is to know of a group before one joins it. */
export function groupFacts(ctx: Context, group: Group, offices: ReadonlyMap<OfficeId, Office>): Fact[] {
  const { t, format, lang } = ctx;
  const office = offices.get(group.officeId);
  const atOffice = formatters(lang, office?.timeZone ?? ctx.timeZone);
  return [
    { key: 'office', label: t('learning.field.office'), value: officeName(ctx, office) },
    { key: 'way', label: t('learning.field.mode'), value: t(`learning.mode.${group.way}`) },
    { key: 'for', label: t('learning.field.audience'), value: t(`learning.audience.${group.audience}`) },
    ...(group.womenOnly ? [{ key: 'women', label: t('learning.group.who'), value: t('learning.group.women-rule') }] : []),
    { key: 'language', label: t('learning.field.language'), value: format.languageName(group.language) },
    { key: 'places', label: t('learning.field.places'), value: format.number(group.places) },
    { key: 'free', label: t('learning.group.now'), value: placesWords(ctx, group) },
    { key: 'until', label: t('learning.field.enrol-until'), value: atOffice.instant(group.enrolUntil, 'short') },
    {
      key: 'attendance',
      label: t('learning.group.certificate'),
      value: t('learning.group.attendance-rule', { percent: format.number(group.attendancePercent) }),
    },
  ];
}

/** Where a session takes place; a link only where the reader may have it. */
export function SessionPlace({ ctx, session }: { ctx: Context; session: Session }) {
  const { t } = ctx;
  return (
    <>
      {session.roomName && (
        <>
          <Bdi>{session.roomName}</Bdi> {session.stepFree && `(${t('learning.room.step-free')})`}
        </>
      )}
      {session.roomName && session.link && <br />}
      {session.link && <a href={session.link}>{t('learning.session.link')}</a>}
      {!session.roomName && !session.link && t('learning.session.link-later')}
    </>
  );
}

/** Titles of a course's lessons by code, for what sessions are about. */
export async function lessonTitles(ctx: Context, courseCode: string): Promise<Map<string, string>> {
  const course = await findCourse(ctx.trx, courseCode);
  return new Map((course?.content.lessons ?? []).map(({ code, title }) => [code, textIn(title, ctx.lang).text]));
}

/** Titles of a course's exercises by lesson and code: the lesson's title names them. */
export async function exerciseTitles(ctx: Context, courseCode: string): Promise<Map<string, string>> {
  const course = await findCourse(ctx.trx, courseCode);
  return new Map(
    (course?.content.lessons ?? []).flatMap((lesson) =>
      exercisesOf(lesson).map(({ code }) => [`${lesson.code}/${code}`, textIn(lesson.title, ctx.lang).text] as const),
    ),
  );
}

/** What a session is about. */
export function topicWords(session: Session, lessons: ReadonlyMap<string, string>): string {
  const lesson = session.lesson === null ? null : (lessons.get(session.lesson) ?? null);
  return [lesson, session.topic].filter(Boolean).join(' – ') || '–';
}
