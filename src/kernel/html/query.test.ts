import { expect, test } from 'vitest';
import { parseSort, queryValue, withQuery } from './query.ts';
import { testUi } from './testing.ts';

test('changes one part of the address and keeps the rest', () => {
  expect(withQuery(testUi('it'), { sort: '-name', page: undefined })).toBe('/it/services?q=loan&sort=-name');
});

test('leaves no question mark behind', () => {
  expect(withQuery(testUi('it', '/services?page=2'), { page: undefined })).toBe('/it/services');
  expect(withQuery(testUi('it', '/'), {})).toBe('/it');
});

test('reads a value of the address', () => {
  expect(queryValue(testUi(), 'q')).toBe('loan');
  expect(queryValue(testUi(), 'sort')).toBeUndefined();
});

test('reads a minus as descending', () => {
  expect(parseSort('-name')).toEqual({ key: 'name', direction: 'desc' });
  expect(parseSort('name')).toEqual({ key: 'name', direction: 'asc' });
  expect(parseSort('')).toBeUndefined();
});
