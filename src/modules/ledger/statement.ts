import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Account, EntryId, EntryKind } from './book.ts';

/** A posting of an account, with the balance after it. Minor units, debits positive. */
export interface StatementLine {
  nth: bigint;
  entryId: EntryId;
  kind: EntryKind;
  effectiveOn: Day;
  bookedAt: Date;
  description: string;
  amountMinor: bigint;
  balanceAfterMinor: bigint;
}

/**
 * A page of an account's statement, the latest first. Postings are counted without a gap, so that any page of a million is found by its
 * numbers: no offset, no count.
 */
export async function statementPage(
  trx: Reads<'ledger'>,
  account: Pick<Account, 'id' | 'lastNth'>,
  { page, size }: { page: number; size: number },
): Promise<StatementLine[]> {
  const upTo = account.lastNth - BigInt(page - 1) * BigInt(size);
  return await linesBetween(trx, account, upTo - BigInt(size) + 1n, upTo);
}

/** The lines of an account from one number to another, both included, the latest first. */
export async function linesBetween(
  trx: Reads<'ledger'>,
  { id }: Pick<Account, 'id'>,
  from: bigint,
  upTo: bigint,
): Promise<StatementLine[]> {
  const rows = await trx
    .selectFrom('ledger.postings as p')
    .innerJoin('ledger.entries as e', 'e.id', 'p.entry_id')
    .select(['p.nth', 'e.id', 'e.kind', 'e.effective_on', 'e.booked_at', 'e.description', 'p.amount_minor', 'p.balance_after_minor'])
    .where('p.account_id', '=', id)
    .where('p.nth', '>=', from)
    .where('p.nth', '<=', upTo)
    .orderBy('p.nth', 'desc')
    .execute();
  return rows.map((row) => ({
    nth: row.nth ?? 0n,
    entryId: row.id as EntryId, // a key of the table
    kind: row.kind as EntryKind, // a constraint holds it to the list
    effectiveOn: row.effective_on as Day, // a date column
    bookedAt: row.booked_at,
    description: row.description,
    amountMinor: row.amount_minor,
    balanceAfterMinor: row.balance_after_minor ?? 0n,
  }));
}

/** The balance at the end of a day, by the days on which entries take effect. */
export async function balanceOn(trx: Reads<'ledger'>, { id }: Pick<Account, 'id'>, day: Day): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as sum
      from ledger.postings
     where account_id = ${id} and effective_on <= ${day} and not pending`.execute(trx);
  return rows[0]?.sum ?? 0n;
}
