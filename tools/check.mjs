// Runs the checks that read the sources: types, faults, format, unused code. `npm run check`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './state-folder.mjs';

const CHECKS = [
  { name: 'types (tsc)', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'unused code (knip)', program: 'knip/bin/knip.js', args: [] },
  { name: 'faults (oxlint)', program: 'oxlint/bin/oxlint', args: ['--type-aware'] },
  { name: 'format (oxfmt)', program: 'oxfmt/bin/oxfmt', args: ['--check'] },
];
/** tsc and knip are the long ones; two at a time keep two cores busy. */
const AT_ONCE = 2;

/** Runs all checks with that Node, prints each with its seconds, and what it found when it failed. Answers the counts. */
export async function runChecks(node) {
  const waiting = [...CHECKS];
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(node, check));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const failures = results.filter(({ passed }) => !passed).map(({ name }) => `  ${name}`);
  return { passed: results.length - failures.length, failed: failures.length, failures };
}

async function runCheck(node, { name, program, args }) {
  const started = Date.now();
  const child = spawn(node, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name}  ${seconds} s`);
  if (code !== 0) process.stdout.write(Buffer.concat(output));
  return { name, passed: code === 0 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await runChecks(process.execPath);
  process.exitCode = failed > 0 ? 1 : 0;
}
