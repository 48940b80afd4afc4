import type { Id } from '#kernel/db';
import type { RefusalCode } from './refusals.ts';
import type { StateChart } from './state-chart.ts';

export type HandoverId = Id<'cases.handovers'>;

/** A hand-over moves custody; joint work shares the case. */
export const handoverKinds = ['hand-over', 'joint'] as const;
export type HandoverKind = (typeof handoverKinds)[number];

export const handoverStates = ['asked', 'offered', 'seen', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const;
export type HandoverState = (typeof handoverStates)[number];

export const handoverActions = ['offer', 'open', 'accept', 'decline', 'lapse', 'withdraw'] as const;
export type HandoverAction = (typeof handoverActions)[number];

export const handoverChart: StateChart<HandoverState, HandoverAction, RefusalCode> = {
  moves: {
    asked: { offer: 'offered', decline: 'declined', lapse: 'lapsed', withdraw: 'withdrawn' },
    offered: { open: 'seen', accept: 'accepted', decline: 'declined', lapse: 'lapsed', withdraw: 'withdrawn' },
    seen: { accept: 'accepted', decline: 'declined', lapse: 'lapsed', withdraw: 'withdrawn' },
    accepted: {},
    declined: {},
    lapsed: {},
    withdrawn: {},
  },
  reasons: {
    asked: 'handover-asked',
    offered: 'handover-offered',
    seen: 'handover-offered',
    accepted: 'handover-accepted',
    declined: 'handover-declined',
    lapsed: 'handover-lapsed',
    withdrawn: 'handover-withdrawn',
  },
};

/** Days after which an unanswered offer or request lapses. */
export const LAPSE_DAYS = 30;

/** What the asking office reads when a request is declined, whether the person is known there or not. */
export const NEUTRAL_REASON = 'not-possible';
