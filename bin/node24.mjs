#!/usr/bin/env node
// Runs a Node program with Node 24 or newer, whatever this machine has: `node bin/node24.mjs program.mjs …`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn } from '../tools/in-turn.mjs';
import { ensureInstalled } from '../tools/install.mjs';
import { npm } from '../tools/npm.mjs';
import { runNode } from '../tools/run-child.mjs';
import { stateFolder } from '../tools/state-folder.mjs';

export { ensureInstalled };

const WANTED = 24;
const LIMIT_MS = 10 * 60_000;

/** The path of a Node of version 24 or newer: this one, one on the PATH, or one fetched through npm and remembered. */
export async function ensureNode24() {
  if (major(process.versions.node) >= WANTED) return process.execPath;
  const onPath = candidates().find(isRecent);
  if (onPath) return onPath;
  const folder = stateFolder();
  const note = join(folder, `node${WANTED}-${process.platform}-${process.arch}`);
  const known = () => (existsSync(note) ? [readFileSync(note, 'utf8')] : []).find(isRecent);
  return (
    known() ??
    inTurn(
      join(folder, 'node24.lock'),
      () => known() ?? fetchNode(note),
      () => console.error(`Another process fetches Node.js ${WANTED}; waiting for it …`),
    )
  );
}

function fetchNode(note) {
  console.error(
    `Ponte needs Node.js ${WANTED} or newer and this machine has ${process.versions.node}: fetching Node.js ${WANTED} through npm …`,
  );
  const system = process.platform === 'win32' ? 'win' : process.platform;
  // The second package holds the program itself, for an npm that runs no install scripts.
  for (const name of [`node@${WANTED}`, `node-${system}-${process.arch}@${WANTED}`]) {
    const run = npm(['exec', '--yes', `--package=${name}`, '--', 'node', '-p', 'process.execPath'], { timeout: LIMIT_MS });
    const path = run.stdout?.trim().split('\n').at(-1);
    if (path && isRecent(path)) {
      writeFileSync(note, path);
      return path;
    }
  }
  throw new Error(
    `Node.js ${WANTED} could not be fetched through npm: check the network and try again, or install Node.js ${WANTED} (https://nodejs.org).`,
  );
}

function candidates() {
  const names = process.platform === 'win32' ? ['node.exe'] : ['node', `node${WANTED}`, 'nodejs'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name))).filter((path) => existsSync(path));
  return [...new Set(paths.map((path) => realpathSync(path)))];
}

function isRecent(path) {
  const run = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 20_000 });
  return run.status === 0 && major(run.stdout) >= WANTED;
}

function major(version) {
  return Number.parseInt(version, 10);
}

/** Runs the launcher of this file; what fails is said in one sentence, with exit code 1. */
export async function asProgram(url, work) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(url)) return;
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

await asProgram(import.meta.url, async (args) => {
  await ensureInstalled({ development: true });
  return runNode(await ensureNode24(), args);
});
