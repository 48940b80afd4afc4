import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency, parseMoney } from '#kernel/money';
import { countLines, readAnswer, sameAnswer } from './answer.ts';
import { questionIn, type Question } from './content.ts';
import { choices, contentOf, type Rough } from './instruments.fixtures.ts';

const reading = { isCurrency, money: (text: string, currency: string) => parseMoney(text, currency, 'en'), placeCode: () => null };
const question = (given: Rough): Question => questionIn(contentOf(given), given.id)!; // it was just given
const read = (given: Rough, value: string | string[], more: { to?: string; currency?: string } = {}) =>
  readAnswer(question(given), { values: [value].flat(), to: more.to ?? '', currency: more.currency ?? '' }, reading);

describe('what was typed', () => {
  test('is no answer where nothing was typed, whatever the kind of question', () => {
    for (const type of ['text', 'longtext', 'choice', 'choices', 'number', 'date', 'period', 'money', 'place', 'consent'] as const)
      expect(read({ id: 'q', type, options: choices('a', 'b') }, '   ')).toEqual({ answer: null });
  });

  test('is refused where it is none of the choices', () => {
    expect(read({ id: 'q', type: 'choice', options: choices('a', 'b') }, 'c')).toEqual({ problem: 'unknown-choice' });
    expect(read({ id: 'q', type: 'choices', options: choices('a', 'b') }, ['a', 'c'])).toEqual({ problem: 'unknown-choice' });
  });

  test('keeps several choices in the order of the question, each once', () => {
    expect(read({ id: 'q', type: 'choices', options: choices('a', 'b', 'c') }, ['c', 'a', 'c'])).toEqual({
      answer: { choices: ['a', 'c'] },
    });
  });

  test('refuses "no" together with another choice', () => {
    const options = [...choices('national', 'local'), { value: 'no', label: { en: 'No' }, alone: true }];
    expect(read({ id: 'q', type: 'choices', options }, ['local', 'no'])).toEqual({ problem: 'excludes' });
    expect(read({ id: 'q', type: 'choices', options }, ['no'])).toEqual({ answer: { choices: ['no'] } });
  });

  test('reads numbers in the signs of each language, and refuses what could be two numbers', () => {
    const number = { id: 'q', type: 'number' } as const;
    expect(read(number, '1 200')).toEqual({ answer: { number: '1200' } });
    expect(read(number, '٤٥')).toEqual({ answer: { number: '45' } });
    expect(read(number, '3,5')).toEqual({ answer: { number: '3.5' } });
    expect(read(number, '007')).toEqual({ answer: { number: '7' } });
    for (const wrong of ['1.200', '1,200', 'about 30', '1e5', '--2', '9'.repeat(16)])
      expect(read(number, wrong)).toEqual({ problem: 'number' });
  });

  test('takes only days that are in the calendar', () => {
    expect(read({ id: 'q', type: 'date' }, '2024-02-29')).toEqual({ answer: { day: '2024-02-29' } });
    for (const wrong of ['2023-02-29', '2024-13-01', '29.02.2024', '1800-01-01'])
      expect(read({ id: 'q', type: 'date' }, wrong)).toEqual({ problem: 'day' });
  });

  test('takes a period of years, months or days, with its end open', () => {
    const period = { id: 'q', type: 'period' } as const;
    expect(read(period, '2005-12', { to: '2008' })).toEqual({ answer: { from: '2005-12', to: '2008' } });
    expect(read(period, '2005')).toEqual({ answer: { from: '2005', to: null } });
    expect(read(period, '2005-12', { to: '2005' })).toEqual({ answer: { from: '2005-12', to: '2005' } });
    expect(read(period, '2008', { to: '2005' })).toEqual({ problem: 'order' });
    expect(read(period, '', { to: '2005' })).toEqual({ problem: 'period' });
    expect(read(period, '2005-02-31')).toEqual({ problem: 'period' });
  });

  test('keeps money in minor units of its currency', () => {
    const money = { id: 'q', type: 'money' } as const;
    expect(read(money, '1,495,000', { currency: 'EUR' })).toEqual({ answer: { minor: '149500000', currency: 'EUR' } });
    expect(read(money, '150', { currency: 'XOF' })).toEqual({ answer: { minor: '150', currency: 'XOF' } });
    expect(read(money, '-5', { currency: 'EUR' })).toEqual({ problem: 'money' });
    expect(read(money, '5', { currency: 'QQQ' })).toEqual({ problem: 'money' });
  });

  test('is refused beyond the lines of the form, with the limit', () => {
    const long = { id: 'q', type: 'longtext', maxLines: 10 } as const;
    expect(read(long, Array.from({ length: 10 }, () => 'line').join('\n'))).toHaveProperty('answer.text');
    expect(read(long, Array.from({ length: 11 }, () => 'line').join('\n'))).toEqual({ problem: 'lines', limit: 10 });
    expect(read(long, 'x'.repeat(901))).toEqual({ problem: 'lines', limit: 10 });
  });

  test('never makes the reader fail, and an answer read is the same as itself', () => {
    const types = fc.constantFrom('text', 'longtext', 'choice', 'choices', 'number', 'date', 'period', 'money', 'place', 'consent');
    fc.assert(
      fc.property(
        types,
        fc.array(fc.string(), { maxLength: 3 }),
        fc.string(),
        fc.constantFrom('EUR', 'XOF', 'x', ''),
        (type, values, to, currency) => {
          const found = readAnswer(question({ id: 'q', type, options: choices('a', 'b') }), { values, to, currency }, reading);
          if ('answer' in found) expect(sameAnswer(found.answer, JSON.parse(JSON.stringify(found.answer)))).toBe(true);
          else expect(found.problem).toBeTruthy();
        },
      ),
    );
  });
});

test('lines are counted as a printed form would hold them', () => {
  expect(countLines('')).toBe(0);
  expect(countLines('one')).toBe(1);
  expect(countLines('one\n\nthree')).toBe(3);
  expect(countLines('x'.repeat(91))).toBe(2);
});
