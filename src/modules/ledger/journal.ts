import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { currencyDecimals, money, toDecimalText, type Currency } from '#kernel/money';
import { fullCode, type Account, type AccountKind, type Book } from './book.ts';
import { listAccounts } from './accounts.ts';

interface JournalRow {
  id: string;
  day: string;
  description: string;
  code: string;
  kind: AccountKind;
  currency: Currency;
  amount: bigint;
  last: boolean;
}

/** Rows of the book that are read at a time. */
const BATCH = 5_000;

/**
 * The book as a plain-text journal that `hledger check` accepts (https://hledger.org/hledger.html#journal): accounts and currencies declared,
 * then every entry that moved something, by the day on which it takes effect. Reservations are not in it.
 */
export async function* journalOf(trx: Reads<'ledger'>, book: Book): AsyncGenerator<string> {
  const accounts = await listAccounts(trx, book.id);
  yield `; ${oneLine(book.name)}\n\n${directives(accounts)}\n`;
  let after: { day: string; id: string } = { day: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await readRows(trx, book, after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(textOf).join('');
    after = { day: last.day, id: last.id };
  }
}

function directives(accounts: readonly Account[]): string {
  const codes = [...new Set(accounts.map(fullCode))].sort();
  const currencies = [...new Set(accounts.map(({ currency }) => currency))].sort();
  const sample = (currency: Currency) => {
    const text = toDecimalText(money(10n ** BigInt(currencyDecimals(currency) + 3), currency));
    return text.includes('.') ? text : `${text}.`;
  };
  return [...currencies.map((currency) => `commodity ${sample(currency)} ${currency}\n`), ...codes.map((code) => `account ${code}\n`)].join(
    '',
  );
}

async function readRows(trx: Reads<'ledger'>, { id }: Book, after: { day: string; id: string }): Promise<JournalRow[]> {
  const { rows } = await sql<JournalRow>`
    with next as (
      select e.id, e.effective_on, e.description
        from ledger.entries e
       where e.book_id = ${id}
         and e.kind in ('entry', 'settlement', 'reversal')
         and (e.effective_on, e.id) > (${after.day}::date, ${after.id}::uuid)
       order by e.effective_on, e.id
       limit ${BATCH}
    )
    select n.id, n.effective_on::text as day, n.description, a.code, a.kind, p.currency, p.amount_minor as amount,
           p.n = max(p.n) over (partition by n.id) as last
      from next n
      join ledger.postings p on p.entry_id = n.id
      join ledger.accounts a on a.id = p.account_id
     order by n.effective_on, n.id, p.n`.execute(trx);
  return rows;
}

const textOf = (row: JournalRow, index: number, rows: readonly JournalRow[]): string => {
  const head = rows[index - 1]?.id === row.id ? '' : `${row.day} * (${row.id}) ${oneLine(row.description)}\n`;
  return `${head}    ${fullCode(row)}  ${toDecimalText(money(row.amount, row.currency))} ${row.currency}\n${row.last ? '\n' : ''}`;
};

/** A text as the journal can hold it: one line, and nothing in it that would begin a comment. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc};|]+/gu, ' ').trim();
