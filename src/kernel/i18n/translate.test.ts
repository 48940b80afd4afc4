import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, expectTypeOf, test } from 'vitest';
import { loadMessages, projectRoot } from './catalogue.ts';
import { compileMessage, translator } from './translate.ts';
import type { AnyTranslate, Translate } from './translate.ts';

const root = mkdtempSync(join(tmpdir(), 'catalogue-'));
afterAll(() => rmSync(root, { recursive: true }));

write('package.json', {});
write('src/kernel/html/messages/en.json', { next: 'Next page', plain: "It''s {'{'}" });
write('src/kernel/html/messages/it.json', { next: 'Pagina successiva' });
write('src/modules/cases/messages/en.json', { count: '{count, plural, one {# case} other {# cases}}', hello: 'Hello {name}' });
write('src/modules/cases/messages/ar.json', {
  count: '{count, plural, zero {لا ملفات} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}',
});
write('src/app/messages/en.json', { home: 'Home' });

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify(content));
}

/** The keys of the temporary project are not in the generated types. */
function loose(lang: 'en' | 'it' | 'ar', missing: 'english' | 'throw' = 'english'): AnyTranslate {
  return translator(loadMessages(root, { missing }), lang);
}

test('keys carry the name of the folder that owns them', () => {
  const t = loose('en');
  expect([t('html.next'), t('cases.hello', { name: 'Ana' }), t('app.home')]).toEqual(['Next page', 'Hello Ana', 'Home']);
});

test('each language has its own text and plural', () => {
  expect(loose('it')('html.next')).toBe('Pagina successiva');
  expect([1, 2].map((count) => loose('en')('cases.count', { count }))).toEqual(['1 case', '2 cases']);
  expect([0, 2, 3, 11, 100].map((count) => loose('ar')('cases.count', { count }))).toEqual([
    'لا ملفات',
    'ملفان',
    '3 ملفات',
    '11 ملفًا',
    '100 ملف',
  ]);
});

test('a missing text falls back to English with English plurals, or throws where a test asks for it', () => {
  expect(loose('it')('cases.count', { count: 1 })).toBe('1 case');
  expect(() => loose('it', 'throw')('cases.count', { count: 1 })).toThrow('No text in it for the message cases.count');
  expect(loadMessages(root).missing).toBe('throw');
});

test('a key that is nowhere shows itself', () => {
  expect(loose('it')('cases.nothing')).toBe('cases.nothing');
});

test('interpolated text is plain text', () => {
  expect(loose('en')('cases.hello', { name: '<b>{x}</b>' })).toBe('Hello <b>{x}</b>');
});

test('a value that is left out is a defect', () => {
  expect(() => loose('en')('cases.hello')).toThrow(/name/);
});

test('a text without placeholders never reaches the formatter', () => {
  expect(compileMessage("L'ufficio è aperto # 50%", 'it')).toBe("L'ufficio è aperto # 50%");
  expect(compileMessage("it''s", 'en')).toBeTypeOf('function');
  expect(compileMessage('{x}', 'en')).toBeTypeOf('function');
});

test('the fast path gives what the formatter would give', () => {
  for (const text of ["L'ufficio", 'a # b', "d'accord 'tout' de suite", '50 %', '“x”']) {
    const formatted = compileMessage(`${text}{end}`, 'fr');
    expect(typeof formatted === 'string' ? formatted : formatted({ end: '' })).toBe(text);
  }
});

test('compiled messages are shared by all translators of a catalogue and language', () => {
  const catalogue = loadMessages(root, { missing: 'english' });
  const t: AnyTranslate = translator(catalogue, 'en');
  t('cases.count', { count: 1 });
  const compiled = catalogue.compiled.get('en')?.get('cases.count');
  const again: AnyTranslate = translator(catalogue, 'en');
  again('cases.count', { count: 2 });
  expect(catalogue.compiled.get('en')?.get('cases.count')).toBe(compiled);
});

test('the project is found from a bundle in dist as from the source', () => {
  expect(projectRoot(pathToFileURL(join(root, 'dist/server/main.js')).href)).toBe(root);
  expect(projectRoot(pathToFileURL(join(root, 'src/kernel/i18n/catalogue.ts')).href)).toBe(root);
});

test('two folders may not define the same key', () => {
  write('src/modules/html/messages/en.json', { next: 'Next' });
  try {
    expect(() => loadMessages(root)).toThrow('html.next is defined twice');
  } finally {
    rmSync(join(root, 'src/modules/html'), { recursive: true });
  }
});

test('the typed function fits where the loose one is asked for', () => {
  expectTypeOf<Translate>().toExtend<AnyTranslate>();
  const refusesUnknownKeys = (t: Translate) => {
    // @ts-expect-error there is no such key
    t('html.no-such-key');
  };
  expect(refusesUnknownKeys).toBeTypeOf('function');
});
