import { z } from 'zod';
import {
  Button,
  DateField,
  Details,
  ErrorSummary,
  Form,
  Inset,
  Lead,
  NumberField,
  PageHeading,
  Section,
  Stat,
  StatGrid,
  Table,
  TextArea,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { Refusal } from '#kernel/errors';
import type { AnyTranslate } from '#kernel/i18n';
import { addMonths } from '#kernel/time';
import { newInstalments, rescheduleLoan, writeOffLoan, type NewTerms } from '../change-loan.ts';
import { follow } from '../follow.ts';
import { outstanding, sumOf, type InstalmentState } from '../instalment-state.ts';
import { loanMoves, loanReasons } from '../loan-state.ts';
import { lentLoan, type Loan } from '../loan.ts';
import { queueTelling } from '../notices.ts';
import { MOST_INSTALMENTS, type Product } from '../product.ts';
import { getProduct } from '../read-products.ts';
import { refuse } from '../refusals.ts';
import { readStanding, type Standing } from '../standing.ts';
import { loanCrumbs, loanParams } from './lender-loan.tsx';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';
import { readPercent, todayOf } from './read-fields.ts';

const query = z.object({
  first: fields.maybe(fields.day()),
  instalments: fields.maybe(fields.whole(1, MOST_INSTALMENTS)),
  percent: fields.searchText(),
});
type Query = z.output<typeof query>;

/** The terms that the address says, whole or not at all. */
function termsOf({ first, instalments, percent }: Query): NewTerms | null {
  return first !== null && instalments !== null && percent !== ''
    ? { firstDueOn: first, instalments, percent: readPercent(percent, 'percent') }
    : null;
}

/** What the terms would make of the loan, or why they do not fit. */
function preview(ctx: Context, standing: Standing, product: Product, asked: Query) {
  try {
    const terms = termsOf(asked);
    return { fresh: terms && newInstalments(standing, product, terms, todayOf(ctx)), problem: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.module !== 'loans') throw error;
    const say: AnyTranslate = ctx.t; // uses messages: loans.refusal.*
    return { fresh: null, problem: { field: error.field ?? '', message: say(error.messageKey, error.values) } };
  }
}

/** New terms: first what they make of the loan, then the reason and the button. */
const rescheduleRoute = formRoute({
  path: '/lending/loans/:id/reschedule',
  who: lender,
  params: loanParams,
  query,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t, format } = ctx;
    const loan = await lentLoan(ctx.trx, input.params.id);
    follow(loanMoves, loanReasons, loan.state, 'reschedule');
    const standing = await readStanding(ctx.trx, loan);
    const product = await getProduct(ctx.trx, loan.productId);
    const sum = sumIn(ctx, loan.currency);
    const { fresh, problem } = preview(ctx, standing, product, input.query);
    const places = new Map((fresh ?? []).map(({ n }, at) => [n, at + 1]));
    return page(
      t('loans.change.do-reschedule'),
      <>
        <ErrorSummary errors={problem ? [problem] : entry.errors} />
        <PageHeading title={t('loans.change.do-reschedule')} caption={<bdi dir="ltr">{loan.reference}</bdi>} />
        <Lead>{t('loans.change.reschedule-lead', { owed: sum(outstanding(standing.instalments).principal) })}</Lead>
        <Form method="get" action={`/lending/loans/${loan.id}/reschedule`} id="terms">
          <DateField name="first" label={t('loans.change.first')} value={input.query.first ?? addMonths(todayOf(ctx), 1)} required />
          <NumberField
            name="instalments"
            label={t('loans.field.instalments')}
            value={String(input.query.instalments ?? 12)}
            maxLength={3}
            required
          />
          <NumberField
            decimal
            name="percent"
            label={t(product.way === 'mark-up' ? 'loans.change.mark-up' : 'loans.change.rate')}
            value={input.query.percent || (product.annualRate ?? '0')}
            maxLength={12}
            required
          />
          <Button kind="secondary">{t('loans.offer.work-out')}</Button>
        </Form>
        {fresh && (
          <Section title={t('loans.change.preview')}>
            <StatGrid>
              <Stat label={t('loans.offer.total')} value={sum(fresh.reduce((all, { owed }) => all + sumOf(owed), 0n))} />
              <Stat label={t('loans.loan.next')} value={sum(sumOf(fresh[0]?.owed ?? outstanding([])))} />
            </StatGrid>
            <Details summary={t('loans.offer.schedule')}>
              <Table<InstalmentState>
                caption={t('loans.offer.schedule')}
                hideCaption
                rows={fresh}
                rowKey={({ n }) => String(n)}
                columns={[
                  { key: 'n', header: t('loans.offer.number'), cell: ({ n }) => format.number(places.get(n) ?? n), numeric: true },
                  { key: 'due', header: t('loans.offer.due'), cell: ({ due }) => format.date(due, 'short') },
                  { key: 'principal', header: t('loans.offer.principal'), cell: ({ owed }) => sum(owed.principal), numeric: true },
                  { key: 'total', header: t('loans.offer.pay'), cell: ({ owed }) => sum(sumOf(owed)), numeric: true },
                ]}
              />
            </Details>
            <Form entry={entry}>
              <TextArea name="reason" label={t('loans.change.reason')} hint={t('loans.form.person-reads')} maxLength={2_000} required />
              <Inset>{t('loans.change.no-way-back')}</Inset>
              <Button>{t('loans.change.do-reschedule')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { width: 'wide', breadcrumbs: loanCrumbs(ctx, loan) },
    );
  },
  submit: async (ctx, input, form) => {
    const terms = termsOf(input.query);
    if (!terms) throw refuse('terms-missing');
    const loan = await rescheduleLoan(ctx.trx, accountOf(ctx), input.params.id, { ...terms, reason: form.reason }, todayOf(ctx));
    return await done(ctx, loan, 'loans.notice.rescheduled');
  },
});

/** Writes the loan off, after saying what is lost. */
const writeOffRoute = formRoute({
  path: '/lending/loans/:id/write-off',
  who: lender,
  params: loanParams,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const loan = await lentLoan(ctx.trx, params.id);
    follow(loanMoves, loanReasons, loan.state, 'write-off');
    const { instalments } = await readStanding(ctx.trx, loan);
    return page(
      t('loans.change.do-write-off'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.change.do-write-off')} caption={<bdi dir="ltr">{loan.reference}</bdi>} />
        <Lead>{t('loans.change.write-off-lead', { owed: sumIn(ctx, loan.currency)(sumOf(outstanding(instalments))) })}</Lead>
        <Form entry={entry}>
          <TextArea name="reason" label={t('loans.change.reason')} hint={t('loans.form.person-reads')} maxLength={2_000} required />
          <Inset>{t('loans.change.no-way-back')}</Inset>
          <Button>{t('loans.change.do-write-off')}</Button>
        </Form>
      </>,
      { breadcrumbs: loanCrumbs(ctx, loan) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const loan = await writeOffLoan(ctx.trx, accountOf(ctx), params.id, form.reason, todayOf(ctx));
    return await done(ctx, loan, 'loans.notice.written-off');
  },
});

async function done(ctx: Context, loan: Loan, notice: 'loans.notice.rescheduled' | 'loans.notice.written-off') {
  await queueTelling(ctx.trx, { id: loan.applicationId });
  return redirect(`/lending/loans/${loan.id}`, notice);
}

export const lenderChangeRoutes = [rescheduleRoute, writeOffRoute];
