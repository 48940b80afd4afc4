import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** Courses begun, and courses finished, by people with a file. */
export interface LearnerCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  state: 'begun' | 'finished';
  count: number;
}

/** Counts both for a span, of the offices whose counts the actor may read. */
export async function countLearners(
  trx: Reads<'learning'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<LearnerCount[]> {
  const { rows } = await sql<LearnerCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, state, studies::int as count
      from learning.count_learners(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
