import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviceFor } from './advice.ts';
import { fromLanguages } from '#kernel/i18n';
import type { VersionId } from '#modules/instruments';
import { questions, questionsOf, type FirstQuestion as Question } from '#test/fixtures-readiness';
import { judge as judgeBy, judgeBoth as judgeBothBy, levels, results, type Answers, type Blockers, type Result } from './judge.ts';
import { questionnaireOf } from './questionnaire.ts';
import { areas, blockers, blockerStates, points, type Area, type Points } from './questions.ts';

const words = (text: string) => fromLanguages({ en: text }, { source: 'en', by: 'ponte', kind: 'human', at: '2026-11-22T00:00:00Z' });
const choice = (id: string, values: readonly (string | number)[], weight: number | null) => ({
  id,
  label: words(id),
  help: null,
  type: 'choice' as const,
  options: values.map((value) => ({
    value: String(value),
    label: words(`${id} ${value}`),
    score: typeof value === 'number' ? value : null,
    alone: false,
  })),
  required: true,
  maxLines: null,
  condition: null,
  weight,
  contact: false,
  identifying: false,
  note: null,
});
const questionnaire = questionnaireOf({
  id: 'first' as VersionId, // of no database
  number: 1,
  content: {
    title: words('Readiness'),
    purpose: words('For tests'),
    source: null,
    guarded: false,
    sections: [
      ...areas.map((area) => ({ id: area, title: words(area), questions: questionsOf[area].map((id) => choice(id, points, 1)) })),
      { id: 'blockers', title: words('Blockers'), questions: blockers.map((one) => choice(`blocker-${one}`, blockerStates, null)) },
    ],
  },
});
const judge = (answers: Answers, said: Blockers) => judgeBy({ questionnaire, answers, blockers: said });
const judgeBoth = (given: Parameters<typeof judgeBothBy>[1]) => judgeBothBy(questionnaire, given);

const all = <K extends string, V>(keys: readonly K[], value: V) => Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>; // every key has its value
const given = <K extends string, V>(keys: readonly K[], value: fc.Arbitrary<V>) =>
  fc.tuple(...keys.map(() => value)).map((values) => Object.fromEntries(keys.map((key, index) => [key, values[index]])) as Record<K, V>);
const some = <K extends string, V>(keys: readonly K[], value: fc.Arbitrary<V>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, fc.Arbitrary<V>>, { requiredKeys: [] });

const fullAnswers = given(questions, fc.constantFrom(...points));
const someAnswers = some(questions, fc.constantFrom(...points));
const fullBlockers = given(blockers, fc.constantFrom('no' as const, 'unknown' as const));
const someBlockers = some(blockers, fc.constantFrom(...blockerStates));
const clear = all(blockers, 'no' as const);
const rank = (result: Result | null) => (result === null ? Number.NaN : results.indexOf(result));
const inAreas = (rest: Points, named: Partial<Record<Area, Points>>): Answers => ({
  ...all(questions, rest),
  ...Object.fromEntries(areas.flatMap((area) => questionsOf[area].map((question: Question) => [question, named[area] ?? rest]))),
});

describe('one side', () => {
  test('a blocker always gives blocked, whatever the answers are', () => {
    fc.assert(
      fc.property(someAnswers, someBlockers, fc.constantFrom(...blockers), (answers, others, blocker) => {
        const judged = judge(answers as Answers, { ...(others as Blockers), [blocker]: 'yes' });
        expect(judged.result).toBe('blocked');
        expect(judged.standing).toContain(blocker);
      }),
    );
    expect(judge(all(questions, 3), { ...clear, debt: 'yes' }).result).toBe('blocked');
  });

  test('raising an answer never lowers the result, nor the level of its area', () => {
    fc.assert(
      fc.property(fullAnswers, fullBlockers, fc.constantFrom(...questions), (answers, said, question) => {
        const raised = { ...answers, [question]: Math.min(answers[question] + 1, 3) as Points };
        const [before, after] = [judge(answers, said), judge(raised, said)];
        expect(rank(after.result)).toBeGreaterThanOrEqual(rank(before.result));
        before.areas.forEach((one, index) => {
          expect(levels.indexOf(after.areas[index]?.level ?? 'weak')).toBeGreaterThanOrEqual(levels.indexOf(one.level ?? 'weak'));
        });
      }),
    );
  });

  test('a missing answer is named and never counted as 0', () => {
    fc.assert(
      fc.property(fullAnswers, fc.uniqueArray(fc.constantFrom(...questions), { minLength: 1 }), (answers, gone) => {
        const left = Object.fromEntries(Object.entries(answers).filter(([question]) => !gone.includes(question as Question)));
        const judged = judge(left, clear);
        expect(judged.result).toBeNull();
        expect(judged.missing.questions.toSorted()).toEqual(gone.toSorted());
        for (const area of judged.areas) expect(area.level === null).toBe(area.missing.length > 0);
      }),
    );
  });

  test('a blocker that nobody was asked about is named as missing, and nothing is decided', () => {
    const judged = judge(all(questions, 3), {});
    expect(judged.result).toBeNull();
    expect(judged.missing).toEqual({ questions: [], blockers: [...blockers] });
  });

  test('a blocker that nobody knows about keeps the best result away', () => {
    expect(judge(all(questions, 3), clear).result).toBe('ready');
    expect(judge(all(questions, 3), { ...clear, permit: 'unknown' }).result).toBe('ready-with-support');
  });

  test('no strong area hides a weak one', () => {
    expect(judge(inAreas(3, { money: 0 }), clear).result).toBe('ready-with-support');
    expect(judge(inAreas(3, { money: 0, idea: 0 }), clear).result).toBe('train-first');
    expect(judge(inAreas(3, { money: 2 }), clear).result).toBe('ready');
    expect(judge(inAreas(3, { money: 1, idea: 1 }), clear).result).toBe('train-first');
    expect(judge(all(questions, 2), clear).result).toBe('ready');
    expect(judge(all(questions, 0), clear).result).toBe('train-first');
  });

  test('a firm without a second country may be ready', () => {
    expect(judge(inAreas(3, { transnational: 0 }), clear).result).toBe('ready');
  });

  test('levels begin where the limits say: 65 and 35 percent of an area', () => {
    const areaOf = (answers: Answers) => judge(answers, clear).areas.find(({ area }) => area === 'idea');
    const idea = (a: Points, b: Points, c: Points): Answers => ({ 'idea-customers': a, 'idea-better': b, 'idea-price': c });
    expect(areaOf(idea(2, 2, 2))).toMatchObject({ points: 6, most: 9, level: 'strong' });
    expect(areaOf(idea(2, 2, 1))).toMatchObject({ points: 5, level: 'middle' });
    expect(areaOf(idea(2, 1, 1))).toMatchObject({ points: 4, level: 'middle' });
    expect(areaOf(idea(1, 1, 1))).toMatchObject({ points: 3, level: 'weak' });
  });
});

describe('both sides', () => {
  const side = (answers: Answers, said: Blockers = clear) => ({ answers, blockers: said });

  test('each is judged by itself, and the more careful one counts', () => {
    fc.assert(
      fc.property(fullAnswers, fullAnswers, (ours, theirs) => {
        const both = judgeBoth({ founder: side(ours), counsellor: side(theirs) });
        expect(both.founder).toEqual(judge(ours, clear));
        expect(both.counsellor).toEqual(judge(theirs, clear));
        expect(rank(both.result)).toBe(Math.min(rank(both.founder.result), rank(both.counsellor.result)));
      }),
    );
  });

  test('a side that is not complete does not count, but its blocker does', () => {
    expect(judgeBoth({ founder: side(all(questions, 3)), counsellor: side({}, {}) }).result).toBe('ready');
    expect(judgeBoth({ founder: side(all(questions, 3)), counsellor: side({}, { permit: 'yes' }) }).result).toBe('blocked');
    expect(judgeBoth({ founder: side({}, {}), counsellor: side({}, {}) }).result).toBeNull();
  });
});

describe('next steps', () => {
  const codes = (answers: Answers, said: Blockers = clear) =>
    adviceFor(judgeBoth({ founder: { answers, blockers: said }, counsellor: { answers: {}, blockers: {} } })).map(({ code }) => code);

  test('name what stands in the way before what is weak', () => {
    expect(codes(inAreas(3, { money: 0, idea: 1 }), { ...clear, permit: 'yes', ban: 'unknown' })).toEqual([
      'blocker-permit',
      'check-ban',
      'train-idea',
      'train-money',
    ]);
  });

  test('every result but one that is missing has one', () => {
    fc.assert(
      fc.property(fullAnswers, given(blockers, fc.constantFrom(...blockerStates)), (answers, said) => {
        expect(codes(answers, said).length).toBeGreaterThan(0);
      }),
    );
    expect(codes(all(questions, 3))).toEqual(['go-on']);
  });
});
