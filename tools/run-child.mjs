import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** The terminal and npm each send Ctrl-C: what comes again within this time is the same request. */
const SAME_REQUEST_MS = 500;
const parentWatch = new URL('./parent-watch.mjs', import.meta.url).href;

/**
 * Runs a Node program to its end and answers its exit code. The program is in a process group of its own and gets each
 * stop request once, from here; it ends too when this process is killed.
 */
export function runNode(node, args, { env = process.env, cwd = process.cwd(), stdin = 'inherit', stdout = 'inherit' } = {}) {
  const child = spawn(node, ['--import', parentWatch, ...args], {
    cwd,
    env,
    stdio: [stdin, stdout, 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  }).finally(stopForwarding);
}

function forwardSignals(child) {
  const lastSent = new Map();
  const forward = (signal) => {
    const now = Date.now();
    if (now - (lastSent.get(signal) ?? 0) < SAME_REQUEST_MS) return;
    lastSent.set(signal, now);
    // In a Windows console the child got Ctrl-C itself; listening keeps this process until the child ended.
    if (process.platform !== 'win32') child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}
