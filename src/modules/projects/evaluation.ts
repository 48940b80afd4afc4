import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';

export type CriterionId = Id<'projects.criteria'>;
export type EvaluationId = Id<'projects.evaluations'>;

export interface CriterionText {
  number: number;
  /** What is asked. */
  question: string;
  /** How it is measured. */
  measure: string;
  baseline: string;
  target: string;
  measuredOn: Day;
  /** A body, not a person. */
  evaluator: string;
}

/** What a project is judged by; agreed, it stays. */
export interface Criterion extends CriterionText {
  id: CriterionId;
  agreedOn: Day | null;
}

// uses messages: projects.phase.*
export const phases = ['mid-term', 'final'] as const;
export type Phase = (typeof phases)[number];

// uses messages: projects.result.*
export const results = ['reached', 'in-part', 'not-reached', 'not-measurable'] as const;
export type Result = (typeof results)[number];

/** What was found on a criterion: what and on what it rests, or why it could not be measured. */
export interface Finding {
  criterionId: CriterionId;
  result: Result;
  found: string | null;
  reason: string | null;
  evidence: string | null;
  foundOn: Day;
}

export interface Evaluation {
  id: EvaluationId;
  phase: Phase;
  evaluator: string;
  summary: string;
  publishedAt: Date | null;
  findings: readonly Finding[];
}

/** Agreed criteria on which an evaluation has no finding yet. */
export const unfound = (criteria: readonly Criterion[], { findings }: Pick<Evaluation, 'findings'>): Criterion[] =>
  criteria.filter(({ id, agreedOn }) => agreedOn !== null && !findings.some(({ criterionId }) => criterionId === id));
