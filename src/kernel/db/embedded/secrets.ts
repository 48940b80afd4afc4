import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Owner } from './server-account.ts';

/** Passwords of the embedded database's roles. */
export interface DatabaseSecrets {
  postgres: string;
  ponte_owner: string;
  ponte_app: string;
  ponte_jobs: string;
}

const ROLES = ['postgres', 'ponte_owner', 'ponte_app', 'ponte_jobs'] as const satisfies (keyof DatabaseSecrets)[];

/**
 * Reads the passwords, and makes those that are missing: a folder that lost its file gets new ones, which the start
 * then sets in the database. Readable by their owner only; `owner` is who keeps the file when root starts.
 */
export function readSecrets(dataDirectory: string, owner: Owner | null): DatabaseSecrets {
  const path = join(dataDirectory, 'postgres-secrets.json');
  const known = parse(path);
  const secrets: DatabaseSecrets = {
    postgres: known.postgres ?? makePassword(),
    ponte_owner: known.ponte_owner ?? makePassword(),
    ponte_app: known.ponte_app ?? makePassword(),
    ponte_jobs: known.ponte_jobs ?? makePassword(),
  };
  if (ROLES.some((role) => known[role] === undefined)) write(path, secrets, owner);
  return secrets;
}

function makePassword(): string {
  return randomBytes(24).toString('base64url'); // goes into a URL as it is
}

function parse(path: string): Partial<DatabaseSecrets> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, password]) => typeof password === 'string' && password !== ''));
  } catch {
    return {};
  }
}

/** On the disk before it has its name: after a power cut there is the old file or the new one. */
function write(path: string, secrets: DatabaseSecrets, owner: Owner | null): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  if (owner) chownSync(draft, owner.uid, owner.gid);
  renameSync(draft, path);
}
