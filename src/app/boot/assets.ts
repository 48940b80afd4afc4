import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '#kernel/errors';
import { projectRoot } from '#kernel/i18n';

const manifest = z.record(z.string(), z.string());

/** The built files of pages: their folder, and the hashed public address of each by its name. */
export function openAssets(): { directory: string; asset: (name: string) => string } {
  const directory = join(projectRoot(), 'dist/public');
  let names: Record<string, string>;
  try {
    names = manifest.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));
  } catch (error) {
    throw new StartFailure('The scripts and the style of the pages are not built; start Ponte with npm start, which builds them.', {
      cause: error,
    });
  }
  return { directory, asset: (name) => `/assets/${names[name === 'main.css' ? 'style' : name.replace(/\.js$/, '')] ?? name}` };
}
