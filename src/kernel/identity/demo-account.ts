import { asActor, type Id } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { createStaffAccount } from './create-staff-account.ts';
import type { Identity } from './identity.ts';
import { sealSecret } from './second-factor.ts';

/**
 * Makes an account of the demonstration with password and authenticator, so that its page can show the current code
 * (`currentTotp`). One that exists already is left as it is. Never called outside a demonstration network.
 */
export async function createDemoAccount(
  identity: Identity,
  wish: { email: string; name: string; language: Language; password: string; totpSecret: string },
): Promise<{ accountId: string; made: boolean }> {
  const account = await asActor(
    identity.db,
    { accountId: null, assurance: 0 },
    async (trx) => await createStaffAccount(trx, { ...wish, now: identity.now() }),
  );
  if (!account.made) return account;
  await asActor(identity.db, { accountId: account.accountId, assurance: 1 }, async (trx) => {
    await trx
      .insertInto('identity.authenticators')
      .values({
        account_id: account.accountId as Id<'identity.accounts'>, // just made
        sealed: sealSecret(identity, account.accountId, wish.totpSecret),
        last_step: 0,
        confirmed_at: identity.now(),
      })
      .execute();
  });
  return account;
}
