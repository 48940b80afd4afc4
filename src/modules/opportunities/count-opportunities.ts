import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { CorridorId } from '#modules/places';
import type { End, Kind } from './opportunity.ts';

/** Numbers only; whoever shows those of ventures withholds small cells. */
export interface OpportunityCounts {
  /** Shown today, by keeping office, corridor (null: for all) and end. One for two corridors counts in both. */
  shown: { officeId: string; corridorId: CorridorId | null; atEnd: End; kind: Kind; count: number }[];
  /** Ventures of an office for which at least one is shown, that are interested in one, and that have one in their plan. */
  ventures: { officeId: string; matched: number; interested: number; planned: number }[];
}

/**
 * Counts opportunities that are published and valid today, and ventures that one fits by sector, stage and place, of the
 * offices whose counts the actor may read; `entered`: only of ventures entered in that time. Conditions are not part of the count.
 */
export async function countOpportunities(
  trx: Reads<'opportunities'>,
  { officeIds, entered = null }: { officeIds: readonly string[]; entered?: { from: Date; until: Date } | null },
): Promise<OpportunityCounts> {
  const wanted = new Set(officeIds);
  const { rows: shown } = await sql<OpportunityCounts['shown'][number]>`
    select office_id as "officeId", corridor_id as "corridorId", at_end as "atEnd", kind, shown::int as count
      from opportunities.count_shown()`.execute(trx);
  const { rows: ventures } = await sql<OpportunityCounts['ventures'][number]>`
    select office_id as "officeId", matched::int as matched, interested::int as interested, planned::int as planned
      from opportunities.count_ventures(${[...officeIds]}::uuid[], ${entered?.from ?? null}, ${entered?.until ?? null})`.execute(trx);
  return { shown: shown.filter(({ officeId }) => wanted.has(officeId)), ventures };
}
