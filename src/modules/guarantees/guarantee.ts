export const guaranteeStates = [
  'filed',
  'asked',
  'approved',
  'refused',
  'withdrawn',
  'lapsed',
  'active',
  'repaid',
  'expired',
  'called',
  'part-paid',
  'settled',
  'forfeited',
] as const;
export type GuaranteeState = (typeof guaranteeStates)[number];

export const guaranteeActs = [
  'ask',
  'answer',
  'approve',
  'refuse',
  'withdraw',
  'lapse',
  'activate',
  'shrink',
  'repay',
  'expire',
  'call',
  'send-back',
  'pay-first',
  'pay-all',
  'pay-rest',
  'recover',
  'forfeit',
] as const;
export type GuaranteeAct = (typeof guaranteeActs)[number];

/** Who does it: the lender that filed it, whoever decides for the fund, or the clock. */
export type GuaranteeActor = 'lender' | 'fund' | 'clock';

/**
 * What it does to the fund's capacity and money: `reserve` promises the guaranteed amount, `free` gives it back, `use` turns the promise into
 * a guarantee outstanding, `lower` shrinks it, `pay` pays from capital, `return` brings recoveries back to it.
 */
export type GuaranteeEffect = 'none' | 'reserve' | 'use' | 'lower' | 'free' | 'pay' | 'pay-and-free' | 'return';

export interface Transition {
  readonly by: GuaranteeActor;
  readonly from: readonly GuaranteeState[];
  readonly to: GuaranteeState;
  readonly effect: GuaranteeEffect;
}

/** Every step of a guarantee, and nothing else; drawn in docs/states/guarantee.md. */
export const transitions = {
  ask: { by: 'fund', from: ['filed'], to: 'asked', effect: 'none' },
  answer: { by: 'lender', from: ['asked'], to: 'filed', effect: 'none' },
  approve: { by: 'fund', from: ['filed'], to: 'approved', effect: 'reserve' },
  refuse: { by: 'fund', from: ['filed', 'asked'], to: 'refused', effect: 'none' },
  withdraw: { by: 'lender', from: ['filed', 'asked'], to: 'withdrawn', effect: 'none' },
  lapse: { by: 'clock', from: ['approved'], to: 'lapsed', effect: 'free' },
  activate: { by: 'lender', from: ['approved'], to: 'active', effect: 'use' },
  shrink: { by: 'lender', from: ['active'], to: 'active', effect: 'lower' },
  repay: { by: 'lender', from: ['active'], to: 'repaid', effect: 'free' },
  expire: { by: 'clock', from: ['active'], to: 'expired', effect: 'free' },
  call: { by: 'lender', from: ['active'], to: 'called', effect: 'none' },
  'send-back': { by: 'fund', from: ['called'], to: 'active', effect: 'none' },
  'pay-first': { by: 'fund', from: ['called'], to: 'part-paid', effect: 'pay' },
  'pay-all': { by: 'fund', from: ['called'], to: 'settled', effect: 'pay-and-free' },
  'pay-rest': { by: 'fund', from: ['part-paid'], to: 'settled', effect: 'pay-and-free' },
  recover: { by: 'lender', from: ['settled'], to: 'settled', effect: 'return' },
  forfeit: { by: 'fund', from: ['active', 'called'], to: 'forfeited', effect: 'free' },
} as const satisfies Record<GuaranteeAct, Transition>;

/** States in which the fund holds capacity for it. */
export const holdingStates: readonly GuaranteeState[] = ['approved', 'active', 'called', 'part-paid'];

/** What is known of a guarantee when somebody wants to act. Days are counted by whoever asks, in the fund's time zone. */
export interface GuaranteeFacts {
  readonly state: GuaranteeState;
  /** Days since the first instalment that was not paid; null where all are. */
  readonly daysInArrears: number | null;
  readonly waitingDays: number;
  /** The guarantee ended before the call. */
  readonly ended: boolean;
  readonly legalStepsDone: boolean;
  /** What is still owed of the loan, minor units. */
  readonly owedMinor: bigint;
  readonly fundCapacityMinor: bigint;
  readonly guaranteedMinor: bigint;
}

export type Guard =
  | 'wrong-state'
  | 'wrong-actor'
  | 'nothing-left'
  | 'not-in-arrears'
  | 'too-early'
  | 'ended'
  | 'not-ended'
  | 'legal-steps'
  | 'still-owed';

const guards: Partial<Record<GuaranteeAct, (facts: GuaranteeFacts) => Guard | null>> = {
  approve: ({ guaranteedMinor, fundCapacityMinor }) => (guaranteedMinor > fundCapacityMinor ? 'nothing-left' : null),
  repay: ({ owedMinor }) => (owedMinor > 0n ? 'still-owed' : null),
  expire: ({ ended }) => (ended ? null : 'not-ended'),
  call: ({ daysInArrears, waitingDays, ended }) => {
    if (ended) return 'ended';
    if (daysInArrears === null) return 'not-in-arrears';
    return daysInArrears < waitingDays ? 'too-early' : null;
  },
  'pay-all': ({ legalStepsDone }) => (legalStepsDone ? null : 'legal-steps'),
  'pay-rest': ({ legalStepsDone }) => (legalStepsDone ? null : 'legal-steps'),
};

/** Why somebody may not do it now; null where they may. A page shows the reason beside the button. */
export function whyNot(act: GuaranteeAct, by: GuaranteeActor, facts: GuaranteeFacts): Guard | null {
  const transition: Transition = transitions[act];
  if (!transition.from.includes(facts.state)) return 'wrong-state';
  if (transition.by !== by) return 'wrong-actor';
  return guards[act]?.(facts) ?? null;
}
