import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import { networkKey, seal, unsealText } from '#kernel/keys';
import { readDigits } from './address.ts';
import type { Identity } from './identity.ts';
import { checkPasskey, type PasskeyAnswer } from './passkey.ts';
import { checkRecoveryCode } from './recovery-codes.ts';
import type { Session } from './session-of.ts';
import { matchingStep } from './totp.ts';

/** A proof of a second factor, as the form or the browser's passkey dialog gives it. */
export type FactorProof =
  | { readonly kind: 'authenticator'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | { readonly kind: 'passkey'; readonly answer: PasskeyAnswer };

/** Judges a proof of the session's account, locked or not; a code or challenge that was right is used up. */
export async function checkFactor(identity: Identity, session: Session, proof: FactorProof): Promise<boolean> {
  if (proof.kind === 'passkey') return await checkPasskey(identity, session, proof.answer);
  if (proof.kind === 'recovery') return await checkRecoveryCode(identity, session.accountId, proof.code);
  return await checkAuthenticator(identity, session.accountId, readDigits(proof.code));
}

async function checkAuthenticator(identity: Identity, accountId: string, code: string): Promise<boolean> {
  const { rows } = await sql<{ sealed: Buffer | null }>`select identity.authenticator_of(${accountId}) as sealed`.execute(identity.db);
  const sealed = rows[0]?.sealed;
  if (!sealed) return false;
  const step = matchingStep(unsealSecret(identity, accountId, sealed), code, identity.now());
  if (step === null) return false;
  return await asActor(identity.db, { accountId, assurance: 1 }, async (trx) => {
    const { rows: accepted } = await sql<{ fresh: boolean }>`select identity.accept_step(${step}) as fresh`.execute(trx);
    return accepted[0]?.fresh ?? false;
  });
}

const place = (accountId: string) => ({ table: 'identity.authenticators', column: 'sealed', id: accountId });

/** Seals an authenticator's secret for its account. */
export function sealSecret(identity: Identity, accountId: string, secret: string): Buffer {
  return seal(networkKey(identity.keyring, 'accounts'), secret, place(accountId));
}

export function unsealSecret(identity: Identity, accountId: string, sealed: Buffer): string {
  return unsealText(networkKey(identity.keyring, 'accounts'), sealed, place(accountId));
}
