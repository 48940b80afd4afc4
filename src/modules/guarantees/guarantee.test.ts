import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import {
  guaranteeActs,
  guaranteeStates,
  holdingStates,
  transitions,
  whyNot,
  type GuaranteeFacts,
  type GuaranteeState,
} from './guarantee.ts';

const facts = (state: GuaranteeState, change: Partial<GuaranteeFacts> = {}): GuaranteeFacts => ({
  state,
  daysInArrears: 120,
  waitingDays: 90,
  ended: false,
  legalStepsDone: true,
  owedMinor: 1_000n,
  fundCapacityMinor: 600n,
  guaranteedMinor: 600n,
  ...change,
});

describe('the states of a guarantee', () => {
  test('are each reached, and left unless they end it', () => {
    const reached = new Set<string>(['filed', ...guaranteeActs.map((act) => transitions[act].to)]);
    expect(guaranteeStates.filter((state) => !reached.has(state))).toEqual([]);
    const left = new Set<string>(guaranteeActs.flatMap((act) => transitions[act].from));
    expect(guaranteeStates.filter((state) => !left.has(state))).toEqual([
      'refused',
      'withdrawn',
      'lapsed',
      'repaid',
      'expired',
      'forfeited',
    ]);
  });

  test('hold capacity from the approval until an end frees it', () => {
    for (const act of guaranteeActs) {
      const { from, to, effect } = transitions[act];
      const [before, after] = [holdingStates.includes(from[0]), holdingStates.includes(to)];
      expect(effect === 'reserve', act).toBe(!before && after);
      expect(effect === 'free' || effect === 'pay-and-free', act).toBe(before && !after);
    }
  });

  test('are drawn as they are', () => {
    const drawing = readFileSync(join(projectRoot(), 'docs/states/guarantee.md'), 'utf8');
    for (const act of guaranteeActs)
      for (const from of transitions[act].from)
        expect(drawing).toMatch(new RegExp(`^  ${from} --> ${transitions[act].to}: ${act}\\b`, 'm'));
  });
});

describe('an act is refused with its reason', () => {
  test('in the wrong state, and to the wrong side', () => {
    expect(whyNot('approve', 'fund', facts('approved'))).toBe('wrong-state');
    expect(whyNot('approve', 'lender', facts('filed'))).toBe('wrong-actor');
    expect(whyNot('call', 'fund', facts('active'))).toBe('wrong-actor');
  });

  test.each([
    ['approve', 'fund', facts('filed', { fundCapacityMinor: 599n }), 'nothing-left'],
    ['approve', 'fund', facts('filed'), null],
    ['call', 'lender', facts('active', { daysInArrears: null }), 'not-in-arrears'],
    ['call', 'lender', facts('active', { daysInArrears: 89 }), 'too-early'],
    ['call', 'lender', facts('active', { ended: true }), 'ended'],
    ['call', 'lender', facts('active', { daysInArrears: 90 }), null],
    ['repay', 'lender', facts('active'), 'still-owed'],
    ['repay', 'lender', facts('active', { owedMinor: 0n }), null],
    ['expire', 'clock', facts('active'), 'not-ended'],
    ['pay-first', 'fund', facts('called', { legalStepsDone: false }), null],
    ['pay-all', 'fund', facts('called', { legalStepsDone: false }), 'legal-steps'],
    ['pay-rest', 'fund', facts('part-paid', { legalStepsDone: false }), 'legal-steps'],
    ['pay-rest', 'fund', facts('settled'), 'wrong-state'],
  ] as const)('%s by the %s', (act, by, what, reason) => {
    expect(whyNot(act, by, what)).toBe(reason);
  });
});
