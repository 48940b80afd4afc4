import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { StartFailure } from '#kernel/errors';
import { seal, unseal, type MasterKey, type SealingKey } from '#kernel/keys';

/** The key of one backup: 32 random bytes, kept in the backup itself under the master key. */
export interface ArchiveKey {
  readonly key: KeyObject;
  /** As it stands in the header: useless without the master key. */
  readonly wrapped: string;
}

/** Makes the key of a new backup. */
export function newArchiveKey(master: MasterKey, archiveId: string): ArchiveKey {
  const bytes = randomBytes(32);
  return { key: createSecretKey(bytes), wrapped: seal(wrappingKey(master), bytes, context(archiveId)).toString('base64') };
}

/** Opens the key of a backup. Refusals: {@link StartFailure} where it was wrapped by another master key. */
export function openArchiveKey(master: MasterKey, archiveId: string, wrapped: string): KeyObject {
  try {
    return createSecretKey(unseal(wrappingKey(master), Buffer.from(wrapped, 'base64'), context(archiveId)));
  } catch (error) {
    throw new StartFailure(
      'The master key does not open this backup: it was made under another one. Put back the key that belongs to it, from the copy kept apart from the backups (MASTER_KEY, MASTER_KEY_FILE or keys/master.key in the data folder).',
      { cause: error },
    );
  }
}

const context = (id: string) => ({ table: 'backup', column: 'key', id });

/** A key of its own under the master key, so that nothing but backups opens with it. */
function wrappingKey(master: MasterKey): SealingKey {
  const derived = Buffer.from(hkdfSync('sha256', master.wrapping.export(), '', 'ponte master: wrap backups', 32));
  return createSecretKey(derived) as SealingKey; // this is where such keys are made
}
