import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, ErrorSummary, Form, MoneyField, NumberField, PageHeading, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context, type FormEntry, type Redirect } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import type { Application, ApplicationId } from '../application.ts';
import { approve, asLender, askForMore, decline, payOut, sign } from '../decide-application.ts';
import { queueTelling } from '../notices.ts';
import { MOST_INSTALMENTS } from '../product.ts';
import { getProduct } from '../read-products.ts';
import { readAmount, todayOf } from './read-fields.ts';
import { lender } from './product-form.tsx';

const params = z.object({ id: idOf<'loans.applications'>() });
type Action = 'ask' | 'approve' | 'decline' | 'sign' | 'pay-out';

function formPage(ctx: Context, id: ApplicationId, action: Action, entry: FormEntry, children: ComponentChildren) {
  const { t } = ctx;
  return page(
    t(`loans.action.${action}`),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t(`loans.action.${action}`)} lead={t(`loans.action-lead.${action}`)} />
      <Form entry={entry}>
        {children}
        <Button>{t(`loans.action.${action}`)}</Button>
      </Form>
    </>,
    {
      breadcrumbs: [
        { label: t('loans.lending.title'), href: '/lending' },
        { label: t('loans.application.title'), href: `/lending/applications/${id}` },
      ],
    },
  );
}

/** The person and their office are told; then back, or to the list where nothing is shown any more. */
async function done(ctx: Context, one: Application): Promise<Redirect> {
  await queueTelling(ctx.trx, one);
  return redirect(one.state === 'declined' ? '/lending' : `/lending/applications/${one.id}`, 'loans.notice.decided');
}

const askRoute = formRoute({
  path: '/lending/applications/:id/ask',
  who: lender,
  params,
  body: z.object({ question: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { id } = await asLender(ctx.trx, input.params.id);
    return formPage(
      ctx,
      id,
      'ask',
      entry,
      <TextArea name="question" label={ctx.t('loans.field.question')} hint={ctx.t('loans.form.person-reads')} maxLength={2_000} required />,
    );
  },
  submit: async (ctx, input, form) => {
    return await done(ctx, await askForMore(ctx.trx, input.params.id, form.question));
  },
});

const approveRoute = formRoute({
  path: '/lending/applications/:id/approve',
  who: lender,
  params,
  body: z.object({ amount: fields.text(30), instalments: fields.whole(1, MOST_INSTALMENTS), conditions: fields.optionalLongText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await asLender(ctx.trx, input.params.id);
    const { currency } = await getProduct(ctx.trx, one.productId);
    return formPage(
      ctx,
      one.id,
      'approve',
      entry,
      <>
        <MoneyField
          name="amount"
          label={t('loans.field.agreed')}
          value={toDecimalText(money(one.amountMinor, currency))}
          currency={currency}
          required
        />
        <NumberField
          name="instalments"
          label={t('loans.field.agreed-instalments')}
          value={String(one.instalments)}
          maxLength={3}
          required
        />
        <TextArea name="conditions" label={t('loans.field.conditions')} hint={t('loans.form.person-reads')} maxLength={2_000} optional />
      </>,
    );
  },
  submit: async (ctx, input, form) => {
    const { productId } = await asLender(ctx.trx, input.params.id);
    const { currency } = await getProduct(ctx.trx, productId);
    const amountMinor = readAmount(ctx, form.amount, currency, 'amount');
    const approval = { amountMinor, instalments: form.instalments, conditions: form.conditions ?? '' };
    return await done(ctx, await approve(ctx.trx, accountOf(ctx), input.params.id, approval, todayOf(ctx)));
  },
});

const declineRoute = formRoute({
  path: '/lending/applications/:id/decline',
  who: lender,
  params,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { id } = await asLender(ctx.trx, input.params.id);
    return formPage(
      ctx,
      id,
      'decline',
      entry,
      <TextArea name="reason" label={ctx.t('loans.field.reason')} hint={ctx.t('loans.form.person-reads')} maxLength={2_000} required />,
    );
  },
  submit: async (ctx, input, form) => {
    return await done(ctx, await decline(ctx.trx, accountOf(ctx), input.params.id, form.reason));
  },
});

const signRoute = formRoute({
  path: '/lending/applications/:id/sign',
  who: lender,
  params,
  body: z.object({ day: fields.day() }),
  view: async (ctx, input, entry) => {
    const { id } = await asLender(ctx.trx, input.params.id);
    const today = todayOf(ctx);
    return formPage(
      ctx,
      id,
      'sign',
      entry,
      <DateField name="day" label={ctx.t('loans.field.signed')} value={today} max={today} required />,
    );
  },
  submit: async (ctx, input, form) => await done(ctx, await sign(ctx.trx, input.params.id, form.day, todayOf(ctx))),
});

const payOutRoute = formRoute({
  path: '/lending/applications/:id/pay-out',
  who: lender,
  params,
  body: z.object({
    day: fields.day(),
    reference: fields.text(40).refine((text) => /^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(text), 'loans.field.reference-form'),
  }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { id } = await asLender(ctx.trx, input.params.id);
    const today = todayOf(ctx);
    return formPage(
      ctx,
      id,
      'pay-out',
      entry,
      <>
        <DateField name="day" label={t('loans.field.paid-out')} value={today} max={today} required />
        <TextField
          name="reference"
          label={t('loans.field.reference')}
          hint={t('loans.form.reference-hint')}
          dir="ltr"
          size="short"
          maxLength={40}
          spellcheck={false}
          required
        />
      </>,
    );
  },
  submit: async (ctx, input, form) => {
    const fact = { paidOutOn: form.day, reference: form.reference };
    return await done(ctx, await payOut(ctx.trx, accountOf(ctx), input.params.id, fact, todayOf(ctx)));
  },
});

export const lenderDecideRoutes = [askRoute, approveRoute, declineRoute, signRoute, payOutRoute];
