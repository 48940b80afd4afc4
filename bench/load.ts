import autocannon from 'autocannon';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface LoadOptions {
  /** Seconds. */
  duration: number;
  connections: number;
  /** Requests a second over all connections; without it as many as are answered. */
  rate?: number;
  /** Seconds of the same before, which do not count; with a rate only. */
  warmUp?: number;
}

export interface Load {
  /** Answers a second. */
  rate: number;
  /** Milliseconds. */
  median: number;
  p95: number;
}

const headers = { 'accept-encoding': 'gzip', host: 'localhost' };

interface Asked {
  url: string;
  paths: readonly string[];
  options: LoadOptions;
}

/** Asks a server for the paths in turn, compressed as browsers do, from a thread of its own: the one that answers has its own work. */
export async function load(url: string, paths: readonly string[], options: LoadOptions): Promise<Load> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { url, paths, options } satisfies Asked,
    execArgv: ['--import', 'tsx'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Load>();
  worker.once('message', resolve);
  worker.once('error', reject);
  return await promise;
}

async function ask(asked: Asked): Promise<Load> {
  const times = asked.options.rate === undefined ? await asFastAsAnswered(asked) : await atRate(asked, asked.options.rate);
  times.sort((a, b) => a - b);
  return { rate: times.length / asked.options.duration, median: at(times, 0.5), p95: at(times, 0.95) };
}

async function asFastAsAnswered({ url, paths, options }: Asked): Promise<number[]> {
  const times: number[] = [];
  const run = autocannon({
    url,
    requests: paths.map((path) => ({ path })),
    connections: options.connections,
    duration: options.duration,
    headers,
  });
  run.on('response', (_client, status, _bytes, time) => {
    if (status !== 200) throw new Error(`answered ${status}`);
    times.push(time);
  });
  const result = await run;
  if (result.errors > 0) throw new Error(`${result.errors} requests failed`);
  return times;
}

/**
 * One request every so often, whether or not the last one is answered; a time counts from the moment at which the
 * request was due, so that waiting for a free connection is part of it. (autocannon sends a second's share in one burst.)
 */
async function atRate({ url, paths, options }: Asked, rate: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const started = performance.now();
  const answers: Promise<number>[] = [];
  const before = rate * (options.warmUp ?? 0);
  for (let nth = 0; nth < before + rate * options.duration; nth++) {
    const due = started + (nth * 1000) / rate;
    await delay(Math.max(0, due - performance.now()));
    answers.push(answered(new URL(paths[nth % paths.length] ?? '/', url), agent).then((at) => at - due));
  }
  const times = (await Promise.all(answers)).slice(before);
  agent.destroy();
  return times;
}

/** When the whole answer was there. */
async function answered(address: URL, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  get(address, { agent, headers }, (answer) => {
    if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`));
    answer
      .resume()
      .once('end', () => resolve(performance.now()))
      .once('error', reject);
  }).once('error', reject);
  return await promise;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

if (!isMainThread) parentPort?.postMessage(await ask(workerData as Asked)); // handed over by `load` above
