import { record } from '#kernel/audit';
import { newId, type Writes } from '#kernel/db';
import type { BookId, EntryId } from './book.ts';
import { settlePending, voidPending } from './end-pending.ts';
import { postEntry, reverseEntry, type NewEntry, type Written } from './post-entry.ts';

// uses messages: ledger.act.*
/** What somebody may do with an entry that stands. */
export const acts = ['reverse', 'settle', 'void'] as const;
export type Act = (typeof acts)[number];

type Hand = Writes<'ledger' | 'audit'>;

/** Writes an entry that somebody typed, and puts on record who. Entries of other modules are on record where they are decided. */
export async function postByHand(trx: Hand, entry: Omit<NewEntry, 'key'>): Promise<Written> {
  const written = await postEntry(trx, { ...entry, key: keyByHand() });
  await tell(trx, entry.bookId, written.id, 'posted');
  return written;
}

/** Takes an entry back or ends a reservation by hand, and puts on record who. Refusals of `reverseEntry`, `settlePending`, `voidPending`. */
export async function actByHand(
  trx: Hand,
  bookId: BookId,
  id: EntryId,
  act: Act,
  given: Pick<NewEntry, 'effectiveOn' | 'description'>,
): Promise<Written> {
  const does = { reverse: reverseEntry, settle: settlePending, void: voidPending }[act];
  const written = await does(trx, id, { ...given, key: keyByHand() });
  await tell(trx, bookId, written.id, 'ended');
  return written;
}

/** A form that is sent twice is told apart by its own key before it comes here. */
const keyByHand = () => `by hand ${newId()}`;

async function tell(trx: Hand, bookId: BookId, id: EntryId, verb: 'posted' | 'ended'): Promise<void> {
  const details = { book: bookId };
  await record(trx, { verb: `ledger.${verb}`, purpose: 'ledger.purpose.accounts', objectKind: 'ledger-entry', objectId: id, details });
}
