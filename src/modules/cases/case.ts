import type { Id } from '#kernel/db';
import type { StateChart, Verdict } from './state-chart.ts';
import { allowed } from './state-chart.ts';
import type { RefusalCode } from './refusals.ts';

export type CaseId = Id<'cases.cases'>;

export const caseStates = ['open', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

/** How a person can agree to a plan or to sharing. */
export const agreedHows = ['signed-at-desk', 'spoken-at-desk', 'on-line'] as const;
export type AgreedHow = (typeof agreedHows)[number];

export const caseChart: StateChart<CaseState, 'close' | 'reopen', RefusalCode> = {
  moves: { open: { close: 'closed' }, closed: { reopen: 'open' } },
  reasons: { open: 'case-open', closed: 'case-closed' },
};

/**
 * How the actor stands to a case: `custody` works at the office that has the file, `joint` at one that works on it by
 * the person's agreement, `own` is the person, `reader` sees parts of it by a grant.
 */
export type Standing = 'custody' | 'joint' | 'own' | 'reader';

/** What is done to a case as a whole. Working on it (steps, blockers, notes) is open to both offices of joint work. */
export const caseActions = [
  'change',
  'work',
  'write-note',
  'task',
  'document',
  'agree-plan',
  'refer',
  'offer',
  'close',
  'reopen',
  'follow-up',
] as const;
export type CaseAction = (typeof caseActions)[number];

const byStanding: Record<Standing, readonly CaseAction[]> = {
  custody: caseActions,
  joint: ['work', 'write-note'],
  own: ['agree-plan'],
  reader: [],
};

/** What the rules ask of a case. */
export interface CaseFacts {
  state: CaseState;
  standing: Standing;
  /** Referrals that are sent, seen or accepted. */
  openReferrals: number;
  /** Hand-overs that are offered or seen. */
  openOffers: number;
  /** Steps that are planned, under way or done. */
  steps: number;
  agreed: boolean;
}

/** Whether the actor may do this to the case now, or why not. */
export function allowedOnCase(facts: CaseFacts, action: CaseAction): Verdict<RefusalCode> {
  if (!byStanding[facts.standing].includes(action)) return facts.standing === 'joint' ? 'custodian-only' : 'not-found';
  if (action === 'reopen') return allowed(caseChart, facts.state, 'reopen');
  if (action === 'follow-up') return facts.state === 'closed' ? true : 'case-open';
  // Both may still be needed after the end: what a follow-up call said, a paper that came late.
  if (action === 'write-note' || action === 'document') return true;
  if (facts.state === 'closed') return 'case-closed';
  if (action === 'close') return facts.openReferrals > 0 ? 'referrals-open' : facts.openOffers > 0 ? 'offer-open' : true;
  if (action === 'agree-plan') return facts.steps === 0 ? 'nothing-to-agree' : facts.agreed ? 'agreed-already' : true;
  return true;
}
