import { describe, expect, test } from 'vitest';
import { initials, truncate } from './shorten.ts';

describe('short forms', () => {
  test('a cut never breaks a character and prefers the end of a word', () => {
    expect(truncate('A short text', 20)).toBe('A short text');
    expect(truncate('An office that helps', 14)).toBe('An office…');
    expect(truncate('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧…');
    expect(truncate('é'.normalize('NFD').repeat(3), 3)).toBe('é'.normalize('NFD').repeat(3));
  });

  test('initials are those of the first and the last word', () => {
    expect(['Ana Maria Popescu', "d'Angelo", 'élodie', 'Mario (Rossi)', 'محمد العربي', '', '123'].map(initials)).toEqual([
      'AP',
      'D',
      'É',
      'MR',
      'م',
      '',
      '',
    ]);
  });
});
