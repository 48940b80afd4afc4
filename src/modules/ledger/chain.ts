import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { BookId, EntryId } from './book.ts';

/** What the first seal of a book follows. */
export const CHAIN_START = '0'.repeat(64);

/** A seal over a batch of entries; `hash` is hexadecimal. */
export interface Seal {
  bookId: BookId;
  number: bigint;
  previousHash: string;
  hash: string;
  entries: EntryId[];
}

/** SHA-256 of the hash before, a line feed, and each line with a line feed: what anybody can compute again with common tools. */
export function sealHash(previousHash: string, lines: readonly string[]): string {
  const hash = createHash('sha256').update(`${previousHash}\n`);
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Seals up to `limit` entries of the book that has waited longest, for the jobs role; null when none waits. */
export async function sealBatch(trx: Writes<'ledger'>, limit = 2000): Promise<Seal | null> {
  await sql`select pg_advisory_xact_lock(hashtext('ledger.seals'))`.execute(trx);
  const waiting = await sql<{ id: EntryId; book_id: BookId; line: string }>`
    with book as (select book_id from ledger.unsealed order by entry_id limit 1)
    select u.entry_id as id, u.book_id, ledger.line_of(u.entry_id) as line
      from ledger.unsealed u
      join book on book.book_id = u.book_id
     order by u.entry_id
     limit ${limit}`.execute(trx);
  const bookId = waiting.rows[0]?.book_id;
  if (!bookId) return null;
  const last = await lastSeal(trx, bookId);
  const previousHash = last?.hash ?? CHAIN_START;
  const lines = waiting.rows.map(({ line }) => line);
  const entries = waiting.rows.map(({ id }) => id);
  const seal = { bookId, number: (last?.number ?? 0n) + 1n, previousHash, hash: sealHash(previousHash, lines), entries };
  await trx
    .insertInto('ledger.seals')
    .values({ book_id: bookId, number: seal.number, previous_hash: previousHash, hash: seal.hash, entries })
    .execute();
  await sql`delete from ledger.unsealed where entry_id = any (${entries}::uuid[])`.execute(trx);
  return seal;
}

/** The last seal of a book, for whoever keeps it elsewhere; null where there is none. */
export async function lastSeal(trx: Reads<'ledger'>, bookId: BookId): Promise<{ number: bigint; hash: string } | null> {
  const row = await trx
    .selectFrom('ledger.seals')
    .select(['number', 'hash'])
    .where('book_id', '=', bookId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** How far the chain of a book holds, and the first place that does not. */
export interface BookReport {
  seals: number;
  entries: number;
  /** Entries that wait for their seal. */
  waiting: number;
  broken: { seal: bigint; reason: 'seal-missing' | 'seal-changed' | 'entry-changed' } | { seal: null; reason: 'entry-unsealed' } | null;
}

/** Computes the chain of a book again from its entries. `known` is a seal kept elsewhere: without it nobody can tell that the end was cut off. */
export async function verifyBook(trx: Reads<'ledger'>, bookId: BookId, known?: { number: bigint; hash: string }): Promise<BookReport> {
  const report: BookReport = { seals: 0, entries: 0, waiting: 0, broken: null };
  let previous = { number: 0n, hash: CHAIN_START };
  for await (const { seal, lines } of sealedLines(trx, bookId)) {
    const reason =
      seal.number !== previous.number + 1n
        ? 'seal-missing'
        : seal.previousHash !== previous.hash || (known?.number === seal.number && known.hash !== seal.hash)
          ? 'seal-changed'
          : sealHash(previous.hash, lines) === seal.hash
            ? null
            : 'entry-changed';
    if (reason) return { ...report, broken: { seal: seal.number, reason } };
    report.seals += 1;
    report.entries += lines.length;
    previous = seal;
  }
  if (known && previous.number < known.number) return { ...report, broken: { seal: previous.number + 1n, reason: 'seal-missing' } };
  const { rows } = await sql<{ all: number; waiting: number }>`
    select (select count(*)::int from ledger.entries where book_id = ${bookId}) as all,
           (select count(*)::int from ledger.unsealed where book_id = ${bookId}) as waiting`.execute(trx);
  report.waiting = rows[0]?.waiting ?? 0;
  if (report.entries + report.waiting !== rows[0]?.all) report.broken = { seal: null, reason: 'entry-unsealed' };
  return report;
}

/** The seals of a book in order, each with the lines that it covers. */
async function* sealedLines(trx: Reads<'ledger'>, bookId: BookId): AsyncGenerator<{ seal: Seal; lines: string[] }> {
  for (let after = 0n; ;) {
    const row = await trx
      .selectFrom('ledger.seals')
      .select(['number', 'previous_hash', 'hash', 'entries'])
      .where('book_id', '=', bookId)
      .where('number', '>', after)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    if (!row) return;
    const { rows } = await sql<{ line: string | null }>`
      select ledger.line_of(u.id) as line from unnest(${row.entries}::uuid[]) with ordinality as u (id, n) order by u.n`.execute(trx);
    const seal = { bookId, number: row.number, previousHash: row.previous_hash, hash: row.hash, entries: row.entries as EntryId[] };
    yield { seal, lines: rows.map(({ line }) => line ?? '') };
    after = row.number;
  }
}

/**
 * The sealed entries of a book as text that an outsider checks without Ponte: for each seal a line `seal <number> <hash before> <hash> <count>`
 * and then its lines, as they were hashed (docs/operations/ledger.md shows how with common tools).
 */
export async function* chainText(trx: Reads<'ledger'>, bookId: BookId): AsyncGenerator<string> {
  for await (const { seal, lines } of sealedLines(trx, bookId))
    yield `seal ${seal.number} ${seal.previousHash} ${seal.hash} ${lines.length}\n${lines.map((line) => `${line}\n`).join('')}`;
}
