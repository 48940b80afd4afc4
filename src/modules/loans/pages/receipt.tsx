import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Inset, Notice, PageHeading, SummaryList, Table } from '#kernel/html';
import { desk, page, pageRoute, refuseHttp, signedIn } from '#kernel/http';
import { organisationNames } from '#modules/directory';
import { fullName, getPerson } from '#modules/people';
import { seenLoan } from '../loan.ts';
import { loanOfPayment } from '../record-repayment.ts';
import { mapParts, NOTHING, sumOf } from '../instalment-state.ts';
import type { Taken } from '../settle-payments.ts';
import { readStanding } from '../standing.ts';
import { sumIn } from './offer-view.tsx';
import { atDesk, crumbsOf, openHere, own, type Stand } from './stand.ts';

/** One payment on a sheet of its own: what was paid when, and what it settled. */
const receiptRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/payments/:id`,
    who: stand.side === 'own' ? signedIn : desk,
    params: z.object({ id: idOf<'loans.repayments'>() }),
    view: async (ctx, { params }) => {
      const { t, format } = ctx;
      const loan = await seenLoan(ctx.trx, await loanOfPayment(ctx.trx, params.id));
      const application = await openHere(ctx, stand, loan.applicationId);
      const { payments, instalments } = await readStanding(ctx.trx, loan);
      const one = payments.find(({ id }) => id === params.id);
      if (!one) throw refuseHttp('not-found');
      const lenders = await organisationNames(ctx.trx, [loan.organisationId], ctx.lang);
      const person = await getPerson(ctx.trx, loan.personId);
      const sum = sumIn(ctx, loan.currency);
      const places = new Map(instalments.map(({ n }, at) => [n, at + 1]));
      const whole = one.taken.reduce((all, { settled }) => mapParts((part) => all[part] + settled[part]), NOTHING);
      const waived = one.taken.reduce((all, { waivedMinor }) => all + waivedMinor, 0n);
      return page(
        t('loans.receipt.title'),
        <>
          <PageHeading title={t('loans.receipt.title')} caption={lenders.get(loan.organisationId)} />
          {one.reversed && (
            <Notice tone="warning" title={t('loans.receipt.taken-back')}>
              <p dir="auto">{one.reversed.why}</p>
            </Notice>
          )}
          <SummaryList
            label={t('loans.receipt.title')}
            rows={[
              ...(person?.identity
                ? [{ key: 'person', label: t('loans.receipt.borrower'), value: <bdi>{fullName(person.identity)}</bdi> }]
                : []),
              { key: 'loan', label: t('loans.field.reference'), value: <bdi dir="ltr">{loan.reference}</bdi> },
              { key: 'reference', label: t('loans.payment.reference'), value: <bdi dir="ltr">{one.reference}</bdi> },
              { key: 'day', label: t('loans.payment.day'), value: format.date(one.paidOn) },
              { key: 'amount', label: t('loans.payment.amount'), value: sum(one.amountMinor) },
              { key: 'principal', label: t('loans.offer.principal'), value: sum(whole.principal) },
              { key: 'interest', label: t('loans.offer.interest'), value: sum(whole.interest) },
              { key: 'fees', label: t('loans.offer.mark-up'), value: sum(whole.fees) },
              ...(waived > 0n ? [{ key: 'waived', label: t('loans.receipt.waived'), value: sum(waived) }] : []),
            ]}
          />
          {one.taken.length > 0 && (
            <Table<Taken>
              caption={t('loans.receipt.settled')}
              rows={one.taken}
              rowKey={({ n }) => String(n)}
              columns={[
                { key: 'n', header: t('loans.offer.number'), cell: ({ n }) => format.number(places.get(n) ?? n), numeric: true },
                { key: 'sum', header: t('loans.payment.amount'), cell: ({ settled }) => sum(sumOf(settled)), numeric: true },
              ]}
            />
          )}
          <Inset>{t('loans.receipt.about', { day: format.instant(one.recordedAt, 'short') })}</Inset>
        </>,
        {
          paper: 'receipt',
          breadcrumbs: [
            ...crumbsOf(ctx, stand, application),
            { label: t('loans.application.title'), href: `${stand.base}/${application.id}` },
          ],
        },
      );
    },
  });

export const receiptRoutes = [own, atDesk].map(receiptRoute);
