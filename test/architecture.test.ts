import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kernel, modules } from '../architecture.mjs';

const root = join(import.meta.dirname, '..');
const IMPORT = /(?:from|import)\s*\(?\s*['"](#[^'"]+|\.{1,2}\/[^'"]+)['"]/g;

interface Import {
  file: string;
  target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name).split(sep).join('/'));
}

function importsOf(file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => ({ file, target: match[1] ?? '' }));
}

/** Tests, benchmarks and what only they use. */
function isTest(file: string): boolean {
  return /\.(test|bench|fixtures)\.tsx?$/.test(file) || /-fixture\.tsx?$/.test(file);
}

/** What is wrong with one import; null when the tables allow it. */
function problemOf({ file, target }: Import): string | null {
  const [, area, owner = ''] = file.split('/');
  const test = isTest(file);
  if (target.startsWith('.')) return leavesItsHome(file, target) ? `${file} reaches past a door: ${target}` : null;
  const [kind, name = ''] = target.slice(1).split('/');
  if (kind === 'test') return test ? null : `${file} uses test support`;
  if (kind === 'app') return area === 'app' || file === 'src/main.ts' || test ? null : `${file} uses the shell`;
  if (area === 'app' || file === 'src/main.ts' || test) return null;
  if (kind === 'kernel' && area === 'modules') return null;
  if (kind === 'kernel' && area === 'kernel') {
    return owner === name || (kernel as Record<string, string[]>)[owner]?.includes(name)
      ? null
      : `kernel/${owner} may not use kernel/${name} (${file})`;
  }
  if (kind === 'modules' && area === 'modules') {
    return owner === name || (modules as Record<string, string[]>)[owner]?.includes(name)
      ? null
      : `module ${owner} may not use module ${name} (${file})`;
  }
  return `${file} may not use ${target}`;
}

function leavesItsHome(file: string, target: string): boolean {
  const home = file
    .split('/')
    .slice(0, file.startsWith('src/app') ? 2 : 3)
    .join('/');
  const path = relative(root, join(root, file, '..', target))
    .split(sep)
    .join('/');
  if (path.startsWith('db/types') || (path.startsWith('db/') && path.endsWith('.json'))) return false;
  return file.startsWith('src/') && file !== 'src/main.ts' && !path.startsWith(home);
}

describe('the architecture', () => {
  const files = sources('src');

  test('is read at all: modules and kernel parts are more than none', () => {
    expect(files.filter((file) => file.startsWith('src/modules/')).length).toBeGreaterThan(50);
    expect(files.filter((file) => file.startsWith('src/kernel/')).length).toBeGreaterThan(50);
  });

  test('lists every module and kernel part, and none that does not exist', () => {
    const folders = (area: string) =>
      readdirSync(join(root, 'src', area), { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => one.name)
        .sort();
    expect(folders('modules')).toEqual(Object.keys(modules).sort());
    expect(folders('kernel')).toEqual(Object.keys(kernel).sort());
  });

  test('allows every import', () => {
    expect(
      files
        .flatMap((file) => importsOf(file))
        .map(problemOf)
        .filter(Boolean),
    ).toEqual([]);
  });

  test('has no cycle between modules', () => {
    const visit = (name: string, path: string[]): string[][] => {
      if (path.includes(name)) return [[...path, name]];
      return ((modules as Record<string, string[]>)[name] ?? []).flatMap((next) => visit(next, [...path, name]));
    };
    expect(Object.keys(modules).flatMap((name) => visit(name, []))).toEqual([]);
  });

  test('finds a planted violation', () => {
    const planted = (file: string, text: string) => importsOf(file, text).map(problemOf).filter(Boolean);
    expect(planted('src/modules/places/place.ts', "import { x } from '#modules/cases';")).toHaveLength(1);
    expect(planted('src/kernel/time/day.ts', "import { x } from '#kernel/db';")).toHaveLength(1);
    expect(planted('src/modules/places/place.ts', "import { x } from '../cases/case.ts';")).toHaveLength(1);
    expect(planted('src/kernel/db/id.ts', "import { x } from '#app';")).toHaveLength(1);
  });

  test('lets only a module name its own tables', () => {
    const named = files
      .filter((file) => !isTest(file) && !file.endsWith('.generated.ts'))
      .flatMap((file) => {
        const [, area, owner] = file.split('/');
        const text = readFileSync(join(root, file), 'utf8');
        const tables = [...text.matchAll(/(?:From|Into|update|Table|join|Join|using)\(\s*'([a-z_]+)\.[a-z_]+/g)].map(
          (match) => match[1] ?? '',
        );
        const foreign = tables.filter((schema) => schema in modules && !(area === 'modules' && owner === schema));
        return foreign.map((schema) => `${file} names a table of ${schema}`);
      });
    expect(named).toEqual([]);
  });
});
