import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { fingerprint, type Keyring } from '#kernel/keys';
import { canonicalLine, CHAIN_START, sealHash } from './canonical.ts';

/** What is wrong with the chain at its first broken place. */
export type Break =
  | 'seal-missing' // a number is skipped, or the end known from outside is gone
  | 'seal-changed' // the seal does not follow from the one before, or its mac was not made with the network's key
  | 'entry-missing' // fewer or other entries than were sealed
  | 'entry-changed' // the sealed text is another now
  | 'entry-unsealed'; // an entry from before yesterday that no seal covers: put in afterwards

/** The outcome of a check: how much holds, and the first place that does not. */
export interface ChainReport {
  seals: number;
  entries: number;
  /** Entries of the last day that wait for their seal. */
  waiting: number;
  broken: { seal: bigint | null; reason: Break } | null;
}

interface SealRow {
  number: bigint;
  first_entry: bigint;
  last_entry: bigint;
  entries: string;
  entry_count: number;
  previous_hash: string;
  hash: string;
  mac: string;
}

/**
 * Checks every seal from the first on and says which is the first broken one, whoever changed it. `known` is a seal
 * seen earlier (from the log or a printed report): without it nobody can tell that the end of the chain was cut off.
 */
export async function verifyChain(trx: Reads<'audit'>, keyring: Keyring, known?: { number: bigint; hash: string }): Promise<ChainReport> {
  const report: ChainReport = { seals: 0, entries: 0, waiting: 0, broken: null };
  let previous = { number: 0n, hash: CHAIN_START };
  for (;;) {
    const seals = await readSeals(trx, previous.number);
    for (const seal of seals) {
      const reason = checkSeal(seal, previous, keyring) ?? (await checkEntries(trx, seal));
      if (reason) return { ...report, broken: { seal: seal.number, reason } };
      if (known?.number === seal.number && known.hash !== seal.hash)
        return { ...report, broken: { seal: seal.number, reason: 'seal-changed' } };
      report.seals += 1;
      report.entries += seal.entry_count;
      previous = { number: seal.number, hash: seal.hash };
    }
    if (seals.length === 0) break;
  }
  if (known && previous.number < known.number) return { ...report, broken: { seal: previous.number + 1n, reason: 'seal-missing' } };
  const unsealed = await countUnsealed(trx);
  report.waiting = unsealed.fresh;
  if (unsealed.old > 0) report.broken = { seal: null, reason: 'entry-unsealed' };
  return report;
}

async function readSeals(trx: Reads<'audit'>, after: bigint): Promise<SealRow[]> {
  return await trx
    .selectFrom('audit.seals')
    .select(['number', 'first_entry', 'last_entry', 'entries', 'entry_count', 'previous_hash', 'hash', 'mac'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(100)
    .execute();
}

function checkSeal(seal: SealRow, previous: { number: bigint; hash: string }, keyring: Keyring): Break | null {
  if (seal.number !== previous.number + 1n) return 'seal-missing';
  if (seal.previous_hash !== previous.hash) return 'seal-changed';
  return seal.mac === fingerprint(keyring, 'audit', seal.hash) ? null : 'seal-changed';
}

async function checkEntries(trx: Reads<'audit'>, seal: SealRow): Promise<Break | null> {
  // The bounds let the index find the entries; the ranges say which of them, since late ones lie in between.
  const { rows } = await sql<{ line: string }>`
    select ${canonicalLine} as line
      from audit.entries e
     where e.id between ${seal.first_entry} and ${seal.last_entry}
       and ${seal.entries}::int8multirange @> e.id
     order by e.id`.execute(trx);
  if (rows.length !== seal.entry_count) return 'entry-missing';
  return sealHash(
    seal.previous_hash,
    rows.map((row) => row.line),
  ) === seal.hash
    ? null
    : 'entry-changed';
}

async function countUnsealed(trx: Reads<'audit'>): Promise<{ fresh: number; old: number }> {
  const { rows } = await sql<{ fresh: number; old: number }>`
    with gaps as (
      select unnest(int8multirange(int8range(0, null)) - coalesce(range_agg(entries), '{}')) as ids
        from audit.seals
    )
    select (count(*) filter (where e.at >= now() - interval '1 day'))::int as fresh,
           (count(*) filter (where e.at < now() - interval '1 day'))::int as old
      from gaps
      join audit.entries e on e.id >= lower(gaps.ids) and e.id < coalesce(upper(gaps.ids), 9223372036854775807)`.execute(trx);
  return rows[0] ?? { fresh: 0, old: 0 };
}
