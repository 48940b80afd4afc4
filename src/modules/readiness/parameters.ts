import type { Area } from './questions.ts';

/** The limits by which answers become a result. */
export interface Parameters {
  /** From this share of an area's points on it is strong, in percent. */
  readonly strongFrom: number;
  /** From this share on it is middle, below it is weak, in percent. */
  readonly middleFrom: number;
  /** So many counted areas may be less than strong in somebody who is ready. */
  readonly notStrongAtMost: number;
  /** From so many weak counted areas on training comes first. */
  readonly weakForTraining: number;
  /** Areas that are shown but do not count: a sound firm needs no second country. */
  readonly notCounted: readonly Area[];
}

/** Version of the limits; kept with every assessment, beside the version of its questions. */
export const RULES = 1;

/** Our own limits, not a tested scale: see docs/decisions/0042-readiness.md. */
export const parameters: Parameters = {
  strongFrom: 65,
  middleFrom: 35,
  notStrongAtMost: 1,
  weakForTraining: 2,
  notCounted: ['transnational'],
};
