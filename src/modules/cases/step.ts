import type { Id } from '#kernel/db';
import type { ServiceId } from '#modules/directory';
import type { CaseState, Standing } from './case.ts';
import type { RefusalCode } from './refusals.ts';
import { allowed, type StateChart, type Verdict } from './state-chart.ts';

export type StepId = Id<'cases.steps'>;

export const stepStates = ['planned', 'under-way', 'done', 'dropped'] as const;
export type StepState = (typeof stepStates)[number];

/** Who does a step: the person, the counsellor, a provider, or the office at the other end. */
export const responsibles = ['person', 'counsellor', 'provider', 'other-end'] as const;
export type Responsible = (typeof responsibles)[number];

export const stepActions = ['start', 'stop', 'finish', 'drop', 'replan'] as const;
export type StepAction = (typeof stepActions)[number];

export const stepChart: StateChart<StepState, StepAction, RefusalCode> = {
  moves: {
    planned: { start: 'under-way', finish: 'done', drop: 'dropped' },
    'under-way': { stop: 'planned', finish: 'done', drop: 'dropped' },
    done: { replan: 'planned' },
    dropped: { replan: 'planned' },
  },
  reasons: { planned: 'step-planned', 'under-way': 'step-under-way', done: 'step-done', dropped: 'step-dropped' },
};

/** What the counsellor and the person write into the plan. */
export interface StepText {
  title: string;
  detail: string;
  responsible: Responsible;
  serviceId: ServiceId | null;
  /** `YYYY-MM-DD`. */
  dueOn: string | null;
}

export interface Step extends StepText {
  id: StepId;
  position: number;
  state: StepState;
  /** What came of it. */
  result: string;
  doneAt: Date | null;
}

/** What the rules ask of a step. */
export interface StepFacts {
  state: StepState;
  responsible: Responsible;
  standing: Standing;
  caseState: CaseState;
}

/** Whether the actor may mark the step so, or why not: the two offices any step, the person their own, all while the case is open. */
export function allowedOnStep(facts: StepFacts, action: StepAction): Verdict<RefusalCode> {
  if (facts.standing === 'reader') return 'not-found';
  if (facts.standing === 'own' && (facts.responsible !== 'person' || action === 'drop')) return 'step-not-yours';
  if (facts.standing === 'own' && facts.state === 'dropped') return 'step-dropped';
  if (facts.caseState === 'closed') return 'case-closed';
  return allowed(stepChart, facts.state, action);
}

/** Whether the words of the step may be changed: what is done or dropped is history. */
export function mayChangeStep(state: StepState): Verdict<RefusalCode> {
  return state === 'planned' || state === 'under-way' ? true : stepChart.reasons[state];
}
