import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { applicationMoves } from './application-state.ts';
import { loanMoves } from './loan-state.ts';

const charts = [
  { page: 'loan-application', moves: applicationMoves },
  { page: 'loan', moves: loanMoves },
] as const;

test.each(charts)('the drawing of $page shows its moves and no others', ({ page, moves }) => {
  const drawing = readFileSync(join(projectRoot(), `docs/states/${page}.md`), 'utf8');
  const drawn = [...drawing.matchAll(/^ +([a-z-]+ --> [a-z-]+: [a-z-]+)$/gm)].map(([, move]) => move);
  const known = Object.entries(moves).flatMap(([from, next]) =>
    Object.entries(next as Record<string, string>).map(([action, to]) => `${from} --> ${to}: ${action}`),
  );
  expect(drawn.toSorted()).toEqual(known.toSorted());
  for (const [from, next] of Object.entries(moves)) if (Object.keys(next).length === 0) expect(drawing).toContain(`${from} --> [*]`);
});
