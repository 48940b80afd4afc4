/** The areas that an assessment looks at, in the order of its pages. */
export const areas = ['right', 'person', 'language', 'experience', 'idea', 'money', 'network', 'transnational'] as const;
export type Area = (typeof areas)[number];

/**
 * The questions of each area. They are our own. Each answer is an example from daily life, from 0 to 3 points; its words
 * are `readiness.answer.<question>.<points>`.
 */
export const questionsOf = {
  right: ['right-know', 'right-papers'],
  person: ['person-time', 'person-family', 'person-setback'],
  language: ['language-customers', 'language-offices'],
  experience: ['experience-trade', 'experience-proof', 'experience-running'],
  idea: ['idea-customers', 'idea-better', 'idea-price'],
  money: ['money-start', 'money-last', 'money-count'],
  network: ['network-advice', 'network-partners'],
  transnational: ['transnational-contacts', 'transnational-rules'],
} as const satisfies Record<Area, readonly string[]>;

export type Question = (typeof questionsOf)[Area][number];
export const questions: readonly Question[] = areas.flatMap((area): readonly Question[] => questionsOf[area]);

export const points = [0, 1, 2, 3] as const;
export type Points = (typeof points)[number];
export const MOST_POINTS = 3;

/** What may stand in the way, whatever the answers are. */
export const blockers = ['permit', 'papers', 'recognition', 'licence', 'ban', 'debt', 'language'] as const;
export type Blocker = (typeof blockers)[number];

/** Whether it does; `unknown` means that somebody must find out. */
export const blockerStates = ['yes', 'no', 'unknown'] as const;
export type BlockerState = (typeof blockerStates)[number];

export const isQuestion = (code: string): code is Question => (questions as readonly string[]).includes(code);
export const isBlocker = (code: string): code is Blocker => (blockers as readonly string[]).includes(code);
