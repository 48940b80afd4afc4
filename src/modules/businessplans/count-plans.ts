import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** How far a plan is: begun, with costed products, signed off by founder and counsellor, confirmed by an expert. */
export type PlanProgress = 'begun' | 'costed' | 'signed' | 'confirmed';

/** Plans by what counts are split by, of the lead founder. */
export interface PlanCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  state: PlanProgress;
  count: number;
}

/**
 * Plans as they stand, of the offices whose counts the actor may read: all, or those begun in a span. The page withholds small
 * cells.
 */
export async function countPlans(
  trx: Reads<'businessplans'>,
  officeIds: readonly string[],
  begun: { from: Date; until: Date } | null = null,
): Promise<PlanCount[]> {
  const { rows } = await sql<PlanCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, state, plans::int as count
      from businessplans.count_plans(${[...officeIds]}::uuid[], ${begun?.from ?? null}, ${begun?.until ?? null})`.execute(trx);
  return rows;
}
