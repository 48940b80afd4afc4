import { sql } from 'kysely';
import type { Scope } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Book, BookId } from './book.ts';
import { onLedgerConstraint, refuse } from './refusals.ts';

const columns = ['id', 'name', 'scope_kind', 'scope_id', 'closed_through', 'demonstration'] as const;

interface Row {
  id: string;
  name: string;
  scope_kind: string;
  scope_id: string | null;
  closed_through: string | null;
  demonstration: boolean;
}

const bookOf = (row: Row): Book => ({
  id: row.id as BookId, // a key of the table
  name: row.name,
  scopeKind: row.scope_kind as Book['scopeKind'], // a constraint holds it to the list
  scopeId: row.scope_id,
  closedThrough: row.closed_through as Day | null, // a date column
  demonstration: row.demonstration,
});

/** Opens a book for the network, an office, an organisation or a fund, by somebody who keeps its money. Refusal: `keepers-only`. */
export async function openBook(
  trx: Writes<'ledger' | 'audit'>,
  { name, scope, demonstration = false }: { name: string; scope: Scope; demonstration?: boolean },
): Promise<BookId> {
  const id = newId<'ledger.books'>();
  await trx
    .insertInto('ledger.books')
    .values({ id, name, scope_kind: scope.kind, scope_id: scope.kind === 'network' ? null : scope.id, demonstration })
    .execute()
    .catch(onLedgerConstraint);
  await record(trx, {
    verb: 'ledger.opened',
    purpose: 'ledger.purpose.accounts',
    scopeId: scope.id ?? null,
    objectKind: 'book',
    objectId: id,
  });
  return id;
}

/** The books that the actor may read, by name. */
export async function listBooks(trx: Reads<'ledger'>): Promise<Book[]> {
  return (await trx.selectFrom('ledger.books').select(columns).orderBy('name').orderBy('id').execute()).map(bookOf);
}

/** A book; null where there is none or the actor may not read it. */
export async function findBook(trx: Reads<'ledger'>, id: BookId): Promise<Book | null> {
  const row = await trx.selectFrom('ledger.books').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? bookOf(row) : null;
}

/** Whether the actor writes in this book. */
export async function keepsBook(trx: Reads<'ledger'>, id: BookId): Promise<boolean> {
  const { rows } = await sql`select from ledger.writable_books() as b (id) where b.id = ${id}`.execute(trx);
  return rows.length > 0;
}

/**
 * Closes everything through a day that is over: no entry takes effect on it or before from then on, for ever. Waits for the entries that
 * are being written. Refusals: `period-ahead`, `period-backwards`, `not-found`.
 */
export async function closePeriod(trx: Writes<'ledger' | 'audit'>, id: BookId, through: Day, today: Day): Promise<void> {
  if (through >= today) throw refuse('period-ahead', { field: 'through' });
  const { numUpdatedRows } = await trx
    .updateTable('ledger.books')
    .set({ closed_through: through })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onLedgerConstraint);
  if (numUpdatedRows === 0n) throw refuse('not-found');
  await record(trx, { verb: 'ledger.closed', purpose: 'ledger.purpose.accounts', objectKind: 'book', objectId: id, details: { through } });
}
