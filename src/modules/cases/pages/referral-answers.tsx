import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField, TextArea } from '#kernel/html';
import { accountOf, confirmRoute, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { acceptReferral, declineReferral, reportReferral } from '../answer-referral.ts';
import { loadReferral, type Referral } from '../load-referral.ts';
import { tellOffice } from '../notices.ts';
import { referralOutcomes, type ReferralId } from '../referral.ts';
import { refuse } from '../refusals.ts';
import { provider } from './referrals.tsx';

const params = z.object({ id: idOf<'cases.referrals'>() });

async function ownReferral(ctx: Context, id: ReferralId): Promise<Referral> {
  const referral = await loadReferral(ctx.trx, id);
  if (!referral.forProvider) throw refuse('not-found');
  return referral;
}

/** Tells the office that the provider has answered; the case shows what. */
async function tell(ctx: Context, referral: Referral): Promise<void> {
  await tellOffice(ctx.trx, ctx.network, referral.officeId, 'referral-answered', `/desk/cases/${referral.caseId}`);
}

/** Takes the referral on. */
export const acceptReferralRoute = confirmRoute({
  path: '/referrals/:id/accept',
  who: provider,
  of: 'cases.referrals',
  title: 'cases.referral.accept-title',
  lead: 'cases.referral.accept-lead',
  button: 'cases.referral.accept',
  back: async (ctx, id) => {
    await ownReferral(ctx, id);
    return { label: ctx.t('cases.referral.title'), href: `/referrals/${id}` };
  },
  act: async (ctx, id) => {
    await tell(ctx, await acceptReferral(ctx.trx, accountOf(ctx), id));
    return redirect(`/referrals/${id}`, 'cases.notice.referral-accepted');
  },
});

/** Declines, with a reason that the office reads. */
export const declineReferralRoute = formRoute({
  path: '/referrals/:id/decline',
  who: provider,
  params,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    await ownReferral(ctx, input.params.id);
    return page(
      t('cases.referral.decline-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.referral.decline-title')} lead={t('cases.referral.decline-lead')} />
        <Form entry={entry}>
          <TextArea
            name="reason"
            label={t('cases.field.decline-reason')}
            hint={t('cases.referral.reason-hint')}
            maxLength={2_000}
            required
          />
          <Button>{t('cases.referral.decline')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('cases.referral.title'), href: `/referrals/${input.params.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    await tell(ctx, await declineReferral(ctx.trx, accountOf(ctx), input.params.id, form.reason));
    return redirect('/referrals', 'cases.notice.referral-declined');
  },
});

/** Reports what came of it. */
export const reportReferralRoute = formRoute({
  path: '/referrals/:id/report',
  who: provider,
  params,
  body: z.object({ outcome: fields.choice(referralOutcomes), report: fields.optionalLongText(4_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    await ownReferral(ctx, input.params.id);
    return page(
      t('cases.referral.report-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.referral.report-title')} lead={t('cases.referral.report-lead')} />
        <Form entry={entry} draft={`report-${input.params.id}`} draftRemote>
          <RadioField
            name="outcome"
            label={t('cases.field.outcome')}
            choices={referralOutcomes.map((value) => ({ value, label: t(`cases.outcome.${value}`) }))}
          />
          <TextArea name="report" label={t('cases.field.report')} hint={t('cases.field.report-hint')} maxLength={4_000} rows={6} optional />
          <Button>{t('cases.referral.report')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('cases.referral.title'), href: `/referrals/${input.params.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const reported = await reportReferral(ctx.trx, input.params.id, { outcome: form.outcome, report: form.report ?? '' });
    await tell(ctx, reported);
    return redirect(`/referrals/${input.params.id}`, 'cases.notice.referral-reported');
  },
});
