import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';
import type { PlanState } from './plan.ts';

interface Counted {
  officeId: string;
  gender: string;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  /** Tracks that the person named. */
  tracks: string[];
  count: number;
}

/** Returns that people began to consider in a span, by the state in which they stand now. */
export interface ReturnCount extends Counted {
  /** Codes of both countries (ISO 3166-1). */
  leaving: string;
  arriving: string;
  state: PlanState;
}

/** Follow-ups after a return, done or due in a span. */
export interface ReturnFollowUpCount extends Counted {
  state: 'without-sign' | 'with-sign' | 'overdue' | 'to-come';
}

/** Counts returns of the offices whose counts the actor may read; numbers only, the page withholds small cells. */
export async function countReturns(
  trx: Reads<'returns'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<ReturnCount[]> {
  const { rows } = await sql<ReturnCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, leaving, arriving, state,
           returns::int as count
      from returns.count_returns(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}

/** Counts follow-ups between two days (`YYYY-MM-DD`, both included), of the offices whose counts the actor may read. */
export async function countReturnFollowUps(
  trx: Reads<'returns'>,
  officeIds: readonly string[],
  days: { from: string; until: string },
): Promise<ReturnFollowUpCount[]> {
  const { rows } = await sql<ReturnFollowUpCount>`
    select office_id as "officeId", gender, origin_place_id as "originPlaceId", residence_place_id as "residencePlaceId", tracks, state, follow_ups::int as count
      from returns.count_follow_ups(${[...officeIds]}::uuid[], ${days.from}::date, ${days.until}::date)`.execute(trx);
  return rows;
}
