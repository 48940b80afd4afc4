/** Writes docs/api/openapi.json, the description of the API, from the schemas that validate it. `npm run generate`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApi } from '#kernel/http';
import { apiRoutes } from '../src/app/api/api-routes.ts';
import { version } from '../src/app/boot/version.ts';

export const openApiPath = join(import.meta.dirname, '..', 'docs/api/openapi.json');

/** The document as it is committed. */
export function openApiText(): string {
  return `${JSON.stringify(openApi(apiRoutes, version()), null, 2)}\n`;
}

if (import.meta.filename === process.argv[1]) await writeFile(openApiPath, openApiText());
