import { sql } from 'kysely';
import { asActor, newId, nobody, type AnyWrites } from '#kernel/db';
import { isLanguage, type Language } from '#kernel/i18n';
import { normaliseLine } from '#kernel/text';
import { readAddress } from './address.ts';
import type { Identity } from './identity.ts';
import { judgePassword } from './judge-password.ts';
import type { Visit } from './open-session.ts';
import { hashPassword } from './password.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { addressFingerprint, hashToken, newToken } from './secrets.ts';
import { countTries } from './tries.ts';
import { keepVerification } from './verifications.ts';

/**
 * Invites a colleague: makes the account where there is none and mails a link that sets its password, once, within
 * seven days. Answers the account, so that roles can be given to it at once; they work once the invitation is taken up
 * and a second factor enrolled. An account that exists already gets its link all the same.
 * Refusals: `forbidden` (only administrators and office managers invite), `address-invalid`.
 */
export async function inviteStaff(
  identity: Identity,
  trx: AnyWrites,
  colleague: { email: string; name: string; language: Language },
): Promise<{ accountId: string }> {
  await requireInviter(trx);
  const address = readAddress(colleague.email, null);
  if (address.kind !== 'email') throw refuse('address-invalid', { field: 'email' });
  const { rows } = await sql<{ account_id: string }>`
    select account_id
      from identity.create_account(
        ${newId()}, ${address.value}, ${normaliseLine(colleague.name)}, ${colleague.language}, 'invitation', null, ${identity.now()}
      )`.execute(trx);
  const accountId = rows[0]?.account_id;
  if (!accountId) throw new Error('an invitation made no account');
  await mailLink(identity, trx, {
    accountId,
    email: address.value,
    language: colleague.language,
    template: 'identity.mail.invitation',
    life: identity.limits.invitationLife,
  });
  await recordEvent(trx, 'identity.invited', accountId);
  return { accountId };
}

async function requireInviter(trx: AnyWrites): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select access.in_network(array['administrator'])
        or exists (select from access.scopes('office', array['office-manager'])) as may`.execute(trx);
  if (!rows[0]?.may) throw refuse('forbidden');
}

/**
 * Mails a link that sets a new password, where the address has an account of staff. Answers nothing either way.
 * Refusals: `too-many-tries`.
 */
export async function requestPasswordReset(identity: Identity, visit: Visit, wish: { email: string }): Promise<void> {
  const email = wish.email.trim().toLowerCase();
  await countTries(identity, ['network', visit.ip], ['send', email]);
  await asActor(identity.db, nobody, async (trx) => {
    const { rows } = await sql<{ account_id: string; language: string }>`
      select account_id, language from identity.password_account(${email})`.execute(trx);
    const account = rows[0];
    if (!account) return;
    const language = isLanguage(account.language) ? account.language : 'en';
    await mailLink(identity, trx, {
      accountId: account.account_id,
      email,
      language,
      template: 'identity.mail.reset',
      life: identity.limits.resetLife,
    });
  });
}

interface Link {
  accountId: string;
  email: string;
  language: Language;
  template: string;
  life: number;
}

async function mailLink(identity: Identity, trx: AnyWrites, link: Link): Promise<void> {
  // uses messages: identity.mail.invitation.*, identity.mail.reset.*
  await identity.sendMail(trx, {
    to: link.email,
    template: link.template,
    values: { link: await newPasswordLink(identity, trx, link), hours: link.life / 3600, days: link.life / 86400 },
    language: link.language,
  });
}

/** Makes a link that sets the password of an account, once and within `life` seconds; an earlier one ends. For mail and for `ponte user`. */
export async function newPasswordLink(identity: Identity, trx: AnyWrites, link: Omit<Link, 'template'>): Promise<string> {
  const token = newToken();
  await keepVerification(trx, identity, {
    kind: 'password-link',
    key: hashToken(token),
    accountId: link.accountId,
    value: { email: link.email, fingerprint: addressFingerprint(identity, { kind: 'email', value: link.email }) },
    life: link.life,
  });
  return `${identity.baseUrl}/${link.language}/sign-in/password/${token}`;
}

/** Whose password a link sets, for its page; null when the link is used, replaced or too old. */
export async function passwordLinkHolder(identity: Identity, token: string): Promise<{ email: string; name: string } | null> {
  const { rows } = await sql<{ email: string; name: string }>`
    select email, name from identity.password_link_holder(${hashToken(token)}, ${identity.now()})`.execute(identity.db);
  return rows[0] ?? null;
}

/**
 * Sets the password by a mailed link and ends every session of the account; whoever did it then signs in, second factor included.
 * Refusals: `link-expired` (used, replaced or too old), those of {@link judgePassword}.
 */
export async function setPasswordByLink(identity: Identity, given: { token: string; password: string }): Promise<void> {
  const holder = await passwordLinkHolder(identity, given.token);
  if (!holder) throw refuse('link-expired');
  judgePassword(given.password, holder);
  const hash = await hashPassword(given.password);
  await asActor(identity.db, nobody, async (trx) => {
    const { rows } = await sql<{ account_id: string | null }>`
      select identity.set_password_by_link(${hashToken(given.token)}, ${hash}, ${identity.now()}) as account_id`.execute(trx);
    const accountId = rows[0]?.account_id;
    if (!accountId) throw refuse('link-expired');
    await recordEvent(trx, 'identity.password-changed', accountId);
  });
}
