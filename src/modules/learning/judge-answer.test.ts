import { expect, test } from 'vitest';
import { isRight } from './judge-answer.ts';
import { readNumbers } from './parse-number.ts';
import type { Question } from './course.ts';

const text = {
  source: 'en',
  texts: { en: { text: 'x', hash: '0'.repeat(16), by: 'x', kind: 'human' as const, at: '2026-01-01T00:00:00Z', reviewed: true } },
};
const choice = (code: string, right: boolean) => ({ code, right, text, feedback: null });
const question = (more: Partial<Question>): Question => ({
  code: 'q',
  kind: 'one',
  text,
  choices: [choice('a', true), choice('b', false), choice('c', true)],
  answer: null,
  tolerance: null,
  feedback: null,
  ...more,
});

test('several right choices are asked for, all of them and no other', () => {
  const several = question({ kind: 'several' });
  expect(isRight(several, { choices: ['c', 'a'] })).toBe(true);
  expect(isRight(several, { choices: ['a'] })).toBe(false);
  expect(isRight(several, { choices: ['a', 'b', 'c'] })).toBe(false);
  expect(isRight(several, { choices: ['a', 'c', 'nothing'] })).toBe(false);
});

test('a question without a right choice is never answered rightly', () => {
  expect(isRight(question({ choices: [choice('a', false)] }), { choices: [] })).toBe(false);
});

test.for([
  ['750', true],
  ['750,4', true],
  ['750.6', false],
  ['٧٥٠', true],
  ['7 50', true],
  ['', false],
  ['about 750', false],
  ['1e3', false],
] as const)('the number %s is judged', ([typed, right]) => {
  expect(isRight(question({ kind: 'number', answer: 750, tolerance: 0.5 }), { number: typed })).toBe(right);
});

test('a sign that may stand for thousands or for decimals is read both ways', () => {
  expect(readNumbers('1.500')).toEqual([1500, 1.5]);
  expect(readNumbers('1,234,567')).toEqual([1_234_567]);
  expect(readNumbers('1.234,5')).toEqual([1234.5]);
  expect(readNumbers("12'000")).toEqual([12_000]);
  expect(readNumbers('-3,5')).toEqual([-3.5]);
  expect(readNumbers('1.2.3')).toEqual([]);
});

test('an answer of the other kind is wrong', () => {
  expect(isRight(question({ kind: 'number', answer: 1 }), { choices: ['1'] })).toBe(false);
  expect(isRight(question({}), { number: '1' })).toBe(false);
});
