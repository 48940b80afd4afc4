import { Bdi, ButtonLink, Card, CardGrid, EmptyState, Link, Notice, PageHeading, Section, Stat, StatGrid, TaskList } from '#kernel/html';
import { accountOf, page, pageRoute, type Context, type Route } from '#kernel/http';
import { getPerson, ownFiles } from '#modules/people';
import { venturesOf, type Venture } from '#modules/ventures';
import { followUpsOf, type FollowUp } from '../follow-up.ts';
import type { Mentor } from '../mentor.ts';
import type { Pair } from '../pair.ts';
import { mentorsById, ownMentor, ownWork } from '../read-mentors.ts';
import { ownPairs } from '../read-pairs.ts';
import { nextSessions, type Session } from '../session.ts';
import { wishOf, type Wish } from '../wish.ts';
import { baseOf, gateOf, todayOf } from './sides.ts';
import { BothClocks, hoursText, languageList, StateTag, termList } from './words.tsx';

/** What a mentor has to do: answers that wait, next sessions, questions, and what they have given. */
export const mentorHomeRoute: Route = pageRoute({
  path: '/mentoring',
  who: gateOf.mentor,
  view: async (ctx) => {
    const { t } = ctx;
    const mentor = await ownMentor(ctx.trx, accountOf(ctx));
    const pairs = await ownPairs(ctx.trx, 'mentor');
    const work = await ownWork(ctx.trx);
    return page(
      t('mentoring.home.mentor'),
      <>
        <PageHeading
          title={t('mentoring.home.mentor')}
          lead={t('mentoring.home.mentor-lead')}
          actions={
            <ButtonLink kind={mentor ? 'secondary' : 'primary'} href="/mentoring/profile">
              {t(mentor ? 'mentoring.home.change-profile' : 'mentoring.home.write-profile')}
            </ButtonLink>
          }
        />
        {!mentor && <Notice>{t('mentoring.home.no-profile')}</Notice>}
        {mentor && !mentor.confirmedAt && <Notice>{t('mentoring.profile.waits')}</Notice>}
        {mentor?.paused && <Notice>{t('mentoring.home.paused')}</Notice>}
        <Todo ctx={ctx} side="mentor" pairs={pairs} due={await dueOf(ctx, pairs)} />
        <Coming
          ctx={ctx}
          side="mentor"
          pairs={pairs}
          sessions={await nextSessions(ctx.trx, running(pairs), ctx.now)}
          mentors={new Map(mentor ? [[mentor.id, mentor]] : [])}
        />
        <Section title={t('mentoring.home.founders')}>
          {pairs.length === 0 && <EmptyState title={t('mentoring.home.none')} />}
          <CardGrid>
            {pairs.map((pair) => (
              <Card
                key={pair.id}
                title={pair.state === 'running' && pair.called ? pair.called : t('mentoring.home.a-founder')}
                href={`/mentoring/pairs/${pair.id}`}
              >
                <p>
                  <StateTag ctx={ctx} state={pair.state} />
                </p>
                <p>{termList(ctx, 'sectors', [pair.sector])}</p>
                <p>{languageList(ctx, pair.languages)}</p>
              </Card>
            ))}
          </CardGrid>
        </Section>
        <Section title={t('mentoring.home.given')}>
          <StatGrid label={t('mentoring.home.given')}>
            <Stat label={t('mentoring.stat.pairs')} value={ctx.format.number(work.pairs)} />
            <Stat label={t('mentoring.stat.sessions')} value={ctx.format.number(work.sessions)} />
            <Stat label={t('mentoring.stat.hours')} value={hoursText(ctx, work.minutes)} />
          </StatGrid>
        </Section>
      </>,
      { width: 'wide' },
    );
  },
});

/** A founder's mentors: who they are, when they meet, and how to ask for one. */
export const founderHomeRoute: Route = pageRoute({
  path: '/me/mentoring',
  who: gateOf.founder,
  view: async (ctx) => {
    const { t } = ctx;
    const pairs = await ownPairs(ctx.trx, 'founder');
    const mentors = await mentorsById(
      ctx.trx,
      pairs.map(({ mentorId }) => mentorId),
    );
    return page(
      t('mentoring.home.founder'),
      <>
        <PageHeading title={t('mentoring.home.founder')} lead={t('mentoring.home.founder-lead')} />
        <Todo ctx={ctx} side="founder" pairs={pairs} due={await dueOf(ctx, pairs)} />
        <Coming ctx={ctx} side="founder" pairs={pairs} sessions={await nextSessions(ctx.trx, running(pairs), ctx.now)} mentors={mentors} />
        <Section title={t('mentoring.home.mentors')}>
          {pairs.length === 0 && <EmptyState title={t('mentoring.home.no-mentor')} />}
          <CardGrid>
            {pairs.map((pair) => (
              <Card key={pair.id} title={mentors.get(pair.mentorId)?.name ?? '–'} href={`/me/mentoring/pairs/${pair.id}`}>
                <p>
                  <StateTag ctx={ctx} state={pair.state} />
                </p>
                <p>{t(`mentoring.end.${pair.mentorEnd}`)}</p>
              </Card>
            ))}
          </CardGrid>
        </Section>
        <Wishes ctx={ctx} ventures={await venturesWithWish(ctx)} />
      </>,
      { breadcrumbs: [{ label: t('app.me.title'), href: '/me' }] },
    );
  },
});

const running = (pairs: readonly Pair[]) => pairs.filter(({ state }) => state === 'running').map(({ id }) => id);

async function dueOf(ctx: Context, pairs: readonly Pair[]): Promise<FollowUp[]> {
  const today = todayOf(ctx);
  return (await followUpsOf(ctx.trx, running(pairs))).filter((one) => one.doneAt === null && one.dueOn <= today);
}

interface TodoProps {
  ctx: Context;
  side: 'founder' | 'mentor';
  pairs: readonly Pair[];
  due: readonly FollowUp[];
}

/** Answers and questions that wait for this side. */
function Todo({ ctx, side, pairs, due }: TodoProps) {
  const { t, format } = ctx;
  const waits = (pair: Pair) =>
    (pair.state === 'offered' || pair.state === 'accepted') &&
    (side === 'mentor' ? pair.mentorAcceptedAt : pair.founderAcceptedAt) === null;
  const tasks = [
    ...pairs.filter(waits).map((pair) => ({
      id: pair.id,
      title: t(`mentoring.todo.answer-${side}`),
      href: `${baseOf[side]}/pairs/${pair.id}`,
      status: { text: t('mentoring.todo.waits'), tone: 'warning' as const },
    })),
    ...due
      .filter((one) => one.side === side)
      .map((one) => ({
        id: one.id,
        title: t('mentoring.todo.follow-up', { days: one.days }),
        href: `${baseOf[side]}/follow-ups/${one.id}`,
        status: { text: format.date(one.dueOn, 'short'), tone: 'warning' as const },
      })),
  ];
  if (tasks.length === 0) return null;
  return (
    <Section title={t('mentoring.todo.title')}>
      <TaskList tasks={tasks} label={t('mentoring.todo.title')} />
    </Section>
  );
}

interface ComingProps {
  ctx: Context;
  side: 'founder' | 'mentor';
  pairs: readonly Pair[];
  sessions: readonly Session[];
  mentors: ReadonlyMap<string, Mentor>;
}

function Coming({ ctx, side, pairs, sessions, mentors }: ComingProps) {
  const { t } = ctx;
  if (sessions.length === 0) return null;
  const pairOf = new Map(pairs.map((pair) => [pair.id, pair]));
  return (
    <Section title={t('mentoring.home.coming')}>
      <ul>
        {sessions.map((session) => {
          const pair = pairOf.get(session.pairId);
          const mentor = pair ? mentors.get(pair.mentorId) : undefined;
          const zone = pair?.timeZone ?? ctx.timeZone;
          return (
            <li key={session.id}>
              <Link href={`${baseOf[side]}/sessions/${session.id}`}>
                <Bdi>{(side === 'mentor' ? pair?.called : mentor?.name) || t('mentoring.session.title')}</Bdi>
              </Link>
              <br />
              <BothClocks ctx={ctx} at={session.startsAt} founder={zone} mentor={mentor?.timeZone ?? zone} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The person's ventures, each with what was asked for it. */
async function venturesWithWish(ctx: Context): Promise<{ venture: Venture; wish: Wish | null }[]> {
  const found: { venture: Venture; wish: Wish | null }[] = [];
  for (const id of await ownFiles(ctx.trx, accountOf(ctx))) {
    if (!(await getPerson(ctx.trx, id))) continue;
    for (const venture of await venturesOf(ctx.trx, id)) found.push({ venture, wish: await wishOf(ctx.trx, venture.id) });
  }
  return found;
}

function Wishes({ ctx, ventures }: { ctx: Context; ventures: readonly { venture: Venture; wish: Wish | null }[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('mentoring.wish.title')}>
      {ventures.length === 0 && <p>{t('mentoring.wish.no-venture')}</p>}
      {ventures.map(({ venture, wish }) => (
        <p key={venture.id}>
          <Bdi>{venture.title}</Bdi>:{' '}
          {wish ? t('mentoring.wish.asked', { day: format.instant(wish.askedAt, 'short') }) : t('mentoring.wish.not-asked')}{' '}
          <Link href={`/me/mentoring/ventures/${venture.id}/wish`}>{t(wish ? 'mentoring.wish.change' : 'mentoring.wish.ask')}</Link>
        </p>
      ))}
    </Section>
  );
}
