import { spawnSync } from 'node:child_process';
import { root } from './state-folder.mjs';

/** Runs npm: the one that started this process, else the one on the PATH. Answers as spawnSync does. */
export function npm(args, { timeout, stdout = 'pipe', cwd = root } = {}) {
  const own = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
  const options = { cwd, timeout, encoding: 'utf8', stdio: ['ignore', stdout, 'inherit'] };
  if (own) return spawnSync(process.execPath, [own, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
