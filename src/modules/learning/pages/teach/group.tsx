import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  Table,
  TextArea,
} from '#kernel/html';
import { fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { textIn } from '#kernel/i18n';
import { attendanceStates, shareOf, ticksOf, type Tick } from '../../attendance.ts';
import { learnersOfGroup, type Enrolment } from '../../enrolment.ts';
import { evaluationOf, evaluationQuestions, SHOWN_FROM, type Evaluation } from '../../evaluation.ts';
import { groupMoves, groupStates, type Group } from '../../group.ts';
import { newestWork, studiesOfGroup, workOf, type Work } from '../../mark-exercise.ts';
import { callOffGroup, moveGroup } from '../../plan-group.ts';
import { refuse } from '../../refusals.ts';
import { sessionsOf, type Session } from '../../session.ts';
import { clocksOf, exerciseTitles, groupFacts, GroupTag, lessonTitles, officesOfGroups } from '../groups/group-words.tsx';
import { SessionList } from '../groups/session-list.tsx';
import { VerdictTag } from '../work-said.tsx';
import { groupParams, openTaught, teachers, teachingCrumbs, type TaughtGroup } from './gates.ts';

// uses messages: learning.move.*
// uses messages: learning.move-lead.*
// uses messages: learning.attendance-state.*
// uses messages: learning.evaluate.question.*
/** A group for who teaches or plans it: sessions, and for its trainers the learners and their work. */
export const teachGroupRoute = pageRoute({
  path: '/teaching/groups/:id',
  who: teachers,
  params: groupParams,
  view: async (ctx, { params }) => {
    const { t, trx, lang } = ctx;
    const taught = await openTaught(ctx, params.id);
    const { group, trainers, teaches, runs } = taught;
    const sessions = await sessionsOf(trx, [group.id]);
    const learners = teaches ? await learnersOfGroup(trx, group.id) : [];
    const ticks = await ticksOf(
      trx,
      learners.map(({ id }) => id),
    );
    const studies = teaches ? await studiesOfGroup(trx, group.id, group.courseId) : [];
    const work = newestWork(
      await workOf(
        trx,
        ctx.network.keyring,
        studies.map(({ id }) => id),
      ),
    );
    const names = await accountNames(trx, trainers);
    const offices = await officesOfGroups(ctx, [group]);
    const open = group.state !== 'ended' && group.state !== 'called-off';
    const title = textIn(group.courseTitle, lang).text;
    return page(
      title,
      <>
        <PageHeading title={title} caption={<bdi>{group.name}</bdi>} tags={<GroupTag ctx={ctx} state={group.state} />} />
        {group.reason && (
          <Notice tone="warning">
            <bdi>{group.reason}</bdi>
          </Notice>
        )}
        {open && <Buttons ctx={ctx} taught={taught} />}
        <Section
          title={t('learning.group.sessions')}
          actions={open && <ButtonLink href={`/teaching/groups/${group.id}/sessions/new`}>{t('learning.session.new')}</ButtonLink>}
        >
          <SessionList
            ctx={ctx}
            sessions={sessions}
            offices={clocksOf(group, offices)}
            lessons={await lessonTitles(ctx, group.courseCode)}
            more={{
              header: t('learning.field.do'),
              cell: (session) => <SessionLinks ctx={ctx} session={session} open={open} teaches={teaches} />,
            }}
          />
        </Section>
        {teaches ? (
          <>
            <Learners ctx={ctx} learners={learners} sessions={sessions} ticks={ticks} />
            <WorkList ctx={ctx} group={group} work={work} learners={learners} titles={await exerciseTitles(ctx, group.courseCode)} />
          </>
        ) : (
          <p class="hint">{t('learning.teaching.names-hidden')}</p>
        )}
        <Judged ctx={ctx} evaluation={await evaluationOf(trx, group.courseId, group.id)} />
        <Section title={t('learning.group.about')}>
          <DescriptionList
            facts={[
              ...groupFacts(ctx, group, offices),
              {
                key: 'enrolled',
                label: t('learning.field.enrolled'),
                value: t('learning.group.enrolled', { enrolled: group.enrolled, waiting: group.waiting }),
              },
              {
                key: 'trainers',
                label: t('learning.field.trainers'),
                value: trainers.length > 0 ? ctx.format.list(trainers.map((id) => names.get(id) || '–')) : '–',
              },
            ]}
          />
          <p>
            <Link href={`/groups/${group.id}`}>{t('learning.teaching.as-seen')}</Link>
            {runs && open && (
              <>
                {' · '}
                <Link href={`/teaching/groups/${group.id}/edit`}>{t('learning.teaching.edit-group')}</Link>
              </>
            )}
          </p>
        </Section>
      </>,
      { width: 'wide', breadcrumbs: teachingCrumbs(ctx) },
    );
  },
});

function Buttons({ ctx, taught: { group, runs } }: { ctx: Context; taught: TaughtGroup }) {
  const { t } = ctx;
  return (
    <ButtonGroup>
      {groupMoves[group.state].map((to) => (
        <ButtonLink key={to} href={`/teaching/groups/${group.id}/move?to=${to}`}>
          {t(`learning.move.${to}`)}
        </ButtonLink>
      ))}
      {runs && (
        <ButtonLink kind="secondary" href={`/teaching/groups/${group.id}/call-off`}>
          {t('learning.group.call-off')}
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

function SessionLinks({ ctx, session, open, teaches }: { ctx: Context; session: Session; open: boolean; teaches: boolean }) {
  const { t, format } = ctx;
  if (session.state === 'called-off') return null;
  const about = format.instant(session.startsAt, 'short');
  const link = (href: string, words: string) => (
    <li>
      <Link href={href}>
        {words}
        <span class="visually-hidden"> {about}</span>
      </Link>
    </li>
  );
  return (
    <ul class="plain-list">
      {teaches && link(`/teaching/sessions/${session.id}`, t('learning.attendance.title'))}
      {teaches && link(`/teaching/sessions/${session.id}/sheet`, t('learning.attendance.sheet'))}
      {open && session.startsAt > ctx.now && link(`/teaching/sessions/${session.id}/edit`, t('learning.session.edit'))}
      {open && session.startsAt > ctx.now && link(`/teaching/sessions/${session.id}/call-off`, t('learning.session.call-off'))}
    </ul>
  );
}

interface LearnersProps {
  ctx: Context;
  learners: readonly Enrolment[];
  sessions: readonly Session[];
  ticks: readonly Tick[];
}

function Learners({ ctx, learners, sessions, ticks }: LearnersProps) {
  const { t, format } = ctx;
  return (
    <Section title={t('learning.teaching.learners')}>
      <Table
        caption={t('learning.teaching.learners')}
        hideCaption
        rows={learners}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('learning.teaching.no-learner')} />}
        columns={[
          { key: 'name', header: t('learning.field.name'), cell: ({ name }) => <bdi>{name}</bdi> },
          ...attendanceStates
            .filter((state) => state !== 'absent')
            .map((state) => ({
              key: state,
              header: t(`learning.attendance-state.${state}`),
              numeric: true,
              cell: ({ id }: Enrolment) => format.number(shareOf(sessions, ticks, id, ctx.now)[state]),
            })),
          {
            key: 'share',
            header: t('learning.field.attended'),
            numeric: true,
            cell: ({ id }) => {
              const share = shareOf(sessions, ticks, id, ctx.now);
              return share.held === 0 ? '–' : format.percent(share.percent / 100);
            },
          },
        ]}
      />
    </Section>
  );
}

interface WorkListProps {
  ctx: Context;
  group: Group;
  work: readonly Work[];
  learners: readonly Enrolment[];
  titles: ReadonlyMap<string, string>;
}

function WorkList({ ctx, work, learners, titles }: WorkListProps) {
  const { t, format } = ctx;
  const nameOf = ({ accountId }: Work) => learners.find((one) => one.accountId === accountId)?.name ?? '–';
  return (
    <Section title={t('learning.desk.work')}>
      <Table
        caption={t('learning.desk.work')}
        hideCaption
        rows={work.toSorted((a, b) => Number(a.reviews.length > 0) - Number(b.reviews.length > 0))}
        rowKey={({ eventId }) => eventId}
        empty={<EmptyState title={t('learning.mark.none')} />}
        columns={[
          { key: 'name', header: t('learning.field.name'), cell: (one) => <bdi>{nameOf(one)}</bdi> },
          {
            key: 'exercise',
            header: t('learning.block.exercise'),
            cell: (one) => (
              <Link href={`/teaching/handed-in/${one.studyId}/${one.eventId}`}>
                {titles.get(`${one.lesson}/${one.item}`) ?? one.lesson}
                <span class="visually-hidden"> {nameOf(one)}</span>
              </Link>
            ),
          },
          { key: 'at', header: t('learning.field.handed-in'), cell: ({ at }) => format.instant(at, 'short') },
          { key: 'state', header: t('learning.field.state'), cell: (one) => <VerdictTag ctx={ctx} work={one} /> },
        ]}
      />
    </Section>
  );
}

/** What learners say, once there are enough answers. */
export function Judged({ ctx, evaluation }: { ctx: Context; evaluation: Evaluation | null }) {
  const { t, format } = ctx;
  return (
    <Section title={t('learning.evaluate.results')}>
      {evaluation === null ? (
        <p>{t('learning.evaluate.too-few', { count: SHOWN_FROM })}</p>
      ) : (
        <>
          <p>{t('learning.evaluate.answers', { count: evaluation.answers })}</p>
          <DescriptionList
            facts={evaluationQuestions.map((question) => ({
              key: question,
              label: t(`learning.evaluate.question.${question}`),
              value: t('learning.evaluate.average', { average: format.number(evaluation[question]) }),
            }))}
          />
          {evaluation.words.length > 0 && (
            <ul>
              {evaluation.words.map((words) => (
                <li key={words}>
                  <Bdi>{words}</Bdi>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}

/** Moves a group on: opens enrolment, begins, ends. */
export const moveGroupRoute = formRoute({
  path: '/teaching/groups/:id/move',
  who: teachers,
  params: groupParams,
  query: z.object({ to: fields.maybe(fields.choice(groupStates)) }),
  body: z.object({ to: fields.choice(groupStates) }),
  view: async (ctx, { params, query }, entry) => {
    const { t } = ctx;
    const { group } = await openTaught(ctx, params.id);
    const to = groupMoves[group.state].find((one) => one === query.to) ?? groupMoves[group.state][0];
    if (!to) throw refuse('not-now');
    return page(
      t(`learning.move.${to}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`learning.move.${to}`)}
          caption={textIn(group.courseTitle, ctx.lang).text}
          lead={t(`learning.move-lead.${to}`)}
        />
        <Form entry={entry}>
          <input type="hidden" name="to" value={to} />
          <Button>{t(`learning.move.${to}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, { to }) => {
    await openTaught(ctx, params.id);
    await moveGroup(ctx.trx, params.id, to);
    return redirect(`/teaching/groups/${params.id}`, 'learning.notice.saved');
  },
});

/** Calls a group off. */
export const callOffGroupRoute = formRoute({
  path: '/teaching/groups/:id/call-off',
  who: teachers,
  params: groupParams,
  body: z.object({ reason: fields.text(300) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { group, runs } = await openTaught(ctx, params.id);
    if (!runs) throw refuseHttp('not-found');
    return page(
      t('learning.group.call-off'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.group.call-off')}
          caption={textIn(group.courseTitle, ctx.lang).text}
          lead={t('learning.group.call-off-lead')}
        />
        <Form entry={entry}>
          <TextArea
            name="reason"
            label={t('learning.field.reason')}
            hint={t('learning.field.reason-hint')}
            maxLength={300}
            rows={3}
            required
          />
          <Button kind="warning">{t('learning.group.call-off')}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, { reason }) => {
    const { runs } = await openTaught(ctx, params.id);
    if (!runs) throw refuseHttp('not-found');
    await callOffGroup(ctx.trx, params.id, reason);
    return redirect(`/teaching/groups/${params.id}`, 'learning.notice.group-called-off');
  },
});
