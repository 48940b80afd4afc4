import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { EntryId } from './book.ts';
import { writtenOf, type NewEntry, type Written } from './post-entry.ts';
import { onLedgerConstraint } from './refusals.ts';

type Ending = Pick<NewEntry, 'key' | 'effectiveOn' | 'description'>;

/**
 * Posts what a pending entry reserved, once: in full, or in `amountsMinor` (one a line, in its order, of the same sign and not more). What is
 * left is free again. Refusals: `ended-already`, `not-pending`, `expired`, `more-than-reserved`, `not-balanced`, `period-closed`, `keepers-only`.
 */
export async function settlePending(
  trx: Writes<'ledger'>,
  id: EntryId,
  ending: Ending & { amountsMinor?: readonly bigint[] },
): Promise<Written> {
  return await end(trx, id, 'settlement', ending, ending.amountsMinor ?? null);
}

/** Gives up what a pending entry reserved, once. Refusals: `ended-already`, `not-pending`, `period-closed`, `keepers-only`. */
export async function voidPending(trx: Writes<'ledger'>, id: EntryId, ending: Ending): Promise<Written> {
  return await end(trx, id, 'void', ending, null);
}

async function end(
  trx: Writes<'ledger'>,
  id: EntryId,
  kind: 'settlement' | 'void',
  { key, effectiveOn, description }: Ending,
  amounts: readonly bigint[] | null,
): Promise<Written> {
  const { rows } = await sql<{ entry_id: EntryId; replayed: boolean }>`
    select entry_id, replayed
      from ledger.settle(${id}, ${newId<'ledger.entries'>()}, ${kind}, ${effectiveOn}, ${key}, ${description}, ${amounts})`
    .execute(trx)
    .catch(onLedgerConstraint);
  return writtenOf(rows);
}

/** Ends what has expired, at most `limit`, for the jobs role; tells how many. A period that was closed meanwhile does not matter: it ends today. */
export async function expirePending(trx: Writes<'ledger'>, now: Date, today: Day, limit = 500): Promise<number> {
  const { rows } = await sql<{ id: EntryId }>`
    select p.id
      from ledger.entries p
     where p.kind = 'pending'
       and p.expires_at <= ${now}
       and not exists (select from ledger.entries e where e.settles = p.id)
     order by p.expires_at
     limit ${limit}`.execute(trx);
  let ended = 0;
  for (const { id } of rows) {
    const answer = await sql<{ done: boolean }>`select ledger.expire(${id}, ${newId<'ledger.entries'>()}, ${today}) as done`.execute(trx);
    if (answer.rows[0]?.done) ended += 1;
  }
  return ended;
}
