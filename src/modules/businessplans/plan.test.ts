import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { figureUnits, lineKinds, questionKeys, saidBys, specsOf, type LineKind } from './plan.ts';

const sql = readFileSync(join(projectRoot(), 'db/migrations/0043_businessplans.sql'), 'utf8');
/** The words of a check of the migration. */
const checked = (constraint: string) => {
  const list = new RegExp(`constraint ${constraint} check \\(\\w+ in \\(([^)]*)\\)`).exec(sql)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, word]) => word).toSorted();
};

test.each([
  ['answers_question', questionKeys],
  ['lines_kind', Object.keys(lineKinds)],
  ['figures_said_by', saidBys],
  ['figures_unit', figureUnits],
])('the database knows the same words as the code: %s', (constraint, words) => {
  expect(checked(constraint)).toEqual([...words].toSorted());
});

test('every figure has a unit that is known, and bounds that hold its default', () => {
  for (const kind of Object.keys(lineKinds) as LineKind[]) {
    for (const [name, { unit, min, max, otherwise = min }] of Object.entries(specsOf(kind))) {
      expect([name, figureUnits.includes(unit), min <= otherwise && otherwise <= max]).toEqual([name, true, true]);
    }
  }
});
