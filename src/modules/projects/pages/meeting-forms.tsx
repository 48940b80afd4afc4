import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxesField,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { fromLocal, toLocal } from '#kernel/time';
import { listOffices, type OfficeId } from '#modules/offices';
import { mayMeet, type Meeting, type MeetingText } from '../meeting.ts';
import { attendanceOf, callOffMeeting, changeMeeting, keepMinutes, planMeeting } from '../meetings.ts';
import { partnersOf } from '../partners.ts';
import { takesPart, type ProjectId } from '../project.ts';
import { refuse } from '../refusals.ts';
import { tellPartners } from '../tell-partners.ts';
import { meetingAt, ofMeeting, ownMeeting } from './meeting.tsx';
import { crumbs, officeOptions, postOf, projectIn, staff, writtenFor } from './reach.ts';

const content = {
  title: fields.text(200),
  zone: fields.text(60),
  day: fields.day(),
  starts: fields.clock(),
  endsTime: fields.clock(),
  endsDay: fields.optionalDay(),
  venue: fields.optionalText(300),
  link: fields.optionalText(300),
  agenda: fields.longText(4_000),
};
type Typed = z.output<z.ZodObject<typeof content>>;

/** Time zones of the partners, by whose clock a meeting can be written. */
async function zonesOf(ctx: Context, id: ProjectId): Promise<string[]> {
  const ids = (await partnersOf(ctx.trx, id)).map(({ officeId }) => officeId);
  return [...new Set((await listOffices(ctx.trx, { lang: ctx.lang, ids, closed: true })).map(({ timeZone }) => timeZone))].toSorted();
}

async function textOf(
  ctx: Context,
  id: ProjectId,
  { day, starts, endsDay, endsTime, ...rest }: Typed,
  kept?: string,
): Promise<MeetingText> {
  const { title, zone, venue, link, agenda } = rest;
  if (zone !== kept && !(await zonesOf(ctx, id)).includes(zone)) throw refuse('times-wrong', { field: 'zone' });
  const startsAt = new Date(fromLocal(day, starts, zone));
  return { title, zone, venue, link, agenda, startsAt, endsAt: new Date(fromLocal(endsDay ?? day, endsTime, zone)) };
}

interface FieldsProps {
  ctx: Context;
  entry: FormEntry;
  zones: readonly string[];
  known?: Meeting;
  /** Partners that the actor may name as convener. */
  offices?: readonly { value: OfficeId; label: string }[];
}

function MeetingFields({ ctx, entry, zones, known, offices }: FieldsProps) {
  const { t, lang } = ctx;
  const zone = known?.zone ?? (zones.includes(ctx.timeZone) ? ctx.timeZone : (zones[0] ?? ''));
  const starts = known && toLocal(known.startsAt.toISOString(), zone);
  const ends = known && toLocal(known.endsAt.toISOString(), zone);
  const shown = [...new Set([zone, ...zones])];
  return (
    <Form entry={entry}>
      <TextField name="title" label={t('projects.field.title')} value={known?.title ?? ''} maxLength={200} required />
      {offices && (
        <SelectField
          name="office"
          label={t('projects.meeting.convener')}
          value={offices.length === 1 ? (offices[0]?.value ?? '') : ''}
          options={offices}
          required
        />
      )}
      <SelectField
        name="zone"
        label={t('projects.meeting.zone')}
        hint={t('projects.meeting.zone-hint')}
        value={zone}
        options={shown.map((value) => ({
          value,
          label: `${value.split('/').at(-1)?.replaceAll('_', ' ')} – ${formatters(lang, value).zoneName(known?.startsAt ?? ctx.now)}`,
        }))}
        required
      />
      <DateField name="day" label={t('projects.meeting.day')} value={starts?.day ?? ''} required />
      <TimeField name="starts" label={t('projects.meeting.from')} value={starts?.time ?? ''} required />
      <TimeField name="endsTime" label={t('projects.meeting.to')} value={ends?.time ?? ''} required />
      <DateField
        name="endsDay"
        label={t('projects.meeting.ends-day')}
        hint={t('projects.meeting.ends-day-hint')}
        value={ends && starts && ends.day !== starts.day ? ends.day : ''}
        optional
      />
      <TextField name="venue" label={t('projects.meeting.venue')} value={known?.venue ?? ''} maxLength={300} optional />
      <TextField
        name="link"
        label={t('projects.meeting.link')}
        hint={t('projects.meeting.link-hint')}
        value={known?.link ?? ''}
        maxLength={300}
        dir="ltr"
        optional
      />
      <TextArea
        name="agenda"
        label={t('projects.meeting.agenda')}
        hint={t('projects.meeting.agenda-hint')}
        value={known?.agenda ?? ''}
        maxLength={4_000}
        rows={6}
        required
      />
      <Button>{t('projects.new.button')}</Button>
    </Form>
  );
}

/** Plans a meeting of the partners. */
export const planRoute = formRoute({
  path: '/desk/projects/:id/meetings/new',
  who: staff,
  params: z.object({ id: idOf<'projects.projects'>() }),
  body: z.object({ ...content, office: fields.text(40).pipe(idOf<'offices.offices'>()) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const own = await writtenFor(ctx, project);
    if (own.length === 0) throw refuseHttp('not-found');
    return page(
      t('projects.meeting.plan'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.meeting.plan')} caption={<Bdi>{project.acronym}</Bdi>} lead={t('projects.meeting.plan-lead')} />
        <MeetingFields ctx={ctx} entry={entry} zones={await zonesOf(ctx, id)} offices={await officeOptions(ctx, own)} />
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, { office, ...form }) => {
    const project = await projectIn(ctx, id);
    const text = await textOf(ctx, id, form);
    const item = await planMeeting(ctx.trx, accountOf(ctx), { projectId: id, officeId: office, text, now: ctx.now });
    if (text.startsAt > ctx.now) await tellPartners(ctx.trx, postOf(ctx), project, { ...text, id: item }, 'meeting-planned');
    return redirect(meetingAt(id, item), 'projects.notice.planned');
  },
});

/** Moves a meeting, or writes its agenda anew. */
export const changeMeetingRoute = formRoute({
  path: '/desk/projects/:id/meetings/:item/change',
  who: staff,
  params: ofMeeting,
  body: z.object(content),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const { project, meeting } = await ownMeeting(ctx, id, item);
    if (!mayMeet(meeting, 'change', ctx.now) && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('projects.meeting.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.meeting.change')} caption={<Bdi>{meeting.title}</Bdi>} />
        <MeetingFields ctx={ctx} entry={entry} zones={await zonesOf(ctx, id)} known={meeting} />
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, form) => {
    const { project, meeting } = await ownMeeting(ctx, id, item);
    const text = await textOf(ctx, id, form, meeting.zone);
    await changeMeeting(ctx.trx, id, meeting, text, ctx.now);
    if (text.startsAt > ctx.now) await tellPartners(ctx.trx, postOf(ctx), project, { ...meeting, ...text }, 'meeting-changed');
    return redirect(meetingAt(id, item), 'projects.notice.kept');
  },
});

/** Calls a meeting off, with the reason. */
export const callOffRoute = formRoute({
  path: '/desk/projects/:id/meetings/:item/call-off',
  who: staff,
  params: ofMeeting,
  body: z.object({ because: fields.longText(1_000) }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const { project, meeting } = await ownMeeting(ctx, id, item);
    if (!mayMeet(meeting, 'call-off', ctx.now) && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('projects.meeting.call-off'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.meeting.call-off')} caption={<Bdi>{meeting.title}</Bdi>} />
        <Form entry={entry}>
          <TextArea name="because" label={t('projects.meeting.because')} maxLength={1_000} rows={4} required />
          <Button kind="warning">{t('projects.meeting.call-off')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { because }) => {
    const { project, meeting } = await ownMeeting(ctx, id, item);
    await callOffMeeting(ctx.trx, id, meeting, because, ctx.now);
    await tellPartners(ctx.trx, postOf(ctx), project, meeting, 'meeting-called-off');
    return redirect(meetingAt(id, item), 'projects.notice.called-off');
  },
});

/** What was said and decided, and which offices came. */
export const minutesRoute = formRoute({
  path: '/desk/projects/:id/meetings/:item/minutes',
  who: staff,
  params: ofMeeting,
  body: z.object({
    said: fields.longText(5_000),
    decisions: fields.optionalLongText(4_000),
    came: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(idOf<'offices.offices'>()).max(500)),
    close: fields.tick(),
  }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const { project, meeting } = await ownMeeting(ctx, id, item);
    if (!mayMeet(meeting, 'minutes', ctx.now) && !entry.sent) throw refuseHttp('not-found');
    const came = await attendanceOf(ctx.trx, meeting.id);
    const { day } = toLocal(meeting.startsAt.toISOString(), meeting.zone);
    const then = (await partnersOf(ctx.trx, id)).filter((one) => takesPart(one, day) || came.includes(one.officeId));
    const offices = await officeOptions(
      ctx,
      then.map(({ officeId }) => officeId),
    );
    return page(
      t('projects.meeting.minutes'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.meeting.minutes')} caption={<Bdi>{meeting.title}</Bdi>} lead={t('projects.meeting.minutes-lead')} />
        <Form entry={entry}>
          <CheckboxesField name="came" label={t('projects.meeting.came')} choices={offices} values={came} optional />
          <TextArea name="said" label={t('projects.meeting.said')} value={meeting.said ?? ''} maxLength={5_000} rows={8} required />
          <TextArea
            name="decisions"
            label={t('projects.meeting.decisions')}
            hint={t('projects.meeting.decisions-hint')}
            value={meeting.decisions ?? ''}
            maxLength={4_000}
            rows={5}
            optional
          />
          <CheckboxField name="close" label={t('projects.meeting.close')} hint={t('projects.meeting.close-hint')} />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, form) => {
    const { project, meeting } = await ownMeeting(ctx, id, item);
    await keepMinutes(ctx.trx, id, meeting, form, ctx.now);
    if (form.close) await tellPartners(ctx.trx, postOf(ctx), project, meeting, 'meeting-closed');
    return redirect(meetingAt(id, item), form.close ? 'projects.notice.closed' : 'projects.notice.kept');
  },
});
