import { Link, Section, Table } from '#kernel/html';
import { accountOf, download, pageRoute, signedIn, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { ownEnrolments, type Enrolment, type EnrolmentId } from '../../enrolment.ts';
import { calendarOfSessions, SESSIONS_FILE } from '../../group-calendar.ts';
import type { Group } from '../../group.ts';
import { attendanceCertificates } from '../../issue-attendance.ts';
import { officerAttendances } from '../../officer-attendance.ts';
import { groupsById } from '../../read-groups.ts';
import { sessionsOf } from '../../session.ts';
import { clocksOf, GroupTag, officesOfGroups, OfficeTimes } from './group-words.tsx';

/** A group of the reader's with their place in it. */
export interface OwnGroup {
  group: Group;
  enrolment: Enrolment;
}

async function ownGroups(ctx: Context): Promise<OwnGroup[]> {
  const enrolments = await ownEnrolments(ctx.trx, accountOf(ctx));
  const groups = await groupsById(
    ctx.trx,
    enrolments.map(({ groupId }) => groupId),
  );
  return enrolments.flatMap((enrolment) => {
    const group = groups.get(enrolment.groupId);
    return group ? [{ group, enrolment }] : [];
  });
}

/** What {@link MyGroups} shows, read once by the page. */
export async function readMyGroups(ctx: Context) {
  const own = await ownGroups(ctx);
  return {
    own,
    offices: await officesOfGroups(
      ctx,
      own.map(({ group }) => group),
    ),
    certificates: await ownCertificates(
      ctx,
      own.map(({ enrolment }) => enrolment.id),
    ),
  };
}

/** Where the reader opens their certificates of attendance: among their documents, or as an officer. */
export async function ownCertificates(ctx: Context, enrolments: readonly EnrolmentId[]): Promise<ReadonlyMap<EnrolmentId, string>> {
  const asOfficer = await officerAttendances(ctx.trx, enrolments);
  const ofFile = await attendanceCertificates(ctx.trx, enrolments);
  return new Map([
    ...[...asOfficer.keys()].map((id) => [id, `/me/groups/certificates/${id}`] as const),
    ...[...ofFile].map(([id, { fileId }]) => [id, `/me/documents/${fileId}`] as const),
  ]);
}

/** The groups in which the reader has a place or waits for one; nothing where there is none. */
export function MyGroups({ ctx, data }: { ctx: Context; data: Awaited<ReturnType<typeof readMyGroups>> }) {
  const { t, lang } = ctx;
  const { own, offices, certificates } = data;
  if (own.length === 0) return null;
  return (
    <Section title={t('learning.mine.groups')}>
      <Table
        caption={t('learning.mine.groups')}
        hideCaption
        rows={own}
        rowKey={({ enrolment }) => enrolment.id}
        columns={[
          {
            key: 'group',
            header: t('learning.field.group'),
            cell: ({ group }) => (
              <>
                <Link href={`/groups/${group.id}`}>{textIn(group.courseTitle, lang).text}</Link>
                <br />
                <bdi>{group.name}</bdi>
              </>
            ),
          },
          {
            key: 'place',
            header: t('learning.field.place'),
            cell: ({ enrolment }) =>
              t(enrolment.state === 'enrolled' ? 'learning.enrolment-state.enrolled' : 'learning.enrolment-state.waiting'),
          },
          {
            key: 'next',
            header: t('learning.field.next'),
            cell: ({ group }) => (group.nextAt ? <OfficeTimes ctx={ctx} at={group.nextAt} offices={clocksOf(group, offices)} /> : '–'),
          },
          {
            key: 'state',
            header: t('learning.field.state'),
            cell: ({ group, enrolment }) => {
              const certificate = certificates.get(enrolment.id);
              return certificate ? (
                <Link href={certificate}>{t('learning.certificate.open')}</Link>
              ) : (
                <GroupTag ctx={ctx} state={group.state} />
              );
            },
          },
        ]}
      />
      <p>
        <Link href="/me/groups/calendar">{t('learning.mine.calendar')}</Link>
      </p>
    </Section>
  );
}

/** The reader's own sessions as a calendar file. */
export const myCalendarRoute = pageRoute({
  path: '/me/groups/calendar',
  who: signedIn,
  view: async (ctx) => {
    const own = (await ownGroups(ctx)).filter(({ enrolment }) => enrolment.state === 'enrolled').map(({ group }) => group);
    return await calendarFile(ctx, own);
  },
});

/** Sessions of groups as a download. */
export async function calendarFile(ctx: Context, groups: readonly Group[], trainerId: string | null = null) {
  const offices = await officesOfGroups(ctx, groups);
  const byId = new Map(groups.map((group) => [group.id, group]));
  const sessions = await sessionsOf(
    ctx.trx,
    groups.map(({ id }) => id),
  );
  const content = calendarOfSessions(
    sessions.flatMap((session) => {
      const group = byId.get(session.groupId);
      const office = group && offices.get(group.officeId);
      return group && office && (trainerId === null || session.trainerId === trainerId) ? [{ session, group, office }] : [];
    }),
    { t: ctx.t, lang: ctx.lang, publicUrl: ctx.network.publicUrl },
  );
  return download(SESSIONS_FILE, 'text/calendar; charset=utf-8; method=PUBLISH', content);
}
