import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConditions } from './condition-text.ts';

test('reads what people write into a cell, two bounds of a field as one condition', () => {
  const text =
    'sector = crafts | repair; firm-since <= 12; age >= 18; age <= 35; women-owned = yes; registered=no; investment >= 5,000.50 EUR; place = padova|veneto; jobs = 2';
  expect(parseConditions(text)).toEqual({
    ok: true,
    conditions: [
      { field: 'sector', oneOf: ['crafts', 'repair'], sentence: null },
      { field: 'firm-since', min: null, max: 12, sentence: null },
      { field: 'age', min: 18, max: 35, sentence: null },
      { field: 'women-owned', is: true, sentence: null },
      { field: 'registered', is: false, sentence: null },
      { field: 'investment', min: '500050', max: null, currency: 'EUR', sentence: null },
      { field: 'place', within: ['padova', 'veneto'], sentence: null },
      { field: 'jobs', min: 2, max: 2, sentence: null },
    ],
  });
  expect(parseConditions(' ; ')).toEqual({ ok: true, conditions: [] });
});

test('names the part that it cannot read', () => {
  for (const [text, part] of [
    ['jobs >= two', 'jobs >= two'],
    ['colour = red', 'colour = red'],
    ['jobs >= 1; jobs >= 2', 'jobs >= 2'],
    ['women-owned >= yes', 'women-owned >= yes'],
    ['investment >= 5000', 'investment >= 5000'],
    ['investment >= 5000 XYQ', 'investment >= 5000 XYQ'],
    ['place = Padua!', 'place = Padua!'],
    ['age', 'age'],
    ['investment >= 5 EUR; investment <= 9 MAD', 'investment <= 9 MAD'],
  ] as const)
    expect(parseConditions(text), text).toEqual({ ok: false, part });
  expect(parseConditions('age >= 40; age <= 20').ok).toBe(false);
});

test('no text makes it fail', () => {
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => typeof parseConditions(text).ok === 'boolean'));
});
