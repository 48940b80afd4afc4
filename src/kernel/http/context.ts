import type { Held, Role } from '#kernel/access';
import type { Actor, AnyWrites } from '#kernel/db';
import type { Formatters, Language, Translate } from '#kernel/i18n';
import type { Session } from '#kernel/identity';
import type { Network, NetworkProfile } from './network.ts';

/** One request: who asks, in which language, and the transaction in which everything happens. */
export interface Context {
  readonly network: Network;
  readonly profile: NetworkProfile;
  readonly lang: Language;
  readonly t: Translate;
  readonly format: Formatters;
  readonly timeZone: string;
  readonly session: Session | null;
  readonly actor: Actor;
  readonly roles: readonly Held[];
  /** The actor is set in it; on a public page without a session it acts as the visitor. */
  readonly trx: AnyWrites;
  /** Path without the language, with the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestId: string;
  readonly ip: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly now: Date;
  /** Cookies to set on the answer, as full Set-Cookie strings. */
  readonly setCookies: string[];
}

/** The account that acts; call it behind a gate that asks for a session. */
export function accountOf(ctx: Context): string {
  if (!ctx.actor.accountId) throw new Error('a page for signed-in people was reached without an account');
  return ctx.actor.accountId;
}

/** Scopes (offices, organisations) in which the actor holds one of the roles. */
export function scopesOf(ctx: Context, ...roles: Role[]): string[] {
  if (ctx.actor.assurance < 2) return [];
  return [...new Set(ctx.roles.filter((held) => roles.includes(held.role) && held.scopeId).map((held) => held.scopeId as string))]; // null was filtered out
}

/** Whether the actor holds one of the roles anywhere. */
export function holds(ctx: Context, ...roles: Role[]): boolean {
  return ctx.actor.assurance === 2 && ctx.roles.some((held) => roles.includes(held.role));
}
