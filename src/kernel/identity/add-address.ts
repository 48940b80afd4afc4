import { sql } from 'kysely';
import { asActor, onConstraint } from '#kernel/db';
import { isLanguage } from '#kernel/i18n';
import { readAddress } from './address.ts';
import type { Identity } from './identity.ts';
import { proveCode, sendCode } from './one-time-code.ts';
import type { Visit } from './open-session.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { addressFingerprint } from './secrets.ts';
import { actorOf, type Session } from './session-of.ts';

/**
 * Sends a code to a further phone number or e-mail address of a signed-in holder.
 * Refusals: `address-invalid`, `too-many-tries`, `second-factor-first`.
 */
export async function requestAddress(
  identity: Identity,
  visit: Visit,
  session: Session,
  wish: { address: string; country: string | null },
): Promise<{ challenge: string }> {
  requireFactors(session);
  const address = readAddress(wish.address, wish.country);
  const { language } = session.account;
  const challenge = await sendCode(identity, visit, {
    kind: 'address',
    address,
    language: isLanguage(language) ? language : 'en',
    accountId: session.accountId,
    value: address,
  });
  return { challenge };
}

/**
 * Puts the address on the account once the code proves it, in place of the one of that kind.
 * Refusals: `code-wrong`, `code-expired`, `too-many-tries`, `address-taken` (only said to who controls the address), `second-factor-first`.
 */
export async function addAddress(
  identity: Identity,
  visit: Visit,
  session: Session,
  given: { challenge: string; code: string },
): Promise<void> {
  requireFactors(session);
  const { value: address, accountId } = await proveCode(identity, visit, 'address', given);
  if (accountId !== session.accountId) throw refuse('code-expired', { field: 'code' });
  await asActor(identity.db, actorOf(session), async (trx) => {
    await sql`select identity.add_own_address(${address.kind}, ${address.value}, ${addressFingerprint(identity, address)})`
      .execute(trx)
      .catch(onConstraint({ accounts_email: () => refuse('address-taken'), accounts_phone: () => refuse('address-taken') }));
    await recordEvent(trx, 'identity.address-added', session.accountId, { kind: address.kind });
  });
}

/** Who holds a second factor changes nothing of the account without it. */
export function requireFactors(session: Session): void {
  if (session.locked) throw refuse('signed-out');
  if (session.hasSecondFactor && session.assurance < 2) throw refuse('second-factor-first');
}
