import { z } from 'zod';
import { idOf, newId } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  MoneyField,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { bookFeePayment, feeAccounts, feePayments, takeFeePaymentBack, type FeePayment, type FeePaymentId } from '../fees.ts';
import type { GuaranteeFund } from '../fund.ts';
import { lenderNames } from '../read-guarantees.ts';
import { refuse } from '../refusals.ts';
import { accountKey, FeeAccounts, FeeYears } from './fee-tables.tsx';
import { readAmount, sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, fundAtDesk, fundPath, manages, managers, ofFund, ownFund, todayOf } from './reach.ts';

const crumbs = (ctx: Context, fund: GuaranteeFund) => [
  ...deskCrumbs(ctx, fund),
  { label: ctx.t('guarantees.fee.title'), href: fundPath(fund.id, '/fees') },
];

/** Fees of a fund: what lenders were charged, paid and owe; a lender sees its own. */
export const feesRoute = pageRoute({
  path: '/desk/guarantee-funds/:id/fees',
  who: followers,
  params: ofFund,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const { fund } = await fundAtDesk(ctx, id);
    return page(
      t('guarantees.fee.title'),
      <>
        <PageHeading
          title={t('guarantees.fee.title')}
          caption={<Bdi lang={fund.language}>{fund.name}</Bdi>}
          lead={t('guarantees.fee.lead', { currency: fund.currency })}
          actions={manages(ctx, id) && <ButtonLink href={fundPath(id, '/fees/book')}>{t('guarantees.fee.book')}</ButtonLink>}
        />
        <Section title={t('guarantees.fee.accounts')}>{await FeeAccounts({ ctx, fund })}</Section>
        <Section title={t('guarantees.fee.years')}>{await FeeYears({ ctx, fund })}</Section>
        <Section title={t('guarantees.fee.payments')}>{await Payments({ ctx, fund })}</Section>
      </>,
      { width: 'wide', breadcrumbs: deskCrumbs(ctx, fund), paper: 'fees' },
    );
  },
});

async function Payments({ ctx, fund }: { ctx: Context; fund: GuaranteeFund }) {
  const { t, format } = ctx;
  const names = await lenderNames(ctx.trx, fund.id, ctx.lang);
  const takeBack = {
    key: 'back',
    header: t('guarantees.fee.back'),
    cell: ({ id, stands, lenderId, onDay }: FeePayment) =>
      stands ? (
        <Link
          href={fundPath(fund.id, `/fees/${id}/take-back`)}
          label={`${t('guarantees.fee.back')}: ${names.get(lenderId) ?? '–'}, ${format.date(onDay, 'short')}`}
        >
          {t('guarantees.fee.back')}
        </Link>
      ) : (
        '–'
      ),
  };
  return (
    <Table<FeePayment>
      caption={t('guarantees.fee.payments')}
      hideCaption
      rows={await feePayments(ctx.trx, fund.id)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('guarantees.fee.no-payments')} />}
      columns={[
        { key: 'day', header: t('guarantees.step.day'), rowHeader: true, cell: ({ onDay }) => format.date(onDay, 'short') },
        { key: 'lender', header: t('guarantees.field.lender'), cell: ({ lenderId }) => <Bdi>{names.get(lenderId) ?? '–'}</Bdi> },
        { key: 'window', header: t('guarantees.field.window'), cell: ({ window }) => <Bdi lang={fund.language}>{window}</Bdi> },
        { key: 'amount', header: t('guarantees.fee.paid'), numeric: true, cell: (row) => sumIn(ctx, row.amountMinor, fund.currency) },
        { key: 'why', header: t('guarantees.fee.why'), cell: ({ why }) => (why ? <Bdi>{why}</Bdi> : '–') },
        ...(manages(ctx, fund.id) ? [takeBack] : []),
      ]}
    />
  );
}

/** Books fees that a lender has paid. */
export const bookFeeRoute = formRoute({
  path: '/desk/guarantee-funds/:id/fees/book',
  who: managers,
  params: ofFund,
  body: z.object({ account: fields.text(80), day: fields.day(), amount: fields.text(30) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fund = await ownFund(ctx, id);
    const today = todayOf(ctx);
    const names = await lenderNames(ctx.trx, id, ctx.lang);
    const owing = (await feeAccounts(ctx.trx, id)).filter(({ dueMinor }) => dueMinor > 0n);
    const due = (minor: bigint) => t('guarantees.fee.owes', { amount: sumIn(ctx, minor, fund.currency) });
    return page(
      t('guarantees.fee.book'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.fee.book')} lead={t('guarantees.fee.book-lead')} />
        {owing.length === 0 ? (
          <EmptyState title={t('guarantees.fee.nothing-due')} />
        ) : (
          <Form entry={entry}>
            <SelectField
              name="account"
              label={t('guarantees.fee.who')}
              options={owing.map((one) => ({
                value: accountKey(one),
                label: `${names.get(one.lenderId) ?? '–'} – ${one.window} (${due(one.dueMinor)})`,
              }))}
              required
            />
            <DateField name="day" label={t('guarantees.step.pay-day')} value={today} max={today} required />
            <MoneyField name="amount" label={t('guarantees.fee.paid-now')} currency={fund.currency} required />
            <Button>{t('guarantees.fee.book')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbs(ctx, fund) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const fund = await ownFund(ctx, id);
    const account = (await feeAccounts(ctx.trx, id)).find((one) => accountKey(one) === form.account);
    if (!account) throw refuse('no-fee-account', { field: 'account' });
    const amountMinor = readAmount(ctx, form.amount, fund.currency, 'amount');
    const window = { id: account.windowId, fundId: id };
    await bookFeePayment(ctx.trx, newId<'guarantees.fee_payments'>(), window, account.lenderId, { onDay: form.day, amountMinor });
    return redirect(fundPath(id, '/fees'), 'guarantees.notice.booked');
  },
});

const ofPayment = ofFund.extend({ payment: idOf<'guarantees.fee_payments'>() });

/** A payment of the fund that still counts. Refusals: `not-found`, `fee-taken-back`. */
async function paymentOf(ctx: Context, fund: GuaranteeFund, id: FeePaymentId): Promise<FeePayment> {
  const payment = (await feePayments(ctx.trx, fund.id, id))[0];
  if (!payment || payment.amountMinor < 0n) throw refuseHttp('not-found');
  if (!payment.stands) throw refuse('fee-taken-back');
  return payment;
}

/** Takes a payment of fees back that was booked wrongly. */
export const takeFeeBackRoute = formRoute({
  path: '/desk/guarantee-funds/:id/fees/:payment/take-back',
  who: managers,
  params: ofPayment,
  body: z.object({ why: fields.text(500) }),
  view: async (ctx, { params: { id, payment } }, entry) => {
    const { t, format } = ctx;
    const fund = await ownFund(ctx, id);
    const { lenderId, onDay, amountMinor } = await paymentOf(ctx, fund, payment);
    const lender = (await lenderNames(ctx.trx, id, ctx.lang)).get(lenderId) ?? '–';
    return page(
      t('guarantees.fee.back'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('guarantees.fee.back')}
          lead={t('guarantees.fee.back-lead', { lender, day: format.date(onDay), amount: sumIn(ctx, amountMinor, fund.currency) })}
        />
        <Form entry={entry}>
          <TextField name="why" label={t('guarantees.fee.why')} hint={t('guarantees.fee.why-hint')} maxLength={500} required />
          <Button>{t('guarantees.fee.back')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, fund) },
    );
  },
  submit: async (ctx, { params: { id, payment } }, { why }) => {
    const fund = await ownFund(ctx, id);
    await paymentOf(ctx, fund, payment);
    await takeFeePaymentBack(ctx.trx, newId<'guarantees.fee_payments'>(), payment, id, why);
    return redirect(fundPath(id, '/fees'), 'guarantees.notice.fee-back');
  },
});
