import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, NumberField, PageHeading, SelectField, TextField, TimeField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { fromLocal, toLocal } from '#kernel/time';
import { listOffices } from '#modules/offices';
import { mayChange, type Fair, type Talk, type TalkText } from '../fair.ts';
import { standsOf } from '../read-fairs.ts';
import { refuse } from '../refusals.ts';
import { tellOfTalk } from '../tell-offices.ts';
import { changeTalk, isMoved, planTalk } from '../write-talk.ts';
import { deskAt, deskCrumbs, editors, fairAtDesk, ofFair, ofTalk, postOf, talkIn, writableFair } from './reach.ts';

const body = z.object({
  practice: fields.text(60),
  day: fields.day(),
  starts: fields.clock(),
  minutes: fields.whole(10, 480),
  speaker: fields.text(200),
  office: fields.optionalText(60),
  link: fields.optionalText(500),
});

/** What was typed, by the clock of the network. */
async function textOf(ctx: Context, fair: Fair, { practice, day, starts, office, ...rest }: z.output<typeof body>): Promise<TalkText> {
  const stand = (await standsOf(ctx.trx, fair.id)).find(({ practiceId }) => practiceId === practice);
  if (!stand) throw refuse('no-practice', { field: 'practice' });
  const officeId = office === null ? null : (await listOffices(ctx.trx, { lang: ctx.lang })).find(({ id }) => id === office)?.id;
  if (officeId === undefined) throw refuse('no-office', { field: 'office' });
  return { ...rest, officeId, practiceId: stand.practiceId, startsAt: new Date(fromLocal(day, starts, ctx.profile.timeZone)) };
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
      <SelectField
        name="office"
        label={t('practicefairs.talk.office')}
        hint={t('practicefairs.talk.office-hint')}
        emptyLabel={t('practicefairs.talk.no-office')}
        options={(await listOffices(ctx.trx, { lang })).map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
        value={known?.officeId ?? ''}
        optional
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
    if (fair.state === 'open' && mayChange(known, ctx.now) !== true && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('practicefairs.talk.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('practicefairs.talk.change')}
          caption={<Bdi lang={fair.language}>{fair.title}</Bdi>}
          {...(fair.state === 'open' ? { lead: t('practicefairs.talk.change-lead') } : {})}
        />
        {await TalkFields({ ctx, entry, fair, known })}
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id, talk } }, form) => {
    const fair = await fairAtDesk(ctx, id);
    const known = await talkIn(ctx, fair, talk);
    const text = await textOf(ctx, fair, form);
    await changeTalk(ctx.trx, fair, { talk: known, text, now: ctx.now, zone: ctx.profile.timeZone });
    const stand = (await standsOf(ctx.trx, id)).find(({ practiceId }) => practiceId === text.practiceId);
    if (isMoved(known, text)) await tellOfTalk(ctx.trx, postOf(ctx), { fair, stand, talk: known, news: { what: 'moved', to: text } });
    return redirect(deskAt(id), 'practicefairs.notice.changed');
  },
});
