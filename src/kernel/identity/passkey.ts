import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import type { Identity } from './identity.ts';
import { refuse } from './refusals.ts';
import type { Session } from './session-of.ts';
import { keepVerification, tryVerification } from './verifications.ts';

/** What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.get`. */
export type PasskeyAnswer = AuthenticationResponseJSON;

interface StoredPasskey {
  id: string;
  credential_id: string;
  public_key: Buffer<ArrayBuffer>;
  counter: bigint;
  transports: string[];
}

async function passkeysOf(identity: Identity, accountId: string): Promise<StoredPasskey[]> {
  const { rows } = await sql<StoredPasskey>`select * from identity.passkeys_of(${accountId})`.execute(identity.db);
  return rows;
}

/** Ed25519, ES256 and RS256: what authenticators in use sign with. Named, for the library would probe for more. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257];

/** The host to which passkeys belong (WebAuthn's relying party id). */
export function passkeyHost(identity: Identity): string {
  return new URL(identity.baseUrl).hostname;
}

/**
 * Options for `navigator.credentials.get`: as second factor, or to unlock the screen.
 * Refusals: `second-factor-wrong` where the account has no passkey.
 */
export async function startPasskeyProof(identity: Identity, session: Session): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const stored = await passkeysOf(identity, session.accountId);
  if (stored.length === 0) throw refuse('second-factor-wrong');
  const options = await generateAuthenticationOptions({
    rpID: passkeyHost(identity),
    allowCredentials: stored.map((one) => ({ id: one.credential_id, transports: one.transports })),
    userVerification: 'preferred',
  });
  await keepVerification(identity.db, identity, {
    kind: 'passkey',
    key: session.sessionId,
    value: { challenge: options.challenge },
    life: identity.limits.ceremonyLife,
  });
  return options;
}

/** Judges the answer to {@link startPasskeyProof}: a passkey of this very account, this challenge, our origin. */
export async function checkPasskey(identity: Identity, session: Session, answer: PasskeyAnswer): Promise<boolean> {
  const { value } = await tryVerification(identity, 'passkey', session.sessionId);
  const passkey = (await passkeysOf(identity, session.accountId)).find((one) => one.credential_id === answer.id);
  if (!value || !passkey) return false;
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: value.challenge,
    expectedOrigin: [...identity.origins],
    expectedRPID: passkeyHost(identity),
    credential: { id: passkey.credential_id, publicKey: passkey.public_key, counter: Number(passkey.counter) },
    // It is the second of two factors: the password, code or provider was the first.
    requireUserVerification: false,
  }).catch(() => null); // the library throws for an answer that is malformed or of another site
  if (!verified?.verified) return false;
  await asActor(identity.db, { accountId: session.accountId, assurance: 1 }, async (trx) => {
    await sql`select identity.use_passkey(${passkey.id}, ${verified.authenticationInfo.newCounter}, ${identity.now()})`.execute(trx);
  });
  return true;
}
