// Writes src/kernel/i18n/messages.generated.ts: the type of every message key and of its values.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findMessageFiles, firstLanguage, placeholdersOf, projectRoot, readMessageFile } from '#kernel/i18n';
import type { PlaceholderKind } from '#kernel/i18n';

const typeOf: Record<PlaceholderKind, string> = {
  text: 'string | number',
  choice: 'string',
  number: 'number',
  date: 'Date | number',
};

/** The content of messages.generated.ts for the English message files under a project folder. */
export function generateMessages(rootDir: string): string {
  const lines = findMessageFiles(rootDir)
    .filter((file) => file.language === firstLanguage)
    .flatMap((file) => Object.entries(readMessageFile(file.path)).map(([key, text]) => `  '${file.folder}.${key}': ${valuesType(text)};`));
  return [
    '// Made by tools/generate-messages.ts from the English message files. Do not edit.',
    '',
    '/** Every message key with the values that its text takes. */',
    'export interface Messages {',
    ...lines.sort(),
    '}',
    '',
  ].join('\n');
}

/** The file that holds the generated types. */
export function generatedMessagesPath(rootDir: string): string {
  return join(rootDir, 'src/kernel/i18n/messages.generated.ts');
}

function valuesType(text: string): string {
  const placeholders = [...placeholdersOf(text)];
  if (placeholders.length === 0) return 'undefined';
  return `{ ${placeholders.map(([name, kind]) => `${propertyName(name)}: ${typeOf[kind]}`).join('; ')} }`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = projectRoot();
  const path = generatedMessagesPath(root);
  const content = generateMessages(root);
  if (readFileSync(path, 'utf8') !== content) writeFileSync(path, content);
}
