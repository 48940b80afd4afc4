import { z } from 'zod';
import { record } from '#kernel/audit';
import { idOf } from '#kernel/db';
import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  Link,
  Notice,
  PageHeading,
  Section,
  SummaryList,
  Table,
  Tag,
  type SummaryRow,
} from '#kernel/html';
import { page, pageRoute, type Context, type Route } from '#kernel/http';
import { findGrant } from '#kernel/consent';
import { textIn } from '#kernel/i18n';
import { officesById, type OfficeId } from '#modules/offices';
import { personNames } from '#modules/people';
import { actionsOf, type Action } from '../action.ts';
import { followUpsOf } from '../follow-up.ts';
import type { Mentor } from '../mentor.ts';
import { notesOf, type Note } from '../note.ts';
import { allowedOnPair, shownReason, type Side } from '../pair.ts';
import { getMentor, mentorsById } from '../read-mentors.ts';
import { loadPair, otherPairs, type LoadedPair } from '../read-pairs.ts';
import { sessionsOf, type Session } from '../session.ts';
import { ActionList } from './action-list.tsx';
import { FollowUpTable } from './follow-up-page.tsx';
import { NoteList } from './note-list.tsx';
import { readShared, Shared } from './shared-parts.tsx';
import { baseOf, gateOf, homeCrumb } from './sides.ts';
import { BothClocks, hoursText, languageList, StateTag, termList } from './words.tsx';

/** Everything of a pair that one side may see. */
interface PairView {
  pair: LoadedPair;
  mentor: Mentor | null;
  sessions: Session[];
  notes: Note[];
  actions: Action[];
  others: { name: string }[];
}

async function readPair(ctx: Context, pair: LoadedPair, side: Side): Promise<PairView> {
  const others = side === 'office' ? [] : await otherPairs(ctx.trx, pair);
  const names = await mentorsById(
    ctx.trx,
    others.map(({ mentorId }) => mentorId),
  );
  const pairIds = [pair.id, ...others.map(({ id }) => id)];
  return {
    pair,
    mentor: await getMentor(ctx.trx, pair.mentorId),
    sessions: await sessionsOf(ctx.trx, pair.id),
    notes: await notesOf(
      ctx.trx,
      ctx.network.keyring,
      { personId: pair.personId, pairIds: side === 'founder' ? [pair.id] : pairIds },
      { onlyForFounder: side === 'founder' },
    ),
    actions: await actionsOf(ctx.trx, pair.id),
    others: others.map(({ mentorId }) => ({ name: names.get(mentorId)?.name ?? '–' })),
  };
}

/** A pair as one side sees it. */
function pairRoute(side: Side): Route {
  return pageRoute({
    path: `${baseOf[side]}/pairs/:id`,
    who: gateOf[side],
    params: z.object({ id: idOf<'mentoring.pairs'>() }),
    view: async (ctx, { params }) => {
      const { t } = ctx;
      const pair = await loadPair(ctx.trx, params.id, side);
      const view = await readPair(ctx, pair, side);
      const opened = side === 'mentor' && pair.state === 'running' && pair.shared;
      const shared = opened ? await readShared(ctx, pair) : null;
      if (side !== 'founder') {
        await record(ctx.trx, {
          verb: 'mentoring.read',
          purpose: 'mentoring.purpose.mentoring',
          scopeId: side === 'office' ? pair.officeId : null,
          subjectId: pair.personId,
          objectKind: 'pair',
          objectId: pair.id,
          details: { parts: shared ? ['mentoring', ...shared.parts] : ['mentoring'] },
        });
      }
      const title = await titleOf(ctx, view, side);
      return page(
        title,
        <>
          <PageHeading title={<Bdi>{title}</Bdi>} caption={t('mentoring.pair.title')} actions={<StateTag ctx={ctx} state={pair.state} />} />
          <State ctx={ctx} view={view} side={side} />
          <SummaryList label={t('mentoring.pair.title')} rows={await factsOf(ctx, view, side)} />
          <Actions ctx={ctx} view={view} side={side} />
          {shared && <Shared ctx={ctx} data={shared} pair={pair} />}
          {pair.startedAt !== null && (pair.state === 'running' || side !== 'mentor') && (
            <>
              <Sessions ctx={ctx} view={view} side={side} />
              <Section title={t('mentoring.action.title')}>
                <ActionList ctx={ctx} side={side} actions={view.actions} open={pair.state === 'running'} />
              </Section>
              <Section title={t('mentoring.note.title')}>
                <NoteList ctx={ctx} notes={view.notes} pair={pair} />
              </Section>
              <FollowUpTable ctx={ctx} side={side} rows={await followUpsOf(ctx.trx, [pair.id])} />
            </>
          )}
        </>,
        { width: 'wide', breadcrumbs: [homeCrumb(ctx, side)] },
      );
    },
  });
}

export const pairRoutes: readonly Route[] = [pairRoute('founder'), pairRoute('mentor'), pairRoute('office')];

async function titleOf(ctx: Context, { pair, mentor }: PairView, side: Side): Promise<string> {
  if (side === 'founder') return mentor?.name ?? ctx.t('mentoring.pair.title');
  if (side === 'mentor') return pair.state === 'running' && pair.called ? pair.called : ctx.t('mentoring.home.a-founder');
  const name = (await personNames(ctx.trx, [pair.personId])).get(pair.personId) ?? '–';
  return ctx.t('mentoring.pair.of-two', { founder: name, mentor: mentor?.name ?? '–' });
}

/** What the state means for the one who reads. */
function State({ ctx, view: { pair }, side }: { ctx: Context; view: PairView; side: Side }) {
  const { t } = ctx;
  if (pair.state === 'ended') return <Notice>{t('mentoring.pair.ended-text')}</Notice>;
  if (pair.state === 'running' && !pair.shared) return <Notice tone="warning">{t(`mentoring.pair.not-shared-${side}`)}</Notice>;
  if (pair.state !== 'offered' && pair.state !== 'accepted') return null;
  const said = side === 'mentor' ? pair.mentorAcceptedAt : pair.founderAcceptedAt;
  if (side === 'office') {
    return (
      <Notice>
        {pair.mentorAcceptedAt
          ? t('mentoring.pair.waits-founder')
          : pair.founderAcceptedAt
            ? t('mentoring.pair.waits-mentor')
            : t('mentoring.pair.waits-both')}
      </Notice>
    );
  }
  return <Notice>{t(said ? 'mentoring.pair.you-said-yes' : `mentoring.pair.asked-${side}`)}</Notice>;
}

async function factsOf(ctx: Context, { pair, mentor, others }: PairView, side: Side): Promise<SummaryRow[]> {
  const { t, lang, format } = ctx;
  const rows: SummaryRow[] = [];
  const add = (key: string, label: string, value: SummaryRow['value']) => rows.push({ key, label, value });
  if (side === 'office')
    add('venture', t('mentoring.field.venture'), <Link href={`/desk/ventures/${pair.ventureId}`}>{t('mentoring.pair.open-venture')}</Link>);
  if (side !== 'founder') {
    add('sector', t('mentoring.field.sector'), termList(ctx, 'sectors', [pair.sector]));
    add('stage', t('mentoring.field.stage'), termList(ctx, 'ventureStages', [pair.stage]));
    add('topics', t('mentoring.field.needs'), termList(ctx, 'ventureNeeds', pair.topics));
  }
  if (side !== 'mentor' && mentor) {
    if (mentor.about) add('about', t('mentoring.field.about'), <Bdi>{mentor.about}</Bdi>);
    add('background', t('mentoring.field.background'), t(`mentoring.background.${mentor.background}`));
    add('knows', t('mentoring.field.topics'), termList(ctx, 'ventureNeeds', mentor.topics));
    const open = side === 'office' || pair.state === 'running';
    if (open && (mentor.email || mentor.phone))
      add('contact', t('mentoring.field.contact'), <Bdi dir="ltr">{[mentor.phone, mentor.email].filter(Boolean).join(' · ')}</Bdi>);
  }
  add('end', t('mentoring.field.end'), t(`mentoring.end.${pair.mentorEnd}`));
  add('languages', t('mentoring.field.common-languages'), languageList(ctx, pair.languages));
  if (others.length > 0) add('others', t('mentoring.field.other-mentor'), <Bdi>{format.list(others.map(({ name }) => name))}</Bdi>);
  if (side === 'founder' && pair.grantId && pair.state === 'running') {
    const grant = await findGrant(ctx.trx, pair.grantId);
    if (grant?.state === 'live')
      add('shared', t('mentoring.field.shared'), format.list(grant.parts.map((part) => t(`consent.part.${part}`))));
  }
  if (side === 'mentor') {
    const officeId = pair.officeId as OfficeId; // other tables keep it as plain text
    const office = (await officesById(ctx.trx, [officeId])).get(officeId);
    if (office) add('office', t('mentoring.field.their-office'), <Bdi>{textIn(office.name, lang).text}</Bdi>);
  }
  if (pair.startedAt) add('since', t('mentoring.field.since'), format.instant(pair.startedAt, 'short'));
  if (pair.endedAt) add('until', t('mentoring.field.until'), format.instant(pair.endedAt, 'short'));
  const reason = shownReason(pair, side);
  if (reason) add('reason', t('mentoring.field.end-reason'), t(`mentoring.end-reason.${reason}`));
  return rows;
}

/** What this side may do now. */
function Actions({ ctx, view: { pair }, side }: { ctx: Context; view: PairView; side: Side }) {
  const { t } = ctx;
  const path = `${baseOf[side]}/pairs/${pair.id}`;
  const may = (action: Parameters<typeof allowedOnPair>[2]) => allowedOnPair(pair, side, action) === true;
  return (
    <ButtonGroup>
      {may('offer') && <ButtonLink href={`${path}/offer`}>{t('mentoring.offer.button')}</ButtonLink>}
      {may('accept') && (
        <ButtonLink href={`${path}/accept`}>{t(side === 'office' ? 'mentoring.accept.at-desk' : 'mentoring.accept.button')}</ButtonLink>
      )}
      {may('meet') && pair.shared && <ButtonLink href={`${path}/sessions/new`}>{t('mentoring.session.plan')}</ButtonLink>}
      {may('share') && (
        <ButtonLink kind="secondary" href={`${path}/share`}>
          {t('mentoring.share.button')}
        </ButtonLink>
      )}
      {pair.state === 'ended' && side === 'founder' && (
        <ButtonLink href={`/me/mentoring/ventures/${pair.ventureId}/wish`}>{t('mentoring.pair.ask-another')}</ButtonLink>
      )}
      {pair.state === 'ended' && side === 'office' && (
        <ButtonLink href={`/desk/mentoring/ventures/${pair.ventureId}`}>{t('mentoring.pair.look-for-another')}</ButtonLink>
      )}
      {may('end') && (
        <ButtonLink kind="quiet" href={`${path}/end`}>
          {t(pair.state === 'running' ? 'mentoring.end.button' : 'mentoring.end.decline')}
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

function Sessions({ ctx, view: { pair, mentor, sessions }, side }: { ctx: Context; view: PairView; side: Side }) {
  const { t } = ctx;
  const held = sessions.reduce((sum, session) => sum + (session.heldMinutes ?? 0), 0);
  return (
    <Section title={t('mentoring.session.list')}>
      <Table<Session>
        caption={t('mentoring.session.sum', {
          count: sessions.filter(({ state }) => state === 'held').length,
          hours: hoursText(ctx, held),
        })}
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          {
            key: 'when',
            header: t('mentoring.field.when'),
            cell: (session) => {
              const when = (
                <BothClocks ctx={ctx} at={session.startsAt} founder={pair.timeZone} mentor={mentor?.timeZone ?? pair.timeZone} />
              );
              return side === 'office' ? when : <Link href={`${baseOf[side]}/sessions/${session.id}`}>{when}</Link>;
            },
          },
          { key: 'mode', header: t('mentoring.field.mode'), cell: (session) => t(`mentoring.mode.${session.mode}`) },
          {
            key: 'state',
            header: t('mentoring.field.state'),
            cell: (session) => <Tag>{t(`mentoring.session-state.${session.state}`)}</Tag>,
          },
          {
            key: 'minutes',
            header: t('mentoring.field.minutes'),
            numeric: true,
            cell: (session) => (session.heldMinutes === null ? '–' : ctx.format.number(session.heldMinutes)),
          },
        ]}
        empty={<EmptyState title={t('mentoring.session.none')} />}
      />
    </Section>
  );
}
