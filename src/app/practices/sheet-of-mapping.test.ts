import { expect, test } from 'vitest';
import { makeTranslated } from '#kernel/i18n';
import type { Answers } from '#modules/instruments';
import type { Content } from '#modules/practices';
import { isLeft, sheetOfMapping } from './sheet-of-mapping.ts';

const author = { by: 'somebody', kind: 'human', at: '2026-11-01T10:00:00Z' } as const;
const empty = { title: makeTranslated('fr', 'Livres du soir', author), sheet: {}, features: [], countries: [] } as unknown as Content; // only what the function reads
const given: Answers = {
  a2_1_2_name: { text: 'Mairie inventée' },
  a2_1_2_level: { choice: 'municipality' },
  a2_1_3: { text: 'La mairie\n\n Une fondation ' },
  a2_1_6: { minor: '120000', currency: 'EUR' },
  a2_1_7: { text: 'www.exemple.example/livres' },
  a2_2_1: { choice: 'capacities' },
  a2_3_1: { from: '2024-05', to: null },
  a2_5_1: { text: 'Trente commerçants' },
  a2_5_2: { text: 'Leurs familles' },
  a2_6_1: { text: 'Des voisins apprennent.' },
  a2_7_1: { choices: ['transferability', 'adaptability'] },
  a2_7_comments: { text: 'Les heures ont changé.' },
  a2_8_2: { text: 'Le bruit' },
};
const sheet = (more: Answers = {}, country: string | null = 'FR') =>
  sheetOfMapping(empty, { answers: { ...given, ...more }, lang: 'fr', author, country });
const words = (text: { source: string; texts: Record<string, { text: string } | undefined> } | null | undefined) =>
  text?.texts[text.source]?.text;

test('the answers of a mapping form fill the sheet in the language in which they were written', () => {
  const filled = sheet();
  expect(words(filled.summary)).toBe('Des voisins apprennent.');
  expect(filled.summary?.source).toBe('fr');
  expect(words(filled.sheet.beneficiaries)).toBe('Trente commerçants\n\nLeurs familles');
  expect(filled.sheet.budgetSources.map(words)).toEqual(['La mairie', 'Une fondation']);
  expect(filled.budget).toEqual({ minor: '120000', currency: 'EUR' });
  expect(filled).toMatchObject({ adminLevel: 'municipality', countries: ['FR'], themes: ['capacities'], starts: '2024-05', ends: null });
  expect(filled.website).toBe('https://www.exemple.example/livres');
  expect(filled.features.map(({ feature }) => feature)).toEqual(['adaptability', 'transferability']);
});

test('what the sheet cannot hold is left to the author and named as left', () => {
  const filled = sheet({ a2_1_2_level: { choice: 'national' }, a2_1_7: { text: 'javascript:alert(1)' }, a2_7_comments: undefined }, null);
  expect([filled.adminLevel, filled.website, filled.features, filled.countries]).toEqual([null, null, [], []]);
  for (const question of ['a2_1_2_level', 'a2_1_7', 'a2_7_1', 'a2_1_2_country', 'a2_4_1']) expect(isLeft(filled, question)).toBe(true);
  expect(isLeft(sheet(), 'a2_1_2_level')).toBe(false);
  expect(isLeft(filled, 'a2_6_1')).toBe(false);
});

test('an empty form gives an empty sheet', () => {
  const filled = sheetOfMapping(empty, { answers: {}, lang: 'fr', author, country: null });
  expect([filled.summary, filled.starts, filled.budget, filled.themes]).toEqual([null, null, null, []]);
});
