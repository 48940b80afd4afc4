import accounts from '../../../db/demo/accounts.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import type { Role, ScopeKind } from '#kernel/access';
import type { Language } from '#kernel/i18n';
import { fingerprint, type Keyring } from '#kernel/keys';

/** An invented account of the demonstration. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly roles: readonly { readonly role: Role; readonly scope: ScopeKind; readonly code: string | null }[];
  /** Code of the person whose file it is linked to; such an account holds no role. */
  readonly person?: string;
}

export const demoAccounts: readonly DemoAccount[] = accounts.accounts as readonly DemoAccount[]; // our own file, checked by its test

/** The same for everybody in the demonstration, and shown on its page. */
export const demoPassword = 'ponte-padova-kaolack';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The authenticator secret of a demonstration account: derived from the network's key, so every network has its own. */
export function demoSecret(keyring: Keyring, email: string): string {
  const bytes = createHash('sha256')
    .update(fingerprint(keyring, 'link-tokens', `demonstration ${email}`))
    .digest();
  return [...bytes].map((byte) => BASE32[byte % 32]).join('');
}
