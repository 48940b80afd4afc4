import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import { openMasterKey, type MasterKey } from '#kernel/keys';

/**
 * Opens the master key that is there. Unlike a start it never makes one: a backup under a new key would lock its owner
 * out. Refusals: {@link StartFailure} where there is none.
 */
export async function existingMasterKey(settings: Settings): Promise<MasterKey> {
  const { dataDirectory, masterKey, masterKeyFile } = settings;
  const path = join(dataDirectory, 'keys', 'master.key');
  if (!masterKey && !masterKeyFile && !existsSync(path)) {
    throw new StartFailure(`There is no master key: put your copy of it at ${path}, or set MASTER_KEY or MASTER_KEY_FILE.`);
  }
  return await openMasterKey({ dataDirectory, masterKey, masterKeyFile, required: !existsSync(path) });
}
