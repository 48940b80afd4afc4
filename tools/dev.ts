// `ponte dev`: the server from its sources, started anew when one changes; scripts and style are built as they change.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildPublic } from './build.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const SETTLE_MS = 100;

await buildPublic(dist);

let pending: NodeJS.Timeout | undefined;
watch(join(root, 'src'), { recursive: true }, () => {
  clearTimeout(pending);
  // One save touches several files, and half-typed code is no reason to stop.
  pending = setTimeout(() => void buildPublic(dist).catch((error: Error) => process.stderr.write(`${error.message}\n`)), SETTLE_MS);
});

const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const manifest = join(dist, 'public/manifest.json');
const server = spawn(
  process.execPath,
  [tsx, 'watch', '--clear-screen=false', '--include', manifest, join(root, 'src/main.ts'), 'start', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
server.once('close', (code) => process.exit(code ?? 1));
