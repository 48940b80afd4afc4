import { sql } from 'kysely';
import type { Id, Reads, Writes } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { normaliseLine } from '#kernel/text';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';

/** Names to show beside what these accounts did; empty where the holder has written none, absent where the account is gone. */
export async function accountNames(trx: Reads<'identity'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select * from identity.account_names(${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Changes what the holder says of themself. */
export async function updateOwnAccount(
  trx: Writes<'identity'>,
  accountId: string,
  change: { name: string; language: Language; timeZone: string | null },
): Promise<void> {
  await trx
    .updateTable('identity.accounts')
    .set({ name: normaliseLine(change.name).slice(0, 200), language: change.language, time_zone: change.timeZone })
    .where('id', '=', accountId as Id<'identity.accounts'>) // only compared
    .execute();
}

/** Where to write to the holder of an account, for jobs that tell learners who have no file; null where the account is gone. */
export async function accountContact(
  trx: Reads<'identity'>,
  accountId: string,
): Promise<{ name: string; email: string | null; phone: string | null; language: string } | null> {
  const row = await trx
    .selectFrom('identity.accounts')
    .select(['name', 'email', 'phone', 'language'])
    .where('id', '=', accountId as Id<'identity.accounts'>) // only compared
    .executeTakeFirst();
  return row ?? null;
}

/** A colleague's account, as administrators and office managers see it. */
export interface StaffAccount {
  readonly id: Id<'identity.accounts'>;
  readonly name: string;
  readonly email: string | null;
  readonly language: string;
  readonly suspendedAt: Date | null;
  /** False while an invitation waits to be taken up. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSeenAt: Date | null;
}

interface StaffRow {
  id: Id<'identity.accounts'>;
  name: string;
  email: string | null;
  language: string;
  suspended_at: Date | null;
  has_password: boolean;
  second_factor: boolean;
  last_seen_at: Date | null;
}

/** Staff whom the actor may see: all for the network's officers, those of the office for its manager, nobody for others. */
export async function listStaff(trx: Reads<'identity'>): Promise<StaffAccount[]> {
  const { rows } = await sql<StaffRow>`select * from identity.list_staff()`.execute(trx);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    suspendedAt: row.suspended_at,
    hasPassword: row.has_password,
    hasSecondFactor: row.second_factor,
    lastSeenAt: row.last_seen_at,
  }));
}

/** Ids by address (in small letters) of those who work at a desk now, for whoever works there; nothing for others. */
export async function colleaguesOf(trx: Reads<'identity'>, officeId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; email: string }>`select * from identity.colleagues(${officeId})`.execute(trx);
  return new Map(rows.map((row) => [row.email, row.id]));
}

/**
 * Closes a colleague's account (their sessions are worth nothing from the next request), or opens it again.
 * Refusals: `not-found` where the actor is no administrator or it is no account of staff; `forbidden` for one's own.
 */
export async function setSuspended(trx: Writes<'identity'>, actorId: string, accountId: string, suspendedAt: Date | null): Promise<void> {
  if (actorId === accountId) throw refuse('forbidden');
  const { numUpdatedRows } = await trx
    .updateTable('identity.accounts')
    .set({ suspended_at: suspendedAt })
    .where('id', '=', accountId as Id<'identity.accounts'>) // only compared
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await recordEvent(trx, suspendedAt ? 'identity.suspended' : 'identity.restored', accountId);
}

/**
 * Takes the second factor off a colleague who lost phone and recovery codes; every session of theirs ends.
 * Refusals: `forbidden` (administrators only, never for oneself).
 */
export async function resetSecondFactor(trx: Writes<'identity'>, accountId: string): Promise<void> {
  const { rows } = await sql<{ done: boolean }>`select identity.reset_second_factor(${accountId}) as done`.execute(trx);
  if (!rows[0]?.done) throw refuse('forbidden');
  await recordEvent(trx, 'identity.second-factor-reset', accountId);
}
