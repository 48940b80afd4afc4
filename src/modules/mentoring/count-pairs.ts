import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';
import type { resultCodes } from './follow-up.ts';
import type { MentorEnd, PairState } from './pair.ts';

/** Pairs that started in a span, with their sessions held and the minutes given; numbers only, by the founder. */
export interface PairCount {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  state: PairState;
  end: MentorEnd;
  count: number;
  sessions: number;
  minutes: number;
}

/** Counts the pairs of the offices whose counts the actor may read. */
export async function countPairs(
  trx: Reads<'mentoring'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<PairCount[]> {
  const { rows } = await sql<PairCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks,
           state, mentor_end as "end", pairs::int as count, sessions::int as sessions, minutes::int as minutes
      from mentoring.count_pairs(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}

/** Pairs that started in a span by what came of them; a pair counts once under each result that a side named. */
export interface PairResultCount extends Pick<
  PairCount,
  'officeId' | 'gender' | 'originPlaceId' | 'residencePlaceId' | 'tracks' | 'count'
> {
  /** `no-answer` where neither side has answered a follow-up yet. */
  result: (typeof resultCodes)[number] | 'no-answer';
}

/** Counts what came of the pairs of the offices whose counts the actor may read. */
export async function countPairResults(
  trx: Reads<'mentoring'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<PairResultCount[]> {
  const { rows } = await sql<PairResultCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, result,
           pairs::int as count
      from mentoring.count_results(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
