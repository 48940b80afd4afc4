import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ENDING = '.ponte-backup';
const NIGHTLY = /^nightly-[\dTZ-]+\.ponte-backup$/;
const DAY_MS = 24 * 3_600_000;
/** How many nightly backups are kept. */
export const NIGHTS_KEPT = 14;

/** Where backups lie when nobody says otherwise. */
export function backupFolder(dataDirectory: string): string {
  return join(dataDirectory, 'backups');
}

/** `nightly-2026-03-29T014000Z.ponte-backup`; backups taken by hand are never removed by us. */
export function backupName(kind: 'nightly' | 'manual', at: Date): string {
  return `${kind}-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z${ENDING}`;
}

/** Removes all but the newest nightly backups, and what a backup left that was cut off. Answers what was removed. */
export async function pruneBackups(folder: string, now: Date, keep = NIGHTS_KEPT): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const old = names
    .filter((name) => NIGHTLY.test(name))
    .toSorted()
    .toReversed()
    .slice(keep);
  const parts = names.filter((name) => name.endsWith('.part'));
  const stale: string[] = [];
  for (const name of parts) {
    const { mtimeMs } = await stat(join(folder, name));
    if (now.getTime() - mtimeMs > DAY_MS) stale.push(name);
  }
  for (const name of [...old, ...stale]) await rm(join(folder, name), { force: true });
  return [...old, ...stale];
}

/** The newest backup of a folder; null where there is none. */
export async function newestBackup(folder: string): Promise<{ name: string; at: Date } | null> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
  const backups = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtime })));
  return backups.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}
