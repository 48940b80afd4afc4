import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { BookId, EntryId } from './book.ts';

/** A pending entry that nobody has ended yet. */
export interface Reservation {
  id: EntryId;
  description: string;
  effectiveOn: Day;
  expiresAt: Date | null;
}

/** The most that a page shows; the rest is found through the accounts that it holds. */
const MOST = 200;

/** What is reserved in a book and not ended yet, what expires first at the top. */
export async function openReservations(trx: Reads<'ledger'>, bookId: BookId): Promise<Reservation[]> {
  const rows = await trx
    .selectFrom('ledger.entries as p')
    .select(['p.id', 'p.description', 'p.effective_on', 'p.expires_at'])
    .where('p.book_id', '=', bookId)
    .where('p.kind', '=', 'pending')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('ledger.entries as e').select('e.id').whereRef('e.settles', '=', 'p.id'))))
    .orderBy('p.expires_at')
    .orderBy('p.id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id as EntryId, // a key of the table
    description: row.description,
    effectiveOn: row.effective_on as Day, // a date column
    expiresAt: row.expires_at,
  }));
}
