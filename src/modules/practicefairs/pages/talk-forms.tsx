import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, NumberField, PageHeading, SelectField, TextField, TimeField } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { fromLocal, toLocal } from '#kernel/time';
import type { Fair, Talk, TalkText } from '../fair.ts';
import { standsOf } from '../read-fairs.ts';
import { refuse } from '../refusals.ts';
import { changeTalk, planTalk, removeTalk } from '../write-talk.ts';
import { deskAt, deskCrumbs, editors, fairAtDesk, ofFair, ofTalk, talkIn, writableFair } from './reach.ts';

const body = z.object({
  practice: fields.text(60),
  day: fields.day(),
  starts: fields.clock(),
  minutes: fields.whole(10, 480),
  speaker: fields.text(200),
  link: fields.optionalText(500),
});

/** What was typed, by the clock of the network. */
async function textOf(ctx: Context, fair: Fair, { practice, day, starts, ...rest }: z.output<typeof body>): Promise<TalkText> {
  const stand = (await standsOf(ctx.trx, fair.id)).find(({ practiceId }) => practiceId === practice);
  if (!stand) throw refuse('no-practice', { field: 'practice' });
  return { ...rest, practiceId: stand.practiceId, startsAt: new Date(fromLocal(day, starts, ctx.profile.timeZone)) };
}

async function TalkFields({ ctx, entry, fair, known }: { ctx: Context; entry: FormEntry; fair: Fair; known?: Talk }) {
  const { t, lang } = ctx;
  const zone = ctx.profile.timeZone;
  const starts = known && toLocal(known.startsAt.toISOString(), zone);
  const stands = await standsOf(ctx.trx, fair.id);
  return (
    <Form entry={entry}>
      <SelectField
        name="practice"
        label={t('practicefairs.talk.practice')}
        options={stands.map(({ practiceId, title }) => ({ value: practiceId, label: textIn(title, lang).text }))}
        value={known?.practiceId}
        required
      />
      <DateField name="day" label={t('practicefairs.talk.day')} value={starts?.day ?? fair.fromDay} required />
      <TimeField
        name="starts"
        label={t('practicefairs.talk.starts')}
        hint={t('practicefairs.talk.zone', { zone: formatters(lang, zone).zoneName(known?.startsAt ?? ctx.now) })}
        value={starts?.time ?? ''}
        required
      />
      <NumberField name="minutes" label={t('practicefairs.talk.length')} value={String(known?.minutes ?? 45)} required />
      <TextField
        name="speaker"
        label={t('practicefairs.talk.speaker')}
        hint={t('practicefairs.talk.speaker-hint')}
        value={known?.speaker}
        maxLength={200}
        required
      />
      <TextField
        name="link"
        label={t('practicefairs.talk.link-field')}
        hint={t('practicefairs.talk.link-hint')}
        value={known?.link ?? ''}
        maxLength={500}
        dir="ltr"
        optional
      />
      <Button>{t('practicefairs.save')}</Button>
    </Form>
  );
}

/** Plans a talk. */
export const planRoute = formRoute({
  path: '/practices/fairs/desk/:id/talks/new',
  who: editors,
  params: ofFair,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await writableFair(ctx, id, entry);
    return page(
      t('practicefairs.talk.plan'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.talk.plan')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        {await TalkFields({ ctx, entry, fair })}
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const fair = await fairAtDesk(ctx, id);
    await planTalk(ctx.trx, fair, await textOf(ctx, fair, form), ctx.profile.timeZone);
    return redirect(deskAt(id), 'practicefairs.notice.planned');
  },
});

/** Changes a talk. */
export const changeRoute = formRoute({
  path: '/practices/fairs/desk/:id/talks/:talk',
  who: editors,
  params: ofTalk,
  body,
  view: async (ctx, { params: { id, talk } }, entry) => {
    const { t } = ctx;
    const fair = await writableFair(ctx, id, entry);
    const known = await talkIn(ctx, fair, talk);
    return page(
      t('practicefairs.talk.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.talk.change')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        {await TalkFields({ ctx, entry, fair, known })}
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id, talk } }, form) => {
    const fair = await fairAtDesk(ctx, id);
    await talkIn(ctx, fair, talk);
    await changeTalk(ctx.trx, fair, talk, await textOf(ctx, fair, form), ctx.profile.timeZone);
    return redirect(deskAt(id), 'practicefairs.notice.changed');
  },
});

/** Takes a talk out of the timetable, after a question. */
export const removeTalkRoute = formRoute({
  path: '/practices/fairs/desk/:id/talks/:talk/remove',
  who: editors,
  params: ofTalk,
  body: z.object({}),
  view: async (ctx, { params: { id, talk } }, entry) => {
    const { t, format } = ctx;
    const fair = await writableFair(ctx, id, entry);
    const { speaker, startsAt } = await talkIn(ctx, fair, talk);
    return page(
      t('practicefairs.talk.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.talk.remove')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <p>
          <Bdi>{speaker}</Bdi>, {format.instant(startsAt)}
        </p>
        <p>{t('practicefairs.talk.remove-lead')}</p>
        <Form entry={entry}>
          <Button kind="warning">{t('practicefairs.talk.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id, talk } }) => {
    await removeTalk(ctx.trx, await fairAtDesk(ctx, id), talk);
    return redirect(deskAt(id), 'practicefairs.notice.talk-removed');
  },
});
