import { Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { CaseState } from '../case.ts';
import type { HandoverState } from '../handover.ts';
import type { Handover } from '../load-handover.ts';
import type { ReferralState } from '../referral.ts';
import type { StepState } from '../step.ts';

type T = Pick<Context, 't'>;

const stepTones: Record<StepState, Tone> = { planned: 'neutral', 'under-way': 'info', done: 'success', dropped: 'neutral' };
const referralTones: Record<ReferralState, Tone> = {
  sent: 'warning',
  seen: 'warning',
  accepted: 'info',
  declined: 'danger',
  reported: 'success',
  withdrawn: 'neutral',
};
const handoverTones: Record<HandoverState, Tone> = {
  asked: 'warning',
  offered: 'warning',
  seen: 'warning',
  accepted: 'success',
  declined: 'danger',
  lapsed: 'neutral',
  withdrawn: 'neutral',
};

export function CaseTag({ ctx: { t }, state }: { ctx: T; state: CaseState }) {
  return <Tag tone={state === 'open' ? 'info' : 'neutral'}>{t(`cases.state.${state}`)}</Tag>;
}

export function StepTag({ ctx: { t }, state }: { ctx: T; state: StepState }) {
  return <Tag tone={stepTones[state]}>{t(`cases.step-state.${state}`)}</Tag>;
}

export function ReferralTag({ ctx: { t }, state }: { ctx: T; state: ReferralState }) {
  return <Tag tone={referralTones[state]}>{t(`cases.referral-state.${state}`)}</Tag>;
}

/** The state of a hand-over; joint work that has ended says so. */
export function HandoverTag({ ctx: { t }, handover }: { ctx: T; handover: Pick<Handover, 'state' | 'kind' | 'endedAt'> }) {
  if (handover.endedAt) return <Tag>{t('cases.handover-state.ended')}</Tag>;
  if (handover.kind === 'joint' && handover.state === 'accepted') return <Tag tone="success">{t('cases.handover-state.joint')}</Tag>;
  return <Tag tone={handoverTones[handover.state]}>{t(`cases.handover-state.${handover.state}`)}</Tag>;
}
