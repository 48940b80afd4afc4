import type { Responsible } from '#modules/cases';
import { carefulLevel, type Judged } from './judge.ts';
import { areas, blockers, isBlocker, type Area, type Blocker } from './questions.ts';

/** A next step: about a blocker, about a blocker that must be looked into, about an area, or about going on. */
export type AdviceCode = `blocker-${Blocker}` | `check-${Blocker}` | `train-${Area}` | `support-${Area}` | 'go-on';

export interface Advice {
  code: AdviceCode;
  responsible: Responsible;
  /** Days from the day on which it goes into the plan. */
  dueInDays: number;
  /** Code of the vocabulary `planBlockers`, for what stands in the way of the case as well. */
  blocks: string | null;
}

const planBlocker: Record<Blocker, string> = {
  permit: 'permit',
  papers: 'documents',
  recognition: 'recognition',
  licence: 'licence',
  ban: 'other',
  debt: 'debts',
  language: 'language',
};

/** Next steps of an assessment: what stands in the way first, then what is weak, then what needs support; else to go on. */
export function adviceFor(judged: Judged): Advice[] {
  const standing = blockers.filter((one) => [judged.founder, judged.counsellor].some((side) => side.standing.includes(one)));
  const unknown = blockers.filter(
    (one) => !standing.includes(one) && [judged.founder, judged.counsellor].some((side) => side.unknown.includes(one)),
  );
  const at = (level: 'weak' | 'middle') => areas.filter((area) => carefulLevel(judged, area) === level);
  const advice = [
    ...standing.map((one) => adviceOf(`blocker-${one}`)),
    ...unknown.map((one) => adviceOf(`check-${one}`)),
    ...at('weak').map((area) => adviceOf(`train-${area}`)),
    ...at('middle').map((area) => adviceOf(`support-${area}`)),
  ];
  if (judged.result === 'ready' || (judged.result === 'ready-with-support' && advice.length === 0)) advice.push(adviceOf('go-on'));
  return advice;
}

function adviceOf(code: AdviceCode): Advice {
  const dash = code.indexOf('-');
  const [kind, what] = [code.slice(0, dash), code.slice(dash + 1)];
  if (kind === 'blocker') return { code, responsible: 'person', dueInDays: 30, blocks: isBlocker(what) ? planBlocker[what] : null };
  if (kind === 'check') return { code, responsible: 'counsellor', dueInDays: 14, blocks: null };
  return { code, responsible: 'person', dueInDays: kind === 'train' ? 90 : 30, blocks: null };
}
