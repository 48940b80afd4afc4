import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** Cases closed in a span, by outcome. */
export interface OutcomeCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  personOutcome: string;
  ventureOutcome: string | null;
  count: number;
}

/** Counts the cases closed at the offices whose counts the actor may read. */
export async function countOutcomes(
  trx: Reads<'cases'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks,
           person_outcome as "personOutcome", venture_outcome as "ventureOutcome", cases::int as count
      from cases.count_outcomes(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
