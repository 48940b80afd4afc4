import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';

/** One message file: `src/modules/cases/messages/it.json` has the folder name `cases`. */
export interface MessageFile {
  path: string;
  folder: string;
  language: string;
}

/** All texts of the interface, read once at boot. */
export interface Catalogue {
  /** What a missing key does: show the English text, or fail so that a test notices. */
  missing: 'english' | 'throw';
  texts: ReadonlyMap<Language, ReadonlyMap<string, string>>;
  /** Messages compiled so far; filled as pages are shown. */
  compiled: Map<Language, Map<string, CompiledMessage>>;
}

/** A message without placeholders stays the string that it is. */
export type CompiledMessage = string | ((values: Record<string, unknown> | undefined) => string);

/**
 * Reads every message file under a project folder. Fails on a file that is not flat JSON and on two
 * folders that define the same key.
 */
export function loadMessages(rootDir: string = projectRoot(), options: { missing?: Catalogue['missing'] } = {}): Catalogue {
  const texts = new Map<Language, Map<string, string>>(languages.map(({ code }) => [code, new Map<string, string>()]));
  for (const file of findMessageFiles(rootDir)) {
    const ofLanguage = texts.get(file.language as Language); // an unknown language is simply not found
    if (!ofLanguage) continue;
    for (const [key, text] of Object.entries(readMessageFile(file.path))) {
      const fullKey = `${file.folder}.${key}`;
      if (ofLanguage.has(fullKey)) throw new Error(`${file.path}: ${fullKey} is defined twice`);
      ofLanguage.set(fullKey, text);
    }
  }
  const missing = options.missing ?? (process.env['NODE_ENV'] === 'test' ? 'throw' : 'english');
  return { missing, texts, compiled: new Map() };
}

/** Lists the message files of a project folder, in a stable order. */
export function findMessageFiles(rootDir: string): MessageFile[] {
  const src = join(rootDir, 'src');
  const owners = [
    ...childrenOf(join(src, 'kernel')).map((folder) => ({ folder, path: join(src, 'kernel', folder) })),
    ...childrenOf(join(src, 'modules')).map((folder) => ({ folder, path: join(src, 'modules', folder) })),
    { folder: 'app', path: join(src, 'app') },
  ];
  return owners.flatMap(({ folder, path }) =>
    childrenOf(join(path, 'messages'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ path: join(path, 'messages', name), folder, language: name.slice(0, -'.json'.length) })),
  );
}

/** Reads one flat message file: key to ICU text. */
export function readMessageFile(path: string): Record<string, string> {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`${path}: expected one flat object of key and text`);
  }
  for (const [key, text] of Object.entries(content)) {
    if (typeof text !== 'string') throw new Error(`${path}: ${key} is not a text`);
  }
  return content as Record<string, string>; // every value was just found to be a string
}

/** The folder of the project's package.json, found upwards from this file: right from src/ and from dist/. */
export function projectRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json in any folder above the program');
    folder = parent;
  }
  return folder;
}

function childrenOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
