import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { generatedFiles } from '../tools/generate-types.ts';
import { testDatabase } from '#test/database';

const db = await testDatabase();

test('the committed types and the golden schema are those of the migrated database', async () => {
  const client = new pg.Client({ connectionString: db.urls.superuser });
  await client.connect();
  try {
    for (const [path, text] of await generatedFiles(client)) {
      expect(await readFile(path, 'utf8'), `${path} is stale: npm run generate`).toBe(text);
    }
  } finally {
    await client.end();
  }
});
