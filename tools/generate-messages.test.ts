import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { generateMessages, generatedMessagesPath } from './generate-messages.ts';

test('every English message gets the type of its values', () => {
  const root = mkdtempSync(join(tmpdir(), 'messages-'));
  const folder = join(root, 'src/modules/cases/messages');
  mkdirSync(folder, { recursive: true });
  const texts = {
    title: 'Cases',
    count: '{count, plural, one {# case of {office}} other {# cases of {office}}}',
    state: '{state, select, open {Open since {day, date}} other {Shut}}',
    both: '{count} of {total, number}: {count, plural, one {one} other {many}}',
  };
  writeFileSync(join(folder, 'en.json'), JSON.stringify(texts));
  writeFileSync(join(folder, 'it.json'), JSON.stringify({ extra: 'Non in inglese' }));
  const lines = generateMessages(root)
    .split('\n')
    .filter((line) => line.startsWith("  '"));
  rmSync(root, { recursive: true });
  expect(lines).toEqual([
    "  'cases.both': { count: number; total: number };",
    "  'cases.count': { count: number; office: string | number };",
    "  'cases.state': { state: string; day: Date | number };",
    "  'cases.title': undefined;",
  ]);
});

test('the committed types are those of the English files (else run: npx tsx tools/generate-messages.ts)', () => {
  const root = projectRoot();
  expect(readFileSync(generatedMessagesPath(root), 'utf8')).toBe(generateMessages(root));
});
