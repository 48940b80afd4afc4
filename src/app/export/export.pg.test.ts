import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { readImportFile, type Importer } from '#kernel/import';
import { importers } from '#modules/directory';
import { corridorsImporter, importPlaces } from '#modules/places';
import { practicesImporter } from '#modules/practices';
import { projectRoot } from '#kernel/i18n';
import { testDatabase } from '#test/database';
import { exportCsv } from './export-csv.ts';
import { exportKinds } from './export-kinds.ts';

const db = await testDatabase();
const now = new Date();
const importerOf: Record<string, Importer | undefined> = Object.fromEntries(
  [...importers, corridorsImporter, practicesImporter].map((one) => [one.kind, one]),
);
const options = { dryRun: false, by: null, now };
const bytesOf = async (file: string) => await readFile(join(projectRoot(), 'db', file));

beforeAll(async () => {
  await asSystem(db.owner, async (trx) => {
    await importPlaces(trx, JSON.parse((await bytesOf('reference/places.json')).toString('utf8')));
    for (const [kind, file] of [
      ['organisations', 'demo'],
      ['services', 'demo'],
      ['corridors', 'reference'],
      ['practices', 'reference'],
    ] as const) {
      const { rows } = await readImportFile(await bytesOf(`${file}/${kind}.json`));
      const report = await importerOf[kind]!.run(trx, rows, options);
      expect(report.problems).toEqual([]);
    }
  });
});

const rowsOf = async (kind: string) => await asSystem(db.app, async (trx) => await Array.fromAsync(exportKinds[kind]!(trx)));

async function imported(kind: string, bytes: Buffer) {
  const { rows } = await readImportFile(bytes);
  return await asSystem(db.owner, async (trx) => await importerOf[kind]!.run(trx, rows, { ...options, dryRun: true }));
}

describe.each(Object.keys(exportKinds))('an export of %s', (kind) => {
  test('changes nothing when it is imported again as JSON', async () => {
    const rows = await rowsOf(kind);
    expect(rows.length).toBeGreaterThan(5);
    const report = await imported(kind, Buffer.from(JSON.stringify(rows)));
    expect(report).toEqual({ created: 0, updated: 0, unchanged: rows.length, problems: [] });
  });

  test('is read again without a problem as CSV', async () => {
    const rows = await rowsOf(kind);
    const report = await imported(kind, Buffer.from(exportCsv(rows)));
    expect(report).toMatchObject({ created: 0, problems: [] });
    expect(report.updated + report.unchanged).toBe(rows.length);
  });
});
