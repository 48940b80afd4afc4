import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { checkMessages, printProblem } from './check-messages.ts';
import type { CheckOptions } from './check-messages.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A project with one module, `desk`, whose single message is used; each test plants one violation in it. */
function problemsOf(
  planted: Record<string, string | Record<string, string>>,
  options: CheckOptions = { languages: ['en', 'it'] },
): string[] {
  const root = mkdtempSync(join(tmpdir(), 'messages-'));
  folders.push(root);
  const files = {
    'src/modules/desk/messages/en.json': { title: 'The front desk' },
    'src/modules/desk/messages/it.json': { title: 'Lo sportello' },
    'src/modules/desk/pages/desk.tsx': `export const Desk = ({ t }) => <h1>{t('desk.title')}</h1>;`,
    ...planted,
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return checkMessages(root, options).map(printProblem);
}

/** The same project with one more message in both languages, used on its page. */
function problemsOfText(english: string, italian: string, options?: CheckOptions): string[] {
  return problemsOf(
    {
      'src/modules/desk/messages/en.json': { title: english },
      'src/modules/desk/messages/it.json': { title: italian },
    },
    options,
  );
}

test('finds nothing wrong where nothing is', () => {
  expect(problemsOf({})).toEqual([]);
});

describe('message files', () => {
  test('a missing key is named with its file', () => {
    expect(problemsOf({ 'src/modules/desk/messages/it.json': {} })).toEqual([
      'src/modules/desk/messages/it.json: desk.title: is missing in it',
    ]);
  });

  test('a missing file is as many missing keys', () => {
    expect(problemsOf({}, { languages: ['en', 'fr'] })).toEqual(['src/modules/desk/messages/fr.json: desk.title: is missing in fr']);
  });

  test('a key that English does not have is found', () => {
    expect(problemsOf({ 'src/modules/desk/messages/it.json': { title: 'Lo sportello', old: 'Vecchio' } })).toEqual([
      'src/modules/desk/messages/it.json: desk.old: is not in the English file',
    ]);
  });

  test('a file of a language that the interface does not have is found', () => {
    expect(problemsOf({ 'src/app/messages/xx.json': {} })).toEqual(['src/app/messages/xx.json: xx is not an interface language']);
  });

  test.each(['{', '[]', '{"title": {"nested": "x"}}'])('a file that is not flat JSON is found: %s', (content) => {
    expect(problemsOf({ 'src/modules/desk/messages/it.json': content }).join('\n')).toContain('cannot be read');
  });
});

describe('texts', () => {
  test('a broken placeholder is a syntax error', () => {
    expect(problemsOfText('Hello {name}', 'Ciao {name').join('\n')).toContain('desk.title: is not valid ICU MessageFormat');
  });

  test('an empty text is found', () => {
    expect(problemsOfText('Desk', ' ')).toEqual(['src/modules/desk/messages/it.json: desk.title: is empty']);
  });

  test('missing and misspelt placeholders are found', () => {
    expect(problemsOfText('Hello {name}', 'Ciao {nome}')).toEqual([
      'src/modules/desk/messages/it.json: desk.title: lacks the placeholder {name}',
      'src/modules/desk/messages/it.json: desk.title: has the placeholder {nome}, which English does not',
    ]);
  });

  test('a plural that became a plain number is found', () => {
    expect(problemsOfText('{n, plural, one {# case} other {# cases}}', '{n} casi')).toEqual([
      'src/modules/desk/messages/it.json: desk.title: has {n} as text, English has it as number',
    ]);
  });

  test('a plural needs every category of its language and no other', () => {
    expect(problemsOfText('{n, plural, one {# case} other {# cases}}', '{n, plural, one {# caso} few {# casi} other {# casi}}')).toEqual([
      'src/modules/desk/messages/it.json: desk.title: the plural of {n} has no "many", which it needs',
      'src/modules/desk/messages/it.json: desk.title: the plural of {n} has "few", which it never uses',
    ]);
  });

  test('Arabic needs its six plurals', () => {
    const english = '{n, plural, one {# case} other {# cases}}';
    const arabic = '{n, plural, zero {a} one {b} two {c} few {d #} many {e #} other {f #}}';
    const files = { 'src/modules/desk/messages/en.json': { title: english }, 'src/modules/desk/messages/it.json': {} };
    expect(problemsOf({ ...files, 'src/modules/desk/messages/ar.json': { title: arabic } }, { languages: ['ar'] })).toEqual([]);
    expect(problemsOf({ ...files, 'src/modules/desk/messages/ar.json': { title: english } }, { languages: ['ar'] })).toHaveLength(4);
  });

  test('a selection keeps its choices', () => {
    expect(problemsOfText('{s, select, open {Open} other {Shut}}', '{s, select, aperto {Aperto} other {Chiuso}}').join()).toContain(
      'offers other choices',
    );
  });

  test('more than three words that are the same as in English are found, unless they are a name', () => {
    const same = 'Open the file again';
    expect(problemsOfText(same, same)).toEqual(['src/modules/desk/messages/it.json: desk.title: is the same as in English']);
    expect(problemsOfText(same, same, { languages: ['it'], sameInEveryLanguage: ['desk.title'] })).toEqual([]);
    expect(problemsOfText('Studio {a} {b} {c} {d}', 'Studio {a} {b} {c} {d}')).toEqual([]);
  });
});

describe('use in code', () => {
  const page = 'src/modules/desk/pages/more.tsx';
  const texts = (more: Record<string, string>) => ({
    'src/modules/desk/messages/en.json': { title: 'The front desk', ...more },
    'src/modules/desk/messages/it.json': { title: 'Lo sportello', ...more },
  });

  test('a key that is in no file is found, also in one branch of a condition', () => {
    expect(problemsOf({ [page]: `const a = (t, x) => t(x ? 'desk.title' : 'desk.titel');\nui.t('desk.gone');` })).toEqual([
      'src/modules/desk/pages/more.tsx:1: desk.titel: is used here but is in no English file',
      'src/modules/desk/pages/more.tsx:2: desk.gone: is used here but is in no English file',
    ]);
  });

  test('a key that nobody uses is found', () => {
    expect(problemsOf(texts({ spare: 'Spare' })).join()).toContain('src/modules/desk/messages/en.json: desk.spare: is used nowhere');
  });

  test('use in a test does not count, and a test may name keys that are not there', () => {
    const test = `t('desk.spare'); t('desk.nonsense');`;
    expect(problemsOf({ ...texts({ spare: 'Spare' }), 'src/modules/desk/desk.test.ts': test }).join()).toContain(
      'desk.spare: is used nowhere',
    );
  });

  test('a key in a table is used', () => {
    expect(problemsOf({ ...texts({ spare: 'Spare' }), [page]: `export const labels = { spare: 'desk.spare' };` })).toEqual([]);
  });

  test('dynamic keys are announced by a comment, which must match something', () => {
    const states = texts({ 'state.open': 'Open', 'state.shut': 'Shut' });
    expect(problemsOf({ ...states, [page]: '// uses messages: desk.state.*\n' })).toEqual([]);
    expect(problemsOf({ [page]: '\n// uses messages: desk.state.*\n' })).toEqual([
      'src/modules/desk/pages/more.tsx:2: desk.state.*: matches no message',
    ]);
  });

  test('a template announces its keys by itself', () => {
    const states = texts({ 'state.open.hint': 'Open', 'state.open.label': 'Open' });
    const problems = problemsOf({ ...states, [page]: 'const a = (t, s) => t(`desk.state.${s}.hint`);' });
    expect(problems.map((problem) => problem.split(': ')[1])).toEqual(['desk.state.open.label']);
  });
});

describe('text on pages', () => {
  const shown = (jsx: string, file = 'src/modules/desk/pages/more.tsx') =>
    problemsOf({ [file]: `export const More = ({ x }) => ${jsx};` }).map((problem) => problem.split(': ').at(-1));

  test.each([
    ['<p>Hello</p>', '"Hello"'],
    ['<p>{x} of 3</p>', '"of 3"'],
    ['<p>مرحبا</p>', '"مرحبا"'],
    [`<p>{x ? 'Yes' : 1}</p>`, '"Yes"'],
    ['<>{x && `Until ${x}`}</>', '"Until"'],
    ['<img alt="A map" />', '"A map"'],
    [`<Field label={x ?? 'Name'} />`, '"Name"'],
  ])('is found in %s', (jsx, text) => {
    expect(shown(jsx)).toEqual([text]);
  });

  test.each([
    '<p>{x} – 3&nbsp;%</p>',
    '<p class="wide" id={"intro"}>{x === "open" ? 1 : 2}</p>',
    '<code>npm start</code>',
    '<a href="/x">CSV</a>',
    `<Box kind={x ? 'plain' : 'wide'}>{String(x)}</Box>`,
  ])('is not seen in %s', (jsx) => {
    expect(shown(jsx)).toEqual([]);
  });

  test('may stand on the pages for developers', () => {
    expect(shown('<p>Hello</p>', 'src/app/styleguide/page.tsx')).toEqual([]);
  });
});

test('every message of this project is complete and right in every language', () => {
  expect(checkMessages(projectRoot()).map(printProblem)).toEqual([]);
});
