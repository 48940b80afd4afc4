import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { AccountId, AccountKind, BookId } from './book.ts';

/** What stands on an account at the end of a day: on one side only. Minor units. */
export interface TrialLine {
  accountId: AccountId;
  code: string;
  name: string;
  part: string | null;
  kind: AccountKind;
  currency: Currency;
  debitMinor: bigint;
  creditMinor: bigint;
}

/** The balances of a book at the end of a day, and their sums by currency: debits are as much as credits, or the ledger is broken. */
export interface TrialBalance {
  lines: TrialLine[];
  totals: { currency: Currency; debitMinor: bigint; creditMinor: bigint }[];
}

/** The trial balance of a book at the end of a day, by the days on which entries take effect; accounts without a posting until then stay out. */
export async function trialBalance(trx: Reads<'ledger'>, bookId: BookId, day: Day): Promise<TrialBalance> {
  const { rows } = await sql<Omit<TrialLine, 'debitMinor' | 'creditMinor'> & { sum: bigint }>`
    select a.id as "accountId", a.code, a.name, a.part, a.kind, a.currency, coalesce(sum(p.amount_minor), 0)::bigint as sum
      from ledger.accounts a
      join ledger.postings p on p.account_id = a.id and p.effective_on <= ${day} and not p.pending
     where a.book_id = ${bookId}
     group by a.id
     order by a.code, a.currency`.execute(trx);
  const lines = rows.map(({ sum, ...line }) => ({ ...line, debitMinor: sum > 0n ? sum : 0n, creditMinor: sum < 0n ? -sum : 0n }));
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort();
  const totals = currencies.map((currency) => ({
    currency,
    debitMinor: lines.reduce((sum, line) => (line.currency === currency ? sum + line.debitMinor : sum), 0n),
    creditMinor: lines.reduce((sum, line) => (line.currency === currency ? sum + line.creditMinor : sum), 0n),
  }));
  return { lines, totals };
}
