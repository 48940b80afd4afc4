#!/usr/bin/env node
// Ponte's command line: installs what is missing, finds Node 24, builds what changed, then runs the command.
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { runNode } from '../tools/run-child.mjs';
import { root, stateFolder } from '../tools/state-folder.mjs';
import { asProgram, ensureInstalled, ensureNode24 } from './node24.mjs';

await asProgram(import.meta.url, async (args) => {
  const development = args[0] === 'dev';
  await ensureInstalled({ development });
  const node = await ensureNode24();
  if (development)
    return runNode(node, [join(root, 'tools', 'dev.ts'), ...args.slice(1)], { env: { ...process.env, NODE_ENV: 'development' } });
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV || 'production' };
  return runNode(node, ['--enable-source-maps', join(build(node), 'server', 'main.js'), ...args], { env });
});

/** Builds where the sources changed and answers the folder of the result. */
function build(node) {
  const run = spawnSync(node, [join(root, 'tools', 'build.ts'), stateFolder()], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error('Ponte could not be built; the reason is above.');
  return run.stdout.trim();
}
