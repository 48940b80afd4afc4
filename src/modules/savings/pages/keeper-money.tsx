import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, EmptyState, ErrorSummary, Form, Inset, MoneyField, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { asKeeper } from '../keep.ts';
import { drawersOf, type DrawerId } from '../membership.ts';
import { drawRate, recordDeposit, recordDraw } from '../movements.ts';
import { getScheme } from '../read-schemes.ts';
import { recordOf } from '../record.ts';
import type { Scheme } from '../scheme.ts';
import { rateText } from '#modules/exchangerates';
import { keeperCrumbs } from './keeper.tsx';
import { REFERENCE } from './own.tsx';
import { keeper, readAmount, sumIn, todayOf } from './parts.tsx';

const params = z.object({ id: idOf<'savings.memberships'>() });
export const movementBody = {
  amount: fields.text(40),
  day: fields.day(),
  reference: fields.text(40).refine((text) => REFERENCE.test(text), 'savings.field.reference-form'),
};

export function ReferenceField({ ctx }: { ctx: Context }) {
  return (
    <TextField
      name="reference"
      label={ctx.t('savings.field.reference')}
      hint={ctx.t('savings.form.reference-hint')}
      dir="ltr"
      size="short"
      maxLength={40}
      spellcheck={false}
      required
    />
  );
}

export function DayField({ ctx }: { ctx: Context }) {
  return <DateField name="day" label={ctx.t('savings.field.day')} value={todayOf(ctx)} max={todayOf(ctx)} required />;
}

function MovementFields({ ctx, scheme }: { ctx: Context; scheme: Scheme }) {
  return (
    <>
      <MoneyField name="amount" label={ctx.t('savings.field.amount')} currency={scheme.savingCurrency} required />
      <DayField ctx={ctx} />
      <ReferenceField ctx={ctx} />
    </>
  );
}

/** What a saver paid in abroad, by hand. */
const depositRoute = formRoute({
  path: '/lending/savings/:id/deposit',
  who: keeper,
  params,
  body: z.object(movementBody),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await asKeeper(ctx.trx, input.params.id);
    return page(
      t('savings.deposit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.deposit.title')} lead={t('savings.deposit.lead')} />
        <Form entry={entry}>
          <MovementFields ctx={ctx} scheme={await getScheme(ctx.trx, one.schemeId)} />
          <Button>{t('savings.deposit.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: keeperCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await asKeeper(ctx.trx, input.params.id);
    const { savingCurrency } = await getScheme(ctx.trx, one.schemeId);
    const told = { amountMinor: readAmount(ctx, form.amount, savingCurrency, 'amount'), day: form.day, reference: form.reference };
    await recordDeposit(ctx.trx, one.id, told, todayOf(ctx));
    return redirect(`/lending/savings/${one.id}`, 'savings.notice.recorded');
  },
});

/** What the family drew at home, by hand, within the rules. */
const drawRoute = formRoute({
  path: '/lending/savings/:id/draw',
  who: keeper,
  params,
  body: z.object({ ...movementBody, drawer: fields.text(40).pipe(z.uuid('http.field.choose')) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await asKeeper(ctx.trx, input.params.id);
    const scheme = await getScheme(ctx.trx, one.schemeId);
    const today = todayOf(ctx);
    const { drawableMinor } = await recordOf(ctx.trx, one.id, today);
    const named = (await drawersOf(ctx.trx, one)).filter(({ endedAt }) => endedAt === null);
    const rate = await drawRate(ctx.trx, scheme, today);
    return page(
      t('savings.draw.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('savings.draw.title')}
          lead={t('savings.draw.lead', { most: sumIn(ctx, scheme.savingCurrency)(drawableMinor) })}
        />
        {rate && (
          <Inset>
            {t('savings.draw.rate', {
              rate: rateText(rate),
              saving: scheme.savingCurrency,
              home: scheme.homeCurrency,
              day: ctx.format.date(rate.day),
            })}
          </Inset>
        )}
        {named.length === 0 ? (
          <EmptyState title={t('savings.draw.nobody')} />
        ) : (
          <Form entry={entry}>
            <SelectField
              name="drawer"
              label={t('savings.field.drawer')}
              value={named.length === 1 ? named[0]?.id : ''}
              emptyLabel={named.length === 1 ? false : undefined}
              options={named.map(({ id, reference }) => ({ value: id, label: reference }))}
              required
            />
            <MovementFields ctx={ctx} scheme={scheme} />
            <Button>{t('savings.draw.title')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: keeperCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await asKeeper(ctx.trx, input.params.id);
    const { savingCurrency } = await getScheme(ctx.trx, one.schemeId);
    const told = {
      amountMinor: readAmount(ctx, form.amount, savingCurrency, 'amount'),
      day: form.day,
      reference: form.reference,
      drawerId: form.drawer as DrawerId, // the database finds it among those whom the saver named
    };
    await recordDraw(ctx.trx, one.id, told, todayOf(ctx), sumIn(ctx, savingCurrency));
    return redirect(`/lending/savings/${one.id}`, 'savings.notice.recorded');
  },
});

export const moneyRoutes = [depositRoute, drawRoute];
