import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PressAnswer, PressOrder } from './press-order.ts';
import { refuse } from './refusals.ts';

/** Beside the sources it is TypeScript, which Node reads as it is; beside the built server it is built too. */
const CHILD = ['press-child.ts', 'press-child.js'].map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path));
const MOST_WAITING = 60;
const IDLE_MS = 5 * 60_000;
const START_MS = 60_000;

interface Waiting {
  order: PressOrder;
  limitMs: number;
  resolve: (pdf: Buffer) => void;
  reject: (reason: Error) => void;
}

/** One typesetting process for a server, whatever its networks: it holds nothing of anybody between two orders. */
let child: ChildProcess | null = null;
let ready = false;
let current: Waiting | null = null;
let clock: NodeJS.Timeout | undefined;
let lastNumber = 0;
const line: Waiting[] = [];

/**
 * Sends an order to the typesetting process, one after the other, and starts the process where none runs.
 * Refusals: `busy`, `too-slow` (the process is ended), `unavailable` (it does not start or ended of itself).
 */
export async function print(order: Omit<PressOrder, 'number'>, limitMs: number): Promise<Buffer> {
  if (line.length >= MOST_WAITING) throw refuse('busy');
  return await new Promise<Buffer>((resolve, reject) => {
    lastNumber += 1;
    line.push({ order: { ...order, number: lastNumber }, limitMs, resolve, reject });
    next();
  });
}

function next(): void {
  if (current) return;
  if (line.length === 0) return rest();
  if (!child) return start();
  if (!ready) return;
  current = line.shift() ?? null;
  if (!current) return;
  clearTimeout(clock);
  hold(child);
  clock = setTimeout(() => end(refuse('too-slow')), current.limitMs);
  child.send(current.order);
}

function start(): void {
  clearTimeout(clock);
  if (!CHILD) return end(new Error('the typesetting program is not beside the server'));
  const started = fork(CHILD, [], { execArgv: [], env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child = started;
  ready = false;
  clock = setTimeout(() => end(refuse('unavailable')), START_MS);
  started.on('message', (answer: PressAnswer) => started === child && receive(answer));
  started.on('error', () => started === child && end(refuse('unavailable')));
  started.on('exit', () => started === child && end(refuse('unavailable')));
}

function receive(answer: PressAnswer): void {
  ready = true;
  if (current?.order.number === answer.number) {
    const { resolve, reject } = current;
    current = null;
    if (answer.pdf) resolve(Buffer.from(answer.pdf));
    else reject(new Error(answer.fault ?? 'the typesetting process gave no answer'));
  }
  next();
}

/** Ends the process, and with it the order at work; where it did not even start, all that wait. */
function end(reason: Error): void {
  clearTimeout(clock);
  const ended = child;
  const lost = ready ? [] : line.splice(0);
  child = null;
  ready = false;
  ended?.kill('SIGKILL');
  current?.reject(reason);
  current = null;
  for (const { reject } of lost) reject(reason);
  next();
}

/** While it works, the process keeps ours alive; while it rests, ours may end, and after a while it ends itself. */
function hold(process: ChildProcess): void {
  process.ref();
  process.channel?.ref();
}

function rest(): void {
  if (!child) return;
  child.unref();
  child.channel?.unref();
  clearTimeout(clock);
  clock = setTimeout(() => end(new Error('nothing to typeset')), IDLE_MS).unref();
}
