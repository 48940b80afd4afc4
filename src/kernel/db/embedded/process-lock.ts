import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';

/** A lock file that names the process which holds it. */
export interface ProcessLock {
  release(): void;
}

/** Who holds a lock that could not be taken; `null` while its file is being written. */
export interface LockHolder {
  holder: ProcessIdentity | null;
}

/** An unreadable lock is being written; older than this, its writer was cut off. */
const BEING_WRITTEN_MS = 5000;

/** Takes the lock file `path` for this process, or says who holds it. A lock whose process has ended is replaced. */
export function tryLock(path: string): ProcessLock | LockHolder {
  const content = JSON.stringify({ ...identifyProcess(process.pid), token: randomBytes(6).toString('hex') });
  for (;;) {
    if (create(path, content)) return { release: () => removeIfSame(path, content) };
    const found = read(path);
    if (found === null) continue; // released in between
    const holder = parse(found);
    if (holder ? isAlive(holder) : ageMs(path) < BEING_WRITTEN_MS) return { holder };
    removeIfSame(path, found);
  }
}

/** Waits until the lock is free and takes it. Answers the holder when `waitMs` have passed. */
export async function waitForLock(path: string, waitMs: number): Promise<ProcessLock | LockHolder> {
  const until = Date.now() + waitMs;
  for (;;) {
    const lock = tryLock(path);
    if ('release' in lock || Date.now() > until) return lock;
    await sleep(25);
  }
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the file only with this content. Taking it aside first keeps two processes that both saw an ended holder
 * from removing each other's new lock.
 */
function removeIfSame(path: string, content: string): void {
  if (read(path) !== content) return;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // another process was faster
  }
  if (read(aside) === content) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function parse(content: string): ProcessIdentity | null {
  try {
    const value = JSON.parse(content) as Partial<ProcessIdentity>;
    return typeof value.pid === 'number' ? { pid: value.pid, started: value.started ?? null } : null;
  } catch {
    return null;
  }
}
