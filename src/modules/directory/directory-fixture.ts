import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { asActor, asSystem, newId, type Actor, type AnyWrites, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { readImportFile, type ImportRow } from '#kernel/import';
import { importPlaces } from '#modules/places';
import { importOrganisations } from './import-organisations.ts';
import { importServices } from './import-services.ts';

/** What a test gives: a migrated database, opened by role. */
interface TestDatabase {
  app: Database;
  owner: Database;
  superuser: pg.Pool;
}

/** The day on which the tests' imports happen. */
export const testNow = new Date('2026-11-21T10:00:00Z');

/** Rows of a file of db/reference or db/demo. */
export async function rowsOf(path: string): Promise<readonly ImportRow[]> {
  return (await readImportFile(await readFile(join(projectRoot(), 'db', path)))).rows;
}

/** Loads the places, and on request the reported history and the demonstration's organisations and services. */
export async function plantDirectory(db: TestDatabase, lists: readonly ('reference' | 'demo')[]): Promise<void> {
  await asSystem(db.owner, async (trx) => {
    const places = await importPlaces(trx, JSON.parse(await readFile(join(projectRoot(), 'db/reference/places.json'), 'utf8')));
    if (places.problems.length > 0) throw new Error(`places: ${JSON.stringify(places.problems[0])}`);
    for (const list of lists) {
      for (const [kind, run] of [
        ['organisations', importOrganisations],
        ['services', importServices],
      ] as const) {
        const report = await run(trx, await rowsOf(`${list}/${kind}.json`), { dryRun: false, by: null, now: testNow });
        if (report.problems.length > 0) throw new Error(`${list} ${kind}: ${JSON.stringify(report.problems.slice(0, 3))}`);
      }
    }
  });
}

/** An account that holds a role, on a session with two factors. */
export async function staff(
  db: TestDatabase,
  role: string,
  scope: { kind: 'network' } | { kind: 'office' | 'organisation'; id: string },
): Promise<Actor & { accountId: string }> {
  const accountId = newId<'identity.accounts'>();
  await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
    newId(),
    accountId,
    role,
    scope.kind,
    scope.kind === 'network' ? null : scope.id,
  ]);
  return { accountId, assurance: 2 };
}

/** Runs work as an actor through the application's own role. */
export async function as<T>(db: TestDatabase, actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await asActor(db.app, actor, work);
}
