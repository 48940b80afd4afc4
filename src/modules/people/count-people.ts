import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';

/** Files opened in a span, by gender and by the two ends of the corridor. */
export interface PeopleCount {
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  count: number;
}

/** Counts the files opened at the offices whose counts the actor may read. */
export async function countPeople(
  trx: Reads<'people'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<PeopleCount[]> {
  const { rows } = await sql<PeopleCount>`
    select gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", sum(people)::int as count
      from people.count_people(${[...officeIds]}::uuid[], ${span.from}, ${span.until})
     group by gender, origin_place_id, residence_place_id`.execute(trx);
  return rows;
}
