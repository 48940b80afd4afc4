import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLanguages, makeTranslated, setTranslation, sourceHash, textIn, translatedSchema, translationStatus } from './translated.ts';

const human = { by: 'Ines', kind: 'human', at: '2026-05-04T08:00:00Z' } as const;
const machine = { by: 'translator 1', kind: 'machine', at: '2026-05-05T08:00:00Z' } as const;

const opening = setTranslation(makeTranslated('it', 'Aperto il lunedì', human), 'ar', 'مفتوح يوم الاثنين', machine);

test('shows the reader’s language and says that a machine wrote it', () => {
  expect(textIn(opening, 'ar')).toEqual({ text: 'مفتوح يوم الاثنين', lang: 'ar', dir: 'rtl', current: true, machine: true });
});

test('falls back to the source, then to any text', () => {
  expect(textIn(opening, 'fr')).toMatchObject({ text: 'Aperto il lunedì', lang: 'it', dir: 'ltr', current: true, machine: false });
  expect(textIn(opening, 'ar-MA')).toMatchObject({ lang: 'ar' });
});

test('a new source text makes the translations outdated, the same text in another spelling does not', () => {
  const changed = setTranslation(opening, 'it', 'Aperto il martedì', human);
  expect(textIn(changed, 'ar').current).toBe(false);
  expect(translationStatus(changed, 'ar')).toBe('outdated');
  const respelt = setTranslation(opening, 'it', '  Aperto  il lunedi\u0300\n', human);
  expect(translationStatus(respelt, 'ar')).toBe('unreviewed');
});

test('tells editors how each language stands', () => {
  expect(['it', 'ar', 'fr'].map((lang) => translationStatus(opening, lang))).toEqual(['source', 'unreviewed', 'missing']);
  const reviewed = setTranslation(opening, 'ar', 'مفتوح يوم الاثنين', { ...machine, reviewed: true });
  expect(translationStatus(reviewed, 'ar')).toBe('current');
  expect(textIn(reviewed, 'ar').machine).toBe(false);
});

test('texts that come together are current together', () => {
  const both = fromLanguages({ en: 'Open', it: 'Aperto' }, { source: 'en', ...human });
  expect(translationStatus(both, 'it')).toBe('current');
  expect(() => fromLanguages({ it: 'Aperto' }, { source: 'en', ...human })).toThrow('No text in the source language en');
});

test('the schema takes what we make, also after a round through JSON, and refuses what lacks its source', () => {
  const texts = fc.dictionary(fc.constantFrom('it', 'ar', 'fr', 'sq', 'pt-BR'), fc.string());
  fc.assert(
    fc.property(fc.string(), texts, (source, others) => {
      const made = fromLanguages({ ...others, en: source }, { source: 'en', ...machine });
      expect(translatedSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(JSON.parse(JSON.stringify(made)));
    }),
  );
  expect(translatedSchema.safeParse({ source: 'en', texts: { it: opening.texts['it'] } }).success).toBe(false);
  expect(translatedSchema.safeParse({ ...opening, extra: 1 }).success).toBe(false);
});

test('changing a value leaves the old one as it was', () => {
  const before = structuredClone(opening);
  setTranslation(opening, 'fr', 'Ouvert', human);
  expect(opening).toEqual(before);
});

test('the hash is 16 hexadecimal digits of the normalised text', () => {
  expect(sourceHash('x')).toBe('2d711642b726b044');
  expect(sourceHash(' x\n')).toBe(sourceHash('x'));
});
