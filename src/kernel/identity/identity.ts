import type { AnyWrites, Database } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { defaultLimits, type Limits } from './limits.ts';
import { readProviders, type Provider, type Providers } from './providers.ts';
import { sessionOf, type Session } from './session-of.ts';

/** A message to one address. `template` is a key whose `.subject` and `.text` stand in this folder's messages. */
export interface Message {
  readonly to: string;
  readonly template: string;
  readonly values: Record<string, string | number>;
  readonly language: Language;
}

/** Queues a message in the transaction of the change that it follows. */
export type SendMessage = (trx: AnyWrites, message: Message) => Promise<void>;

/** Everything that signing in needs; comes with the request's network. */
export interface Identity {
  /**
   * A pool of its own for the application's role. What is counted here must stay when the request is refused, so it
   * commits beside the request's transaction; on the request's own pool, enough requests at once would wait for each other.
   */
  readonly db: Database;
  readonly keyring: Keyring;
  /** Public address without a slash at its end. */
  readonly baseUrl: string;
  /** Origins at which passkeys may be used: the public address and those given besides. */
  readonly origins: readonly string[];
  readonly providers: Providers;
  readonly sendMail: SendMessage;
  readonly sendSms: SendMessage;
  readonly limits: Limits;
  readonly now: () => Date;
  /** The live session of a request's Cookie header: one SQL statement. */
  readonly sessionOf: (cookieHeader: string | undefined) => Promise<Session | null>;
}

export interface IdentityOptions {
  db: Database;
  keyring: Keyring;
  baseUrl: string;
  trustedOrigins?: readonly string[];
  sendMail: SendMessage;
  sendSms: SendMessage;
  /** The setting OIDC_PROVIDERS. */
  oidcProviders?: string;
  limits?: Limits;
  now?: () => Date;
}

/**
 * Makes the identity of one network.
 * Refusals: a StartFailure where OIDC_PROVIDERS is not as documented.
 */
export function createIdentity(options: IdentityOptions): Identity {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const identity: Identity = {
    db: options.db,
    keyring: options.keyring,
    baseUrl,
    origins: [...new Set([new URL(baseUrl).origin, ...(options.trustedOrigins ?? [])])],
    providers: readProviders(options.oidcProviders ?? '[]'),
    sendMail: options.sendMail,
    sendSms: options.sendSms,
    limits: options.limits ?? defaultLimits,
    now: options.now ?? (() => new Date()),
    sessionOf: async (cookieHeader) => await sessionOf(identity, cookieHeader),
  };
  return identity;
}

/** The providers to offer on a sign-in page. */
export function listProviders(identity: Identity, audience: Provider['audience']): { id: string; name: string }[] {
  return [...identity.providers.byId.values()].filter((one) => one.audience === audience).map(({ id, name }) => ({ id, name }));
}
