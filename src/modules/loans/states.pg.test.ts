import { expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { applicationMoves } from './application-state.ts';
import { loanMoves } from './loan-state.ts';

const db = await testDatabase();

test.each([
  { machine: 'application', moves: applicationMoves as Record<string, Record<string, string>> },
  { machine: 'loan', moves: loanMoves as Record<string, Record<string, string>> },
])('the database knows the same moves of a $machine', async ({ machine, moves }) => {
  const states = Object.keys(moves);
  const { rows } = await db.superuser.query<{ before: string; after: string }>(
    'select before, after from unnest($2::text[]) before, unnest($2::text[]) after where loans.may_become($1, before, after)',
    [machine, states],
  );
  const known = states.flatMap((before) => [...new Set(Object.values(moves[before] ?? {}))].map((after) => `${before} → ${after}`));
  expect(rows.map(({ before, after }) => `${before} → ${after}`).toSorted()).toEqual(known.toSorted());
});
