import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { termChoices, termCodes, termLabel } from './index.ts';

test('gives a label in every interface language', () => {
  for (const { code: lang } of languages) {
    for (const choice of termChoices('sectors', lang)) expect(choice.label, `${choice.value} in ${lang}`).not.toBe('');
  }
});

test('has no code twice', () => {
  for (const name of ['sectors', 'contactTopics', 'planBlockers', 'personOutcomes', 'ventureOutcomes', 'ventureNeeds'] as const) {
    expect(new Set(termCodes(name)).size).toBe(termCodes(name).length);
  }
});

test('shows a code that the list no longer has as it is', () => {
  expect(termLabel('sectors', 'whaling', 'en')).toBe('whaling');
});
