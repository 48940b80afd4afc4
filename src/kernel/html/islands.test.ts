import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const folder = new URL('islands/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

async function sizeOf(name: string): Promise<number> {
  const entry = new URL(name, folder).pathname;
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false });
  return gzipSync(outputFiles[0]?.contents ?? '').length;
}

test('every script that components ask for exists', () => {
  const source = readFileSync(new URL('use-island.ts', import.meta.url), 'utf8');
  const names = /IslandName =([^;]+);/.exec(source)?.[1] ?? '';
  const asked = [...names.matchAll(/'([a-z-]+)'/g)].map((match) => `${match[1]}.ts`);
  expect(asked.sort()).toEqual([...files].sort());
});

test('the script of every page is at most 6 kB, all together are at most 12 kB', async () => {
  const sizes = await Promise.all(files.map(async (name) => [name, await sizeOf(name)] as const));
  expect(Object.fromEntries(sizes)['enhance.ts']).toBeLessThan(6_000);
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(12_000);
});

test.each(files)('%s writes no markup and formats no message', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/);
  expect(text).not.toMatch(/^import (?!type)/m);
});
