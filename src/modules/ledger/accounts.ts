import type { Selectable } from 'kysely';
import { record } from '#kernel/audit';
import { newId, type Reads, type Tables, type Writes } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Account, AccountId, AccountKind, BookId } from './book.ts';
import { onLedgerConstraint, refuse } from './refusals.ts';

type Row = Selectable<Tables<'ledger'>['ledger.accounts']>;

const accountOf = (row: Row): Account => ({
  id: row.id as AccountId, // a key of the table
  bookId: row.book_id as BookId, // as above
  code: row.code,
  name: row.name,
  kind: row.kind as AccountKind, // a constraint holds it to the list
  currency: row.currency,
  floorMinor: row.floor_minor,
  ceilingMinor: row.ceiling_minor,
  postedMinor: row.posted_minor,
  pendingInMinor: row.pending_in_minor,
  pendingOutMinor: row.pending_out_minor,
  lastNth: row.last_nth,
  closedAt: row.closed_at,
  part: row.part,
  kept: row.kept,
});

/** Limits of a balance in minor units, debits positive; null: none. */
export interface Limits {
  /** The balance less what is reserved to leave never falls below it. */
  floorMinor?: bigint | null;
  /** The balance plus what is reserved to arrive never rises above it; 0 keeps debits within credits. */
  ceilingMinor?: bigint | null;
}

/** Opens an account in a book that the actor keeps. Refusals: `code-taken`, `limits-crossed`, `outside-limits` (0 is not within them). */
export async function openAccount(
  trx: Writes<'ledger' | 'audit'>,
  bookId: BookId,
  {
    code,
    name,
    kind,
    currency,
    floorMinor = null,
    ceilingMinor = null,
  }: { code: string; name: string; kind: AccountKind; currency: Currency } & Limits,
): Promise<AccountId> {
  if ((floorMinor ?? 0n) > 0n || (ceilingMinor ?? 0n) < 0n) throw refuse('outside-limits', { field: 'floor' });
  const id = newId<'ledger.accounts'>();
  await trx
    .insertInto('ledger.accounts')
    .values({ id, book_id: bookId, code, name, kind, currency, floor_minor: floorMinor, ceiling_minor: ceilingMinor })
    .execute()
    .catch(onLedgerConstraint);
  await tell(trx, id, 'opened');
  return id;
}

/** Sets the limits of an account. Refusals: `outside-limits` where the balance is outside them already, `limits-crossed`, `not-found`. */
export async function setLimits(
  trx: Writes<'ledger' | 'audit'>,
  id: AccountId,
  { floorMinor = null, ceilingMinor = null }: Limits,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('ledger.accounts')
    .set({ floor_minor: floorMinor, ceiling_minor: ceilingMinor })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onOwnLimits);
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await tell(trx, id, 'limits');
}

function onOwnLimits(error: unknown): never {
  const name = error instanceof Error && 'constraint' in error ? error.constraint : null;
  if (name === 'accounts_floor') throw refuse('outside-limits', { field: 'floor' });
  if (name === 'accounts_ceiling') throw refuse('outside-limits', { field: 'ceiling' });
  return onLedgerConstraint(error);
}

/** Closes an account on which nothing stands and nothing is pending, for ever. Refusals: `not-empty`, `account-closed`, `not-found`. */
export async function closeAccount(trx: Writes<'ledger' | 'audit'>, id: AccountId, now: Date): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('ledger.accounts')
    .set({ closed_at: now })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onLedgerConstraint);
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await tell(trx, id, 'closed');
}

async function tell(trx: Writes<'audit'>, id: AccountId, what: string): Promise<void> {
  const details = { what };
  await record(trx, { verb: 'ledger.kept', purpose: 'ledger.purpose.accounts', objectKind: 'ledger-account', objectId: id, details });
}

/** The accounts of a book by kind and code, with their balances. */
export async function listAccounts(trx: Reads<'ledger'>, bookId: BookId): Promise<Account[]> {
  const rows = await trx
    .selectFrom('ledger.accounts')
    .selectAll()
    .where('book_id', '=', bookId)
    .orderBy('code')
    .orderBy('currency')
    .execute();
  return rows.map(accountOf);
}

/** An account; null where there is none or the actor may not read it. */
export async function findAccount(trx: Reads<'ledger'>, id: AccountId): Promise<Account | null> {
  const row = await trx.selectFrom('ledger.accounts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? accountOf(row) : null;
}
