import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** Files opened in a span, by what counts are split by. */
export interface PeopleCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  count: number;
}

/** Counts the files opened at the offices whose counts the actor may read. */
export async function countPeople(
  trx: Reads<'people'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<PeopleCount[]> {
  const { rows } = await sql<PeopleCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, people::int as count
      from people.count_people(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
