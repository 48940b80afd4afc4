import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { CourseId } from './course.ts';

/** Courses begun and finished in a time by people with a file at these offices, of those whose counts the actor may read. */
export async function countStudies(
  trx: Reads<'learning'>,
  officeIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<{ officeId: string; courseId: CourseId; begun: number; finished: number }[]> {
  const { rows } = await sql<{ officeId: string; courseId: CourseId; begun: number; finished: number }>`
    select office_id as "officeId", course_id as "courseId", begun::int, finished::int
      from learning.count_studies(${[...officeIds]}::uuid[], ${from}, ${to})`.execute(trx);
  return rows;
}
