import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '#kernel/errors';
import type { Binaries } from './binaries.ts';
import { clusterMajor, giveTo } from './cluster-folder.ts';
import { runProgram, type ProgramRun } from './run-program.ts';
import { scramVerifier } from './scram.ts';
import { writeServerSettings } from './settings.ts';

/** Who may connect: over TCP on this machine, with a password. */
const CLIENT_ACCESS = `# type  database  user  address        method
local   all       all                  scram-sha-256
host    all       all   127.0.0.1/32   scram-sha-256
host    all       all   ::1/128        scram-sha-256
`;

/**
 * Makes the database files where there are none: in a folder beside, which gets its name when all is done, so that a
 * start that was cut off leaves nothing that looks like a database. Refusals: {@link StartFailure}.
 */
export async function createCluster(
  cluster: string,
  binaries: Binaries,
  password: string,
  options: ProgramRun & { durable: boolean },
): Promise<void> {
  if (clusterMajor(cluster) !== null) return;
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new StartFailure(
      `The folder ${cluster} holds files, but no PostgreSQL database: put the database back from a backup, or delete the folder to begin with an empty one.`,
    );
  }
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (options.account) giveTo(options.account, draft);
  await runInitdb(draft, binaries, options);
  writeFileSync(join(draft, 'pg_hba.conf'), CLIENT_ACCESS);
  appendFileSync(
    join(draft, 'postgresql.conf'),
    "\n# Written anew at every start. Own settings: alter system set …\ninclude 'ponte.conf'\n",
  );
  writeServerSettings(draft, options.account, options);
  await setSuperuserPassword(draft, binaries, password, options);
  if (existsSync(cluster)) rmdirSync(cluster);
  renameSync(draft, cluster);
}

/**
 * Sets the superuser's password while the server is stopped: for a new database, and for one whose secrets were lost.
 */
export async function setSuperuserPassword(cluster: string, binaries: Binaries, password: string, run: ProgramRun): Promise<void> {
  const input = `alter role postgres password '${scramVerifier(password)}';\n`;
  await runProgram(binaries.postgres, ['--single', '-D', cluster, 'postgres'], { ...run, input });
}

/** Locales whose character types know Arabic and accents; the sort order is PostgreSQL's own and the same everywhere. */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

async function runInitdb(folder: string, binaries: Binaries, options: ProgramRun & { durable: boolean }): Promise<void> {
  for (const locale of LOCALES) {
    const args = [
      '-D',
      folder,
      '-U',
      'postgres',
      '--auth=reject',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    try {
      return await runProgram(binaries.initdb, options.durable ? args : [...args, '--no-sync'], options);
    } catch (error) {
      const unknownLocale = error instanceof StartFailure && error.message.includes('invalid locale');
      if (!unknownLocale || locale === LOCALES.at(-1)) throw error;
    }
  }
}
