import type { RefusalCode } from './refusals.ts';

export const applicationStates = ['sent', 'in-review', 'asked', 'approved', 'declined', 'signed', 'paid-out', 'withdrawn'] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationActions = ['open', 'ask', 'answer', 'approve', 'decline', 'sign', 'pay-out', 'withdraw'] as const;
export type ApplicationAction = (typeof applicationActions)[number];

/** The state chart of docs/states/loan-application.md; `loans.may_become` holds the database to the same moves. */
export const applicationMoves: Readonly<Record<ApplicationState, Readonly<Partial<Record<ApplicationAction, ApplicationState>>>>> = {
  sent: { open: 'in-review', withdraw: 'withdrawn' },
  'in-review': { ask: 'asked', approve: 'approved', decline: 'declined', withdraw: 'withdrawn' },
  asked: { answer: 'in-review', decline: 'declined', withdraw: 'withdrawn' },
  approved: { sign: 'signed', withdraw: 'withdrawn' },
  declined: {},
  signed: { 'pay-out': 'paid-out', withdraw: 'withdrawn' },
  'paid-out': {},
  withdrawn: {},
};

/** Why an action is not open in a state. */
export const applicationReasons: Readonly<Record<ApplicationState, RefusalCode>> = {
  sent: 'application-not-opened',
  'in-review': 'application-in-review',
  asked: 'application-asked',
  approved: 'application-approved',
  declined: 'application-declined',
  signed: 'application-signed',
  'paid-out': 'application-paid-out',
  withdrawn: 'application-withdrawn',
};

/** States in which somebody still has to do something. */
export const openApplicationStates: readonly ApplicationState[] = ['sent', 'in-review', 'asked', 'approved', 'signed'];
