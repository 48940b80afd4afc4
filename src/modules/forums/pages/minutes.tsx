import { z } from 'zod';
import { Bdi, Button, CheckboxesField, ErrorSummary, Form, Inset, Notice, PageHeading, SelectField, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { answers, heldOn, type Attendance, type Forum, type Meeting, type SeatId } from '../forum.ts';
import { answerPoint, attendanceOf, keepAttendance, keepMinutes } from '../points.ts';
import { seatsOf } from '../seats.ts';
import { Written } from './marks.tsx';
import { conveners, crumbs, meetingAt, meetingIn, meetingTitle, ofMeeting, ofPoint, ownForum, pointIn, zoneOf } from './reach.ts';

const trail = async (ctx: Context, forum: Forum, meeting: Meeting) => [
  ...crumbs(ctx, forum),
  { label: meetingTitle(ctx, meeting, await zoneOf(ctx, forum)), href: meetingAt(meeting.id) },
];

/** What was said on a point, and the opinion that was agreed. */
export const minutesRoute = formRoute({
  path: '/desk/meetings/:id/points/:point/minutes',
  who: conveners,
  params: ofPoint,
  body: z.object({ said: fields.longText(8_000), opinion: fields.optionalLongText(4_000) }),
  view: async (ctx, { params: { id, point: pointId } }, entry) => {
    const { t } = ctx;
    const { forum, meeting, point } = await pointIn(ctx, id, pointId);
    if ((meeting.state !== 'held' || meeting.publishedAt) && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('forums.minutes.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('forums.minutes.title')}
          caption={<Bdi lang={forum.language}>{point.title}</Bdi>}
          lead={t('forums.minutes.lead')}
        />
        <Form entry={entry} draft={`minutes-${pointId}`} draftRemote>
          <TextArea
            name="said"
            label={t('forums.minutes.said')}
            hint={t('forums.minutes.said-hint')}
            value={point.minutes?.said}
            maxLength={8_000}
            rows={8}
            required
          />
          <TextArea
            name="opinion"
            label={t('forums.meeting.opinion')}
            hint={t('forums.minutes.opinion-hint')}
            value={point.minutes?.opinion ?? undefined}
            maxLength={4_000}
            rows={4}
            optional
          />
          <Button>{t('forums.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id, point: pointId } }, form) => {
    const { forum, point } = await pointIn(ctx, id, pointId);
    await keepMinutes(ctx.trx, forum, point, form);
    return redirect(meetingAt(id, `#point-${point.place}`), 'forums.notice.minutes');
  },
});

/** The answer to an opinion, before or after the minutes are published. */
export const answerRoute = formRoute({
  path: '/desk/meetings/:id/points/:point/answer',
  who: conveners,
  params: ofPoint,
  body: z.object({ answer: fields.choice(answers), reason: fields.longText(4_000) }),
  view: async (ctx, { params: { id, point: pointId } }, entry) => {
    const { t } = ctx;
    const { forum, meeting, point } = await pointIn(ctx, id, pointId);
    const { minutes } = point;
    if (!minutes?.opinion) throw refuseHttp('not-found');
    return page(
      t('forums.answer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('forums.answer.title')}
          caption={<Bdi lang={forum.language}>{point.title}</Bdi>}
          lead={t('forums.answer.lead')}
        />
        <Inset>
          <Written words={minutes.opinion} lang={forum.language} />
        </Inset>
        <Form entry={entry} draft={`answer-${pointId}`} draftRemote>
          <SelectField
            name="answer"
            label={t('forums.meeting.answer')}
            options={answers.map((value) => ({ value, label: t(`forums.answer.${value}`) }))}
            value={minutes.answer ?? ''}
            required
          />
          <TextArea
            name="reason"
            label={t('forums.answer.reason')}
            hint={t('forums.answer.reason-hint')}
            value={minutes.reason ?? undefined}
            maxLength={4_000}
            rows={5}
            required
          />
          <Button>{t('forums.answer.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id, point: pointId } }, { answer, reason }) => {
    const { forum, point } = await pointIn(ctx, id, pointId);
    await answerPoint(ctx.trx, forum, point, { answer, reason, now: ctx.now });
    return redirect(meetingAt(id, `#point-${point.place}`), 'forums.notice.answered');
  },
});

/** Ids that were ticked; whatever is no seat of the body is left out. */
const ticked = z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.string().max(60)).max(1_000));

/** Who came to a meeting, who had excused themselves; the others were not there. */
export const attendanceRoute = formRoute({
  path: '/desk/meetings/:id/attendance',
  who: conveners,
  params: ofMeeting,
  body: z.object({ present: ticked, excused: ticked }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    if ((meeting.state !== 'held' || meeting.publishedAt) && !entry.sent) throw refuseHttp('not-found');
    const seats = await seatsFor(ctx, forum, meeting);
    const known = await attendanceOf(ctx.trx, id);
    const options = seats.map(({ id: value, name }) => ({ value, label: name }));
    const those = (state: Attendance) => seats.filter((one) => known.get(one.id) === state).map((one) => one.id);
    return page(
      t('forums.attendance.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('forums.attendance.title')}
          caption={meetingTitle(ctx, meeting, await zoneOf(ctx, forum))}
          lead={t('forums.attendance.lead')}
        />
        {seats.length === 0 ? (
          <Notice>{t('forums.attendance.nobody')}</Notice>
        ) : (
          <Form entry={entry}>
            <CheckboxesField name="present" label={t('forums.attendance.who-came')} choices={options} values={those('present')} optional />
            <CheckboxesField
              name="excused"
              label={t('forums.attendance.who-excused')}
              choices={options}
              values={those('excused')}
              optional
            />
            <Button>{t('forums.save')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: await trail(ctx, forum, meeting) },
    );
  },
  submit: async (ctx, { params: { id } }, { present, excused }) => {
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    const state = (seat: SeatId): Attendance => (present.includes(seat) ? 'present' : excused.includes(seat) ? 'excused' : 'absent');
    const seats = await seatsFor(ctx, forum, meeting);
    await keepAttendance(ctx.trx, forum, id, new Map(seats.map((one) => [one.id, state(one.id)])));
    return redirect(meetingAt(id), 'forums.notice.attendance');
  },
});

/** Seats that were held on the day of the meeting. */
async function seatsFor(ctx: Context, forum: Forum, { startsAt }: Meeting) {
  return (await seatsOf(ctx.trx, forum.id)).filter((one) => heldOn(one, startsAt.toISOString().slice(0, 10)));
}
