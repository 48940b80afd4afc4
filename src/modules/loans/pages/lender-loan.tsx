import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  Lead,
  MoneyField,
  PageHeading,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { personNames } from '#modules/people';
import { figuresOn } from '../figures.ts';
import { lentLoan, type Loan } from '../loan.ts';
import { getProduct } from '../read-products.ts';
import { loanOfPayment, recordRepayment, takeBack, tell } from '../record-repayment.ts';
import { refuse } from '../refusals.ts';
import { readStanding } from '../standing.ts';
import { readLenderGuarantee } from './guarantee-view.tsx';
import { LoanTag, LoanView } from './loan-view.tsx';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';
import { readAmount, todayOf } from './read-fields.ts';

export const loanParams = z.object({ id: idOf<'loans.loans'>() });

export const loanCrumbs = (ctx: Context, loan?: Loan) => [
  { label: ctx.t('loans.portfolio.title'), href: '/lending/loans' },
  ...(loan ? [{ label: loan.reference, href: `/lending/loans/${loan.id}` }] : []),
];

/** One loan for its lender: what is due and paid, and what the lender can record. The person is named while they let it see their file. */
const loanRoute = pageRoute({
  path: '/lending/loans/:id',
  who: lender,
  params: loanParams,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const loan = await lentLoan(ctx.trx, params.id);
    await tell(ctx.trx, loan, 'loan-read');
    const standing = await readStanding(ctx.trx, loan);
    const product = await getProduct(ctx.trx, loan.productId);
    const names = await personNames(ctx.trx, [loan.personId]);
    const name = names.get(loan.personId);
    return page(
      loan.reference,
      <>
        <PageHeading
          title={<bdi dir="ltr">{loan.reference}</bdi>}
          caption={textIn(product.name, ctx.lang).text}
          tags={<LoanTag ctx={ctx} state={loan.state} />}
          lead={name && <Bdi>{name}</Bdi>}
        />
        <Actions ctx={ctx} loan={loan} />
        <LoanView
          ctx={ctx}
          standing={standing}
          paymentHref={({ id }) => `/lending/loans/payments/${id}/take-back`}
          paymentLabel={t('loans.payment.take-back')}
        />
        {await readLenderGuarantee(ctx, loan.applicationId, loan.state === 'settled' || loan.state === 'recovered')}
      </>,
      { width: 'wide', paper: 'loan', breadcrumbs: loanCrumbs(ctx) },
    );
  },
});

function Actions({ ctx, loan }: { ctx: Context; loan: Loan }) {
  const { t } = ctx;
  const at = `/lending/loans/${loan.id}`;
  const lost = loan.state === 'written-off';
  if (loan.owedSince === null) return null;
  return (
    <ButtonGroup>
      <ButtonLink href={`${at}/pay`}>{t(lost ? 'loans.payment.recover' : 'loans.payment.record')}</ButtonLink>
      {loan.state === 'running' && (
        <>
          <ButtonLink kind="secondary" href={`${at}/reschedule`}>
            {t('loans.change.do-reschedule')}
          </ButtonLink>
          <ButtonLink kind="secondary" href={`${at}/write-off`}>
            {t('loans.change.do-write-off')}
          </ButtonLink>
        </>
      )}
    </ButtonGroup>
  );
}

/** A payment that the borrower made; after a write-off, what came in all the same. */
const payRoute = formRoute({
  path: '/lending/loans/:id/pay',
  who: lender,
  params: loanParams,
  body: z.object({
    amount: fields.text(30),
    day: fields.day(),
    reference: fields.text(60).refine((text) => /^[A-Za-z0-9][A-Za-z0-9./_-]*$/.test(text), 'loans.field.reference-form'),
    endsEarly: fields.tick(),
  }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const loan = await lentLoan(ctx.trx, params.id);
    const { instalments } = await readStanding(ctx.trx, loan);
    const today = todayOf(ctx);
    const figures = figuresOn(instalments, today);
    const sum = sumIn(ctx, loan.currency);
    const title = t(loan.state === 'written-off' ? 'loans.payment.recover' : 'loans.payment.record');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={<bdi dir="ltr">{loan.reference}</bdi>} />
        <Lead>{t('loans.payment.lead', { owed: sum(figures.owedMinor), overdue: sum(figures.overdueMinor) })}</Lead>
        <Form entry={entry}>
          <MoneyField name="amount" label={t('loans.payment.amount')} currency={loan.currency} required />
          <DateField name="day" label={t('loans.payment.day')} value={today} min={loan.paidOutOn} max={today} required />
          <TextField
            name="reference"
            label={t('loans.payment.reference')}
            hint={t('loans.payment.reference-hint')}
            dir="ltr"
            size="short"
            maxLength={60}
            spellcheck={false}
            required
          />
          {loan.state === 'running' && figures.owedWaivedMinor < figures.owedMinor && (
            <CheckboxField
              name="endsEarly"
              label={t('loans.payment.ends-early')}
              hint={t('loans.payment.ends-early-hint', { owed: sum(figures.owedWaivedMinor) })}
            />
          )}
          <Button>{title}</Button>
        </Form>
      </>,
      { breadcrumbs: loanCrumbs(ctx, loan) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const loan = await lentLoan(ctx.trx, params.id);
    const amountMinor = readAmount(ctx, form.amount, loan.currency, 'amount');
    const payment = { paidOn: form.day, amountMinor, reference: form.reference, endsEarly: form.endsEarly && loan.state === 'running' };
    const done = await recordRepayment(ctx.trx, accountOf(ctx), loan.id, payment, todayOf(ctx));
    return redirect(`/lending/loans/${loan.id}`, done === 'known' ? 'loans.notice.known' : 'loans.notice.repaid');
  },
});

/** Takes back a payment that was recorded wrongly, or that the bank took back. */
const takeBackRoute = formRoute({
  path: '/lending/loans/payments/:id/take-back',
  who: lender,
  params: z.object({ id: idOf<'loans.repayments'>() }),
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t, format } = ctx;
    const loan = await lentLoan(ctx.trx, await loanOfPayment(ctx.trx, params.id));
    const one = (await readStanding(ctx.trx, loan)).payments.find(({ id }) => id === params.id);
    if (!one) throw refuse('not-found');
    return page(
      t('loans.payment.take-back'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.payment.take-back')} caption={<bdi dir="ltr">{one.reference}</bdi>} />
        <Lead>
          {t('loans.payment.take-back-lead', { amount: sumIn(ctx, loan.currency)(one.amountMinor), day: format.date(one.paidOn) })}
        </Lead>
        <Form entry={entry}>
          <TextArea name="reason" label={t('loans.change.reason')} hint={t('loans.form.person-reads')} maxLength={2_000} required />
          <Button>{t('loans.payment.take-back')}</Button>
        </Form>
      </>,
      { breadcrumbs: loanCrumbs(ctx, loan) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const loan = await takeBack(ctx.trx, accountOf(ctx), params.id, form.reason, { at: ctx.now, today: todayOf(ctx) });
    return redirect(`/lending/loans/${loan.id}`, 'loans.notice.taken-back');
  },
});

export const lenderLoanRoutes = [loanRoute, payRoute, takeBackRoute];
