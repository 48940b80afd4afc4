import { sql } from 'kysely';
import { newId } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { readAddress } from './address.ts';
import type { Identity } from './identity.ts';
import { proveCode, sendCode } from './one-time-code.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import { addressFingerprint } from './secrets.ts';
import { settleTries } from './tries.ts';

/**
 * Sends a code to the phone number or e-mail address that somebody typed. The answer is the same whether an account
 * exists or not; the account is made by the first right code.
 * Refusals: `address-invalid`, `too-many-tries`.
 */
export async function requestCode(
  identity: Identity,
  visit: Visit,
  wish: { address: string; country: string | null; language: Language },
): Promise<{ challenge: string }> {
  const address = readAddress(wish.address, wish.country);
  const challenge = await sendCode(identity, visit, {
    kind: 'code',
    address,
    language: wish.language,
    value: { ...address, language: wish.language },
  });
  return { challenge };
}

/**
 * Signs in with the code that was sent; makes the account where it is the first time.
 * Refusals: `code-wrong`, `code-expired`, `too-many-tries`, `suspended`.
 */
export async function signInWithCode(identity: Identity, visit: Visit, given: { challenge: string; code: string }): Promise<SignedIn> {
  const { value } = await proveCode(identity, visit, 'code', given);
  const address = { kind: value.kind, value: value.value };
  const { rows } = await sql<{ id: string }>`
    select identity.account_by_proof(
      ${address.kind}, ${address.value}, ${addressFingerprint(identity, address)}, ${newId()}, ${value.language}, ${identity.now()}
    ) as id`.execute(identity.db);
  const accountId = rows[0]?.id;
  if (!accountId) throw new Error('a proved address led to no account');
  // The code asked for at this network address led somewhere, so it does not count there either.
  await settleTries(identity, ['send', address.value], ['network', visit.ip]);
  return await openSession(identity, visit, { accountId, way: 'code', assurance: 1 });
}
