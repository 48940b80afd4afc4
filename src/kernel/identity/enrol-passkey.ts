import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { asActor, newId, onConstraint, type Id } from '#kernel/db';
import { normaliseLine } from '#kernel/text';
import { requireFactors } from './add-address.ts';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { PASSKEY_ALGORITHMS, passkeyHost } from './passkey.ts';
import { renewSession } from './prove-second-factor.ts';
import { recordEvent } from './record-event.ts';
import { writeRecoveryCodes } from './recovery-codes.ts';
import { refuse } from './refusals.ts';
import { actorOf, type Session } from './session-of.ts';
import { keepVerification, tryVerification } from './verifications.ts';

/** What `PublicKeyCredential.toJSON()` gives after `navigator.credentials.create`. */
export type NewPasskey = RegistrationResponseJSON;

/**
 * Options for `navigator.credentials.create`; the browser's dialog shows `issuer` (the network's name).
 * Refusals: `second-factor-first`, `signed-out`.
 */
export async function startPasskey(identity: Identity, session: Session, issuer: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  requireFactors(session);
  const known = await asActor(identity.db, actorOf(session), async (trx) => {
    return await trx.selectFrom('identity.passkeys').select(['credential_id', 'transports']).execute();
  });
  const holder = session.account.email ?? session.account.phone ?? session.accountId;
  const options = await generateRegistrationOptions({
    rpName: issuer,
    rpID: passkeyHost(identity),
    userName: holder,
    userDisplayName: session.account.name || holder,
    userID: new TextEncoder().encode(session.accountId),
    attestationType: 'none',
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  await keepVerification(identity.db, identity, {
    kind: 'passkey-new',
    key: session.sessionId,
    value: { challenge: options.challenge },
    life: identity.limits.ceremonyLife,
  });
  return options;
}

/**
 * Registers the passkey that the browser made. The session then has two factors and a new token. Answers the recovery
 * codes, to be shown once, where this is the account's first second factor.
 * Refusals: `passkey-failed`, `second-factor-first`, `signed-out`.
 */
export async function confirmPasskey(
  identity: Identity,
  visit: Visit,
  session: Session,
  given: { answer: NewPasskey; name: string },
): Promise<{ setCookie: string; recoveryCodes: string[] | null }> {
  requireFactors(session);
  const { value } = await tryVerification(identity, 'passkey-new', session.sessionId);
  if (!value) throw refuse('passkey-failed');
  const verified = await verifyRegistrationResponse({
    response: given.answer,
    expectedChallenge: value.challenge,
    expectedOrigin: [...identity.origins],
    expectedRPID: passkeyHost(identity),
    requireUserVerification: false,
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
  }).catch(() => null); // the library throws for an answer that is malformed or of another site
  if (!verified?.verified) throw refuse('passkey-failed');
  const { credential } = verified.registrationInfo;
  const accountId = session.accountId as Id<'identity.accounts'>; // the session's own
  const recoveryCodes = await asActor(identity.db, actorOf(session), async (trx) => {
    const codes = session.hasSecondFactor ? null : await writeRecoveryCodes(identity, trx, accountId);
    await trx
      .insertInto('identity.passkeys')
      .values({
        id: newId(),
        account_id: accountId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
        name: normaliseLine(given.name).slice(0, 100) || passkeyHost(identity),
        created_at: identity.now(),
      })
      .execute()
      .catch(onConstraint({ passkeys_credential: () => refuse('passkey-failed') }));
    await recordEvent(trx, 'identity.second-factor-added', accountId, { kind: 'passkey' });
    return codes;
  });
  return { ...(await renewSession(identity, visit, session, true)), recoveryCodes };
}
