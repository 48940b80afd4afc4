import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { creditMoves, membershipMoves } from './states.ts';

const [saving = '', credit = ''] = readFileSync(join(projectRoot(), 'docs/states/saving.md'), 'utf8').split('A credit that savings open:');

test.each([
  { of: 'a saving', drawing: saving, moves: membershipMoves },
  { of: 'a credit', drawing: credit, moves: creditMoves },
])('the drawing of $of shows its moves and no others', ({ drawing, moves }) => {
  const drawn = [...drawing.matchAll(/^ +([a-z-]+ --> [a-z-]+: [a-z-]+)$/gm)].map(([, move]) => move);
  const known = Object.entries(moves).flatMap(([from, next]) =>
    Object.entries(next as Record<string, string>).map(([action, to]) => `${from} --> ${to}: ${action}`),
  );
  expect(drawn.toSorted()).toEqual(known.toSorted());
  for (const [from, next] of Object.entries(moves)) if (Object.keys(next).length === 0) expect(drawing).toContain(`${from} --> [*]`);
});
