import { sql } from 'kysely';
import { newLinkToken, type Reads, type Writes } from '#kernel/db';
import { accountContact } from '#kernel/identity';
import type { AssociationId } from './association.ts';
import { LINK_DAYS } from './write-association.ts';

export interface WaysToWrite {
  /** Language in which the association is written to. */
  language: string;
  /** Its public address, where it has one. */
  email: string | null;
  /** Addresses of those who write for it; with the secret of a new link where they have no account. */
  keepers: { email: string; token: string | null }[];
}

/** How to write to an association, for jobs of other modules. Each address without an account gets a new link; the former ends. */
export async function waysToWrite(trx: Writes<'associations' | 'identity'>, id: AssociationId): Promise<WaysToWrite> {
  const entry = await trx
    .selectFrom('associations.associations')
    .select(['language', 'email'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const rows = await trx
    .selectFrom('associations.keepers')
    .select(['id', 'email', 'account_id as accountId'])
    .where('association_id', '=', id)
    .orderBy('added_at')
    .execute();
  const keepers: WaysToWrite['keepers'] = [];
  for (const { id: keeper, email, accountId } of rows) {
    const account = accountId ? await accountContact(trx, accountId) : null;
    if (account?.email) keepers.push({ email: account.email, token: null });
    if (!email) continue;
    const { token, hash } = newLinkToken();
    await trx
      .updateTable('associations.keepers')
      .set({ token_hash: hash, token_expires_at: sql<Date>`now() + make_interval(days => ${LINK_DAYS})` })
      .where('id', '=', keeper)
      .execute();
    keepers.push({ email, token });
  }
  return { ...entry, keepers };
}

/** Addresses to which an association is only told something, and its language: those who write for it, else its public one. No link is made. */
export async function addressesOf(
  trx: Reads<'associations' | 'identity'>,
  id: AssociationId,
): Promise<{ language: string; addresses: string[] }> {
  const { language, email } = await trx
    .selectFrom('associations.associations')
    .select(['language', 'email'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const keepers = await trx
    .selectFrom('associations.keepers')
    .select(['email', 'account_id as accountId'])
    .where('association_id', '=', id)
    .execute();
  const found = new Set<string>();
  for (const keeper of keepers) {
    const address = (keeper.accountId ? (await accountContact(trx, keeper.accountId))?.email : null) ?? keeper.email;
    if (address) found.add(address);
  }
  if (found.size === 0 && email) found.add(email);
  return { language, addresses: [...found] };
}
