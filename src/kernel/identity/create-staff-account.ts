import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { normaliseLine } from '#kernel/text';
import { readAddress } from './address.ts';
import { judgePassword } from './judge-password.ts';
import { hashPassword } from './password.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';

/**
 * Makes an account for staff without an invitation: the first administrator, `ponte user`, the demonstration. Without
 * a password the holder sets one by the link of a forgotten password.
 * An account that has the address already is answered as it is, its password unchanged (`made` is false).
 * Refusals: `address-invalid`, those of {@link judgePassword}.
 */
export async function createStaffAccount(
  trx: Writes<'identity'>,
  wish: { email: string; name: string; language: Language; password?: string | undefined; now?: Date },
): Promise<{ accountId: string; made: boolean }> {
  const address = readAddress(wish.email, null);
  if (address.kind !== 'email') throw refuse('address-invalid', { field: 'email' });
  if (wish.password !== undefined) judgePassword(wish.password, { email: address.value, name: wish.name });
  const hash = wish.password === undefined ? null : await hashPassword(wish.password);
  const { rows } = await sql<{ account_id: string; made: boolean }>`
    select *
      from identity.create_account(
        ${newId()}, ${address.value}, ${normaliseLine(wish.name)}, ${wish.language}, 'set-up', ${hash}, ${wish.now ?? new Date()}
      )`.execute(trx);
  const account = rows[0];
  if (!account) throw new Error('no account was made');
  if (account.made) await recordEvent(trx, 'identity.invited', account.account_id);
  return { accountId: account.account_id, made: account.made };
}
