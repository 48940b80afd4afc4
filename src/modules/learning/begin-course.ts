import { newId, type Writes } from '#kernel/db';
import type { AccountId, CourseId, VersionId } from './course.ts';
import { refuse } from './refusals.ts';
import { studyOf, type StudyId } from './study.ts';

/**
 * Lets a learner begin a course, in the version published now; who is in the middle of an older one goes on with that.
 * Refusals: `not-found` (no such course, or nobody begins it any more).
 */
export async function beginCourse(trx: Writes<'learning'>, accountId: string, courseId: CourseId): Promise<StudyId> {
  const course = await trx
    .selectFrom('learning.courses')
    .select(['version_id', 'withdrawn_at'])
    .where('id', '=', courseId)
    .executeTakeFirst();
  const under = await studyOf(trx, accountId, courseId);
  if (under && under.finishedAt === null) return under.id;
  if (!course?.version_id || course.withdrawn_at) throw refuse('not-found');
  if (under?.versionId === course.version_id) return under.id;
  await trx
    .insertInto('learning.studies')
    .values({
      id: newId<'learning.studies'>(),
      account_id: accountId as AccountId,
      course_id: courseId,
      version_id: course.version_id as VersionId,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'version_id']).doNothing())
    .execute();
  const study = await studyOf(trx, accountId, courseId);
  if (!study) throw refuse('not-found');
  return study.id;
}
