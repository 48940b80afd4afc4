import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import type { Answer, Answers } from './answer.ts';
import { questionsIn, type Content } from './content.ts';
import { instrumentRecord } from './import-instruments.ts';
import { choices, contentOf, when } from './instruments.fixtures.ts';
import { blocking, problemsIn } from './problems.ts';
import { countedAnswers, missingIn, progressOf, shownWith } from './routing.ts';

const chain = contentOf(
  { id: 'a', type: 'choice', options: choices('yes', 'no') },
  { id: 'b', type: 'choice', options: choices('yes', 'no'), condition: when('a', 'yes'), required: true },
  { id: 'c', type: 'text', condition: when('b', 'yes'), required: true },
);

describe('routing', () => {
  test('asks what no condition holds back', () => {
    expect([...shownWith(chain, {})]).toEqual(['a']);
    expect([...shownWith(chain, { a: { choice: 'yes' } })]).toEqual(['a', 'b']);
  });

  test('lets a question that is routed away open nothing, whatever was answered to it earlier', () => {
    const answers = { a: { choice: 'no' }, b: { choice: 'yes' }, c: { text: 'left from before' } };
    expect([...shownWith(chain, answers)]).toEqual(['a']);
    expect(countedAnswers(chain, answers)).toEqual({ a: { choice: 'no' } });
  });

  test('misses only what is asked and must be answered', () => {
    expect(missingIn(chain, {})).toEqual([]);
    expect(missingIn(chain, { a: { choice: 'yes' } }).map(({ id }) => id)).toEqual(['b']);
    expect(progressOf(chain, { a: { choice: 'yes' } })).toEqual([{ section: 'only', done: 1, of: 2, missing: 1 }]);
  });

  test('needs every part of a condition that says so', () => {
    const both = contentOf(
      { id: 'a', type: 'choices', options: choices('x', 'y') },
      { id: 'b', type: 'consent' },
      {
        id: 'c',
        type: 'text',
        condition: {
          mode: 'all',
          of: [
            { question: 'a', anyOf: ['x'] },
            { question: 'b', anyOf: ['yes'] },
          ],
        },
      },
    );
    expect(shownWith(both, { a: { choices: ['x'] } }).has('c')).toBe(false);
    expect(shownWith(both, { a: { choices: ['x', 'y'] }, b: { agreed: true } }).has('c')).toBe(true);
  });
});

function published(name: string): Content {
  const file = join(projectRoot(), 'db/reference/questionnaires', `${name}.json`);
  return instrumentRecord.parse(JSON.parse(readFileSync(file, 'utf8'))).content;
}

const names = readdirSync(join(projectRoot(), 'db/reference/questionnaires')).map((name) => name.replace('.json', ''));
const survey = published('association-survey');

describe('the first content', () => {
  test('is three questionnaires of 95 questions without anything that hinders publishing', () => {
    expect(names.toSorted()).toEqual(['association-survey', 'mapping-of-initiatives', 'peer-review']);
    expect(names.flatMap((name) => questionsIn(published(name)))).toHaveLength(95);
    for (const name of names) expect(problemsIn(published(name)).filter(({ problem }) => blocking.has(problem))).toEqual([]);
  });

  const asked = (answers: Answers) => [...shownWith(survey, answers)];

  test('opens 14 and 15 with a yes, and 16 with a no to either of the two', () => {
    const none = asked({ a4_12: { choices: ['no'] }, a4_13: { choices: ['no'] } });
    expect(none).toContain('a4_16');
    expect(none).not.toContain('a4_14');
    const mixed = asked({ a4_12: { choices: ['local'] }, a4_13: { choices: ['no'] } });
    expect(mixed).toEqual(expect.arrayContaining(['a4_14', 'a4_15', 'a4_16', 'a4_17', 'a4_18']));
    const nationalOnly = asked({ a4_12: { choices: ['national'] }, a4_13: { choices: ['national'] } });
    expect(nationalOnly).toContain('a4_14');
    expect(nationalOnly).not.toContain('a4_16');
    expect(nationalOnly).not.toContain('a4_17');
    expect(asked({})).not.toContain('a4_14');
  });

  test('asks for both consents, and keeps whom to ring up apart', () => {
    const must = missingIn(survey, {}).map(({ id }) => id);
    expect(must).toEqual(expect.arrayContaining(['a4_consent_use', 'a4_consent_privacy']));
    expect(questionsIn(survey).filter(({ contact }) => contact)).toHaveLength(4);
    expect(survey.guarded).toBe(true);
  });

  const answered = fc.dictionary(
    fc.constantFrom(...questionsIn(survey).map(({ id }) => id)),
    fc.oneof(
      fc.constantFrom<Answer>(
        { choice: 'yes' },
        { choices: ['no'] },
        { choices: ['local', 'other'] },
        { choices: ['other'] },
        { text: 'x' },
      ),
    ),
  );

  test('asks a question by what was asked before it alone, and counts no answer to a question that is not asked', () => {
    fc.assert(
      fc.property(answered, (answers) => {
        const shown = shownWith(survey, answers);
        const counted = countedAnswers(survey, answers);
        expect(Object.keys(counted).every((id) => shown.has(id))).toBe(true);
        expect([...shownWith(survey, counted)]).toEqual([...shown]);
        for (const { id } of missingIn(survey, answers)) expect(shown.has(id)).toBe(true);
      }),
    );
  });
});
