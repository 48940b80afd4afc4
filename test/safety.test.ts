import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name).split(sep).join('/'));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const isTest = (file: string) => /\.(test|bench|fixtures|e2e)\.tsx?$|-fixture\.tsx?$|fixtures/.test(file);
const product = files('src', /\.tsx?$/).filter((file) => !isTest(file));
const everything = [
  ...files('src', /\.(tsx?|css|json)$/),
  ...files('test', /\.ts$/),
  ...files('bench', /\.ts$/),
  ...files('docs', /\.md$/),
  ...files('db', /\.sql$/),
];

/** Files in which a rule is broken, with the line. */
function found(list: readonly string[], rule: RegExp): string[] {
  return list.flatMap((file) => {
    const line = read(file)
      .split('\n')
      .findIndex((text) => rule.test(text));
    return line < 0 ? [] : [`${file}:${line + 1}`];
  });
}

test('the rules read the product at all', () => {
  expect(product.length).toBeGreaterThan(300);
  expect(found(['test/safety.test.ts'], /a planted text that only this line holds/)).toHaveLength(1);
});

test('no page has inline style, inline handlers or raw HTML', () => {
  const pages = product.filter((file) => file.endsWith('.tsx'));
  expect(found(pages, /\sstyle=[{"]/)).toEqual([]);
  expect(found(pages, /\son[a-z]+="/)).toEqual([]);
  expect(found(pages, /dangerouslySetInnerHTML/)).toEqual([]);
});

/** The doctor asks PostgreSQL on purpose: it compares the two. The day of the network is asked for in row security (decision 0063). */
const ASK_POSTGRESQL: readonly string[] = ['src/app/doctor/examine-network.ts', 'db/migrations/0063_today.sql'];

test('no time zone is converted in SQL: PostgreSQL and Node know different rules', () => {
  expect(
    found(
      [...files('db/migrations', /\.sql$/), ...product.filter((file) => !file.startsWith('src/kernel/time/'))].filter(
        (file) => !ASK_POSTGRESQL.includes(file),
      ),
      /^(?!\s*(--|\*|\/\/)).*\bat time zone\b/i,
    ),
  ).toEqual([]);
});

test('no test is left out and no work is left open', () => {
  const tests = everything.filter((file) => isTest(file) && file !== 'test/safety.test.ts');
  expect(found(tests, /\b(test|it|describe)\.(skip|only|todo|fixme)\b/)).toEqual([]);
  expect(found(product, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
});

test('nothing names a path of the machine on which it was written, nor a package registry', () => {
  const rest = everything.filter((file) => file !== 'test/safety.test.ts');
  expect(found(rest, /\/(work|farm)\/(main|shared)\b/)).toEqual([]);
  expect(found([...rest, 'README.md', 'CONTRIBUTING.md', 'package.json'], /registry\.[a-z]+js\.org/)).toEqual([]);
  expect(found(['package-lock.json'], /"resolved": "http/)).toEqual([]);
});

test('every decision says its context, what was decided and what follows', () => {
  for (const file of files('docs/decisions', /\.md$/)) {
    for (const part of ['Context', 'Decision', 'Consequences']) expect(read(file), `${file} says no ${part}`).toContain(part);
  }
});
