import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Stage } from './venture.ts';

/** Ventures as they stand, by stage and sector, of the offices whose counts the actor may read: all, or those entered in a span. */
export async function countVentures(
  trx: Reads<'ventures'>,
  officeIds: readonly string[],
  entered: { from: Date; until: Date } | null = null,
): Promise<{ officeId: string; stage: Stage; sector: string; count: number }[]> {
  const { rows } = await sql<{ officeId: string; stage: Stage; sector: string; count: number }>`
    select office_id as "officeId", stage, sector, ventures::int as count
      from ventures.count_ventures(${[...officeIds]}::uuid[], ${entered?.from ?? null}, ${entered?.until ?? null})`.execute(trx);
  return rows;
}
