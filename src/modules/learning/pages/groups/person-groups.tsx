import { ButtonLink, Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { PersonId } from '#modules/people';
import { earnsCertificate, shareOf, ticksOf } from '../../attendance.ts';
import { enrolmentsOfPerson, type Enrolment } from '../../enrolment.ts';
import { attendanceCertificates } from '../../issue-attendance.ts';
import { groupsById } from '../../read-groups.ts';
import { sessionsOf } from '../../session.ts';
import { GroupTag } from './group-words.tsx';

/** What {@link PersonGroups} shows, read once by the page. */
export async function readPersonGroups(ctx: Context, personId: PersonId) {
  const enrolments = (await enrolmentsOfPerson(ctx.trx, personId)).filter(({ state }) => state !== 'withdrawn');
  const ids = enrolments.map(({ id }) => id);
  const groupIds = enrolments.map(({ groupId }) => groupId);
  return {
    enrolments,
    groups: await groupsById(ctx.trx, groupIds),
    sessions: await sessionsOf(ctx.trx, groupIds),
    ticks: await ticksOf(ctx.trx, ids),
    certificates: await attendanceCertificates(ctx.trx, ids),
  };
}

interface PersonGroupsProps {
  ctx: Context;
  personId: PersonId;
  data: Awaited<ReturnType<typeof readPersonGroups>>;
}

/** The groups of a person, for the desk that keeps the file. */
export function PersonGroups({ ctx, personId, data }: PersonGroupsProps) {
  const { t, lang, format, now } = ctx;
  const base = `/desk/people/${personId}/learning`;
  const shareOfGroup = ({ id, groupId }: Enrolment) =>
    shareOf(
      data.sessions.filter((session) => session.groupId === groupId),
      data.ticks,
      id,
      now,
    );
  return (
    <Section title={t('learning.desk.groups')} actions={<ButtonLink href={`${base}/enrol`}>{t('learning.desk.enrol')}</ButtonLink>}>
      {data.enrolments.length === 0 ? (
        <p>{t('learning.desk.no-group')}</p>
      ) : (
        <Table
          caption={t('learning.desk.groups')}
          hideCaption
          rows={data.enrolments}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'group',
              header: t('learning.field.group'),
              cell: ({ groupId }) => {
                const group = data.groups.get(groupId);
                return group ? <Link href={`/groups/${group.id}`}>{`${textIn(group.courseTitle, lang).text}, ${group.name}`}</Link> : '–';
              },
            },
            {
              key: 'state',
              header: t('learning.field.state'),
              cell: ({ groupId }) => {
                const group = data.groups.get(groupId);
                return group ? <GroupTag ctx={ctx} state={group.state} /> : '–';
              },
            },
            {
              key: 'place',
              header: t('learning.field.place'),
              cell: ({ state }) => t(state === 'enrolled' ? 'learning.enrolment-state.enrolled' : 'learning.enrolment-state.waiting'),
            },
            {
              key: 'share',
              header: t('learning.field.attended'),
              numeric: true,
              cell: (one) => {
                const share = shareOfGroup(one);
                return share.held === 0 ? '–' : format.percent(share.percent / 100);
              },
            },
            {
              key: 'do',
              header: t('learning.field.do'),
              cell: (one) => {
                const group = data.groups.get(one.groupId);
                const certificate = data.certificates.get(one.id);
                if (certificate) return t('learning.certificate.issued', { day: format.instant(certificate.issuedAt, 'short') });
                if (group && earnsCertificate(group, shareOfGroup(one), now))
                  return <Link href={`${base}/groups/${one.id}/certificate`}>{t('learning.certificate.issue')}</Link>;
                if (!group || group.state === 'ended' || group.state === 'called-off') return null;
                return (
                  <Link href={`${base}/groups/${one.id}/withdraw`}>
                    {t('learning.enrol.withdraw')}
                    <span class="visually-hidden"> {group.name}</span>
                  </Link>
                );
              },
            },
          ]}
        />
      )}
    </Section>
  );
}
