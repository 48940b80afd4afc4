import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Categories of the standard (publiccode.yml 0.4, list of categories) that software like this may name. */
const categories = [
  'appointment-scheduling',
  'collaboration',
  'contact-management',
  'crm',
  'data-visualization',
  'knowledge-management',
  'learning-management-system',
  'online-booking',
  'survey',
  'workflow-management',
];
const audiences = ['employment', 'finance-and-economic-development', 'government', 'local-authorities', 'society'];

const text = await readFile(new URL('../publiccode.yml', import.meta.url), 'utf8');

/** The items of a list, by the key that stands before it. */
function listOf(key: string): string[] {
  const [, block = ''] = new RegExp(`^ *${key}:\\n((?: +- .*\\n)+)`, 'm').exec(text) ?? [];
  return [...block.matchAll(/- (.*)/g)].map(([, item = '']) => item);
}

test('publiccode.yml names categories and audiences of the standard', () => {
  expect(listOf('categories').length).toBeGreaterThan(0);
  expect(listOf('categories').filter((one) => !categories.includes(one))).toEqual([]);
  expect(listOf('scope').length).toBeGreaterThan(0);
  expect(listOf('scope').filter((one) => !audiences.includes(one))).toEqual([]);
});

test('publiccode.yml agrees with the package', async () => {
  const about = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string; license: string };
  expect(text).toContain(`softwareVersion: ${about.version}\n`);
  expect(text).toContain(`license: ${about.license}\n`);
  const [, short = ''] = /shortDescription: (.*)/.exec(text) ?? [];
  expect(short.length).toBeLessThanOrEqual(150); // the limit of the standard
});
