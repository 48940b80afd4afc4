import { sql } from 'kysely';
import type { AnyWrites } from '#kernel/db';
import type { Day } from '#kernel/time';
import {
  openAccount,
  openBook,
  postEntry,
  postPending,
  reverseEntry,
  settlePending,
  voidPending,
  type AccountId,
  type BookId,
  type EntryId,
  type Written,
} from '#modules/ledger';
import { partOf, trialAccounts, type Deed } from './ledger-model.ts';

/** A book with the accounts of a trial, in their order. */
export interface TrialBook {
  bookId: BookId;
  accounts: AccountId[];
}

export const trialDay = '2026-11-20' as Day;

export async function openTrialBook(trx: AnyWrites, fundId: string): Promise<TrialBook> {
  const bookId = await openBook(trx, { name: 'A trial', scope: { kind: 'fund', id: fundId } });
  const accounts: AccountId[] = [];
  for (const { code, currency, floor, ceiling } of trialAccounts)
    accounts.push(await openAccount(trx, bookId, { code, name: code, kind: 'asset', currency, floorMinor: floor, ceilingMinor: ceiling }));
  return { bookId, accounts };
}

/** Does a deed in the ledger, by the functions that the product uses. */
export async function doInLedger(trx: AnyWrites, { bookId, accounts }: TrialBook, deed: Deed): Promise<Written | 'not-found'> {
  const ending = { key: deed.key, effectiveOn: trialDay, description: 'A deed' };
  if (deed.do === 'entry' || deed.do === 'pending') {
    const postings = deed.lines.map(({ account, minor }) => ({
      accountId: accounts[account]!,
      currency: trialAccounts[account]!.currency,
      amountMinor: minor,
    }));
    return await (deed.do === 'entry' ? postEntry : postPending)(trx, { bookId, ...ending, postings });
  }
  const { rows } = await sql<{ id: EntryId }>`
    select id from ledger.entries where book_id = ${bookId} and idempotency_key = ${deed.of}`.execute(trx);
  const of = rows[0]?.id;
  if (!of) return 'not-found';
  if (deed.do === 'void') return await voidPending(trx, of, ending);
  if (deed.do === 'reverse') return await reverseEntry(trx, of, ending);
  const held = await sql<{ minor: bigint }>`select amount_minor as minor from ledger.postings where entry_id = ${of} order by n`.execute(
    trx,
  );
  return await settlePending(trx, of, { ...ending, amountsMinor: held.rows.map(({ minor }) => partOf(minor, deed.percent)) });
}
