import { asSystem, newId, type Database } from '#kernel/db';
import type { Network } from '#kernel/http';
import { createDemoAccount } from '#kernel/identity';
import { demoAccounts, demoPassword, demoSecret } from './demo-accounts.ts';

/** Ids of offices and organisations by their code. */
export type ScopeIds = ReadonlyMap<string, string>;

/** Makes the demonstration's accounts with their roles; answers account ids by e-mail. */
export async function loadAccounts(network: Network, owner: Database, scopes: ScopeIds): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const account of demoAccounts) {
    const { accountId, made } = await createDemoAccount(network.identity, {
      email: account.email,
      name: account.name,
      language: account.language,
      password: demoPassword,
      totpSecret: demoSecret(network.keyring, account.email),
    });
    ids.set(account.email, accountId);
    if (made) await giveRoles(owner, accountId, account.roles, scopes);
  }
  return ids;
}

async function giveRoles(
  owner: Database,
  accountId: string,
  roles: (typeof demoAccounts)[number]['roles'],
  scopes: ScopeIds,
): Promise<void> {
  const rows = roles.map(({ role, scope, code }) => {
    const scopeId = code === null ? null : scopes.get(code);
    if (scopeId === undefined) throw new Error(`the demonstration names an office or organisation that it does not have: ${code}`);
    return { id: newId<'access.assignments'>(), account_id: accountId, role, scope_kind: scope, scope_id: scopeId };
  });
  if (rows.length === 0) return;
  await asSystem(owner, async (trx) => await trx.insertInto('access.assignments').values(rows).execute());
}
