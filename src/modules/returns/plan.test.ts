import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { actionsOf, decisionFrom, planActions, planChart, planStates, type Plan } from './plan.ts';

const informedAt = new Date('2026-05-01T10:00:00Z');
const plan = (change: Partial<Plan>): Plan => ({
  id: newId<'returns.plans'>(),
  personId: newId<'access.subjects'>(),
  officeId: newId(),
  standing: 'own',
  leaving: 'IT',
  arriving: 'SN',
  state: 'considering',
  thinkDays: 7,
  ventureId: null,
  informedAt: null,
  decidedAt: null,
  decidedHow: null,
  leftOn: null,
  arrivedOn: null,
  ...change,
});

test('the page of the states draws the chart of the code', () => {
  const drawn = readFileSync(join(import.meta.dirname, '../../../docs/states/return.md'), 'utf8');
  const lines = [...drawn.matchAll(/^ {4}(\w+) --> (\w+): (\w+)$/gm)].map(([, from, to, action]) => `${from} ${action} ${to}`);
  const coded = planStates.flatMap((from) =>
    planActions.flatMap((action) => (planChart[from][action] ? [`${from} ${action} ${planChart[from][action]}`] : [])),
  );
  expect(coded.length).toBeGreaterThan(10);
  expect(lines.toSorted()).toEqual(coded.toSorted());
});

test('a decision is offered from the very moment at which the time to think is over, and not before', () => {
  const informed = plan({ state: 'informed', informedAt });
  expect(decisionFrom(informed)).toEqual(new Date('2026-05-08T10:00:00Z'));
  expect(actionsOf(informed, new Date('2026-05-08T09:59:59Z'))).toEqual(['withdraw']);
  expect(actionsOf(informed, new Date('2026-05-08T10:00:00Z'))).toEqual(['decide', 'withdraw']);
});

test('to withdraw is offered in every state until the return is settled', () => {
  for (const state of planStates) {
    const offered = actionsOf(plan({ state, informedAt }), new Date()).includes('withdraw');
    expect(offered).toBe(state !== 'settled' && state !== 'withdrawn');
  }
});

test('somebody who may only read is offered nothing', () => {
  for (const state of planStates) expect(actionsOf(plan({ state, standing: 'reader', informedAt }), new Date())).toEqual([]);
});
