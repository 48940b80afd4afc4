import { expect, test } from 'vitest';
import { isOverdue, mayAct } from './project.ts';

const [lead, own, partner] = [
  { lead: true, own: false },
  { lead: false, own: true },
  { lead: false, own: false },
];

test('a partner hands in and takes back its own, and only the lead accepts', () => {
  expect(mayAct({ state: 'planned' }, own, 'hand-in')).toBe(true);
  expect(mayAct({ state: 'handed-in' }, own, 'take-back')).toBe(true);
  expect(mayAct({ state: 'handed-in' }, own, 'accept')).toBe(false);
  expect(mayAct({ state: 'handed-in' }, lead, 'accept')).toBe(true);
  expect(mayAct({ state: 'planned' }, partner, 'hand-in')).toBe(false);
});

test('nothing is done with what was accepted, and nothing is accepted that was not handed in', () => {
  for (const act of ['hand-in', 'take-back', 'accept'] as const)
    expect(mayAct({ state: 'accepted' }, { lead: true, own: true }, act)).toBe(false);
  expect(mayAct({ state: 'planned' }, lead, 'accept')).toBe(false);
});

test('what is due today is not overdue, and what was handed in late is not either', () => {
  expect(isOverdue({ state: 'planned', dueOn: '2026-11-22' }, '2026-11-22')).toBe(false);
  expect(isOverdue({ state: 'planned', dueOn: '2026-11-21' }, '2026-11-22')).toBe(true);
  expect(isOverdue({ state: 'handed-in', dueOn: '2026-11-21' }, '2026-11-22')).toBe(false);
});
