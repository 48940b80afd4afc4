// Finds a Chromium for the browser tests, or brings one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npm } from './npm.mjs';
import { root, stateFolder } from './state-folder.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const SPARTICUZ = '@sparticuz/chromium@153.0.0';
const DOWNLOAD_MS = 5 * 60_000;

/**
 * The path of a Chromium that runs: the one of CHROMIUM_PATH, of this machine, or of Playwright; else Playwright's is
 * downloaded, else Debian's package installed (root only), else @sparticuz/chromium. Undefined where nothing worked.
 */
export async function ensureChromium(node) {
  return onMachine() ?? playwright(node) ?? sparticuz(node) ?? downloadPlaywright(node) ?? installPackage() ?? installSparticuz(node);
}

function onMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = [process.env.CHROMIUM_PATH, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return paths.find(runs);
}

function playwright(node) {
  return answer(node, "const { chromium } = await import('playwright-core'); console.log(chromium.executablePath());", root);
}

function downloadPlaywright(node) {
  console.error("No Chromium on this machine: downloading Playwright's …");
  attempt(node, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']);
  return playwright(node);
}

function installPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  console.error("Installing the system's package chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  attempt('apt-get', ['update', '-qq'], { env });
  attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  return onMachine();
}

function sparticuz(node) {
  const folder = sparticuzFolder();
  if (!existsSync(join(folder, 'node_modules'))) return undefined;
  const program = "const { default: chromium } = await import('@sparticuz/chromium'); console.log(await chromium.executablePath());";
  // It unpacks into the temporary folder, where others could have put a file of that name.
  return answer(node, program, folder, { ...process.env, TMPDIR: folder });
}

function installSparticuz(node) {
  console.error(`Installing ${SPARTICUZ} …`);
  const folder = sparticuzFolder();
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', SPARTICUZ];
  npm(args, { timeout: DOWNLOAD_MS, stdout: 'ignore', cwd: folder });
  return sparticuz(node);
}

function sparticuzFolder() {
  return join(stateFolder(), 'chromium');
}

/** Runs a short program that prints a path, from the folder whose packages it needs; the path where that Chromium runs. */
function answer(node, program, cwd, env = process.env) {
  const run = spawnSync(node, ['--input-type=module', '-e', program], { cwd, env, encoding: 'utf8', timeout: 60_000 });
  return [run.stdout?.trim().split('\n').at(-1)].find(runs);
}

function attempt(command, args, options = {}) {
  const run = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: DOWNLOAD_MS,
    cwd: root,
    ...options,
  });
  if (run.status === 0) return;
  const lines = (run.stderr ?? '').trim().split('\n');
  console.error(`  not possible here: ${run.error?.message ?? lines.find((line) => /error/i.test(line)) ?? lines.at(-1)}`);
}

function runs(path) {
  return Boolean(path) && existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
