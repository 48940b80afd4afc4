import { describe, expect, test } from 'vitest';
import { contentSchema, emptyContent, missingIn, moveItem, putAssumption, putEffect, removeItem, type Content } from './content.ts';

const assumption = { name: 'People', unit: 'people', low: '80', likely: '120', high: '200', source: null, note: null };
const effect = { name: 'Firms', unit: 'firms', touched: 'founders', direction: 'more', note: null } as const;
const notMeasurable = { kind: 'not-measurable', reason: 'Nobody counts' } as const;
const idIn = (content: Content, at: number) => content.assumptions[at]?.id ?? '';

const two = () =>
  putAssumption(putAssumption(emptyContent('Impact'), null, assumption), null, {
    ...assumption,
    name: 'Years',
    low: '2',
    likely: '3',
    high: '4',
  });
const whole = () => {
  const content = two();
  const factors = [
    { assumptionId: idIn(content, 0), how: 'times' as const },
    { assumptionId: idIn(content, 1), how: 'by' as const },
  ];
  return putEffect(content, null, { ...effect, result: { kind: 'chain', factors } });
};

describe('a content', () => {
  test('is whole with its effects, and without any chain', () => {
    expect(contentSchema.safeParse(whole()).success).toBe(true);
    expect(contentSchema.safeParse(putEffect(emptyContent('Impact'), null, { ...effect, result: notMeasurable })).success).toBe(true);
  });

  test('with a chain that cannot be worked out is none', () => {
    const content = whole();
    expect(contentSchema.safeParse({ ...content, assumptions: [] }).success).toBe(false);
  });

  test('says what is missing before it is agreed', () => {
    expect(missingIn(emptyContent('Impact'))).toEqual(['question', 'period', 'effects', 'summary']);
    const told = {
      ...putEffect(emptyContent('Impact'), null, { ...effect, result: notMeasurable }),
      question: 'What?',
      summary: 'Little',
      starts: '2027-01-01',
    };
    expect(missingIn(told)).toEqual(['period']);
    expect(missingIn({ ...told, ends: '2028-01-01' })).toEqual([]);
  });
});

describe('an assumption', () => {
  test('has low, likely and high in order', () => {
    expect(() => putAssumption(emptyContent('Impact'), null, { ...assumption, low: '121' })).toThrow(
      expect.objectContaining({ code: 'not-in-order' }),
    );
  });

  test('by which an effect divides does not come to reach zero', () => {
    const content = whole();
    const years = { ...assumption, name: 'Years', low: '0', likely: '3', high: '4' };
    expect(() => putAssumption(content, idIn(content, 1), years)).toThrow(
      expect.objectContaining({ code: 'divides-by-zero', values: { name: 'Years' } }),
    );
    expect(putAssumption(content, idIn(content, 0), { ...assumption, low: '-5' }).assumptions[0]?.low).toBe('-5');
  });

  test('on which an effect rests stays', () => {
    const content = whole();
    expect(() => removeItem(content, 'assumptions', idIn(content, 0))).toThrow(
      expect.objectContaining({ code: 'assumption-used', values: { effects: 'Firms' } }),
    );
    const without = removeItem(content, 'effects', content.effects[0]?.id ?? '');
    expect(removeItem(without, 'assumptions', idIn(content, 0)).assumptions).toHaveLength(1);
  });

  test('beyond the last that there is room for is refused', () => {
    let content = emptyContent('Impact');
    for (let at = 0; at < 60; at += 1) content = putAssumption(content, null, assumption);
    expect(() => putAssumption(content, null, assumption)).toThrow(expect.objectContaining({ code: 'too-many' }));
  });

  test('moves within its list and stays at the end of it', () => {
    const content = two();
    const names = (one: Content) => one.assumptions.map(({ name }) => name);
    expect(names(moveItem(content, 'assumptions', idIn(content, 0), 'down'))).toEqual(['Years', 'People']);
    expect(names(moveItem(content, 'assumptions', idIn(content, 0), 'up'))).toEqual(['People', 'Years']);
    expect(() => moveItem(content, 'effects', idIn(content, 0), 'up')).toThrow(expect.objectContaining({ code: 'no-item' }));
  });
});
