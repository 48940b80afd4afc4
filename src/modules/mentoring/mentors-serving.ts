import { sql } from 'kysely';
import type { Reads } from '#kernel/db';

/** How many confirmed mentors would like to accompany the people of a track, and what they can help with; never who. */
export interface Serving {
  mentors: number;
  /** Codes of vocabulary `ventureNeeds`, the most common first. */
  topics: { topic: string; mentors: number }[];
}

/** For the public page of a track. */
export async function mentorsServing(trx: Reads<'mentoring'>, track: string): Promise<Serving> {
  const { rows } = await sql<{ topic: string | null; mentors: number }>`
    select topic, mentors::int from mentoring.serving(${track}) order by mentors desc, topic`.execute(trx);
  return {
    mentors: rows.find(({ topic }) => topic === null)?.mentors ?? 0,
    topics: rows.flatMap(({ topic, mentors }) => (topic === null ? [] : [{ topic, mentors }])),
  };
}
