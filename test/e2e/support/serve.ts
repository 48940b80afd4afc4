import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the demonstration network that every browser test walks. */
    baseUrl: string;
  }
}

const root = join(import.meta.dirname, '../../..');
const PATIENCE_MS = 180_000;

/** Starts the built product as `npm start` does, with a data folder of its own, and stops it after the last browser test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.E2E_BASE_URL; // while writing a test: a demonstration that serves already
  if (running) {
    project.provide('baseUrl', running);
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), 'ponte-e2e-'));
  const port = await freePort();
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PONTE_DATA: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO: '1',
      LOG_LEVEL: 'error',
      OVERLOAD_DELAY_MS: '0', // a busy machine fails no test
      DATABASE_URL: '',
      SMTP_URL: '',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  server.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const baseUrl = `http://127.0.0.1:${port}`;
  await untilHealthy(baseUrl, server, said);
  project.provide('baseUrl', baseUrl);
  return async () => {
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill('SIGTERM');
    await ended;
    const errors = said
      .join('')
      .split('\n')
      .filter((line) => line.includes('"level":50') || line.includes('"level":60'));
    if (errors.length > 0) console.log(`The server reported ${errors.length} errors, the last of them:\n${errors.slice(-5).join('\n')}`);
    await rm(folder, { recursive: true, force: true });
  };
}

async function untilHealthy(baseUrl: string, server: ChildProcess, said: readonly string[]): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`the server ended before it served:\n${said.join('').slice(-4_000)}`);
    const answer = await fetch(`${baseUrl}/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`the server did not serve within ${PATIENCE_MS / 1000} s:\n${said.join('').slice(-4_000)}`);
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
