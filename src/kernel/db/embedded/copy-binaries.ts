import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { StartFailure } from '#kernel/errors';
import { canReach, type Owner } from './server-account.ts';

/**
 * Copies PostgreSQL to a folder of this user that the server's user reaches, named after the content, and answers the
 * copy. Needed where the checkout lies under a closed folder (/root) or cannot be written. A copy that is there already
 * is used only when nobody else could have changed it.
 */
export function copyBinaries(native: string, account: Owner | null, complete: (native: string) => boolean, places = ownPlaces()): string {
  const name = `postgres-${fingerprint(native)}`;
  const reasons: string[] = [];
  for (const place of places) {
    const copy = join(place, name);
    const reason = tryCopy(native, copy, complete);
    if (reason === null && canReach(join(copy, 'bin'), account)) return copy;
    reasons.push(reason ?? `${copy} cannot be entered by user number ${account?.uid}`);
  }
  throw new StartFailure(
    `PostgreSQL cannot run from ${native}, and no other place for it was found (${reasons.join('; ')}): move the checkout to a folder that others may enter, for example under /opt.`,
  );
}

/** Makes or finds the copy; answers why not. */
function tryCopy(native: string, copy: string, complete: (native: string) => boolean): string | null {
  const place = dirname(copy);
  try {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    if (!isOurs(place)) return `${place} could be changed by others`;
    chmodSync(place, 0o755); // whatever the umask was
    if (!isOurs(copy) || !isWhole(copy, native)) install(native, copy, complete);
    return null;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return error.message; // not writable, or full
    throw error;
  }
}

/** Folders for the copy, best first: temporary folders are last because machines clean them while the server runs. */
function ownPlaces(): string[] {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) return ['/var/cache/ponte', '/var/tmp/ponte-root', join(tmpdir(), 'ponte-root')];
  return [join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ponte'), join(tmpdir(), `ponte-${uid}`)];
}

function install(native: string, copy: string, complete: (native: string) => boolean): void {
  const draft = `${copy}.${randomBytes(4).toString('hex')}`;
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    complete(draft);
    openToRead(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start put the same copy there first.
    if (!isOurs(copy) || !isWhole(copy, native)) throw error;
  }
}

/** Everybody may read and run, only the owner may write, whatever the umask was. */
function openToRead(folder: string): void {
  for (const entry of entriesOf(folder)) {
    if (!entry.stat.isSymbolicLink())
      chmodSync(entry.path, entry.stat.isDirectory() || dirname(entry.path).endsWith('bin') ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** A real folder of this user that no other user may write in. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === (process.getuid?.() ?? 0) && (stat.mode & 0o022) === 0;
}

/** Whether nothing of the copy was cleaned away. */
function isWhole(copy: string, native: string): boolean {
  return fingerprint(copy) === fingerprint(native);
}

/** Names and sizes of the files: quick to read, and another build of PostgreSQL never has the same. Links are made anew. */
function fingerprint(folder: string): string {
  const files = entriesOf(folder).filter((entry) => entry.stat.isFile());
  const list = files.map((entry) => `${relative(folder, entry.path)} ${entry.stat.size}`).toSorted();
  return createHash('sha256').update(list.join('\n')).digest('hex').slice(0, 16);
}

function entriesOf(folder: string): { path: string; stat: Stats }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const path = join(folder, name);
    return { path, stat: lstatSync(path) };
  });
}
