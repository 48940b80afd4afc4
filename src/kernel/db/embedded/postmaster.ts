import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';
import { runProgram } from './run-program.ts';
import type { Binaries } from './binaries.ts';

/** A running PostgreSQL server, as its postmaster.pid tells. */
export interface Postmaster {
  process: ProcessIdentity;
  port: number;
  /** starting, ready, stopping; empty while the file is being written. */
  status: string;
}

const FAST_MS = 60_000;
const IMMEDIATE_MS = 10_000;

/** The server that runs on this cluster, or null: a postmaster.pid whose process ended, or is something else, counts as none. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lines = readLines(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const identity = identifyProcess(pid);
  if (!isAlive(identity) || !servesCluster(pid, cluster)) return null;
  return { process: identity, port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * Makes PostgreSQL see a stale postmaster.pid as stale even where the number now belongs to another process: it ignores
 * the number of its own parent, which is this process. The file stays, since PostgreSQL learns from its other lines
 * whether workers of the killed server still write.
 */
export function disownStalePid(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const [pid, ...rest] = readLines(path);
  if (pid) writeFileSync(path, [process.pid, ...rest].join('\n'));
}

/** The port that the last start used; 0 when there was none. */
export function lastPort(cluster: string): number {
  return Number(/"-p" "(\d+)"/.exec(readLines(join(cluster, 'postmaster.opts')).join(' '))?.[1] ?? 0);
}

/** Stops the server: open transactions end at once and are undone, everything committed is kept. Waits until it is gone. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no such signals; pg_ctl speaks to the server through a pipe.
    if (isAlive(postmaster.process)) await runProgram(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { account: null });
    return;
  }
  send(postmaster, 'SIGINT');
  if (await waitUntilGone(postmaster, FAST_MS)) return;
  send(postmaster, 'SIGQUIT'); // immediate: the next start recovers from the log
  if (await waitUntilGone(postmaster, IMMEDIATE_MS)) return;
  send(postmaster, 'SIGKILL');
  await waitUntilGone(postmaster, IMMEDIATE_MS);
}

/** Asks the server to stop without waiting, for the last moment of a process that ends without `stop()`. */
export function askToStop(postmaster: Postmaster): void {
  if (process.platform !== 'win32') send(postmaster, 'SIGINT');
}

/** Whether the server's process ended within `ms`. */
export async function waitUntilGone(postmaster: Postmaster, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  while (isAlive(postmaster.process)) {
    if (Date.now() > until) return false;
    await sleep(10);
  }
  return true;
}

function send(postmaster: Postmaster, signal: NodeJS.Signals): void {
  try {
    if (isAlive(postmaster.process)) process.kill(postmaster.process.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function servesCluster(pid: number, cluster: string): boolean {
  const command = commandLineOf(pid);
  // Windows tells the program's name only; there the connection shows whose data it serves.
  return command.includes('postgres') && (process.platform === 'win32' || command.includes(cluster));
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
