import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { AccountId, BookId, EntryId, EntryKind, ExchangeRate } from './book.ts';

/** A line of an entry with the name of its account. Minor units, debits positive. */
export interface EntryLine {
  accountId: AccountId;
  code: string;
  name: string;
  part: string | null;
  currency: Currency;
  amountMinor: bigint;
}

/** An entry as a reader sees it, with what it ends or takes back and what ended or took it back. */
export interface Entry {
  id: EntryId;
  bookId: BookId;
  kind: EntryKind;
  effectiveOn: Day;
  bookedAt: Date;
  description: string;
  about: { kind: string; id: string } | null;
  expiresAt: Date | null;
  settles: EntryId | null;
  reverses: EntryId | null;
  endedBy: { id: EntryId; kind: EntryKind } | null;
  reversedBy: EntryId | null;
  exchange: ExchangeRate | null;
  lines: EntryLine[];
}

/** An entry with its lines; null where there is none or the actor may not read it. */
export async function readEntry(trx: Reads<'ledger'>, id: EntryId): Promise<Entry | null> {
  const row = await trx
    .selectFrom('ledger.entries as e')
    .leftJoin('ledger.entries as ending', 'ending.settles', 'e.id')
    .leftJoin('ledger.entries as reversal', 'reversal.reverses', 'e.id')
    .leftJoin('ledger.exchanges as x', 'x.entry_id', 'e.id')
    .select([
      'e.id',
      'e.book_id',
      'e.kind',
      'e.effective_on',
      'e.booked_at',
      'e.description',
      'e.about_kind',
      'e.about_id',
      'e.expires_at',
      'e.settles',
      'e.reverses',
      'ending.id as ending_id',
      'ending.kind as ending_kind',
      'reversal.id as reversal_id',
      'x.from_currency',
      'x.to_currency',
      'x.rate',
      'x.rate_on',
      'x.source',
    ])
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await trx
    .selectFrom('ledger.postings as p')
    .innerJoin('ledger.accounts as a', 'a.id', 'p.account_id')
    .select(['a.id', 'a.code', 'a.name', 'a.part', 'p.currency', 'p.amount_minor'])
    .where('p.entry_id', '=', id)
    .orderBy('p.n')
    .execute();
  return {
    id,
    bookId: row.book_id as BookId, // a foreign key
    kind: row.kind as EntryKind, // a constraint holds it to the list
    effectiveOn: row.effective_on as Day, // a date column
    bookedAt: row.booked_at,
    description: row.description,
    about: row.about_kind && row.about_id ? { kind: row.about_kind, id: row.about_id } : null,
    expiresAt: row.expires_at,
    settles: row.settles as EntryId | null,
    reverses: row.reverses as EntryId | null,
    endedBy: row.ending_id ? { id: row.ending_id as EntryId, kind: row.ending_kind as EntryKind } : null,
    reversedBy: row.reversal_id as EntryId | null,
    exchange:
      row.from_currency && row.to_currency && row.rate && row.rate_on && row.source
        ? { from: row.from_currency, to: row.to_currency, rate: String(row.rate), on: row.rate_on as Day, source: row.source }
        : null,
    lines: lines.map((line) => ({
      accountId: line.id as AccountId, // a key of the table
      code: line.code,
      name: line.name,
      part: line.part,
      currency: line.currency,
      amountMinor: line.amount_minor,
    })),
  };
}
