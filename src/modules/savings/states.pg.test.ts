import { expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { creditMoves, membershipMoves } from './states.ts';

const db = await testDatabase();

test.each([
  { machine: 'membership', moves: membershipMoves as Record<string, Record<string, string>> },
  { machine: 'credit', moves: creditMoves as Record<string, Record<string, string>> },
])('the database knows the same moves of a $machine', async ({ machine, moves }) => {
  const states = Object.keys(moves);
  const { rows } = await db.superuser.query<{ before: string; after: string }>(
    'select before, after from unnest($2::text[]) before, unnest($2::text[]) after where savings.may_become($1, before, after)',
    [machine, states],
  );
  const known = states.flatMap((before) => [...new Set(Object.values(moves[before] ?? {}))].map((after) => `${before} → ${after}`));
  expect(rows.map(({ before, after }) => `${before} → ${after}`).toSorted()).toEqual(known.toSorted());
});
