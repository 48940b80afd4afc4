import { sql } from 'kysely';
import { newId, prepared, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { About, BookId, EntryId, ExchangeRate, Posting } from './book.ts';
import { onLedgerConstraint, refuse } from './refusals.ts';

/** The most that one posting moves, in minor units. */
export const MOST_MINOR = 10n ** 15n;

/** What is to be written. The key names the deed: whoever asks again with the same key and the same content gets the same entry. */
export interface NewEntry {
  bookId: BookId;
  key: string;
  effectiveOn: Day;
  /** Without names of people. */
  description: string;
  postings: readonly Posting[];
  about?: About;
  exchange?: ExchangeRate;
}

/** The entry, and whether it stood there already. */
export interface Written {
  id: EntryId;
  replayed: boolean;
}

/**
 * Writes an entry whose postings sum to zero in each currency, in a book that the actor keeps. All of it or nothing. Refusals:
 * `not-balanced`, `too-few-lines`, `too-many-lines`, `no-amount`, `amount-too-large`, `account-missing`, `wrong-currency`, `account-closed`,
 * `period-closed`, `below-floor`, `above-ceiling`, `key-reused`, `keepers-only`.
 */
export async function postEntry(trx: Writes<'ledger'>, entry: NewEntry): Promise<Written> {
  return await write(trx, 'entry', entry, {});
}

/**
 * Reserves what an entry would move: it counts against the limits at once and moves nothing until it is settled. It can be settled until
 * `expiresAt`. Refusals as `postEntry`.
 */
export async function postPending(trx: Writes<'ledger'>, entry: NewEntry & { expiresAt?: Date }): Promise<Written> {
  return await write(trx, 'pending', entry, { expiresAt: entry.expiresAt });
}

/** Takes an entry back by its mirror image, once, linked to it. Refusals: `reversed-already`, `not-reversible`, `not-found`, those of `postEntry`. */
export async function reverseEntry(
  trx: Writes<'ledger'>,
  id: EntryId,
  { key, effectiveOn, description }: Pick<NewEntry, 'key' | 'effectiveOn' | 'description'>,
): Promise<Written> {
  const rows = await trx
    .selectFrom('ledger.postings')
    .select(['book_id', 'account_id', 'currency', 'amount_minor', 'pending'])
    .where('entry_id', '=', id)
    .orderBy('n')
    .execute();
  const [first] = rows;
  if (!first) throw refuse('not-found');
  if (first.pending) throw refuse('not-reversible');
  const postings = rows.map((row) => ({
    accountId: row.account_id as Posting['accountId'], // a foreign key
    currency: row.currency,
    amountMinor: -row.amount_minor,
  }));
  return await write(trx, 'reversal', { bookId: first.book_id as BookId, key, effectiveOn, description, postings }, { reverses: id });
}

async function write(
  trx: Writes<'ledger'>,
  kind: 'entry' | 'pending' | 'reversal',
  { bookId, key, effectiveOn, description, postings, about, exchange }: NewEntry,
  { reverses, expiresAt }: { reverses?: EntryId; expiresAt?: Date | undefined },
): Promise<Written> {
  hold(postings);
  const { rows } = await sql<{ entry_id: EntryId; replayed: boolean }>`
    ${prepared}
    select entry_id, replayed
      from ledger.post(
        ${bookId}, ${newId<'ledger.entries'>()}, ${kind}, ${effectiveOn}, ${key}, ${description}, ${about?.kind ?? null}, ${about?.id ?? null},
        ${postings.map(({ accountId }) => accountId)}, ${postings.map(({ currency }) => currency)},
        ${postings.map(({ amountMinor }) => amountMinor)}, ${reverses ?? null}, ${expiresAt ?? null},
        ${exchange ? JSON.stringify(exchange) : null}
      )`
    .execute(trx)
    .catch(onLedgerConstraint);
  return writtenOf(rows);
}

/** The answer of the database's functions that write. */
export function writtenOf(rows: readonly { entry_id: EntryId; replayed: boolean }[]): Written {
  const [row] = rows;
  if (!row) throw new Error('The ledger answered nothing');
  return { id: row.entry_id, replayed: row.replayed };
}

/** What can be said before the database is asked; it holds all of it once more. */
function hold(postings: readonly Posting[]): void {
  if (postings.length < 2) throw refuse('too-few-lines');
  if (postings.length > 200) throw refuse('too-many-lines');
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of postings) {
    if (amountMinor === 0n) throw refuse('no-amount');
    if (amountMinor > MOST_MINOR || amountMinor < -MOST_MINOR) throw refuse('amount-too-large');
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  if ([...sums.values()].some((sum) => sum !== 0n)) throw refuse('not-balanced');
}
