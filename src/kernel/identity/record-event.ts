import { sql } from 'kysely';
import type { Writes } from '#kernel/db';

export type IdentityEvent =
  | 'identity.sign-in'
  | 'identity.sign-in-failed'
  | 'identity.sign-in-suspended'
  | 'identity.sign-out'
  | 'identity.session-ended'
  | 'identity.unlock'
  | 'identity.second-factor'
  | 'identity.second-factor-failed'
  | 'identity.second-factor-added'
  | 'identity.second-factor-removed'
  | 'identity.second-factor-reset'
  | 'identity.recovery-code-used'
  | 'identity.password-changed'
  | 'identity.address-added'
  | 'identity.provider-linked'
  | 'identity.provider-unlinked'
  | 'identity.invited'
  | 'identity.suspended'
  | 'identity.restored';

/** Writes into the audit what happened to an account; the actor is that of the transaction. */
export async function recordEvent(
  trx: Writes<'identity'>,
  event: IdentityEvent,
  accountId: string,
  details: Record<string, string | number> = {},
): Promise<void> {
  // uses messages: identity.purpose.*, identity.verb.*
  await sql`select identity.record(${event}, ${accountId}, ${JSON.stringify(details)})`.execute(trx);
}
