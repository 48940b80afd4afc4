import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartFailure } from '#kernel/errors';

/** Where the master key comes from; the settings MASTER_KEY, MASTER_KEY_FILE and PONTE_DATA. */
export interface MasterKeySource {
  /** The data folder; the key is made in its folder `keys` where no other is given. */
  dataDirectory: string;
  /** 64 hexadecimal digits. */
  masterKey?: string | undefined;
  /** Path of a file that holds the 64 digits. */
  masterKeyFile?: string | undefined;
  /** True where DATABASE_URL is set: several nodes share one database, so none may make a key of its own. */
  required: boolean;
}

/** The key that wraps the keys of networks. It is never in the database and never in a backup. */
export interface MasterKey {
  readonly wrapping: KeyObject;
  /** Folder beside the key, outside every backup: the list of erased people is kept there. */
  readonly directory: string;
}

const DIGITS = /^[0-9a-f]{64}$/i;

/**
 * Opens the master key (32 bytes), or makes it in `<data folder>/keys/master.key` (readable by its owner only).
 * Refusals: {@link StartFailure} where a key is required and none is given, or the file holds something else.
 */
export async function openMasterKey(source: MasterKeySource): Promise<MasterKey> {
  const own = join(source.dataDirectory, 'keys', 'master.key');
  const directory = source.masterKeyFile ? dirname(source.masterKeyFile) : dirname(own);
  const digits =
    source.masterKey ?? (source.masterKeyFile ? await readGiven(source.masterKeyFile) : await readOrMake(own, source.required));
  if (!DIGITS.test(digits)) {
    throw new StartFailure(
      `The master key ${source.masterKeyFile ? `in ${source.masterKeyFile} ` : ''}is not 64 hexadecimal digits; put back your copy of it.`,
    );
  }
  const wrapping = Buffer.from(hkdfSync('sha256', Buffer.from(digits, 'hex'), '', 'ponte master: wrap network keys', 32));
  return { wrapping: createSecretKey(wrapping), directory };
}

async function readGiven(path: string): Promise<string> {
  return await readFile(path, 'utf8').then(
    (text) => text.trim(),
    (error: unknown) => {
      throw new StartFailure(`The file of MASTER_KEY_FILE (${path}) cannot be read: ${messageOf(error)}.`, { cause: error });
    },
  );
}

async function readOrMake(path: string, required: boolean): Promise<string> {
  if (required) {
    throw new StartFailure(
      'With DATABASE_URL set, Ponte needs its master key: set MASTER_KEY or MASTER_KEY_FILE to 64 hexadecimal digits (for a new network: openssl rand -hex 32) and keep a copy apart from the backups.',
    );
  }
  const digits = (await readIfThere(path)) ?? (await make(path));
  await requirePrivate(path);
  return digits.trim();
}

async function readIfThere(path: string): Promise<string | null> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartFailure(`The master key (${path}) cannot be read: ${messageOf(error)}.`, { cause: error });
  });
}

/** Written beside and linked into place: a crash leaves no half key, and of two processes one makes it and both read the same. */
async function make(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return await readFile(path, 'utf8');
}

async function requirePrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StartFailure(`Other users of this machine can read the master key (${path}); take that away (chmod 600) and start again.`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
