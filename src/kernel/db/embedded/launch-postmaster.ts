import { spawn } from 'node:child_process';
import { closeSync, constants, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from '#kernel/errors';
import type { Binaries } from './binaries.ts';
import { disownStalePid, findPostmaster, lastPort, stopPostmaster, type Postmaster } from './postmaster.ts';
import { lastLines, serverEnvironment, workingFolder } from './run-program.ts';
import { folderOwner, type Owner } from './server-account.ts';

const READY_MS = 120_000; // recovery after a power cut reads the log again
const RETRIES = 40;
const LOG_LIMIT_BYTES = 5_000_000;

export interface Launch {
  dataDirectory: string;
  cluster: string;
  binaries: Binaries;
  account: Owner | null;
  signal?: AbortSignal;
}

/**
 * Starts the server as a child in a process group of its own, so that Ctrl-C in the terminal reaches Ponte only and
 * Ponte stops it in order. Answers when it accepts connections. Refusals: {@link StartFailure} with what it said.
 */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  let port = await choosePort(lastPort(launch.cluster));
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptLaunch(launch, port);
    if (typeof result !== 'string') return result;
    const retry = attempt < RETRIES && !launch.signal?.aborted;
    if (retry && /could not bind|Address already in use|could not create any TCP/.test(result)) port = await choosePort(0);
    // Workers of a killed server are still ending.
    else if (retry && /shared memory block .* still in use/.test(result)) await sleep(250);
    else throw new StartFailure(`PostgreSQL did not start (${logPath(launch.dataDirectory)}): ${lastLines(result)}`);
  }
}

/** The running server, or what it wrote before it gave up. */
async function attemptLaunch(launch: Launch, port: number): Promise<Postmaster | string> {
  const { cluster, dataDirectory, binaries, account, signal } = launch;
  disownStalePid(cluster);
  const log = openLog(dataDirectory);
  const logStart = statSync(logPath(dataDirectory)).size;
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port)], {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: workingFolder(),
    env: serverEnvironment(),
    windowsHide: true,
    ...account,
  });
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, killedBy) => (ended = `ended with ${killedBy ?? code}`));
  const until = Date.now() + READY_MS;
  for (;;) {
    await sleep(10);
    if (ended !== null) return readFileSync(logPath(dataDirectory)).subarray(logStart).toString() || ended;
    const found = findPostmaster(cluster);
    const ours = found?.process.pid === child.pid;
    if (found && ours && found.status === 'ready') return found;
    if (found && ours && (signal?.aborted || Date.now() > until)) {
      await stopPostmaster(found, cluster, binaries);
      return signal?.aborted ? 'stopped while it started' : 'it was not ready in time';
    }
  }
}

function logPath(dataDirectory: string): string {
  return join(dataDirectory, 'postgres.log');
}

/** Opened here, so that the server's user needs no right in the data folder. Never follows a link. */
function openLog(dataDirectory: string): number {
  const path = logPath(dataDirectory);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0), 0o600);
  const owner = folderOwner(dataDirectory);
  if (owner) fchownSync(file, owner.uid, owner.gid);
  return file;
}

/** The preferred port where it is free, else any free one, on this machine's own address. */
async function choosePort(preferred: number): Promise<number> {
  const first = await tryPort(preferred);
  return first ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
