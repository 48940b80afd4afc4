import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asSystem, type AnyWrites } from '#kernel/db';
import type { Network } from '#kernel/http';
import { projectRoot } from '#kernel/i18n';
import { readImportFile, type Importer } from '#kernel/import';
import { importers as directoryImporters, organisationIds, serviceIds } from '#modules/directory';
import { importOffices, listOffices } from '#modules/offices';
import { importPractices } from '#modules/practices';
import { importCorridors, importHolidays, importOpenings, importPlaces } from '#modules/places';
import type { Databases } from '../boot/open-databases.ts';
import { loadAccounts } from './load-accounts.ts';
import { loadNetwork } from './load-network.ts';
import { worldOf } from './demo-world.ts';
import { loadPeople } from './load-people.ts';

/** What every importer answers. */
interface Report {
  readonly created: number;
  readonly updated: number;
  readonly problems: readonly object[];
}

/** Reads a list of db/reference or db/demo; a demonstration file holds its list under its own name. */
export async function readRecords(file: string): Promise<unknown[]> {
  const content: unknown = JSON.parse(await readFile(join(projectRoot(), 'db', file), 'utf8'));
  if (Array.isArray(content)) return content;
  const list = Object.values(content as Record<string, unknown>).find(Array.isArray); // a JSON file is an object or a list
  return list ?? [];
}

async function load(owner: AnyWrites, file: string, run: (trx: AnyWrites, records: unknown[]) => Promise<Report>): Promise<void> {
  const report = await run(owner, await readRecords(file));
  if (report.problems.length > 0) throw new Error(`${file} does not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

async function importList(trx: AnyWrites, importer: Importer, file: string, now: Date): Promise<void> {
  const { rows } = await readImportFile(await readFile(join(projectRoot(), 'db', file)));
  const report = await importer.run(trx, rows, { dryRun: false, by: null, now });
  if (report.problems.length > 0) throw new Error(`${file} does not load: ${JSON.stringify(report.problems.slice(0, 5))}`);
}

/** Codes of the demonstration's organisations: offices are run by them, steps are referred to them. */
async function organisationCodes(): Promise<string[]> {
  return z
    .array(z.object({ code: z.string() }))
    .parse(await readRecords('demo/organisations.json'))
    .map(({ code }) => code);
}

/** Facts that every network needs: places, corridors, holidays, and what was reported in 2010. */
export async function loadReference(databases: Pick<Databases, 'owner'>): Promise<void> {
  await asSystem(databases.owner, async (trx) => {
    await load(trx, 'reference/places.json', importPlaces);
    await load(trx, 'reference/corridors.json', importCorridors);
    await load(trx, 'reference/holidays.json', importHolidays);
    await load(trx, 'reference/practices.json', importPractices);
  });
}

/**
 * Loads the demonstration network by the importers that real data uses; all of it or none, since the network's own row,
 * which says that it is there, is written last.
 */
export async function loadDemonstration(network: Network, databases: Pick<Databases, 'owner'>, say: (line: string) => void): Promise<void> {
  say('Loading the demonstration network (once, a few seconds) …');
  await loadReference(databases);
  const now = network.now();
  const scopes = await asSystem(databases.owner, async (trx) => {
    for (const list of ['reference', 'demo']) {
      for (const importer of directoryImporters.filter(({ kind }) => kind !== 'responsibilities'))
        await importList(trx, importer, `${list}/${importer.kind}.json`, now);
    }
    const organisations = await organisationIds(trx, await organisationCodes());
    await load(
      trx,
      'demo/offices.json',
      async (inner, records) => await importOffices(inner, records, { demonstration: true, organisations }),
    );
    await load(trx, 'demo/openings.json', importOpenings);
    // After the offices: a responsibility may name one.
    for (const importer of directoryImporters.filter(({ kind }) => kind === 'responsibilities')) {
      await importList(trx, importer, 'demo/responsibilities.json', now);
    }
    const offices = await listOffices(trx, { lang: 'en' });
    return new Map<string, string>([...offices.map((office) => [office.code, office.id] as const), ...organisations]);
  });
  const accounts = await loadAccounts(network, databases.owner, scopes);
  const services = await asSystem(databases.owner, async (trx) => await serviceIds(trx));
  await loadPeople(worldOf({ network, scopes, accounts, services }));
  await loadNetwork(databases.owner, network.now().toISOString());
}
