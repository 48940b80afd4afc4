#!/usr/bin/env node
// `npm test`: installs what is missing, then checks, unit, database and browser tests; the last line sums them.
// `--only check|unit|pg|e2e` runs one of them, for development.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChecks } from '../tools/check.mjs';
import { ensureChromium } from '../tools/chromium.mjs';
import { runNode } from '../tools/run-child.mjs';
import { root, stateFolder } from '../tools/state-folder.mjs';
import { asProgram, ensureInstalled, ensureNode24 } from './node24.mjs';

const STEPS = { check: runChecks, unit: (node) => runProject(node, 'unit'), pg: (node) => runProject(node, 'pg'), e2e: runBrowserTests };
const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 };

await asProgram(import.meta.url, async (args) => {
  const names = chooseSteps(args);
  await ensureInstalled({ development: true });
  const node = await ensureNode24();
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for (const name of ['build', ...names]) {
    console.log(`\n── ${name} ──`);
    const counts = await (STEPS[name] ?? build)(node);
    for (const key of Object.keys(totals)) totals[key] += counts[key] ?? 0;
    failures.push(...(counts.failures ?? []));
  }
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
  return totals.failed > 0 ? 1 : 0;
});

function chooseSteps(args) {
  if (args.length === 0) return Object.keys(STEPS);
  if (args[0] === '--only' && Object.hasOwn(STEPS, args[1] ?? '') && args.length === 2) return [args[1]];
  throw new Error(`Use: npm test, or npm test -- --only ${Object.keys(STEPS).join('|')}`);
}

/** The browser tests serve what was built. Counts only when it fails. */
function build(node) {
  const run = spawnSync(node, [join(root, 'tools/build.ts'), stateFolder()], { stdio: ['ignore', 'ignore', 'inherit'] });
  return run.status === 0 ? {} : ONE_FAILED;
}

async function runBrowserTests(node) {
  const chromium = await ensureChromium(node);
  if (chromium) return runProject(node, 'e2e', { CHROMIUM_PATH: chromium });
  console.log(
    'FAILED  The browser tests need a Chromium, and none could be found or installed: install chromium, or set CHROMIUM_PATH to one.',
  );
  return ONE_FAILED;
}

async function runProject(node, project, env = {}) {
  const report = join(stateFolder(), `test-${project}.json`);
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode(node, args, { cwd: root, stdin: 'ignore', env: { ...process.env, NODE_ENV: 'test', ...env } });
  if (code > 128) throw new Error('Stopped.');
  return countResults(report, code);
}

/** A file that could not be read counts as one failed test, and so does an end with an error that no test shows. */
function countResults(report, code) {
  if (!existsSync(report)) return ONE_FAILED;
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + brokenFiles;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
    failures: result.testResults.flatMap(describeFailures),
  };
}

/** A line for the file, then each failed test of it with the beginning of its message: a long output shows them last. */
function describeFailures(file) {
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && file.status !== 'failed') return [];
  const reason = (text) => (text ?? '').trim().split('\n').slice(0, 8).join('\n    ').slice(0, 1_200);
  const lines = failed.map((test) => `  ${test.fullName} (${Math.round(test.duration ?? 0)} ms)\n    ${reason(test.failureMessages?.[0])}`);
  return [relative(root, file.name), ...(lines.length > 0 ? lines : [`    ${reason(file.message)}`])];
}
