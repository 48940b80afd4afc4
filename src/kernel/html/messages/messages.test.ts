import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMessageFiles, languages, placeholdersOf, projectRoot, readMessageFile } from '#kernel/i18n';

const files = findMessageFiles(projectRoot()).filter((file) => file.folder === 'html');
const textsIn = (language: string) => readMessageFile(files.find((file) => file.language === language)?.path ?? '');
const english = textsIn('en');

test.each(languages.map(({ code }) => code))('%s has every message with its placeholders', (code) => {
  const texts = textsIn(code);
  expect(Object.keys(texts)).toEqual(Object.keys(english));
  for (const [key, text] of Object.entries(texts)) {
    expect({ key, placeholders: Object.fromEntries(placeholdersOf(text)) }).toEqual({
      key,
      placeholders: Object.fromEntries(placeholdersOf(english[key] ?? '')),
    });
  }
});

test('components use every message, and only messages that exist', () => {
  const folder = new URL('..', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const used = new Set([...text.matchAll(/['`]html\.([\w.]+)['`]/g)].map((match) => match[1] ?? ''));
  const families = [...text.matchAll(/`html\.([\w.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  const keys = Object.keys(english);
  expect([...used].filter((key) => !keys.includes(key) && !sources.some((name) => `html.${key}`.endsWith(name)))).toEqual([]);
  expect(keys.filter((key) => !used.has(key) && !families.some((family) => key.startsWith(family)))).toEqual([]);
});
