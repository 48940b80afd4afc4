import type { Log } from '#kernel/log';
import type { Database } from '#kernel/db';
import type { Catalogue, Language, Translated } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import type { Settings } from '#kernel/config';
import type { FileStore } from '#kernel/files';
import type { Identity } from '#kernel/identity';

/** What the one row of kernel.network says; null before the set-up assistant has run. */
export interface NetworkProfile {
  name: Translated;
  languages: Language[];
  timeZone: string;
  country: string | null;
  controller: { name: string; address: string; email: string; dataProtectionOfficer: string };
  mail: { from: string; name: string } | null;
  demonstration: boolean;
}

/**
 * One partnership of offices with its own data controller: everything that a request may use.
 * Comes with the request, since one process serves several networks by host name.
 */
export interface Network {
  readonly db: Database;
  /** For public pages that may lag; the same as `db` unless DATABASE_READ_URL is set. */
  readonly readDb: Database;
  readonly settings: Settings;
  readonly keyring: Keyring;
  readonly identity: Identity;
  readonly files: FileStore;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly publicUrl: string;
  /** Public address of a built file by its name. */
  readonly asset: (name: string) => string;
  readonly profile: () => Promise<NetworkProfile | null>;
  readonly now: () => Date;
}
