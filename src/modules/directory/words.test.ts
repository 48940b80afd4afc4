import { describe, expect, test } from 'vitest';
import { formsOf, queryWords, searchVector } from './words.ts';

describe('a query', () => {
  test('keeps the words that say something, folded', () => {
    expect(queryWords('Where can I get a Small LOAN?')).toEqual(['get', 'small', 'loan']);
    expect(queryWords("l'apertura di un'impresa a Padova")).toEqual(['apertura', 'impresa', 'padova']);
    expect(queryWords('أين أجد دورة في إدارة الأعمال')).toContain('دوره');
  });

  test('keeps empty words where there is nothing else', () => {
    expect(queryWords('the a of')).toEqual(['the', 'of']);
  });

  test('is never longer than eight words', () => {
    expect(queryWords('alpha beta gamma delta epsilon zeta eta theta iota kappa')).toHaveLength(8);
  });
});

test('an Arabic word counts without its article too', () => {
  expect(formsOf('القروض')).toEqual(['القروض', 'قروض']);
  expect(formsOf('للقروض')).toEqual(['للقروض', 'قروض']);
  expect(formsOf('loan')).toEqual(['loan']);
});

test('a word of the name outweighs the same word in the text, and is marked', () => {
  const vector = searchVector({ names: ['loan'], labels: ['credit'], places: ['padova'], texts: ['loan', 'shop'] });
  expect(vector).toContain("'loan':1A '=loan'");
  expect(vector).toContain("'shop':1D");
  expect(vector).not.toContain("'=credit'");
});

test('quotes in a word cannot leave the search entry', () => {
  expect(searchVector({ names: ["o'clock\\"], labels: [], places: [], texts: [] })).toBe("'o''clock\\\\':1A '=o''clock\\\\' ");
});
