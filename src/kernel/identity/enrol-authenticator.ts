import { randomBytes } from 'node:crypto';
import { toString as drawQrCode } from 'qrcode';
import { asActor, type Id } from '#kernel/db';
import { readDigits } from './address.ts';
import { requireFactors } from './add-address.ts';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { renewSession } from './prove-second-factor.ts';
import { recordEvent } from './record-event.ts';
import { writeRecoveryCodes } from './recovery-codes.ts';
import { refuse } from './refusals.ts';
import { sealSecret, unsealSecret } from './second-factor.ts';
import { actorOf, type Session } from './session-of.ts';
import { encodeBase32, matchingStep, totpAddress } from './totp.ts';
import { countTries, settleTries } from './tries.ts';
import { keepVerification, tryVerification, waitingValue } from './verifications.ts';

/**
 * Begins the enrolment of an authenticator app: a secret to type, and its picture (SVG) to read with the phone. The same
 * until it is confirmed or ten minutes old; the app on the phone shows `issuer` (the network's name) and the account's address.
 * Refusals: `second-factor-first` (there is one already, not proved on this session), `signed-out`.
 */
export async function startAuthenticator(
  identity: Identity,
  session: Session,
  issuer: string,
): Promise<{ secret: string; address: string; qrSvg: string }> {
  requireFactors(session);
  const begun = await waitingValue(identity, 'authenticator', session.sessionId);
  const secret = begun ? unsealSecret(identity, session.accountId, Buffer.from(begun.sealed, 'base64')) : encodeBase32(randomBytes(20));
  await keepVerification(identity.db, identity, {
    kind: 'authenticator',
    key: session.sessionId,
    value: { sealed: sealSecret(identity, session.accountId, secret).toString('base64') },
    life: identity.limits.ceremonyLife,
  });
  const address = totpAddress(secret, issuer, session.account.email ?? session.account.phone ?? session.account.name);
  return { secret, address, qrSvg: await drawQrCode(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }) };
}

/**
 * Confirms the enrolment with a first code of the app. The session then has two factors and a new token. Answers the
 * recovery codes, to be shown once, where this is the account's first second factor.
 * Refusals: `second-factor-code`, `too-many-tries`, `second-factor-first`, `signed-out`.
 */
export async function confirmAuthenticator(
  identity: Identity,
  visit: Visit,
  session: Session,
  code: string,
): Promise<{ setCookie: string; recoveryCodes: string[] | null }> {
  requireFactors(session);
  await countTries(identity, ['network', visit.ip], ['second-factor', session.accountId]);
  const value = await waitingValue(identity, 'authenticator', session.sessionId);
  const sealed = value ? Buffer.from(value.sealed, 'base64') : null;
  const step = sealed ? matchingStep(unsealSecret(identity, session.accountId, sealed), readDigits(code), identity.now()) : null;
  if (!sealed || step === null) throw refuse('second-factor-code', { field: 'code' });
  await settleTries(identity, ['network', visit.ip], ['second-factor', session.accountId]);
  await tryVerification(identity, 'authenticator', session.sessionId);
  const accountId = session.accountId as Id<'identity.accounts'>; // the session's own
  const recoveryCodes = await asActor(identity.db, actorOf(session), async (trx) => {
    const codes = session.hasSecondFactor ? null : await writeRecoveryCodes(identity, trx, accountId);
    await trx.deleteFrom('identity.authenticators').where('account_id', '=', accountId).execute();
    await trx
      .insertInto('identity.authenticators')
      .values({ account_id: accountId, sealed, last_step: step, confirmed_at: identity.now() })
      .execute();
    await recordEvent(trx, 'identity.second-factor-added', accountId, { kind: 'authenticator' });
    return codes;
  });
  return { ...(await renewSession(identity, visit, session, true)), recoveryCodes };
}
