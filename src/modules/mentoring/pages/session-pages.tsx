import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxesField,
  DateField,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  RadioField,
  safeHref,
  Section,
  SummaryList,
  Tag,
  TextArea,
  TextField,
  TimeField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context, type Route } from '#kernel/http';
import { addDays, fromLocal } from '#kernel/time';
import { actionsOf, agreeAction, finishAction, loadAction } from '../action.ts';
import { notesOf, readers, writeNote, type Reader } from '../note.ts';
import { sides, type PairId } from '../pair.ts';
import { pairFor } from '../move-pair.ts';
import { getMentor } from '../read-mentors.ts';
import { otherPairs, type LoadedPair } from '../read-pairs.ts';
import { endSession, loadSession, modes, planSession, sessionEnds, type Session, type SessionId } from '../session.ts';
import { ActionList } from './action-list.tsx';
import { NoteList } from './note-list.tsx';
import { baseOf, gateOf, pairCrumbs, todayOf } from './sides.ts';
import { BothClocks } from './words.tsx';

type Party = 'founder' | 'mentor';
const sessionPath = (side: Party, id: SessionId) => `${baseOf[side]}/sessions/${id}`;
const sessionParams = z.object({ id: idOf<'mentoring.sessions'>() });

/** The clock on which this side writes a time. */
async function zoneOf(ctx: Context, pair: LoadedPair, side: Party): Promise<string> {
  return side === 'mentor' ? ((await getMentor(ctx.trx, pair.mentorId))?.timeZone ?? pair.timeZone) : pair.timeZone;
}

/** Plans a meeting, or writes down one that took place. */
function newSessionRoute(side: Party): Route {
  return formRoute({
    path: `${baseOf[side]}/pairs/:id/sessions/new`,
    who: gateOf[side],
    params: z.object({ id: idOf<'mentoring.pairs'>() }),
    body: z.object({
      day: fields.day(),
      time: fields.text(5).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'http.field.wrong')),
      minutes: fields.whole(10, 480),
      mode: fields.choice(modes),
      place: fields.optionalText(300),
    }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const pair = await pairFor(ctx.trx, params.id, side, 'meet');
      const zone = await zoneOf(ctx, pair, side);
      return page(
        t('mentoring.session.plan'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.session.plan')} lead={t('mentoring.session.lead')} />
          <Form entry={entry} draft={`mentor-session-${params.id}`}>
            <DateField name="day" label={t('mentoring.field.day')} value={addDays(todayOf(ctx), 7)} required />
            <TimeField
              name="time"
              label={t('mentoring.field.time')}
              hint={t('mentoring.field.time-hint', { zone })}
              value="18:00"
              required
            />
            <NumberField name="minutes" label={t('mentoring.field.planned-minutes')} value="60" required />
            <RadioField
              name="mode"
              label={t('mentoring.field.mode')}
              choices={modes.map((value) => ({ value, label: t(`mentoring.mode.${value}`) }))}
              value="online"
            />
            <TextField name="place" label={t('mentoring.field.where')} hint={t('mentoring.field.where-hint')} maxLength={300} optional />
            <Button>{t('mentoring.session.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, params.id) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const pair = await pairFor(ctx.trx, params.id, side, 'meet');
      const startsAt = new Date(fromLocal(form.day, form.time, await zoneOf(ctx, pair, side)));
      const session = { startsAt, minutes: form.minutes, mode: form.mode, place: form.place ?? '' };
      const id = await planSession(ctx.trx, accountOf(ctx), params.id, side, session, ctx.now);
      return redirect(sessionPath(side, id), 'mentoring.notice.planned');
    },
  });
}

/** One meeting: when on both clocks, where, what was noted and agreed. */
function sessionRoute(side: Party): Route {
  return pageRoute({
    path: `${baseOf[side]}/sessions/:id`,
    who: gateOf[side],
    params: sessionParams,
    view: async (ctx, { params }) => {
      const { t } = ctx;
      const { session, pair } = await loadSession(ctx.trx, params.id, side);
      const mentor = await getMentor(ctx.trx, pair.mentorId);
      const notes = await notesOf(
        ctx.trx,
        ctx.network.keyring,
        { personId: pair.personId, pairIds: [pair.id] },
        { onlyForFounder: side === 'founder' },
      );
      const actions = await actionsOf(ctx.trx, pair.id);
      const open = pair.state === 'running';
      const path = sessionPath(side, session.id);
      return page(
        t('mentoring.session.title'),
        <>
          <PageHeading
            title={t('mentoring.session.title')}
            caption={side === 'mentor' ? pair.called : (mentor?.name ?? '')}
            actions={<Tag>{t(`mentoring.session-state.${session.state}`)}</Tag>}
          />
          <SummaryList
            label={t('mentoring.session.title')}
            rows={[
              {
                key: 'when',
                label: t('mentoring.field.when'),
                value: <BothClocks ctx={ctx} at={session.startsAt} founder={pair.timeZone} mentor={mentor?.timeZone ?? pair.timeZone} />,
              },
              { key: 'mode', label: t('mentoring.field.mode'), value: t(`mentoring.mode.${session.mode}`) },
              { key: 'where', label: t('mentoring.field.where'), value: <Where session={session} /> },
              {
                key: 'minutes',
                label: t('mentoring.field.minutes'),
                value: t('mentoring.session.minutes', { count: session.heldMinutes ?? session.minutes }),
              },
            ]}
          />
          {open && (
            <ButtonGroup>
              {session.state === 'planned' && <ButtonLink href={`${path}/end`}>{t('mentoring.session.end-button')}</ButtonLink>}
              <ButtonLink kind="secondary" href={`${path}/notes/new`}>
                {t('mentoring.note.write')}
              </ButtonLink>
              <ButtonLink kind="secondary" href={`${path}/actions/new`}>
                {t('mentoring.action.agree')}
              </ButtonLink>
            </ButtonGroup>
          )}
          <Section title={t('mentoring.action.title')}>
            <ActionList ctx={ctx} side={side} actions={actions.filter(({ sessionId }) => sessionId === session.id)} open={open} />
          </Section>
          <Section title={t('mentoring.note.title')}>
            <NoteList ctx={ctx} pair={pair} notes={notes.filter(({ sessionId }) => sessionId === session.id)} />
          </Section>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, pair.id) },
      );
    },
  });
}

/** An address, or a link that can be followed. */
function Where({ session }: { session: Session }) {
  const href = /^https?:\/\//.test(session.place) ? safeHref(session.place) : null;
  if (!session.place) return <>–</>;
  return href ? <Link href={href}>{session.place}</Link> : <bdi>{session.place}</bdi>;
}

/** Says what became of a meeting. */
function endSessionRoute(side: Party): Route {
  return formRoute({
    path: `${baseOf[side]}/sessions/:id/end`,
    who: gateOf[side],
    params: sessionParams,
    body: z.object({ state: fields.choice(sessionEnds), minutes: fields.optionalWhole(5, 480) }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { session, pair } = await loadSession(ctx.trx, params.id, side);
      return page(
        t('mentoring.session.end-title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.session.end-title')} />
          <Form entry={entry}>
            <RadioField
              name="state"
              label={t('mentoring.session.end-question')}
              choices={sessionEnds.map((value) => ({ value, label: t(`mentoring.session-state.${value}`) }))}
              value="held"
            />
            <NumberField name="minutes" label={t('mentoring.field.held-minutes')} value={String(session.minutes)} optional />
            <Button>{t('mentoring.session.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, pair.id) },
      );
    },
    submit: async (ctx, { params }, form) => {
      await endSession(ctx.trx, params.id, side, form, ctx.now);
      return redirect(sessionPath(side, params.id), 'mentoring.notice.session-ended');
    },
  });
}

/** Writes a note, and says who may read it. */
function noteRoute(side: Party): Route {
  const others: Reader[] = readers.filter((reader) => reader !== side);
  return formRoute({
    path: `${baseOf[side]}/sessions/:id/notes/new`,
    who: gateOf[side],
    params: sessionParams,
    body: z.object({ text: fields.longText(5_000), readers: fields.choices(readers) }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { pair } = await loadSession(ctx.trx, params.id, side);
      const alone = (await otherPairs(ctx.trx, pair)).length === 0;
      return page(
        t('mentoring.note.write'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.note.write')} lead={t(`mentoring.note.lead-${side}`)} />
          <Form entry={entry} draft={`mentor-note-${params.id}`} draftRemote>
            <TextArea name="text" label={t('mentoring.field.note')} rows={8} maxLength={5_000} required />
            <CheckboxesField
              name="readers"
              label={t('mentoring.note.who')}
              hint={t('mentoring.note.who-hint')}
              choices={others
                .filter((reader) => reader !== 'co-mentor' || !alone)
                .map((value) => ({ value, label: t(`mentoring.reader.${value}`) }))}
              values={[side === 'mentor' ? 'founder' : 'mentor']}
              optional
            />
            <Button>{t('mentoring.note.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, pair.id) },
      );
    },
    submit: async (ctx, { params }, form) => {
      await writeNote(ctx.trx, ctx.network.keyring, accountOf(ctx), params.id, side, form);
      return redirect(sessionPath(side, params.id), 'mentoring.notice.note-written');
    },
  });
}

/** Writes down what was agreed: what, who, until when. */
function newActionRoute(side: Party): Route {
  return formRoute({
    path: `${baseOf[side]}/sessions/:id/actions/new`,
    who: gateOf[side],
    params: sessionParams,
    body: z.object({ title: fields.text(200), who: fields.choice(sides), dueOn: fields.optionalDay() }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { pair } = await loadSession(ctx.trx, params.id, side);
      return page(
        t('mentoring.action.agree'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.action.agree')} lead={t('mentoring.action.lead')} />
          <Form entry={entry}>
            <TextField name="title" label={t('mentoring.field.action')} maxLength={200} required />
            <RadioField
              name="who"
              label={t('mentoring.field.who')}
              choices={sides.map((value) => ({ value, label: t(`mentoring.side.${value}`) }))}
              value="founder"
            />
            <DateField name="dueOn" label={t('mentoring.field.due')} optional />
            <Button>{t('mentoring.action.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, pair.id) },
      );
    },
    submit: async (ctx, { params }, form) => {
      await agreeAction(ctx.trx, accountOf(ctx), params.id, side, form);
      return redirect(sessionPath(side, params.id), 'mentoring.notice.agreed');
    },
  });
}

/** Says that an action is done; any of the three sides may. */
function doneRoute(side: Party | 'office'): Route {
  return formRoute({
    path: `${baseOf[side]}/actions/:id/done`,
    who: gateOf[side],
    params: z.object({ id: idOf<'mentoring.actions'>() }),
    body: z.object({}),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const action = await loadAction(ctx.trx, params.id, side);
      return page(
        t('mentoring.action.say-done'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.action.say-done')} lead={<bdi>{action.title}</bdi>} />
          <Form entry={entry}>
            <Button>{t('mentoring.action.say-done')}</Button>
          </Form>
        </>,
        { breadcrumbs: pairCrumbs(ctx, side, action.pairId) },
      );
    },
    submit: async (ctx, { params }) => {
      const action = await finishAction(ctx.trx, accountOf(ctx), params.id, side);
      return redirect(`${baseOf[side]}/pairs/${action.pairId satisfies PairId}`, 'mentoring.notice.action-done');
    },
  });
}

export const sessionRoutes: readonly Route[] = [
  ...(['founder', 'mentor'] as const).flatMap((side) => [
    newSessionRoute(side),
    sessionRoute(side),
    endSessionRoute(side),
    noteRoute(side),
    newActionRoute(side),
  ]),
  doneRoute('founder'),
  doneRoute('mentor'),
  doneRoute('office'),
];
