import { openFileStore } from '#kernel/files';
import type { Network } from '#kernel/http';
import { loadMessages } from '#kernel/i18n';
import { openIdentity } from './open-identity.ts';
import type { Settings } from '#kernel/config';
import { openKeyring, openMasterKey } from '#kernel/keys';
import type { Log } from '#kernel/log';
import { openAssets } from './assets.ts';
import { profileReader } from './network-profile.ts';
import type { Databases } from './open-databases.ts';

/** Opens everything that a request of this network may use. */
export async function openNetwork(settings: Settings, databases: Databases, log: Log): Promise<Network> {
  const { dataDirectory, masterKey, masterKeyFile } = settings;
  const master = await openMasterKey({ dataDirectory, masterKey, masterKeyFile, required: settings.database !== null });
  const keyring = await openKeyring(databases.owner, master);
  const publicUrl = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const catalogue = loadMessages();
  return {
    db: databases.app,
    readDb: databases.read,
    settings,
    keyring,
    catalogue,
    log,
    publicUrl,
    profile: profileReader(databases.app),
    identity: openIdentity({ settings, databases, keyring, catalogue, publicUrl }),
    files: openFileStore(settings),
    asset: openAssets().asset,
    now: () => new Date(),
  };
}
