import type { Id } from '#kernel/db';
import type { RefusalCode } from './refusals.ts';
import type { StateChart } from './state-chart.ts';

export type ReferralId = Id<'cases.referrals'>;

export const referralStates = ['sent', 'seen', 'accepted', 'declined', 'reported', 'withdrawn'] as const;
export type ReferralState = (typeof referralStates)[number];

export const referralActions = ['open', 'accept', 'decline', 'report', 'withdraw'] as const;
export type ReferralAction = (typeof referralActions)[number];

/** What came of a referral. */
export const referralOutcomes = ['helped', 'partly', 'not-helped', 'did-not-come'] as const;
export type ReferralOutcome = (typeof referralOutcomes)[number];

export const referralChart: StateChart<ReferralState, ReferralAction, RefusalCode> = {
  moves: {
    sent: { open: 'seen', accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
    seen: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
    accepted: { report: 'reported', withdraw: 'withdrawn' },
    declined: {},
    reported: {},
    withdrawn: {},
  },
  reasons: {
    sent: 'referral-not-seen',
    seen: 'referral-not-seen',
    accepted: 'referral-accepted',
    declined: 'referral-declined',
    reported: 'referral-reported',
    withdrawn: 'referral-withdrawn',
  },
};

/** States in which a referral still asks something of the provider. */
export const openReferralStates: readonly ReferralState[] = ['sent', 'seen', 'accepted'];
