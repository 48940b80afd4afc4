import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  PostButton,
  SelectField,
  TextField,
} from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { meetingOutcomes, type Fair, type Meeting, type MeetingId, type Participant } from '../fair.ts';
import { addMeeting, moveMeeting, noteOutcome, removeMeeting } from '../plan-meetings.ts';
import { getMeeting, participantsOf, slotsOfFair } from '../read-fairs.ts';
import { bothClocks, fairTitle, mayPlan, nameIn, participantName } from './fair-parts.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';

const meetingParams = z.object({ id: idOf<'trade.fair_meetings'>() });

const where = {
  slot: z.iso.datetime('http.field.choose'),
  table: fields.whole(1, 60),
  link: fields.optionalText(500).pipe(
    z
      .string()
      .regex(/^https:\/\/\S+$/, 'trade.field.link-wrong')
      .nullable(),
  ),
};

async function WhereFields({ ctx, fair, meeting }: { ctx: Context; fair: Fair; meeting: Meeting | null }) {
  const { t } = ctx;
  return (
    <>
      <SelectField
        name="slot"
        label={t('trade.fair.when')}
        options={(await slotsOfFair(ctx.trx, fair.id)).map(({ startsAt }) => ({
          value: startsAt.toISOString(),
          label: bothClocks(ctx, fair, startsAt),
        }))}
        value={meeting?.startsAt.toISOString()}
        required
      />
      <NumberField name="table" label={t('trade.fair.table')} value={String(meeting?.table ?? '')} size="short" required />
      <TextField name="link" label={t('trade.fair.link-field')} hint={t('trade.fair.link-hint')} value={meeting?.link ?? ''} optional />
    </>
  );
}

export const newMeetingRoute = formRoute({
  path: '/desk/fairs/:id/meetings/new',
  who: desk,
  params: fairParams,
  body: z.object({ first: idOf<'trade.fair_participants'>(), second: idOf<'trade.fair_participants'>(), ...where }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    const options = (await participantsOf(ctx.trx, id))
      .filter(({ state }) => state === 'approved')
      .map((one) => ({ value: one.id as string, label: participantName(one) }));
    return page(
      t('trade.fair.add-meeting'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.fair.add-meeting')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
        <Form entry={entry}>
          <SelectField name="first" label={t('trade.fair.who')} options={options} required />
          <SelectField name="second" label={t('trade.fair.with')} options={options} required />
          {await WhereFields({ ctx, fair, meeting: null })}
          <Button>{t('trade.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { first, second, ...text }) => {
    await hostedFair(ctx, id);
    await addMeeting(ctx.trx, id, { first, second }, text, ctx.now);
    return redirect(`/desk/fairs/${id}/schedule`, 'trade.notice.fair-changed');
  },
});

async function hostedMeeting(ctx: Context, id: MeetingId) {
  const meeting = await getMeeting(ctx.trx, id);
  if (!meeting) throw refuseHttp('not-found');
  const fair = await hostedFair(ctx, meeting.fairId);
  return { meeting, fair, people: await participantsOf(ctx.trx, fair.id) };
}

const scheduleCrumbs = (ctx: Context, fair: Fair) => [
  ...fairCrumbs(ctx, fair),
  { label: ctx.t('trade.fair.schedule'), href: `/desk/fairs/${fair.id}/schedule` },
];

function Pair({ meeting, people }: { meeting: Meeting; people: readonly Participant[] }) {
  return (
    <>
      <Bdi>{nameIn(people, meeting.firstId)}</Bdi> / <Bdi>{nameIn(people, meeting.secondId)}</Bdi>
    </>
  );
}

/** One meeting: move it, take it off, or note what came of it. */
export const meetingRoute = formRoute({
  path: '/desk/fairs/meetings/:id',
  who: desk,
  params: meetingParams,
  body: z.object(where),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { meeting, fair, people } = await hostedMeeting(ctx, id);
    return page(
      t('trade.fair.meeting'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('trade.fair.meeting')}
          lead={bothClocks(ctx, fair, meeting.startsAt)}
          caption={<Pair meeting={meeting} people={people} />}
        />
        {mayPlan(fair) && (
          <Form entry={entry}>
            {await WhereFields({ ctx, fair, meeting })}
            <Button>{t('trade.fair.move')}</Button>
          </Form>
        )}
        <div class="button-group">
          {fair.state !== 'announced' && (
            <ButtonLink kind="secondary" href={`/desk/fairs/meetings/${id}/outcome`}>
              {t('trade.fair.note-outcome')}
            </ButtonLink>
          )}
          {mayPlan(fair) && (
            <PostButton kind="warning" action={`/desk/fairs/meetings/${id}/remove`}>
              {t('trade.fair.remove-meeting')}
            </PostButton>
          )}
        </div>
      </>,
      { breadcrumbs: scheduleCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, text) => {
    const { fair } = await hostedMeeting(ctx, id);
    await moveMeeting(ctx.trx, id, text, ctx.now);
    return redirect(`/desk/fairs/${fair.id}/schedule`, 'trade.notice.fair-changed');
  },
});

export const removeRoute = formRoute({
  path: '/desk/fairs/meetings/:id/remove',
  who: desk,
  params: meetingParams,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { meeting, fair, people } = await hostedMeeting(ctx, id);
    return page(
      t('trade.fair.remove-meeting'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('trade.fair.remove-meeting')}
          lead={bothClocks(ctx, fair, meeting.startsAt)}
          caption={<Pair meeting={meeting} people={people} />}
        />
        <Form>
          <Button kind="warning">{t('trade.fair.remove-meeting')}</Button>
        </Form>
      </>,
      { breadcrumbs: scheduleCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await hostedMeeting(ctx, id);
    const fairId = await removeMeeting(ctx.trx, id, ctx.now);
    return redirect(`/desk/fairs/${fairId}/schedule`, 'trade.notice.fair-changed');
  },
});

/** Who came, and what they agreed on. */
export const outcomeRoute = formRoute({
  path: '/desk/fairs/meetings/:id/outcome',
  who: desk,
  params: meetingParams,
  body: z.object({ firstCame: fields.tick(), secondCame: fields.tick(), outcome: fields.optionalChoice(meetingOutcomes) }),
  view: async (ctx, { params: { id } }, entry) => outcomePage(ctx, id, entry),
  submit: async (ctx, { params: { id } }, outcome) => {
    const { fair } = await hostedMeeting(ctx, id);
    await noteOutcome(ctx.trx, id, outcome, ctx.now);
    return redirect(`/desk/fairs/${fair.id}/schedule`, 'trade.notice.fair-met');
  },
});

async function outcomePage(ctx: Context, id: MeetingId, entry: FormEntry) {
  const { t } = ctx;
  const { meeting, fair, people } = await hostedMeeting(ctx, id);
  return page(
    t('trade.fair.note-outcome'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t('trade.fair.note-outcome')} lead={bothClocks(ctx, fair, meeting.startsAt)} />
      <Form entry={entry}>
        <CheckboxField
          name="firstCame"
          label={t('trade.fair.who-came', { who: nameIn(people, meeting.firstId) })}
          checked={meeting.firstCame ?? false}
        />
        <CheckboxField
          name="secondCame"
          label={t('trade.fair.who-came', { who: nameIn(people, meeting.secondId) })}
          checked={meeting.secondCame ?? false}
        />
        <SelectField
          name="outcome"
          label={t('trade.fair.outcome')}
          hint={t('trade.fair.outcome-hint')}
          options={meetingOutcomes.map((value) => ({ value, label: t(`trade.fair-outcome.${value}`) }))}
          value={meeting.outcome ?? ''}
          optional
        />
        <Button>{t('trade.form.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: scheduleCrumbs(ctx, fair) },
  );
}

/** Who came to a meeting and what came of it, in words. */
export function outcomeText({ t }: Context, { firstCame, secondCame, outcome }: Meeting): string {
  if (firstCame === null || secondCame === null) return '–';
  if (!firstCame || !secondCame) return t('trade.fair.no-show');
  return outcome ? t(`trade.fair-outcome.${outcome}`) : t('trade.fair.came');
}
