import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';
import type { Level, Result } from './judge.ts';
import type { Area } from './questions.ts';

/** Numbers only, by office and corridor; whoever shows them withholds small cells. */
interface Counted {
  officeId: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  count: number;
}

export interface DistanceCount extends Counted {
  area: Area;
  /** In their first assessment, or in their latest one of the span. */
  moment: 'before' | 'after';
  level: Level;
}

/** By what all figures of the region are split by. */
interface CountedPeople extends Counted {
  gender: string;
  /** Tracks that the person named. */
  tracks: string[];
}

/** Whether the areas judged in the first and in the latest assessment add up to more, the same or less. */
export interface ChangeCount extends CountedPeople {
  state: 'further' | 'same' | 'less';
}

export interface ResultCount extends CountedPeople {
  result: Result;
}

interface Wanted {
  officeIds: readonly string[];
  from: Date;
  until: Date;
  /** Only people on this track; all where nothing is said. */
  track?: string;
}

/** People by area and level, before and after, of the offices whose counts the actor may read; only those with two assessments. */
export async function countDistance(trx: Reads<'readiness'>, { officeIds, from, until, track }: Wanted): Promise<DistanceCount[]> {
  const { rows } = await sql<DistanceCount>`
    select office_id as "officeId", origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId",
           area, moment, level, people::int as count
      from readiness.count_distance(${[...officeIds]}::uuid[], ${from}, ${until}, ${track ?? null})`.execute(trx);
  return rows;
}

/** People by the result of their latest assessment of the span, of the offices whose counts the actor may read. */
export async function countResults(trx: Reads<'readiness'>, { officeIds, from, until, track }: Wanted): Promise<ResultCount[]> {
  const { rows } = await sql<ResultCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks,
           result, people::int as count
      from readiness.count_results(${[...officeIds]}::uuid[], ${from}, ${until}, ${track ?? null})`.execute(trx);
  return rows;
}

/** People with two assessments, the later one in the span, of the offices whose counts the actor may read. */
export async function countChange(trx: Reads<'readiness'>, { officeIds, from, until }: Omit<Wanted, 'track'>): Promise<ChangeCount[]> {
  const { rows } = await sql<ChangeCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, state, people::int as count
      from readiness.count_change(${[...officeIds]}::uuid[], ${from}, ${until})`.execute(trx);
  return rows;
}
