import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Audience, Mode } from './course.ts';

/** Groups of one office, audience and way, with how many took part: numbers only, small ones still in it. */
export interface GroupCount {
  officeId: string;
  audience: Audience;
  way: Mode;
  womenOnly: boolean;
  groups: number;
  places: number;
  /** People with a place. */
  enrolments: number;
  /** People who wait for one. */
  waiting: number;
  /** Ticks "present" at the sessions of the time … */
  attended: number;
  /** … of all ticks: the attendance rate is attended by marked. */
  marked: number;
}

/**
 * Groups with a session from one moment until before another, of those offices whose counts the actor may read. A corridor
 * is the sum of the offices at its ends. `begun`: places and who has them are of groups alone that began in the time. Whoever shows it withholds small cells: a group of three is three people.
 */
export async function countGroups(
  trx: Reads<'learning'>,
  officeIds: readonly string[],
  { from, to, begun = false }: { from: Date; to: Date; begun?: boolean },
): Promise<GroupCount[]> {
  const { rows } = await sql<GroupCount>`
    select office_id as "officeId", audience, way, women_only as "womenOnly", groups::int, places::int, enrolments::int, waiting::int,
           attended::int, marked::int
      from learning.count_groups(${[...officeIds]}::uuid[], ${from}, ${to}, ${begun})`.execute(trx);
  return rows;
}
