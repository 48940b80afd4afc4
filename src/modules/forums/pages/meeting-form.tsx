import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, PageHeading, TextField, TimeField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { fromLocal, toLocal } from '#kernel/time';
import type { Forum, Meeting, MeetingText } from '../forum.ts';
import { changeMeeting, planMeeting } from '../meetings.ts';
import { conveners, crumbs, meetingAt, meetingIn, meetingTitle, ofForum, ofMeeting, ownForum, zoneOf } from './reach.ts';
import { going } from './write.tsx';

const body = z.object({
  day: fields.day(),
  starts: fields.clock(),
  endsDay: fields.optionalDay(),
  endsTime: fields.clock(),
  venue: fields.text(300),
  link: fields.optionalText(300),
});

/** Plans a meeting; nobody else reads it before everybody is invited. */
export const planRoute = formRoute({
  path: '/desk/forums/:id/meetings/new',
  who: conveners,
  params: ofForum,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const of = await going(ctx, id);
    return page(
      t('forums.plan.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.plan.title')} caption={<Bdi lang={of.language}>{of.name}</Bdi>} lead={t('forums.plan.lead')} />
        <MeetingFields ctx={ctx} entry={entry} known={null} zone={await zoneOf(ctx, of)} />
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const forum = await ownForum(ctx, id);
    const meeting = await planMeeting(ctx.trx, accountOf(ctx), { forum, text: await textOf(ctx, forum, form), now: ctx.now });
    return redirect(meetingAt(meeting), 'forums.notice.planned');
  },
});

/** Moves a meeting; whoever was invited is told. */
export const changeMeetingRoute = formRoute({
  path: '/desk/meetings/:id/edit',
  who: conveners,
  params: ofMeeting,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    if (!['planned', 'convened'].includes(meeting.state) && !entry.sent) throw refuseHttp('not-found');
    const zone = await zoneOf(ctx, forum);
    return page(
      t('forums.plan.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('forums.plan.change')}
          caption={meetingTitle(ctx, meeting, zone)}
          {...(meeting.state === 'convened' ? { lead: t('forums.plan.told') } : {})}
        />
        <MeetingFields ctx={ctx} entry={entry} known={meeting} zone={zone} />
      </>,
      { breadcrumbs: crumbs(ctx, forum) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    await changeMeeting(ctx.trx, forum, meeting, await textOf(ctx, forum, form));
    return redirect(meetingAt(id), 'forums.notice.moved');
  },
});

/** What was typed, read on the clock of the office. */
async function textOf(
  ctx: Context,
  forum: Forum,
  { day, starts, endsDay, endsTime, venue, link }: z.output<typeof body>,
): Promise<MeetingText> {
  const zone = await zoneOf(ctx, forum);
  return {
    startsAt: new Date(fromLocal(day, starts, zone)),
    endsAt: new Date(fromLocal(endsDay ?? day, endsTime, zone)),
    venue,
    link,
  };
}

function MeetingFields({ ctx, entry, known, zone }: { ctx: Context; entry: FormEntry; known: Meeting | null; zone: string }) {
  const { t } = ctx;
  const starts = known && toLocal(known.startsAt.toISOString(), zone);
  const ends = known && toLocal(known.endsAt.toISOString(), zone);
  return (
    <Form entry={entry} draft={`meeting-${known?.id ?? 'new'}`}>
      <p>{t('forums.plan.clock', { zone: formatters(ctx.lang, zone).zoneName(known?.startsAt ?? ctx.now) })}</p>
      <DateField name="day" label={t('forums.plan.day')} value={starts?.day} required />
      <TimeField name="starts" label={t('forums.plan.starts')} value={starts?.time} required />
      <TimeField name="endsTime" label={t('forums.plan.ends')} value={ends?.time} required />
      <DateField
        name="endsDay"
        label={t('forums.plan.ends-day')}
        hint={t('forums.plan.ends-day-hint')}
        value={ends && starts && ends.day !== starts.day ? ends.day : undefined}
        optional
      />
      <TextField name="venue" label={t('forums.field.venue')} value={known?.venue} maxLength={300} required />
      <TextField
        name="link"
        label={t('forums.plan.link')}
        hint={t('forums.plan.link-hint')}
        value={known?.link ?? undefined}
        maxLength={300}
        dir="ltr"
        optional
      />
      <Button>{t('forums.save')}</Button>
    </Form>
  );
}
