import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from './in-turn.mjs';
import { npm } from './npm.mjs';
import { root, stateFolder } from './state-folder.mjs';

const lockPath = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
/** Holds the hash of the package-lock.json that npm ci last installed. */
const stamp = join(modules, '.ponte-installed');
const LIMIT_MS = 20 * 60_000;

/**
 * Installs the packages of package-lock.json where they are missing or others. `development` asks for those of the
 * tests and checks too. Scripts of packages are not run: none of ours needs one.
 */
export async function ensureInstalled({ development = false } = {}) {
  if (isInstalled(development)) return;
  const turn = join(stateFolder(), 'install.lock');
  await inTurn(
    turn,
    () => isInstalled(development) || install(),
    () => console.error('Another process installs the packages; waiting for it …'),
  );
}

function install() {
  console.error('Installing packages (the first time takes a minute) …');
  const run = npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { timeout: LIMIT_MS, stdout: 'ignore' });
  if (run.status !== 0)
    throw new Error(
      'The packages could not be installed; the reason is above. Check that the network works and that this user may write here, then try again.',
    );
  writeFileSync(stamp, hashOfLock());
}

function isInstalled(development) {
  if (!existsSync(lockPath)) return existsSync(modules);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLock()) return true;
  return missingPackages(development).length === 0;
}

/** Compares with what npm says it installed, by content: times say nothing after a clone or a copy. */
function missingPackages(development) {
  const wanted = packagesOf(lockPath);
  const present = packagesOf(join(modules, '.package-lock.json'));
  return Object.keys(wanted).filter((path) => {
    const { version, dev, devOptional, optional, os, cpu, libc, peer } = wanted[path];
    if (path === '' || present[path]?.version === version) return false;
    if (present[path]) return true;
    if ((dev || devOptional) && !development) return false;
    // npm leaves out what is for other machines; which C library this one has only npm knows.
    return !(optional && (peer || libc || !fits(os, process.platform) || !fits(cpu, process.arch) || !(os && cpu)));
  });
}

function fits(list, value) {
  return !list || (list.includes(value) ? true : list.some((entry) => entry.startsWith('!') && entry !== `!${value}`));
}

function packagesOf(path) {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).packages ?? {}) : {};
}

function hashOfLock() {
  return createHash('sha256').update(readFileSync(lockPath)).digest('hex');
}
