import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { courseRecord } from './read-course-record.ts';

const folder = join(import.meta.dirname, '../../../db/reference/courses');
const courses = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => courseRecord.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

/** Every text of a course: an object whose keys are languages. */
function textsIn(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value) return [value as Record<string, string>]; // the schema let only texts have such a key
  return Object.values(value).flatMap(textsIn);
}

test('founders, returnees and the officers of the offices each have courses written for this product', () => {
  expect(courses.length).toBeGreaterThanOrEqual(4);
  for (const audience of ['founders', 'returnees', 'officers'] as const) {
    expect(courses.some((one) => one.audience.includes(audience) && one.source === 'Written for Ponte')).toBe(true);
  }
});

test.each(courses.map((one) => [one.code, one] as const))(
  '%s says everything in four languages, and adds up to its minutes',
  (_code, one) => {
    const texts = textsIn(one);
    expect(texts.length).toBeGreaterThan(40);
    for (const text of texts) {
      expect(Object.keys(text).toSorted()).toEqual(['ar', 'en', 'fr', 'it']);
      for (const said of Object.values(text)) expect(said.trim()).not.toBe('');
    }
    expect(one.lessons.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(one.minutes);
  },
);

test.each(courses.map((one) => [one.code, one] as const))(
  '%s asks questions after each lesson that can be answered rightly',
  (_code, one) => {
    for (const { blocks, code } of one.lessons) {
      const questions = blocks.flatMap((block) => (block.kind === 'quiz' ? block.questions : []));
      expect(questions.length, code).toBeGreaterThan(0);
      for (const question of questions) {
        const right = (question.choices ?? []).filter((choice) => choice.right).length;
        if (question.kind === 'one') expect(right, question.code).toBe(1);
        if (question.kind === 'several') expect(right, question.code).toBeGreaterThan(0);
        if (question.kind === 'number') expect(question.answer, question.code).toBeTypeOf('number');
      }
    }
  },
);
