/** How long `ponte start` takes until it serves: cold (new data folder, with the demonstration), warm (the same folder again). */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summaryOf } from './measure.ts';

const root = join(import.meta.dirname, '..');

/** Each cold start loads the demonstration into a folder of its own. */
const COLD = Number(process.env['BENCH_COLD_STARTS'] ?? 3);
const WARM = 5;

export async function bench(): Promise<string[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let left = COLD; left > 0; left -= 1) {
    const folder = await mkdtemp(join(tmpdir(), 'ponte-bench-start-'));
    try {
      cold.push(await start(folder));
      for (let again = left === 1 ? WARM : 0; again > 0; again -= 1) warm.push(await start(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const told = (times: readonly number[]) => {
    const { median, p95 } = summaryOf(times);
    return `${times.length} runs, median ${seconds(median)}, p95 ${seconds(p95)}`;
  };
  return [
    'built server, embedded PostgreSQL, until /health answers (asked every 50 ms, 1 connection, a few bytes, no compression, no warm-up); time to fetch packages and to build not counted',
    `cold start with the demonstration: ${told(cold)}`,
    `warm start: ${told(warm)}; ratio warm/cold ${(summaryOf(warm).median / summaryOf(cold).median).toFixed(2)}`,
  ];
}

async function start(folder: string): Promise<number> {
  const { took, stop } = await startServer(folder);
  await stop();
  return took;
}

/** Starts the built server with the demonstration in a data folder; answers once it serves, after `took` milliseconds. */
export async function startServer(folder: string): Promise<{ address: string; took: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const begun = performance.now();
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'start'], {
    cwd: root,
    env: { ...process.env, PONTE_DATA: folder, PORT: String(port), HOST: '127.0.0.1', DEMO: '1', LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${address}/health`).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error('the server did not start; is it built? (npm start builds it)');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const took = performance.now() - begun;
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  return { address, took, stop };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
