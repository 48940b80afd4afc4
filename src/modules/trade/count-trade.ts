import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { CorridorId } from '#modules/places';

/**
 * What is counted: offers and requests published, interests that both sides confirmed, meetings held at fairs, contacts
 * that met and contracts as told after six months, and what was traded: quantities and money.
 */
export const countedKinds = ['offer', 'request', 'interest', 'meeting', 'met', 'contract', 'volume', 'value'] as const;

/** Numbers only. An interest counts at the office of the offer, a fair's meeting at the office that holds the fair. */
export interface TradeCount {
  officeId: string;
  corridorId: CorridorId;
  what: (typeof countedKinds)[number];
  /** For a volume the unit, for a value the currency (ISO 4217); else null. */
  measure: string | null;
  count: number;
  /** For a volume whole units, for a value the currency's smallest unit; else null. A sum of fewer than five reports is withheld by whoever shows it. */
  amount: bigint | null;
}

/**
 * Counts trade in a span at the offices whose counts the actor may read. With a `track` only what ventures did of which
 * a founder counts themselves to it. Where both sides reported, one of the two reports counts.
 */
export async function countTrade(
  trx: Reads<'trade'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
  track: string | null = null,
): Promise<TradeCount[]> {
  const { rows } = await sql<Omit<TradeCount, 'amount'> & { amount: string | null }>`
    select office_id as "officeId", corridor_id as "corridorId", what, measure, times::int as count, amount::text as amount
      from trade.count_trade(${[...officeIds]}::uuid[], ${span.from}, ${span.until}, ${track}::text)
     order by office_id, corridor_id, what, measure`.execute(trx);
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : BigInt(row.amount) }));
}

/** Meetings held at fairs and contracts reported along a corridor, for anybody; null stands for a count from 1 to 4. */
export async function countCorridor(
  trx: Reads<'trade'>,
  corridorId: CorridorId,
): Promise<{ meetings: number | null; contracts: number | null }> {
  const { rows } = await sql<{ meetings: number | null; contracts: number | null }>`
    select meetings::int, contracts::int from trade.count_corridor(${corridorId})`.execute(trx);
  return rows[0] ?? { meetings: 0, contracts: 0 };
}
