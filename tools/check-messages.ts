// Fails with file and key on everything that would show a reader a wrong, a missing or an untranslated text.
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  findMessageFiles,
  firstLanguage,
  isLanguage,
  languages as allLanguages,
  parseMessage,
  placeholdersOf,
  projectRoot,
  readMessageFile,
  walkMessage,
} from '#kernel/i18n';
import type { MessageElement, MessageFile } from '#kernel/i18n';
import { readMessageUsage } from './message-usage.ts';

export interface Problem {
  file: string;
  line?: number;
  key?: string;
  message: string;
}

export interface CheckOptions {
  /** The languages that must be complete; those left out are still checked where they have texts. */
  languages?: readonly string[];
  /** Keys whose text may be the same as in English although it is longer than three words (names). */
  sameInEveryLanguage?: readonly string[];
  /** Source files that may hold text which is not translated. */
  mayHoldText?: (file: string) => boolean;
}

/** Long texts that are names, the same in every language. */
const names: readonly string[] = [];

/** The catalogue of components shows developers sample text. */
const isForDevelopers = (file: string) => /styleguide/.test(file);

/** Checks all messages of a project folder and their use; returns what is wrong, in the order of the files. */
export function checkMessages(rootDir: string, options: CheckOptions = {}): Problem[] {
  const required = options.languages ?? allLanguages.map(({ code }) => code);
  const same = new Set(options.sameInEveryLanguage ?? names);
  const problems: Problem[] = [];
  const english = new Map<string, string>();
  const files = findMessageFiles(rootDir).map((file) => {
    const texts = readTexts(file, (message) => problems.push({ file: relative(rootDir, file.path), message }));
    if (file.language === firstLanguage) for (const [key, text] of texts) english.set(`${file.folder}.${key}`, text);
    return { ...file, shownPath: relative(rootDir, file.path), texts };
  });

  for (const file of files) {
    const report = (key: string | undefined, message: string) => problems.push({ file: file.shownPath, key, message });
    if (!isLanguage(file.language)) report(undefined, `${file.language} is not an interface language`);
    for (const [key, text] of file.texts) {
      const fullKey = `${file.folder}.${key}`;
      for (const message of textProblems(text, file.language)) report(fullKey, message);
      if (file.language === firstLanguage) continue;
      const source = english.get(fullKey);
      if (source === undefined) report(fullKey, 'is not in the English file');
      else for (const message of translationProblems(text, source, same.has(fullKey))) report(fullKey, message);
    }
  }
  problems.push(...missingTexts(files, required));
  problems.push(...usageProblems(rootDir, english, files, options.mayHoldText ?? isForDevelopers));
  return problems;
}

interface ReadFile extends MessageFile {
  shownPath: string;
  texts: Map<string, string>;
}

function readTexts(file: MessageFile, report: (message: string) => void): Map<string, string> {
  try {
    return new Map(Object.entries(readMessageFile(file.path)));
  } catch (error) {
    report(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return new Map();
  }
}

/** What is wrong with a text in itself. */
function textProblems(text: string, language: string): string[] {
  if (text.trim() === '') return ['is empty'];
  try {
    return pluralProblems(parseMessage(text), language);
  } catch (error) {
    return [`is not valid ICU MessageFormat: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`];
  }
}

function pluralProblems(elements: MessageElement[], language: string): string[] {
  return [...walkMessage(elements)].flatMap((element) => {
    if (!('pluralType' in element)) return [];
    const categories = new Intl.PluralRules(language, { type: element.pluralType }).resolvedOptions().pluralCategories;
    const written = Object.keys(element.options).filter((option) => !option.startsWith('='));
    const missing = categories.filter((category) => !written.includes(category));
    const foreign = written.filter((option) => !categories.some((category) => category === option));
    return [
      ...missing.map((category) => `the plural of {${element.value}} has no "${category}", which ${language} needs`),
      ...foreign.map((option) => `the plural of {${element.value}} has "${option}", which ${language} never uses`),
    ];
  });
}

/** What is wrong with a translation beside its English text. */
function translationProblems(text: string, english: string, mayBeSame: boolean): string[] {
  const problems: string[] = [];
  try {
    const expected = placeholdersOf(english);
    const found = placeholdersOf(text);
    for (const [name, kind] of expected) {
      if (!found.has(name)) problems.push(`lacks the placeholder {${name}}`);
      else if (found.get(name) !== kind) problems.push(`has {${name}} as ${found.get(name)}, English has it as ${kind}`);
    }
    for (const name of found.keys()) if (!expected.has(name)) problems.push(`has the placeholder {${name}}, which English does not`);
    if (choicesOf(text) !== choicesOf(english))
      problems.push(`offers other choices (${choicesOf(text)}) than English (${choicesOf(english)})`);
    if (text === english && !mayBeSame && wordCount(text) > 3) problems.push('is the same as in English');
  } catch {
    return []; // the text that is not valid was reported as such
  }
  return problems;
}

function choicesOf(text: string): string {
  const choices = [...walkMessage(parseMessage(text))].flatMap((element) =>
    'options' in element && !('pluralType' in element) ? [`${element.value}: ${Object.keys(element.options).sort().join(' ')}`] : [],
  );
  return [...new Set(choices)].sort().join('; ');
}

function wordCount(text: string): number {
  const literals = [...walkMessage(parseMessage(text))].filter((element) => element.type === 0);
  return (
    literals
      .map((element) => ('value' in element ? element.value : ''))
      .join(' ')
      .match(/\p{L}+/gu)?.length ?? 0
  );
}

function missingTexts(files: readonly ReadFile[], required: readonly string[]): Problem[] {
  return files
    .filter((file) => file.language === firstLanguage)
    .flatMap((source) =>
      required.flatMap((language) => {
        const translation = files.find((file) => file.folder === source.folder && file.language === language);
        const file = source.shownPath.replace(/en\.json$/, `${language}.json`);
        return [...source.texts.keys()]
          .filter((key) => !translation?.texts.has(key))
          .map((key) => ({ file, key: `${source.folder}.${key}`, message: `is missing in ${language}` }));
      }),
    );
}

function usageProblems(
  rootDir: string,
  english: ReadonlyMap<string, string>,
  files: readonly ReadFile[],
  mayHoldText: (file: string) => boolean,
): Problem[] {
  const usage = readMessageUsage(rootDir, mayHoldText);
  const patterns = usage.patterns.map((pattern) => ({ ...pattern, matches: keyPattern(pattern.text) }));
  const keys = [...english.keys()];
  const isUsed = (key: string) => usage.strings.has(key) || patterns.some((pattern) => pattern.matches(key));
  const unused = files
    .filter((file) => file.language === firstLanguage)
    .flatMap((file) => [...file.texts.keys()].map((key) => ({ file: file.shownPath, key: `${file.folder}.${key}` })))
    .filter(({ key }) => !isUsed(key));
  return [
    ...usage.keys
      .filter(({ text }) => !english.has(text))
      .map(({ file, line, text }) => ({ file, line, key: text, message: 'is used here but is in no English file' })),
    ...patterns
      .filter((pattern) => !keys.some(pattern.matches))
      .map(({ file, line, text }) => ({ file, line, key: text, message: 'matches no message' })),
    ...unused.map((where) => ({
      ...where,
      message: 'is used nowhere (dynamic keys: write "// uses messages: cases.state.*" beside their use)',
    })),
    ...usage.untranslated.map(({ file, line, text }) => ({
      file,
      line,
      message: `shows text that is not translated: ${JSON.stringify(text.replace(/\s+/g, ' ').trim())}`,
    })),
  ];
}

/** `cases.state.*` and `*.refusal.*`: a star stands for any run of characters. */
function keyPattern(pattern: string): (key: string) => boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`);
  return (key) => expression.test(key);
}

/** One line a problem, as compilers print it. */
export function printProblem({ file, line, key, message }: Problem): string {
  return [line === undefined ? file : `${file}:${line}`, ...(key === undefined ? [] : [key]), message].join(': ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const languages = process.argv.slice(2);
  const problems = checkMessages(projectRoot(), languages.length > 0 ? { languages } : {});
  for (const problem of problems) console.error(printProblem(problem));
  if (problems.length > 0) {
    console.error(`${problems.length} problems in messages`);
    process.exitCode = 1;
  }
}
