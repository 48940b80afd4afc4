import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '#kernel/errors';

/** A user of the operating system, by number. */
export interface Owner {
  uid: number;
  gid: number;
}

/** `nobody` on every Linux; used where the machine names no better user. */
const NOBODY: Owner = { uid: 65534, gid: 65534 };

/**
 * The user who runs PostgreSQL when root starts Ponte, since PostgreSQL refuses to run as root: who owns the database
 * already, else who owns the data folder, else `postgres`, else `nobody`. `null`: not root, so the starting user does.
 */
export function chooseServerAccount(dataDirectory: string): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const account =
    ownerOf(join(dataDirectory, 'postgres')) ?? named(ownerOf(dataDirectory)) ?? userNamed('postgres') ?? userNamed('nobody') ?? NOBODY;
  if (spawnSync('/bin/sh', ['-c', ':'], { cwd: '/', stdio: 'ignore', ...account }).status !== 0) {
    throw new StartFailure(
      `Ponte was started as root, but may not run PostgreSQL as another user (number ${account.uid}), which PostgreSQL asks for: start Ponte as an ordinary user.`,
    );
  }
  return account;
}

/** Who owns a folder and so what root writes into it; `null` where that is the starting user. */
export function folderOwner(folder: string): Owner | null {
  return process.getuid?.() === 0 ? ownerOf(folder) : null;
}

/** Whether the user may pass through every folder above `path` and do what `test` says with it (`-x`, `-r`, `-w`). */
export function canReach(path: string, account: Owner | null, test = '-x'): boolean {
  if (process.platform === 'win32') return true;
  const probe = spawnSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', path], { cwd: '/', stdio: 'ignore', ...account });
  return probe.status === 0;
}

function ownerOf(path: string): Owner | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null;
}

/** Only a user with a name can make a database; a container's volume may belong to a number that has none. */
function named(owner: Owner | null): Owner | null {
  return owner && spawnSync('id', ['-un'], { cwd: '/', stdio: 'ignore', ...owner }).status === 0 ? owner : null;
}

function userNamed(name: string): Owner | null {
  let users: string;
  try {
    users = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return null;
  }
  const fields = users
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  const owner = { uid: Number(fields?.[2]), gid: Number(fields?.[3]) };
  return owner.uid > 0 && owner.gid > 0 ? owner : null;
}
