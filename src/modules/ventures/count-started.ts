import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** Ventures that began to trade, and what was known of those whose twelfth month of trading ended. By the lead founder. */
export interface StartedCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  state: 'started' | 'alive' | 'paused' | 'closed' | 'not-known';
  count: number;
}

/** Counts both for a span, of the offices whose counts the actor may read; a venture that came trading already did not start here. */
export async function countStarted(
  trx: Reads<'ventures'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<StartedCount[]> {
  const { rows } = await sql<StartedCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, state, ventures::int as count
      from ventures.count_started(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
