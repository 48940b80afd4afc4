import { expect, test } from 'vitest';
import { unfound } from './evaluation.ts';
import { mayMeet } from './meeting.ts';
import { takesPart } from './project.ts';

const now = new Date('2026-11-22T10:00:00Z');
const meeting = (state: 'planned' | 'held' | 'closed' | 'called-off', startsAt = '2026-11-22T09:00:00Z') => ({
  state,
  startsAt: new Date(startsAt),
});

test('minutes are written once a meeting has begun, and not any more once they are closed', () => {
  expect(mayMeet(meeting('planned', '2026-11-22T10:01:00Z'), 'minutes', now)).toBe(false);
  expect(mayMeet(meeting('planned'), 'minutes', now)).toBe(true);
  expect(mayMeet(meeting('held'), 'minutes', now)).toBe(true);
  for (const act of ['change', 'call-off', 'minutes', 'close'] as const)
    for (const state of ['closed', 'called-off'] as const) expect(mayMeet(meeting(state), act, now)).toBe(false);
});

test('what was held is neither moved nor called off', () => {
  expect(mayMeet(meeting('held'), 'change', now)).toBe(false);
  expect(mayMeet(meeting('held'), 'call-off', now)).toBe(false);
});

test('a partner takes part on its last day and not on the next', () => {
  expect(takesPart({ leftOn: '2026-11-22' }, '2026-11-22')).toBe(true);
  expect(takesPart({ leftOn: '2026-11-21' }, '2026-11-22')).toBe(false);
  expect(takesPart({ leftOn: null }, '2026-11-22')).toBe(true);
});

test('a draft needs no finding, and “not measurable” is one', () => {
  const criterion = { number: 1, question: '', measure: '', baseline: '', target: '', measuredOn: '2026-11-22', evaluator: '' };
  const criteria = ['a', 'b', 'c'].map((id, at) => ({ ...criterion, id: id as never, agreedOn: at < 2 ? '2026-01-01' : null })); // only compared
  const finding = {
    criterionId: 'a' as never,
    result: 'not-measurable',
    found: null,
    reason: 'Nobody',
    evidence: null,
    foundOn: '2026-11-22',
  } as const; // as above
  expect(unfound(criteria, { findings: [finding] }).map(({ id }) => id)).toEqual(['b']);
});
