import { Bdi, EmptyState, Link, PostButton, Section } from '#kernel/html';
import { referralChart } from '../referral.ts';
import { allowed } from '../state-chart.ts';
import type { CaseParts } from './case.tsx';
import { HandoverTag, ReferralTag } from './tags.tsx';

/** Referrals and what became of them. */
export function ReferralsSection({ ctx, view, names, may }: CaseParts) {
  const { t, format } = ctx;
  return (
    <Section title={t('cases.referrals.of-case')} id="referrals">
      {view.referrals.length === 0 && <EmptyState title={t('cases.referrals.none-yet')} />}
      <ul class="task-list">
        {view.referrals.map((referral) => (
          <li class="task" key={referral.id}>
            <div class="task-text">
              <Bdi>{names.organisation(referral.organisationId)}</Bdi>
              <div class="task-hint">
                {t('cases.referrals.sent-on', { day: format.instant(referral.sentAt, 'short') })}
                {referral.reason && (
                  <p>
                    {t('cases.field.decline-reason')}: <Bdi>{referral.reason}</Bdi>
                  </p>
                )}
                {referral.outcome && (
                  <p>
                    {t(`cases.outcome.${referral.outcome}`)} <Bdi>{referral.report ?? ''}</Bdi>
                  </p>
                )}
              </div>
              {may('refer') === true && allowed(referralChart, referral.state, 'withdraw') === true && (
                <PostButton
                  kind="quiet"
                  action={`/desk/referrals/${referral.id}/withdraw`}
                  label={t('cases.step.action-on', {
                    action: t('cases.refer.withdraw'),
                    step: names.organisation(referral.organisationId),
                  })}
                >
                  {t('cases.refer.withdraw')}
                </PostButton>
              )}
            </div>
            <div class="task-status">
              <ReferralTag ctx={ctx} state={referral.state} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The other end: hand-overs and joint work of this case. */
export function HandoversSection({ ctx, view, names }: CaseParts) {
  const { t, format } = ctx;
  return (
    <Section title={t('cases.handovers.of-case')} id="handovers">
      {view.handovers.length === 0 && <EmptyState title={t('cases.handovers.none-yet')} />}
      <ul class="task-list">
        {view.handovers.map((handover) => (
          <li class="task" key={handover.id}>
            <div class="task-text">
              <Link href={`/desk/handovers/${handover.id}`}>
                {t('cases.handovers.way', {
                  kind: t(`cases.kind.${handover.kind}`),
                  from: names.office(handover.fromOfficeId),
                  to: names.office(handover.toOfficeId),
                })}
              </Link>
              <div class="task-hint">{format.instant(handover.startedAt, 'short')}</div>
            </div>
            <div class="task-status">
              <HandoverTag ctx={ctx} handover={handover} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
