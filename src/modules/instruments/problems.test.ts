import { describe, expect, test } from 'vitest';
import type { Content } from './content.ts';
import { choices, contentOf, when } from './instruments.fixtures.ts';
import { problemsIn } from './problems.ts';

const found = (content: Content) =>
  problemsIn(content)
    .filter(({ problem }) => problem !== 'translation-missing')
    .map(({ problem, at }) => `${problem} ${at ?? ''}`.trim());

describe('the check before publishing', () => {
  test('finds nothing in a sound questionnaire but the languages that it lacks', () => {
    const content = contentOf({ id: 'a', type: 'text' });
    expect(found(content)).toEqual([]);
    expect(problemsIn(content).map(({ about }) => about)).toEqual(['it', 'fr', 'ro', 'es', 'ar']);
  });

  test('finds a questionnaire without sections, a section without questions, and names given twice', () => {
    const empty = contentOf();
    expect(found(empty)).toEqual(['empty-section only']);
    expect(found({ ...empty, sections: [] })).toEqual(['no-section']);
    expect(found(contentOf({ id: 'a', type: 'text' }, { id: 'a', type: 'date' }))).toEqual(['double-id a']);
    expect(found(contentOf({ id: 'only', type: 'text' }))).toEqual(['double-id only']);
  });

  test('finds choices that are missing or given twice', () => {
    expect(found(contentOf({ id: 'a', type: 'choice', options: choices('one') }))).toEqual(['no-choices a']);
    expect(found(contentOf({ id: 'a', type: 'choices', options: choices('x', 'x') }))).toEqual(['double-choice a']);
  });

  test('finds a condition on a later question, on one that is not there, on a choice that is not there', () => {
    const b = { id: 'b', type: 'choice', options: choices('x', 'y') } as const;
    expect(found(contentOf({ id: 'a', type: 'text', condition: when('b', 'x') }, b))).toEqual(['later-question a', 'unreachable a']);
    expect(found(contentOf(b, { id: 'a', type: 'text', condition: when('c', 'x') }))).toEqual(['unknown-question a', 'unreachable a']);
    expect(found(contentOf(b, { id: 'a', type: 'text', condition: when('b', 'z') }))).toEqual(['unknown-choice a', 'unreachable a']);
    expect(found(contentOf({ ...b, contact: true }, { id: 'a', type: 'text', condition: when('b', 'x') }))).toEqual([
      'contact-condition a',
    ]);
  });

  test('finds a question to which no answers lead: two answers of a single choice, or behind another one', () => {
    const b = { id: 'b', type: 'choice', options: choices('x', 'y') } as const;
    const both = { mode: 'all' as const, of: [...when('b', 'x').of, ...when('b', 'y').of] };
    const c = { id: 'c', type: 'choice', options: choices('x', 'y'), condition: both } as const;
    expect(found(contentOf(b, c, { id: 'd', type: 'text', condition: when('c', 'x') }))).toEqual(['unreachable c', 'unreachable d']);
    expect(found(contentOf({ ...b, type: 'choices' }, c))).toEqual([]);
  });

  test('finds points without a weight and a weight without points', () => {
    const scored = [
      { value: 'x', label: { en: 'X' }, score: 0 },
      { value: 'y', label: { en: 'Y' }, score: 2 },
    ];
    expect(found(contentOf({ id: 'a', type: 'choice', options: scored }))).toEqual(['score-without-weight a']);
    expect(found(contentOf({ id: 'a', type: 'choice', options: choices('x', 'y'), weight: 1 }))).toEqual(['weight-without-score a']);
    expect(found(contentOf({ id: 'a', type: 'choice', options: scored, weight: 1 }))).toEqual([]);
  });
});
