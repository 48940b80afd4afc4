import type { Id } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';

export type PlanId = Id<'returns.plans'>;

export const planStates = [
  'considering',
  'informed',
  'decided',
  'prepared',
  'left',
  'arrived',
  'reintegrating',
  'settled',
  'withdrawn',
] as const;
export type PlanState = (typeof planStates)[number];

export const planActions = ['inform', 'decide', 'prepare', 'leave', 'arrive', 'reintegrate', 'settle', 'withdraw'] as const;
export type PlanAction = (typeof planActions)[number];

/** The state chart, as docs/states/return.md draws it and `returns.may_become` guards it. */
export const planChart: Record<PlanState, Partial<Record<PlanAction, PlanState>>> = {
  considering: { inform: 'informed', withdraw: 'withdrawn' },
  informed: { decide: 'decided', withdraw: 'withdrawn' },
  decided: { prepare: 'prepared', withdraw: 'withdrawn' },
  prepared: { leave: 'left', withdraw: 'withdrawn' },
  left: { arrive: 'arrived', withdraw: 'withdrawn' },
  arrived: { reintegrate: 'reintegrating', withdraw: 'withdrawn' },
  reintegrating: { settle: 'settled', withdraw: 'withdrawn' },
  settled: {},
  withdrawn: {},
};

/** Steps that only the desk records; the person takes every other one as well. */
const ofDesk: readonly PlanAction[] = ['prepare', 'reintegrate', 'settle'];

export const decidedHows = ['on-line', 'signed-at-desk', 'spoken-at-desk'] as const;
export type DecidedHow = (typeof decidedHows)[number];

/** Parts of a return that person and counsellor fill in before the departure. */
export const preparations = ['journey', 'documents', 'housing', 'school', 'health', 'money', 'reception'] as const;

/** Parts of the reintegration plan, from the arrival on: each with what is agreed, who does it, and until when. */
export const reintegration = ['there-work', 'there-home', 'there-children', 'there-health', 'there-papers', 'there-people'] as const;
export type Reintegration = (typeof reintegration)[number];

export const sections = [...preparations, ...reintegration] as const;
export type SectionCode = (typeof sections)[number];

export function isReintegration(section: string): section is Reintegration {
  return reintegration.some((one) => one === section);
}

export interface Plan {
  id: PlanId;
  personId: PersonId;
  officeId: string;
  /** How the actor stands to it: custody, the person, or somebody with a grant. */
  standing: 'desk' | 'own' | 'reader';
  leaving: string;
  arriving: string;
  state: PlanState;
  thinkDays: number;
  ventureId: VentureId | null;
  informedAt: Date | null;
  decidedAt: Date | null;
  decidedHow: DecidedHow | null;
  leftOn: string | null;
  arrivedOn: string | null;
}

/** When the time to think is over; null before the information. */
export function decisionFrom({ informedAt, thinkDays }: Pick<Plan, 'informedAt' | 'thinkDays'>): Date | null {
  return informedAt && new Date(informedAt.getTime() + thinkDays * 86_400_000);
}

/** Whether a return is still under way. */
export function isOpen({ state }: Pick<Plan, 'state'>): boolean {
  return state !== 'settled' && state !== 'withdrawn';
}

/** Whether the reintegration plan can be written: the person is there, and nobody has closed the return. */
export function isThere({ state }: Pick<Plan, 'state'>): boolean {
  return state === 'arrived' || state === 'reintegrating';
}

/** What the actor can do with a return now, besides waiting. */
export function actionsOf(plan: Plan, now: Date): PlanAction[] {
  if (plan.standing === 'reader') return [];
  return planActions.filter((action) => {
    if (planChart[plan.state][action] === undefined || (plan.standing === 'own' && ofDesk.includes(action))) return false;
    const from = decisionFrom(plan);
    return action !== 'decide' || (from !== null && from <= now);
  });
}
