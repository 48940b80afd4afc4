import { readinessShape } from '#modules/instruments';

/** The areas that an assessment looks at, in the order of its pages. */
export const { areas } = readinessShape;
export type Area = (typeof areas)[number];

/** Code of a question in the questionnaire; it stays the same across versions. */
export type Question = string;

/** Each answer is an example from daily life, from 0 to 3 points. */
export const { points } = readinessShape;
export type Points = (typeof points)[number];
export const MOST_POINTS = 3;

/** What may stand in the way, whatever the answers are. */
export const { blockers } = readinessShape;
export type Blocker = (typeof blockers)[number];

/** Whether it does; `unknown` means that somebody must find out. */
export const blockerStates = readinessShape.states;
export type BlockerState = (typeof blockerStates)[number];

export const isBlocker = (code: string): code is Blocker => (blockers as readonly string[]).includes(code);
