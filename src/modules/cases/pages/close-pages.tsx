import { z } from 'zod';
import { Button, CheckboxField, ErrorSummary, Form, PageHeading, RadioField, SelectField, TextArea } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { stages } from '#modules/ventures';
import { termChoices, termCodes } from '#modules/vocabulary';
import { closeCase, reopenCase } from '../close-case.ts';
import { followUpOf, recordFollowUp } from '../follow-up.ts';
import { readCaseHead, readFormHead } from './crumbs.ts';
import { todayOf } from './today.ts';

/** Closes a case with an outcome for person and venture. */
export const closeCaseRoute = formRoute({
  path: '/desk/cases/:id/close',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>() }),
  body: z.object({
    personOutcome: fields.choice(termCodes('personOutcomes')),
    ventureOutcome: fields.optionalChoice(termCodes('ventureOutcomes')),
  }),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const head = await readFormHead(ctx, params.id, 'close', entry);
    return page(
      t('cases.close.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.close.title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.close.lead')} />
        <Form entry={entry}>
          <RadioField name="personOutcome" label={t('cases.field.person-outcome')} choices={termChoices('personOutcomes', lang)} />
          {head.case.ventureId && (
            <RadioField
              name="ventureOutcome"
              label={t('cases.field.venture-outcome')}
              choices={termChoices('ventureOutcomes', lang)}
              optional
            />
          )}
          <Button>{t('cases.close.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }, form) => {
    await closeCase(ctx.trx, accountOf(ctx), params.id, form, todayOf(ctx));
    return redirect(`/desk/cases/${params.id}`, 'cases.notice.closed');
  },
});

/** Opens a closed case again. */
export const reopenCaseRoute = confirmRoute({
  path: '/desk/cases/:id/reopen',
  who: desk,
  of: 'cases.cases',
  title: 'cases.reopen.title',
  lead: 'cases.reopen.lead',
  button: 'cases.reopen.button',
  back: async (ctx, id) => ({ label: (await readCaseHead(ctx, id)).person, href: `/desk/cases/${id}` }),
  act: async (ctx, id) => {
    await reopenCase(ctx.trx, id);
    return redirect(`/desk/cases/${id}`, 'cases.notice.reopened');
  },
});

/** Records what became of person and venture some months after the close. */
export const followUpRoute = formRoute({
  path: '/desk/follow-ups/:id',
  who: desk,
  params: z.object({ id: idOf<'cases.follow_ups'>() }),
  body: z.object({
    notReached: fields.tick(),
    personState: fields.optionalChoice(termCodes('personOutcomes')),
    ventureStage: fields.optionalChoice(stages),
    note: fields.optionalLongText(2_000),
  }),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const followUp = await followUpOf(ctx.trx, params.id);
    const head = await readFormHead(ctx, followUp.caseId, 'follow-up', entry);
    return page(
      t('cases.follow-up.title', { months: followUp.months }),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('cases.follow-up.title', { months: followUp.months })}
          caption={<bdi>{head.person}</bdi>}
          lead={t('cases.follow-up.lead')}
        />
        <Form entry={entry}>
          <CheckboxField name="notReached" label={t('cases.field.not-reached')} hint={t('cases.field.not-reached-hint')} />
          <SelectField name="personState" label={t('cases.field.person-state')} options={termChoices('personOutcomes', lang)} optional />
          {head.case.ventureId && (
            <SelectField name="ventureStage" label={t('cases.field.venture-stage')} options={termChoices('ventureStages', lang)} optional />
          )}
          <TextArea name="note" label={t('cases.field.in-short')} maxLength={2_000} rows={3} optional />
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }, form) => {
    const caseId = await recordFollowUp(ctx.trx, accountOf(ctx), params.id, {
      reached: !form.notReached,
      personState: form.personState,
      ventureStage: form.ventureStage,
      note: form.note ?? '',
    });
    return redirect(`/desk/cases/${caseId}`, 'cases.notice.follow-up-done');
  },
});
