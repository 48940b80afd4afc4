import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { courseContent, type CourseContent, type CourseId, type VersionId } from './course.ts';
import { toContent } from './read-content.ts';
import { refuse } from './refusals.ts';

/** A course as its editors see it. */
export interface Draft {
  id: CourseId;
  code: string;
  officeId: string | null;
  /** Grows with each change. */
  number: number;
  content: CourseContent;
  updatedAt: Date;
  versionId: VersionId | null;
  versionNumber: number | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
}

const drafts = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.courses as c')
    .innerJoin('learning.drafts as d', 'd.course_id', 'c.id')
    .leftJoin('learning.versions as v', 'v.id', 'c.version_id')
    .select([
      'c.id',
      'c.code',
      'c.office_id as officeId',
      sql<VersionId | null>`c.version_id`.as('versionId'),
      'c.withdrawn_at as withdrawnAt',
      'd.number',
      'd.updated_at as updatedAt',
      'v.number as versionNumber',
      'v.published_at as publishedAt',
    ]);

/** A course that the actor builds; null where it is not there or not theirs. */
export async function getDraft(trx: Reads<'learning'>, id: CourseId): Promise<Draft | null> {
  const row = await drafts(trx).select('d.content').where('c.id', '=', id).executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}

/** Courses that the actor builds, the last changed first. */
export async function listDrafts(trx: Reads<'learning'>): Promise<(Omit<Draft, 'content'> & { title: Translated })[]> {
  return await drafts(trx).select('c.title').orderBy('d.updated_at', 'desc').limit(300).execute();
}

/**
 * Changes a course that the actor builds. Refusals: `not-found`, `changed-meanwhile` (somebody saved since the number that
 * the form shows), `too-many` (more lessons, blocks or questions than a course can have).
 */
export async function changeDraft(
  trx: Writes<'learning'>,
  accountId: string,
  id: CourseId,
  change: (content: CourseContent) => CourseContent,
  seen: number | null = null,
): Promise<CourseContent> {
  const before = await trx
    .selectFrom('learning.drafts')
    .select(['number', 'content'])
    .where('course_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw refuse('not-found');
  if (seen !== null && seen !== before.number) throw refuse('changed-meanwhile');
  const parsed = courseContent.safeParse(change(toContent(before.content)));
  if (!parsed.success) throw refuse('too-many');
  const content = parsed.data;
  await trx
    .updateTable('learning.drafts')
    .set({ content: JSON.stringify(content), number: before.number + 1, updated_by: accountId, updated_at: new Date() })
    .where('course_id', '=', id)
    .execute();
  await trx
    .updateTable('learning.courses')
    .set({ title: JSON.stringify(content.title) })
    .where('id', '=', id)
    .execute();
  return content;
}
