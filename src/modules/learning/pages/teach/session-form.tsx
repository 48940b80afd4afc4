import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, NumberField, PageHeading, SelectField, TextArea, TextField, TimeField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { formatters, textIn } from '#kernel/i18n';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { roomsOf, type RoomId } from '../../room.ts';
import { callOffSession, changeSession, planSession, type Session, type SessionText } from '../../session.ts';
import { refuse } from '../../refusals.ts';
import { lessonTitles, officeName } from '../groups/group-words.tsx';
import { groupParams, openTaught, openTaughtSession, sessionParams, teachers, teachingCrumbs, type TaughtGroup } from './gates.ts';

const body = z.object({
  day: fields.day(),
  time: fields.text(5).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'http.field.wrong')),
  minutes: fields.whole(10, 720),
  trainer: fields.text(60),
  room: fields.optionalText(60),
  link: fields.optionalText(500).pipe(
    z
      .string()
      .regex(/^https:\/\/\S+$/, 'learning.field.link-wrong')
      .nullable(),
  ),
  lesson: fields.optionalText(80),
  topic: fields.optionalText(200),
});

async function textFrom(ctx: Context, { group, office, trainers }: TaughtGroup, form: z.output<typeof body>): Promise<SessionText> {
  const startsAt = new Date(fromLocal(form.day, form.time, office.timeZone));
  const rooms = await roomsOf(ctx.trx, [office.id]);
  if (form.room && !rooms.some(({ id }) => id === form.room)) throw refuse('no-room', { field: 'room' });
  if (form.lesson && !(await lessonTitles(ctx, group.courseCode)).has(form.lesson)) throw refuse('no-lesson', { field: 'lesson' });
  if (!trainers.includes(form.trainer)) throw refuse('not-a-trainer', { field: 'trainer' });
  return {
    startsAt,
    endsAt: new Date(startsAt.getTime() + form.minutes * 60_000),
    roomId: form.room as RoomId | null, // one of the rooms just read
    trainerId: form.trainer,
    lesson: form.lesson,
    topic: form.topic,
    link: form.link,
  };
}

async function fieldsOf(ctx: Context, { group, office, trainers }: TaughtGroup, session: Session | null) {
  const { t } = ctx;
  const rooms = (await roomsOf(ctx.trx, [office.id])).filter(({ id, retired }) => !retired || id === session?.roomId);
  const names = await accountNames(ctx.trx, trainers);
  const lessons = await lessonTitles(ctx, group.courseCode);
  const local = session ? toLocal(session.startsAt.toISOString(), office.timeZone) : null;
  const inAWeek = addDays(toLocal(ctx.now.toISOString(), office.timeZone).day, 7);
  const minutes = session ? Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000) : 120;
  const zone = formatters(ctx.lang, office.timeZone).zoneName(ctx.now);
  return (
    <>
      <DateField name="day" label={t('learning.field.day')} value={local?.day ?? inAWeek} required />
      <TimeField
        name="time"
        label={t('learning.field.time')}
        hint={t('learning.field.time-hint', { office: officeName(ctx, office), zone })}
        value={local?.time ?? '18:00'}
        required
      />
      <NumberField name="minutes" label={t('learning.field.minutes')} value={String(minutes)} required />
      <SelectField
        name="trainer"
        label={t('learning.field.trainer')}
        options={trainers.map((id) => ({ value: id, label: names.get(id) || id }))}
        value={session?.trainerId ?? trainers[0] ?? ''}
        required
      />
      <SelectField
        name="room"
        label={t('learning.field.room')}
        hint={t('learning.field.room-hint', { places: group.places })}
        emptyLabel={t('learning.field.no-room')}
        options={rooms.map(({ id, name, seats, stepFree }) => ({
          value: id,
          label: [name, t('learning.room.seats', { count: seats }), stepFree ? t('learning.room.step-free') : '']
            .filter(Boolean)
            .join(', '),
        }))}
        value={session?.roomId ?? ''}
        optional={group.way !== 'class'}
      />
      <TextField
        name="link"
        label={t('learning.field.link')}
        hint={t('learning.field.link-hint')}
        value={session?.link ?? ''}
        maxLength={500}
        optional
      />
      <SelectField
        name="lesson"
        label={t('learning.field.lesson')}
        emptyLabel={t('learning.field.none')}
        options={[...lessons].map(([value, label]) => ({ value, label }))}
        value={session?.lesson ?? ''}
        optional
      />
      <TextField name="topic" label={t('learning.field.topic-words')} value={session?.topic ?? ''} maxLength={200} optional />
    </>
  );
}

/** Plans a session of a group. */
export const newSessionRoute = formRoute({
  path: '/teaching/groups/:id/sessions/new',
  who: teachers,
  params: groupParams,
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const taught = await openTaught(ctx, params.id);
    return page(
      t('learning.session.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.session.new')}
          caption={textIn(taught.group.courseTitle, ctx.lang).text}
          lead={t('learning.session.lead')}
        />
        <Form entry={entry} draft={`session-of-${params.id}`}>
          {await fieldsOf(ctx, taught, null)}
          <Button>{t('learning.build.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, taught.group) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const taught = await openTaught(ctx, params.id);
    await planSession(ctx.trx, accountOf(ctx), taught.group, await textFrom(ctx, taught, form), ctx.now);
    return redirect(`/teaching/groups/${params.id}`, 'learning.notice.session-planned');
  },
});

/** Changes a session; who is enrolled is told. */
export const editSessionRoute = formRoute({
  path: '/teaching/sessions/:id/edit',
  who: teachers,
  params: sessionParams,
  body: z.object({ ...body.shape, seen: fields.whole(0, 1_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const taught = await openTaughtSession(ctx, params.id);
    return page(
      t('learning.session.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.session.edit')}
          caption={textIn(taught.group.courseTitle, ctx.lang).text}
          lead={t('learning.session.lead')}
        />
        <Form entry={entry}>
          <input type="hidden" name="seen" value={String(taught.session.sequence)} />
          {await fieldsOf(ctx, taught, taught.session)}
          <Button>{t('learning.build.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, taught.group) },
    );
  },
  submit: async (ctx, { params }, { seen, ...form }) => {
    const taught = await openTaughtSession(ctx, params.id);
    await changeSession(ctx.trx, taught.group, { ...taught.session, sequence: seen }, await textFrom(ctx, taught, form), ctx.now);
    return redirect(`/teaching/groups/${taught.group.id}`, 'learning.notice.session-changed');
  },
});

/** Calls one session off; who is enrolled is told. */
export const callOffSessionRoute = formRoute({
  path: '/teaching/sessions/:id/call-off',
  who: teachers,
  params: sessionParams,
  body: z.object({ reason: fields.text(300) }),
  view: async (ctx, { params }, entry) => {
    const { t, format } = ctx;
    const { group, session } = await openTaughtSession(ctx, params.id);
    return page(
      t('learning.session.call-off'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.session.call-off')}
          caption={format.instant(session.startsAt, 'weekday')}
          lead={t('learning.session.call-off-lead')}
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
          <Button kind="warning">{t('learning.session.call-off')}</Button>
        </Form>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, { reason }) => {
    const { group, session } = await openTaughtSession(ctx, params.id);
    await callOffSession(ctx.trx, group, session, reason);
    return redirect(`/teaching/groups/${group.id}`, 'learning.notice.session-called-off');
  },
});
