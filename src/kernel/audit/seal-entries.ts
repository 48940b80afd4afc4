import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import { fingerprint, type Keyring } from '#kernel/keys';
import { canonicalLine, CHAIN_START, sealHash } from './canonical.ts';

/** A seal that was just set; the job writes it into the log, so that a cut end of the chain can be proved from outside. */
export interface Seal {
  number: bigint;
  hash: string;
  entries: number;
}

/**
 * Seals the next batch of entries (at most `limit`), for the jobs role; null when none waits. Nodes that seal at the same
 * time go one after the other. An entry whose transaction commits late falls into a later seal; up to a day is looked back.
 */
export async function sealEntries(trx: Writes<'audit'>, keyring: Keyring, limit = 2000): Promise<Seal | null> {
  await sql`select pg_advisory_xact_lock(hashtext('audit.seals'))`.execute(trx);
  const waiting = await sql<{ id: bigint; line: string }>`
    with low as (
      select coalesce(max(last_entry), 0) as id
        from audit.seals
       where sealed_at < now() - interval '1 day'
    ),
    gaps as (
      select unnest(int8multirange(int8range((select id from low), null, '()')) - coalesce(range_agg(entries), '{}')) as ids
        from audit.seals
       where last_entry > (select id from low)
    )
    select e.id, ${canonicalLine} as line
      from gaps
      join audit.entries e on e.id >= lower(gaps.ids) and e.id < coalesce(upper(gaps.ids), 9223372036854775807)
     order by e.id
     limit ${limit}`.execute(trx);
  if (waiting.rows.length === 0) return null;
  const last = await trx.selectFrom('audit.seals').select(['number', 'hash']).orderBy('number', 'desc').limit(1).executeTakeFirst();
  const previousHash = last?.hash ?? CHAIN_START;
  const hash = sealHash(
    previousHash,
    waiting.rows.map((row) => row.line),
  );
  const ids = waiting.rows.map((row) => row.id);
  const seal = { number: (last?.number ?? 0n) + 1n, hash, entries: ids.length };
  await sql`
    insert into audit.seals (number, first_entry, last_entry, entry_count, previous_hash, hash, mac, entries)
    select ${seal.number}, min(id), max(id), count(*), ${previousHash}, ${hash}, ${fingerprint(keyring, 'audit', hash)},
           range_agg(int8range(id, id, '[]'))
      from unnest(${ids}::int8[]) as id`.execute(trx);
  return seal;
}
