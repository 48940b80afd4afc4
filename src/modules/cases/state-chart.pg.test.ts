import { expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { caseChart, caseStates } from './case.ts';
import { handoverChart, handoverStates } from './handover.ts';
import { referralChart, referralStates } from './referral.ts';
import { stepChart, stepStates } from './step.ts';

const db = await testDatabase();

test.each([
  { machine: 'case', states: caseStates, moves: caseChart.moves as Record<string, Record<string, string>> },
  { machine: 'step', states: stepStates, moves: stepChart.moves as Record<string, Record<string, string>> },
  { machine: 'referral', states: referralStates, moves: referralChart.moves as Record<string, Record<string, string>> },
  { machine: 'handover', states: handoverStates, moves: handoverChart.moves as Record<string, Record<string, string>> },
])('the database knows the same moves of a $machine', async ({ machine, states, moves }) => {
  const { rows } = await db.superuser.query<{ before: string; after: string }>(
    'select before, after from unnest($2::text[]) before, unnest($2::text[]) after where cases.may_become($1, before, after)',
    [machine, states],
  );
  const known = states.flatMap((before) => [...new Set(Object.values(moves[before] ?? {}))].map((after) => `${before} → ${after}`));
  expect(rows.map(({ before, after }) => `${before} → ${after}`).sort()).toEqual(known.sort());
});
