import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Id } from '#kernel/db';
import { toContent } from './read-content.ts';
import type { AccountId, CourseContent, CourseId, VersionId } from './course.ts';

export type StudyId = Id<'learning.studies'>;

/** A learner takes a version of a course. */
export interface Study {
  id: StudyId;
  accountId: string;
  courseId: CourseId;
  versionId: VersionId;
  begunAt: Date;
  changedAt: Date;
  lessonsDone: number;
  finishedAt: Date | null;
  /** Whether the learner has judged the course. */
  evaluated: boolean;
}

/** The same with the course as that version has it. */
export interface StudyWithContent extends Study {
  courseCode: string;
  versionNumber: number;
  content: CourseContent;
}

const columns = [
  's.id',
  's.account_id as accountId',
  sql<CourseId>`s.course_id`.as('courseId'), // its key is shared with the version's, which hides the brand
  's.version_id as versionId',
  's.begun_at as begunAt',
  's.changed_at as changedAt',
  's.lessons_done as lessonsDone',
  's.finished_at as finishedAt',
  's.evaluated',
] as const;

/** The learner's study of a course: the one under way, else the newest; null where they never began. */
export async function studyOf(trx: Reads<'learning'>, accountId: string, courseId: CourseId): Promise<Study | null> {
  const row = await trx
    .selectFrom('learning.studies as s')
    .select(columns)
    .where('s.account_id', '=', accountId as AccountId)
    .where('s.course_id', '=', courseId)
    .orderBy((eb) => eb('s.finished_at', 'is', null), 'desc')
    .orderBy('s.begun_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

const withContent = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.studies as s')
    .innerJoin('learning.versions as v', 'v.id', 's.version_id')
    .innerJoin('learning.courses as c', 'c.id', 's.course_id')
    .select([...columns, 'v.content', 'v.number as versionNumber', 'c.code as courseCode']);

/** All that accounts learn or have learned, the latest first; of others only what the actor may read. */
export async function studiesOf(trx: Reads<'learning'>, accountIds: readonly string[]): Promise<StudyWithContent[]> {
  if (accountIds.length === 0) return [];
  const rows = await withContent(trx)
    .where('s.account_id', 'in', [...accountIds] as AccountId[])
    .orderBy('s.changed_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, content: toContent(row.content) }));
}

/** One study, or null where it is not there or not open to the actor. */
export async function getStudy(trx: Reads<'learning'>, id: StudyId): Promise<StudyWithContent | null> {
  const row = await withContent(trx).where('s.id', '=', id).executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}
