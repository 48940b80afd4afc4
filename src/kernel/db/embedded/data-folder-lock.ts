import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartFailure } from '#kernel/errors';
import { giveTo } from './cluster-folder.ts';
import { tryLock, type ProcessLock } from './process-lock.ts';
import { folderOwner } from './server-account.ts';

/**
 * Makes this process the one server of the data folder, until `release()` or its end. A lock left by a process that
 * was killed is replaced. Refusals: {@link StartFailure} when another Ponte serves from the folder, or it is not ours.
 */
export async function lockDataFolder(folder: string): Promise<ProcessLock> {
  const dataDirectory = resolve(folder);
  const path = join(dataDirectory, 'ponte.lock');
  const lock = lockAt(path, dataDirectory);
  if (!('release' in lock)) {
    const who = lock.holder ? ` (process ${lock.holder.pid})` : '';
    throw new StartFailure(
      `The data folder ${dataDirectory} is in use by another Ponte${who}: stop that one first, or set PONTE_DATA to another folder.`,
    );
  }
  const releaseOnExit = () => lock.release();
  process.once('exit', releaseOnExit);
  return {
    release() {
      process.off('exit', releaseOnExit);
      lock.release();
    },
  };
}

function lockAt(path: string, dataDirectory: string) {
  try {
    makeDataFolder(dataDirectory);
    return tryLock(path);
  } catch (error) {
    throw folderFailure(dataDirectory, error);
  }
}

/**
 * Makes the data folder where it is missing, closed to others. Made by root in somebody's folder, it belongs to that
 * person, who may start Ponte next time.
 */
export function makeDataFolder(dataDirectory: string): void {
  const made = mkdirSync(dataDirectory, { recursive: true });
  if (made === undefined) return;
  chmodSync(dataDirectory, 0o700);
  const owner = folderOwner(dirname(made));
  if (owner) giveTo(owner, made);
}

/** A data folder that this user may not write becomes one clear sentence; any other error stays what it is. */
export function folderFailure(dataDirectory: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartFailure(
      `This user may not write in the data folder ${dataDirectory}: start Ponte as the user who owns it, or set PONTE_DATA to another folder.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartFailure(`${dataDirectory} is not a folder: set PONTE_DATA to a folder where Ponte may keep its data.`);
  }
  return error;
}
