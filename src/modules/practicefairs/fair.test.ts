import { expect, test } from 'vitest';
import { isWritable, phaseOf } from './fair.ts';

const days = { fromDay: '2026-11-20', untilDay: '2026-11-22' } as const;

test.for([
  ['2026-11-19', 'announced'],
  ['2026-11-20', 'running'],
  ['2026-11-22', 'running'],
  ['2026-11-23', 'over'],
] as const)('an open fair is, on %s, %s', ([today, phase]) => {
  expect(phaseOf({ state: 'open', ...days }, today)).toBe(phase);
});

test('a draft and a withdrawn fair stay what they are on every day; what is over no longer changes', () => {
  for (const today of ['2026-11-19', '2026-11-21', '2027-01-01'] as const)
    for (const state of ['draft', 'withdrawn'] as const) expect(phaseOf({ state, ...days }, today)).toBe(state);
  expect((['draft', 'announced', 'running', 'over', 'withdrawn'] as const).filter(isWritable)).toEqual(['draft', 'announced', 'running']);
});
