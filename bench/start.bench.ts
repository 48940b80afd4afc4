/** How long `ponte start` takes until it serves: cold (new data folder, with the demonstration), warm (the same folder again). */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export async function bench(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-bench-start-'));
  try {
    const cold = await start(folder);
    const warm = [await start(folder), await start(folder), await start(folder)].sort((a, b) => a - b);
    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    return [
      'built server, embedded PostgreSQL, until /health answers; time to fetch packages and to build not counted',
      `cold start with the demonstration: ${seconds(cold)}`,
      `warm start: median of 3 ${seconds(warm[1] ?? Number.NaN)}; ratio warm/cold ${((warm[1] ?? Number.NaN) / cold).toFixed(2)}`,
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(folder: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'start'], {
    cwd: root,
    env: { ...process.env, PONTE_DATA: folder, PORT: String(port), HOST: '127.0.0.1', DEMO: '1', LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  while (!(await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error('the server did not start; is it built? (npm start builds it)');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const took = performance.now() - begun;
  server.kill('SIGTERM');
  await ended;
  return took;
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
