import { z } from 'zod';
import { idOf } from '#kernel/db';
import { ButtonLink, DescriptionList, Link, Notice, PageHeading, PostButton, Section } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { textIn } from '#kernel/i18n';
import { earnsCertificate, shareOf, ticksOf } from '../../attendance.ts';
import { ownEnrolments, placeInLine, type Enrolment } from '../../enrolment.ts';
import { takesPeople, type Group } from '../../group.ts';
import { getGroup, trainersOf } from '../../read-groups.ts';
import { sessionsOf, type Session } from '../../session.ts';
import { clocksOf, groupFacts, GroupTag, lessonTitles, officesOfGroups } from './group-words.tsx';
import { ownCertificates } from './mine.tsx';
import { SessionList } from './session-list.tsx';

export const groupParams = z.object({ id: idOf<'learning.groups'>() });

/** A group that the reader may see. Refusals: not found. */
export async function openGroup(ctx: Context, id: z.output<typeof groupParams>['id']): Promise<Group> {
  const group = await getGroup(ctx.trx, id);
  if (!group) throw refuseHttp('not-found');
  return group;
}

/** The reader's own place in a group, or in its line; null for visitors and others. */
export async function ownEnrolment(ctx: Context, group: Group): Promise<Enrolment | null> {
  if (!ctx.session || ctx.session.locked || !ctx.actor.accountId) return null;
  return (await ownEnrolments(ctx.trx, ctx.actor.accountId)).find(({ groupId }) => groupId === group.id) ?? null;
}

export function groupCrumbs({ t, lang }: Context, group: Group) {
  return [
    { label: t('learning.groups.title'), href: '/groups' },
    { label: textIn(group.courseTitle, lang).text, href: `/groups/${group.id}` },
  ];
}

/** One group: what it is, when it meets, and the reader's own place in it. */
export const groupRoute = pageRoute({
  path: '/groups/:id',
  who: everyone,
  params: groupParams,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const group = await openGroup(ctx, params.id);
    const offices = await officesOfGroups(ctx, [group]);
    const sessions = await sessionsOf(ctx.trx, [group.id]);
    const own = await ownEnrolment(ctx, group);
    const trainers = own?.state === 'enrolled' ? await trainersOf(ctx.trx, group.id) : [];
    const names = [...(await accountNames(ctx.trx, trainers)).values()].filter(Boolean);
    const title = textIn(group.courseTitle, ctx.lang).text;
    return page(
      title,
      <>
        <PageHeading title={title} caption={<bdi>{group.name}</bdi>} tags={<GroupTag ctx={ctx} state={group.state} />} />
        {group.state === 'called-off' && (
          <Notice tone="warning" title={t('learning.group-state.called-off')}>
            <p>
              <bdi>{group.reason}</bdi>
            </p>
          </Notice>
        )}
        {own ? (
          <Own ctx={ctx} group={group} own={own} sessions={sessions} place={await placeInLine(ctx.trx, own.id)} />
        ) : (
          <Join ctx={ctx} group={group} />
        )}
        {own && (
          <OwnShare
            ctx={ctx}
            group={group}
            own={own}
            sessions={sessions}
            ticks={await ticksOf(ctx.trx, [own.id])}
            certificate={(await ownCertificates(ctx, [own.id])).get(own.id)}
          />
        )}
        <Section title={t('learning.group.sessions')}>
          <SessionList
            ctx={ctx}
            sessions={sessions}
            offices={clocksOf(group, offices)}
            lessons={await lessonTitles(ctx, group.courseCode)}
          />
          {own?.state === 'enrolled' && (
            <p>
              <Link href="/me/groups/calendar">{t('learning.mine.calendar')}</Link>
            </p>
          )}
        </Section>
        <Section title={t('learning.group.about')}>
          <DescriptionList
            facts={[
              ...groupFacts(ctx, group, offices),
              ...(names.length > 0 ? [{ key: 'trainers', label: t('learning.field.trainers'), value: ctx.format.list(names) }] : []),
            ]}
          />
          <p>
            <Link href={`/courses/${group.courseCode}`}>{t('learning.group.course')}</Link>
          </p>
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('learning.groups.title'), href: '/groups' }] },
    );
  },
});

function Join({ ctx, group }: { ctx: Context; group: Group }) {
  const { t, now } = ctx;
  if (!takesPeople(group, now)) return <p>{t('learning.group.closed')}</p>;
  const enrol = `/me/groups/${group.id}/enrol`;
  if (ctx.session && !ctx.session.locked)
    return (
      <ButtonLink href={enrol}>{t(group.enrolled < group.places ? 'learning.enrol.button' : 'learning.enrol.wait-button')}</ButtonLink>
    );
  return (
    <>
      <p>{t('learning.enrol.sign-in-why')}</p>
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(enrol)}`}>{t('learning.course.sign-in')}</ButtonLink>
    </>
  );
}

interface OwnProps {
  ctx: Context;
  group: Group;
  own: Enrolment;
  sessions: readonly Session[];
  place: number;
}

/** The reader's place, and what they can do with it. */
function Own({ ctx, group, own, sessions, place }: OwnProps) {
  const { t, now } = ctx;
  const over = group.state === 'ended' || group.state === 'called-off';
  const judge =
    own.state === 'enrolled' &&
    !own.evaluated &&
    (group.state === 'ended' || group.state === 'running') &&
    sessions.some(({ state }) => state === 'planned') &&
    sessions.every(({ state, endsAt }) => state === 'called-off' || endsAt <= now);
  return (
    <Notice
      tone={own.state === 'enrolled' ? 'success' : 'info'}
      title={own.state === 'enrolled' ? t('learning.enrol.have-place') : t('learning.enrol.in-line', { place })}
    >
      {own.state === 'waiting' && <p>{t('learning.enrol.line-why')}</p>}
      <p>
        {t('learning.enrol.listed-as')} <bdi>{own.name}</bdi>
      </p>
      {judge && <ButtonLink href={`/me/groups/${group.id}/evaluate`}>{t('learning.evaluate.button')}</ButtonLink>}
      {!over && (
        <PostButton kind="secondary" action={`/me/groups/${group.id}/withdraw`}>
          {t('learning.enrol.withdraw')}
        </PostButton>
      )}
    </Notice>
  );
}

interface OwnShareProps {
  ctx: Context;
  group: Group;
  own: Enrolment;
  sessions: readonly Session[];
  ticks: Parameters<typeof shareOf>[1];
  /** Where their certificate of attendance is opened. */
  certificate: string | undefined;
}

function OwnShare({ ctx, group, own, sessions, ticks, certificate }: OwnShareProps) {
  const { t, now } = ctx;
  const share = shareOf(sessions, ticks, own.id, now);
  if (share.held === 0 || own.state !== 'enrolled') return null;
  return (
    <>
      <p>{t('learning.attendance.own', { present: share.present, held: share.held, percent: share.percent })}</p>
      {certificate ? (
        <p>
          <Link href={certificate}>{t('learning.certificate.open')}</Link>
        </p>
      ) : (
        earnsCertificate(group, share, now) && <p>{t('learning.certificate.ask')}</p>
      )}
    </>
  );
}
