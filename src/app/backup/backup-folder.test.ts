import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupName, newestBackup, pruneBackups } from './backup-folder.ts';

const now = new Date('2026-03-20T02:00:00Z');
const dayBefore = (days: number) => new Date(now.getTime() - days * 86_400_000);

test('keeps the newest fourteen nightly backups and every one taken by hand', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-backups-'));
  for (let night = 0; night < 17; night += 1) await writeFile(join(folder, backupName('nightly', dayBefore(night))), '');
  await writeFile(join(folder, backupName('manual', dayBefore(300))), '');
  const removed = await pruneBackups(folder, now);
  expect(removed.toSorted()).toEqual([16, 15, 14].map((night) => backupName('nightly', dayBefore(night))));
  expect(await readdir(folder)).toHaveLength(15);
});

test('clears away what a backup left that was cut off, but not one that is being written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-backups-'));
  for (const name of ['old.part', 'new.part']) await writeFile(join(folder, name), '');
  await utimes(join(folder, 'old.part'), dayBefore(2), dayBefore(2));
  await utimes(join(folder, 'new.part'), now, now);
  expect(await pruneBackups(folder, now)).toEqual(['old.part']);
});

test('knows the newest backup, whoever took it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-backups-'));
  expect(await newestBackup(folder)).toBeNull();
  for (const [kind, days] of [
    ['manual', 1],
    ['nightly', 3],
  ] as const) {
    const path = join(folder, backupName(kind, dayBefore(days)));
    await writeFile(path, '');
    await utimes(path, dayBefore(days), dayBefore(days));
  }
  expect(await newestBackup(folder)).toEqual({ name: backupName('manual', dayBefore(1)), at: dayBefore(1) });
  expect(await newestBackup(join(folder, 'nowhere'))).toBeNull();
});
