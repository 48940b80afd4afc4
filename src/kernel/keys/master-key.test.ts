import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMasterKey } from './master-key.ts';

const digits = 'ab'.repeat(32);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-keys-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the master key', () => {
  test('is made once, readable by its owner only, and the same for processes that start together', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openMasterKey({ dataDirectory: folder, required: false })));
    const path = join(folder, 'keys/master.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(opened.map((key) => key.wrapping.export().toString('hex'))).size).toBe(1);
    expect(opened[0]?.directory).toBe(join(folder, 'keys'));
  });

  test('is taken from the environment or from a file, alike', async () => {
    const path = join(folder, 'given.key');
    await writeFile(path, `${digits.toUpperCase()}\n`);
    const fromFile = await openMasterKey({ dataDirectory: folder, masterKeyFile: path, required: true });
    const fromEnvironment = await openMasterKey({ dataDirectory: folder, masterKey: digits, required: true });
    expect(fromFile.wrapping.equals(fromEnvironment.wrapping)).toBe(true);
    expect(fromFile.directory).toBe(folder);
  });

  test('must be given where the database is on a server', async () => {
    await expect(openMasterKey({ dataDirectory: folder, required: true })).rejects.toThrow(/MASTER_KEY or MASTER_KEY_FILE/);
  });

  test('is refused when it is malformed, absent or open to others', async () => {
    const path = join(folder, 'given.key');
    await expect(openMasterKey({ dataDirectory: folder, masterKeyFile: path, required: true })).rejects.toThrow(/cannot be read/);
    await writeFile(path, 'too short');
    await expect(openMasterKey({ dataDirectory: folder, masterKeyFile: path, required: true })).rejects.toThrow(/64 hexadecimal digits/);
    await openMasterKey({ dataDirectory: folder, required: false });
    await chmod(join(folder, 'keys/master.key'), 0o644);
    await expect(openMasterKey({ dataDirectory: folder, required: false })).rejects.toThrow(/chmod 600/);
  });

  test('does not print itself', async () => {
    const key = await openMasterKey({ dataDirectory: folder, masterKey: digits, required: true });
    expect(JSON.stringify(key)).not.toContain('abab');
  });
});
