import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';
import { folderOwner } from './server-account.ts';

/** The processes that use the embedded server, one file each: the last one to leave stops it. */
export interface ClientRegistration {
  /** Ends the registration; answers whether other living processes still use the server. */
  leave(): boolean;
}

/** Notes that this process uses the server of the data folder. */
export function registerClient(dataDirectory: string): ClientRegistration {
  const folder = join(dataDirectory, 'postgres-clients');
  const name = `${process.pid}-${randomBytes(4).toString('hex')}.json`;
  mkdirSync(folder, { recursive: true });
  const owner = folderOwner(dataDirectory);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  writeFileSync(join(folder, name), JSON.stringify(identifyProcess(process.pid)));
  return {
    leave() {
      rmSync(join(folder, name), { force: true });
      return livingClients(folder) > 0;
    },
  };
}

/** Counts the living, and clears away what killed processes left. */
function livingClients(folder: string): number {
  let living = 0;
  for (const name of readdirSync(folder)) {
    if (isLiving(join(folder, name))) living += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return living;
}

function isLiving(path: string): boolean {
  try {
    // Written by registerClient; a file cut short does not parse and counts as left.
    return isAlive(JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity);
  } catch {
    return false;
  }
}
