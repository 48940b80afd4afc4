import { asActor, nobody } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { readDigits, type Address } from './address.ts';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { refuse } from './refusals.ts';
import { hashToken, keyedHash, newCode, newToken } from './secrets.ts';
import { countTries, settleTries } from './tries.ts';
import { keepVerification, tryVerification, type VerificationValues } from './verifications.ts';

type CodeKind = 'code' | 'address';

interface Order<K extends CodeKind> {
  kind: K;
  address: Address;
  language: Language;
  accountId?: string;
  value: VerificationValues[K];
}

/**
 * Sends a six-digit code to an address and answers the challenge that the form of the code carries. A code is worth
 * nothing without the challenge, so a stranger can neither guess at it nor use up its tries.
 * Refusals: `too-many-tries`.
 */
export async function sendCode<K extends CodeKind>(identity: Identity, visit: Visit, order: Order<K>): Promise<string> {
  await countTries(identity, ['network', visit.ip], ['send', order.address.value]);
  const challenge = newToken();
  const code = newCode();
  await asActor(identity.db, nobody, async (trx) => {
    await keepVerification(trx, identity, {
      kind: order.kind,
      key: hashToken(challenge),
      secret: keyedHash(identity, 'code', challenge, code),
      accountId: order.accountId ?? null,
      value: order.value,
      life: identity.limits.codeLife,
    });
    const send = order.address.kind === 'email' ? identity.sendMail : identity.sendSms;
    // uses messages: identity.mail.code.*, identity.sms.code.*
    await send(trx, {
      to: order.address.value,
      template: order.address.kind === 'email' ? 'identity.mail.code' : 'identity.sms.code',
      values: { code, minutes: identity.limits.codeLife / 60 },
      language: order.language,
    });
  });
  return challenge;
}

/**
 * Judges a code; a right one is used up.
 * Refusals: `code-wrong`, `code-expired` (too old, used, or five wrong tries), `too-many-tries`.
 */
export async function proveCode<K extends CodeKind>(
  identity: Identity,
  visit: Visit,
  kind: K,
  given: { challenge: string; code: string },
): Promise<{ value: VerificationValues[K]; accountId: string | null }> {
  await countTries(identity, ['network', visit.ip]);
  const judged = await tryVerification(
    identity,
    kind,
    hashToken(given.challenge),
    keyedHash(identity, 'code', given.challenge, readDigits(given.code)),
  );
  if (judged.outcome === 'wrong') throw refuse('code-wrong', { field: 'code' });
  if (judged.outcome !== 'right' || !judged.value) throw refuse('code-expired', { field: 'code' });
  await settleTries(identity, ['network', visit.ip]);
  return { value: judged.value, accountId: judged.accountId };
}
