import { sql } from 'kysely';
import type { Id, Reads, Writes } from '#kernel/db';
import type { StaffAccount } from './accounts.ts';
import { recordEvent } from './record-event.ts';

// What whoever runs the server does at the command line (`ponte user`), as the owner role: no account acts, and the audit says so.

/** An account of staff with the roles that it holds, as the command line shows it. */
export interface OperatedAccount extends Omit<StaffAccount, 'lastSeenAt'> {
  readonly roles: readonly string[];
}

/** Every account that was made for staff or holds a role. */
export async function listStaffAsOperator(trx: Reads<'identity' | 'access'>): Promise<OperatedAccount[]> {
  const { rows } = await sql<OperatedAccount>`
    select a.id, a.name, a.email, a.language, a.suspended_at as "suspendedAt",
           exists (select from identity.passwords p where p.account_id = a.id) as "hasPassword",
           identity.has_second_factor(a.id) as "hasSecondFactor",
           array(select distinct role from access.assignments r where r.account_id = a.id and r.ended_at is null order by role) as roles
      from identity.accounts a
     where a.origin in ('invitation', 'set-up') or identity.is_staff(a.id)
     order by lower(a.name), a.id`.execute(trx);
  return rows;
}

/** The staff account of an e-mail address; null where there is none. */
export async function findStaffAsOperator(trx: Reads<'identity' | 'access'>, email: string): Promise<OperatedAccount | null> {
  const wanted = email.trim().toLowerCase();
  return (await listStaffAsOperator(trx)).find((account) => account.email === wanted) ?? null;
}

/** Takes the second factor off somebody who lost phone and recovery codes, e.g. the only administrator; every session of theirs ends. */
export async function resetSecondFactorAsOperator(trx: Writes<'identity'>, accountId: Id<'identity.accounts'>): Promise<void> {
  for (const table of ['identity.authenticators', 'identity.passkeys', 'identity.recovery_codes', 'identity.sessions'] as const) {
    await trx.deleteFrom(table).where('account_id', '=', accountId).execute();
  }
  await recordEvent(trx, 'identity.second-factor-reset', accountId);
}
