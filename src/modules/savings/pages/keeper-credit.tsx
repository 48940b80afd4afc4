import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, MoneyField, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { coverCredit, creditToKeep, declineCredit, loadCredit, openCredit, repayCredit, type CreditId } from '../credits.ts';
import type { Membership } from '../membership.ts';
import { getScheme } from '../read-schemes.ts';
import { refuse } from '../refusals.ts';
import { DayField, movementBody, ReferenceField } from './keeper-money.tsx';
import { keeperCrumbs } from './keeper.tsx';
import { keeper, readAmount, sumIn, todayOf } from './parts.tsx';

const params = z.object({ id: idOf<'savings.credits'>() });
type Action = 'open' | 'decline' | 'repay' | 'cover';

/** A credit with the scheme by which it is, for a page of the organisation. Refusals: `not-found`. */
async function creditHere(ctx: Context, id: CreditId) {
  const { credit, one } = await loadCredit(ctx.trx, id);
  if (!one.forKeeper) throw refuse('not-found');
  return { credit, one, scheme: await getScheme(ctx.trx, one.schemeId) };
}

function formPage(ctx: Context, one: Membership, action: Action, entry: FormEntry, lead: string, children: ComponentChildren) {
  const title = ctx.t(`savings.credit.${action}`);
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} lead={lead} />
      <Form entry={entry}>
        {children}
        <Button>{title}</Button>
      </Form>
    </>,
    { breadcrumbs: keeperCrumbs(ctx, one) },
  );
}

const done = ({ id }: Membership) => redirect(`/lending/savings/${id}`, 'savings.notice.credit-answered');

const openRoute = formRoute({
  path: '/lending/savings/credits/:id/open',
  who: keeper,
  params,
  body: z.object({ ...movementBody, terms: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { credit, one, scheme } = await creditHere(ctx, input.params.id);
    const lead = t('savings.credit.open-lead', { percent: ctx.format.percent(scheme.pledgePercent / 100, 0) });
    return formPage(
      ctx,
      one,
      'open',
      entry,
      lead,
      <>
        <MoneyField
          name="amount"
          label={t('savings.credit.agreed')}
          value={toDecimalText(money(credit.amountMinor, scheme.savingCurrency))}
          currency={scheme.savingCurrency}
          required
        />
        <DayField ctx={ctx} />
        <ReferenceField ctx={ctx} />
        <TextArea name="terms" label={t('savings.credit.terms')} hint={t('savings.form.saver-reads')} maxLength={2_000} required />
      </>,
    );
  },
  submit: async (ctx, input, form) => {
    const { scheme } = await creditHere(ctx, input.params.id);
    const told = {
      amountMinor: readAmount(ctx, form.amount, scheme.savingCurrency, 'amount'),
      day: form.day,
      reference: form.reference,
      terms: form.terms,
    };
    return done(await openCredit(ctx.trx, input.params.id, told, todayOf(ctx)));
  },
});

const declineRoute = formRoute({
  path: '/lending/savings/credits/:id/decline',
  who: keeper,
  params,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { one } = await creditHere(ctx, input.params.id);
    return formPage(
      ctx,
      one,
      'decline',
      entry,
      t('savings.credit.decline-lead'),
      <TextArea name="reason" label={t('savings.field.reason')} hint={t('savings.form.saver-reads')} maxLength={2_000} required />,
    );
  },
  submit: async (ctx, input, form) => done(await declineCredit(ctx.trx, input.params.id, form.reason)),
});

const repayRoute = formRoute({
  path: '/lending/savings/credits/:id/repay',
  who: keeper,
  params,
  body: z.object({ day: movementBody.day }),
  view: async (ctx, input, entry) => {
    const { one } = await creditHere(ctx, input.params.id);
    return formPage(ctx, one, 'repay', entry, ctx.t('savings.credit.repay-lead'), <DayField ctx={ctx} />);
  },
  submit: async (ctx, input, form) => done(await repayCredit(ctx.trx, input.params.id, form.day, todayOf(ctx))),
});

const coverRoute = formRoute({
  path: '/lending/savings/credits/:id/cover',
  who: keeper,
  params,
  body: z.object(movementBody),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { credit, one, scheme } = await creditHere(ctx, input.params.id);
    const lead = t('savings.credit.cover-lead', { pledge: sumIn(ctx, scheme.savingCurrency)(credit.pledgeMinor) });
    return formPage(
      ctx,
      one,
      'cover',
      entry,
      lead,
      <>
        <MoneyField name="amount" label={t('savings.credit.taken')} currency={scheme.savingCurrency} required />
        <DayField ctx={ctx} />
        <ReferenceField ctx={ctx} />
      </>,
    );
  },
  submit: async (ctx, input, form) => {
    const { id } = input.params;
    const { scheme } = await creditHere(ctx, id);
    await creditToKeep(ctx.trx, id, 'cover');
    const told = { amountMinor: readAmount(ctx, form.amount, scheme.savingCurrency, 'amount'), day: form.day, reference: form.reference };
    return done(await coverCredit(ctx.trx, id, told, todayOf(ctx)));
  },
});

export const creditRoutes = [openRoute, declineRoute, repayRoute, coverRoute];
