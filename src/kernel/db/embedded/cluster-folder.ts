import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartFailure } from '#kernel/errors';
import { canReach, type Owner } from './server-account.ts';

/** Beside a cluster that is kept outside the data folder: the path of the data folder that it belongs to. */
const BELONGS_TO = 'data-folder';

/**
 * Where the database files of a data folder are, or will be: `<data folder>/postgres`.
 *
 * Root cannot run PostgreSQL, and the user who does may be unable to pass a closed folder on the way (a checkout under
 * /root). Opening folders that are not ours is no answer, so the files are then kept in `/var/lib/ponte-…`, and
 * `<data folder>/postgres` is a link to them. Refusals: {@link StartFailure} where the files are gone, out of reach,
 * or belong to another data folder.
 */
export function locateCluster(dataDirectory: string, account: Owner | null, log: (message: string) => void): string {
  const path = join(dataDirectory, 'postgres');
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return followLink(path, dataDirectory, account);
  if (letPass(dataDirectory, account)) {
    if (found) requireOwner(path, dataDirectory, account);
    return found ? realpathSync(path) : join(realpathSync(dataDirectory), 'postgres');
  }
  if (found) throw outOfReach(path);
  return keepOutside(path, dataDirectory, log);
}

/**
 * Whether the server's user can enter the data folder. One that only root may enter is opened to that user's group, for
 * passing and not for listing: the data folder is Ponte's own; the folders above it are not and stay as they are.
 */
function letPass(dataDirectory: string, account: Owner | null): boolean {
  if (canReach(dataDirectory, account)) return true;
  const { uid, gid, mode } = statSync(dataDirectory);
  if (!account || uid !== 0 || gid !== 0 || !canReach(dirname(realpathSync(dataDirectory)), account)) return false;
  chownSync(dataDirectory, uid, account.gid);
  chmodSync(dataDirectory, (mode & 0o700) | 0o010);
  return canReach(dataDirectory, account);
}

/** The major version of the PostgreSQL that made the cluster, or null where there is none yet. */
export function clusterMajor(cluster: string): number | null {
  const file = join(cluster, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
}

/** Refuses a cluster of another major version: PostgreSQL cannot open it. */
export function requireMajor(cluster: string, major: number): void {
  const found = clusterMajor(cluster);
  if (found === null || found === major) return;
  throw new StartFailure(
    `The database in ${cluster} was made by PostgreSQL ${found}, but this version of Ponte brings PostgreSQL ${major}: with the version of Ponte that made it run "ponte backup", then with this one run "ponte restore" into an empty data folder.`,
  );
}

/** Gives everything in the folder to the server's user: a copy made by root belongs to root. */
export function giveTo(account: Owner, folder: string): void {
  lchownSync(folder, account.uid, account.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, name), account.uid, account.gid);
}

function followLink(path: string, dataDirectory: string, account: Owner | null): string {
  const cluster = resolve(dirname(path), readlinkSync(path));
  const home = dirname(cluster);
  if (!existsSync(home)) {
    throw new StartFailure(
      `The database of the data folder ${dataDirectory} was kept in ${cluster}, which is gone: put it back from a backup, or delete the link ${path} to begin with an empty database.`,
    );
  }
  if (!canReach(home, account)) throw outOfReach(cluster);
  if (existsSync(cluster)) requireOwner(cluster, dataDirectory, account);
  requireSameFolder(home, path, dataDirectory);
  return cluster;
}

function keepOutside(path: string, dataDirectory: string, log: (message: string) => void): string {
  const base = ['/var/lib', '/usr/local/var', '/opt'].find((folder) => existsSync(folder));
  if (!base) throw outOfReach(path);
  const name = createHash('sha256').update(realpathSync(dataDirectory)).digest('hex').slice(0, 8);
  const earlier = readdirSync(base).filter((entry) => entry.startsWith(`ponte-${name}-`));
  if (earlier.length > 0)
    log(`An earlier database of this data folder is still in ${base}/${earlier.join(', ')}; delete it if nobody needs it`);
  const home = mkdtempSync(join(base, `ponte-${name}-`));
  chmodSync(home, 0o755);
  writeFileSync(join(home, BELONGS_TO), `${realpathSync(dataDirectory)}\n`);
  symlinkSync(join(home, 'postgres'), path);
  log(`PostgreSQL does not run as root and no other user can enter ${dataDirectory}, so the database files are kept in ${home}`);
  return join(home, 'postgres');
}

/** A copied data folder points to the files of the first one: two servers must not share them. A moved one may. */
function requireSameFolder(home: string, path: string, dataDirectory: string): void {
  const note = join(home, BELONGS_TO);
  if (!existsSync(note)) return;
  const recorded = readFileSync(note, 'utf8').trim();
  const here = realpathSync(dataDirectory);
  if (recorded === here) return;
  const other = lstatSync(join(recorded, 'postgres'), { throwIfNoEntry: false });
  if (other?.isSymbolicLink() && readlinkSync(join(recorded, 'postgres')) === readlinkSync(path)) {
    throw new StartFailure(
      `The database in ${home} belongs to the data folder ${recorded}, of which ${dataDirectory} is a copy: make a second network with "ponte backup" and "ponte restore" instead of copying the folder.`,
    );
  }
  writeFileSync(note, `${here}\n`);
}

function requireOwner(cluster: string, dataDirectory: string, account: Owner | null): void {
  const { uid } = statSync(cluster);
  const expected = account?.uid ?? process.getuid?.();
  if (expected === undefined || uid === expected) return;
  if (account && uid === 0) return giveTo(account, cluster);
  throw new StartFailure(
    `The database in ${cluster} belongs to another user (number ${uid}): start Ponte as that user or as root, or set PONTE_DATA to another folder than ${dataDirectory}.`,
  );
}

function outOfReach(cluster: string): StartFailure {
  return new StartFailure(
    `PostgreSQL does not run as root, and the user it runs as cannot enter the folders above ${cluster}: move the data folder to a place that others may pass, for example under /var/lib, and set PONTE_DATA.`,
  );
}
