import { expect, test } from 'vitest';
import { makeTranslated, setTranslation } from '#kernel/i18n';
import { changesBetween, keepUnchanged } from './entry-changes.ts';

const author = (by: string) => ({ by, kind: 'human' as const, at: '2026-11-21T10:00:00Z' });

test('a text written again by somebody else is no change', () => {
  const before = { name: makeTranslated('en', 'Loans', author('import')) };
  const after = { name: makeTranslated('en', 'Loans', author('Ada')) };
  expect(changesBetween(before, after)).toEqual({});
  expect(keepUnchanged(before, after, {}).name.texts['en']?.by).toBe('import');
});

test('a change tells what was before and after, texts by language', () => {
  const name = makeTranslated('en', 'Loans', author('import'));
  const changes = changesBetween<object>(
    { name, email: null, phones: [] },
    { name: setTranslation(name, 'it', 'Prestiti', author('Ada')), email: 'a@example.org', phones: [] },
  );
  expect(changes).toEqual({ name: [{ en: 'Loans' }, { en: 'Loans', it: 'Prestiti' }], email: [null, 'a@example.org'] });
});

test('ids of rows and the order of keys do not count', () => {
  const before = { places: [{ id: '1', code: 'a', lat: 1 }] };
  expect(changesBetween<object>(before, { places: [{ lat: 1, code: 'a' }] })).toEqual({});
});
