import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { newId } from '#kernel/db';
import { Button, CheckboxField, DateField, ErrorSummary, Form, MoneyField, Notice, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, holders, page, redirect, refuseHttp, type Context, type Route } from '#kernel/http';
import { addDays } from '#kernel/time';
import { claimParts } from '../claim.ts';
import { transitions } from '../guarantee.ts';
import { takeStep, type StepFacts } from '../take-step.ts';
import {
  actsOf,
  guaranteeAtDesk,
  guaranteePath,
  lendersOf,
  ofGuarantee,
  readAmount,
  sumIn,
  type OpenGuarantee,
  type PersonAct,
} from './guarantee-reach.ts';
import { deskCrumbs, todayOf } from './reach.ts';
import type { GuaranteeId } from '../filing.ts';

/** What is typed with an act. */
interface Typed {
  day?: string;
  words?: string | null;
  lapseOn?: string;
  owed?: string;
  firstUnpaidOn?: string;
  legalStepsDone?: boolean;
  amount?: string;
}

interface ActForm {
  body: z.ZodObject;
  form: (ctx: Context, found: OpenGuarantee) => ComponentChildren;
}

const OPEN_DAYS = 90;

const words = (ctx: Context, hint: 'lender-reads' | 'fund-reads', required: boolean) => (
  <TextArea
    name="words"
    label={ctx.t(required ? 'guarantees.step.words' : 'guarantees.step.note')}
    hint={ctx.t(`guarantees.step.${hint}`)}
    maxLength={2_000}
    {...(required ? { required: true } : { optional: true })}
  />
);

const onDay = (ctx: Context, label: 'day' | 'loan-day' | 'call-day' | 'pay-day' = 'day') => (
  <DateField name="day" label={ctx.t(`guarantees.step.${label}`)} value={todayOf(ctx)} max={todayOf(ctx)} required />
);

const told = (hint: 'lender-reads' | 'fund-reads'): ActForm => ({
  body: z.object({ words: fields.longText(2_000) }),
  form: (ctx) => words(ctx, hint, true),
});

const paid: ActForm = {
  body: z.object({ day: fields.day(), legalStepsDone: fields.tick(), words: fields.optionalLongText(2_000) }),
  form: (ctx, { one }) => (
    <>
      <Notice>{ctx.t('guarantees.step.pays', { amount: sumIn(ctx, one.payableMinor - one.paidMinor, one.currency) })}</Notice>
      {onDay(ctx, 'pay-day')}
      <CheckboxField name="legalStepsDone" label={ctx.t('guarantees.step.legal-done')} />
      {words(ctx, 'lender-reads', false)}
    </>
  ),
};

const forms: Record<PersonAct, ActForm> = {
  ask: told('lender-reads'),
  answer: told('fund-reads'),
  refuse: told('lender-reads'),
  withdraw: { body: z.object({ words: fields.optionalLongText(2_000) }), form: (ctx) => words(ctx, 'fund-reads', false) },
  'send-back': told('lender-reads'),
  forfeit: told('lender-reads'),
  approve: {
    body: z.object({ lapseOn: fields.day(), words: fields.optionalLongText(2_000) }),
    form: (ctx) => (
      <>
        <DateField
          name="lapseOn"
          label={ctx.t('guarantees.step.lapse-on')}
          hint={ctx.t('guarantees.step.lapse-hint')}
          value={addDays(todayOf(ctx), OPEN_DAYS)}
          required
        />
        {words(ctx, 'lender-reads', false)}
      </>
    ),
  },
  activate: { body: z.object({ day: fields.day() }), form: (ctx) => onDay(ctx, 'loan-day') },
  shrink: {
    body: z.object({ day: fields.day(), owed: fields.text(30) }),
    form: (ctx, { one }) => (
      <>
        {onDay(ctx)}
        <MoneyField
          name="owed"
          label={ctx.t('guarantees.step.owed')}
          hint={ctx.t('guarantees.step.owed-hint', { amount: sumIn(ctx, one.owedMinor, one.currency) })}
          currency={one.currency}
          required
        />
      </>
    ),
  },
  repay: { body: z.object({ day: fields.day() }), form: (ctx) => onDay(ctx) },
  call: {
    body: z.object({ day: fields.day(), firstUnpaidOn: fields.day(), words: fields.optionalLongText(2_000) }),
    form: (ctx, { one, terms }) => (
      <>
        <Notice>
          {ctx.t('guarantees.step.calls', { amount: sumIn(ctx, one.leftMinor, one.currency), days: ctx.format.number(terms.waitingDays) })}
        </Notice>
        {onDay(ctx, 'call-day')}
        <DateField name="firstUnpaidOn" label={ctx.t('guarantees.one.first-unpaid')} max={todayOf(ctx)} required />
        {words(ctx, 'fund-reads', false)}
      </>
    ),
  },
  'pay-first': {
    body: z.object({ day: fields.day(), words: fields.optionalLongText(2_000) }),
    form: (ctx, { one, terms }) => (
      <>
        <Notice>
          {ctx.t('guarantees.step.pays', {
            amount: sumIn(ctx, claimParts(one.payableMinor, terms.firstSharePercent).firstMinor, one.currency),
          })}
        </Notice>
        {onDay(ctx, 'pay-day')}
        {words(ctx, 'lender-reads', false)}
      </>
    ),
  },
  'pay-all': paid,
  'pay-rest': paid,
  recover: {
    body: z.object({ day: fields.day(), amount: fields.text(30) }),
    form: (ctx, { one }) => (
      <>
        {onDay(ctx)}
        <MoneyField
          name="amount"
          label={ctx.t('guarantees.step.recovered')}
          hint={ctx.t('guarantees.step.recovered-hint')}
          currency={one.currency}
          required
        />
      </>
    ),
  },
};

// uses messages: guarantees.act.*
// uses messages: guarantees.act-lead.*

/** A guarantee with which the reader may do this now. Refusals: `not-found`. */
async function openFor(ctx: Context, id: GuaranteeId, act: PersonAct): Promise<OpenGuarantee> {
  const found = await guaranteeAtDesk(ctx, id);
  const acts = actsOf(ctx, found, await lendersOf(ctx, found.one.windowId));
  if (!acts.includes(act)) throw refuseHttp('not-found');
  return found;
}

function stepRoute(act: PersonAct): Route {
  const { body, form } = forms[act];
  return formRoute({
    path: `/desk/guarantees/:id/${act}`,
    who: transitions[act].by === 'lender' ? holders('lender') : holders('fund-manager', 'committee-member'),
    params: ofGuarantee,
    body,
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const found = await openFor(ctx, id, act);
      return page(
        t(`guarantees.act.${act}`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t(`guarantees.act.${act}`)}
            caption={t('guarantees.one.number', { number: found.one.number })}
            lead={t(`guarantees.act-lead.${act}`)}
          />
          <Form entry={entry}>
            {form(ctx, found)}
            <Button>{t(`guarantees.act.${act}`)}</Button>
          </Form>
        </>,
        {
          breadcrumbs: [
            ...deskCrumbs(ctx, found.fund),
            { label: t('guarantees.one.number', { number: found.one.number }), href: guaranteePath(id) },
          ],
        },
      );
    },
    submit: async (ctx, { params: { id } }, sent) => {
      const typed: Typed = sent; // each form reads some of these fields
      const found = await openFor(ctx, id, act);
      const { one, terms } = found;
      await takeStep(ctx.trx, newId<'guarantees.steps'>(), one, act, typed.day ?? todayOf(ctx), factsOf(ctx, found, typed), terms);
      return redirect(guaranteePath(id), 'guarantees.notice.done');
    },
  });
}

function factsOf(ctx: Context, { one: { currency } }: OpenGuarantee, typed: Typed): StepFacts {
  return {
    words: typed.words ?? null,
    ...(typed.lapseOn === undefined ? {} : { lapseOn: typed.lapseOn }),
    ...(typed.owed === undefined ? {} : { owedMinor: readAmount(ctx, typed.owed, currency, 'owed') }),
    ...(typed.firstUnpaidOn === undefined ? {} : { firstUnpaidOn: typed.firstUnpaidOn }),
    ...(typed.legalStepsDone === undefined ? {} : { legalStepsDone: typed.legalStepsDone }),
    ...(typed.amount === undefined ? {} : { recoveredMinor: readAmount(ctx, typed.amount, currency, 'amount') }),
  };
}

export const stepRoutes: readonly Route[] = (Object.keys(forms) as PersonAct[]).map(stepRoute); // keys of the table above
