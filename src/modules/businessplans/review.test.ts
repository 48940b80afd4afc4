import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { reviewActions, reviewMoves, reviewStates } from './review.ts';

const moves = reviewStates.flatMap((from) =>
  reviewActions.flatMap((action) => {
    const to = reviewMoves[from][action];
    return to === undefined ? [] : [`${from} --> ${to}: ${action}`];
  }),
);

test('the drawing of the review shows its moves and no others', () => {
  const drawing = readFileSync(join(projectRoot(), 'docs/states/feasibility-review.md'), 'utf8');
  const drawn = [...drawing.matchAll(/^ +([a-z-]+ --> [a-z-]+: [a-z]+)$/gm)].map(([, move]) => move);
  expect(drawn.toSorted()).toEqual(moves.toSorted());
  for (const state of reviewStates.filter((one) => Object.keys(reviewMoves[one]).length === 0))
    expect(drawing).toContain(`${state} --> [*]`);
});

test('the migration holds to the same moves', () => {
  const sql = readFileSync(join(projectRoot(), 'db/migrations/0043_businessplans.sql'), 'utf8');
  const list = /may_become[\s\S]*?values([\s\S]*?)\n {2}\)/.exec(sql)?.[1] ?? '';
  const held = [...list.matchAll(/\('([a-z-]+)', '([a-z-]+)'\)/g)].map(([, from, to]) => `${from} ${to}`);
  const named = new Set(moves.map((move) => move.replace(' --> ', ' ').replace(/: .*/, '')));
  expect(held.toSorted()).toEqual([...named].toSorted());
});
