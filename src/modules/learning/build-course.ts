import { randomBytes } from 'node:crypto';
import { record } from '#kernel/audit';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { Track } from '#modules/tracks';
import { slugOf } from './arrange-course.ts';
import { courseProblems, type CourseProblem } from './course-problems.ts';
import { courseContent, usualRule, type Audience, type CourseContent, type CourseId, type Mode } from './course.ts';
import { getDraft } from './draft.ts';
import { publishContent } from './import-courses.ts';
import { toContent } from './read-content.ts';
import { refuse } from './refusals.ts';

// uses messages: learning.verb.*
// uses messages: learning.purpose.*
type OfficeId = Id<'offices.offices'>;

export interface NewCourse {
  officeId: OfficeId | null;
  /** Language in which it is written first. */
  lang: string;
  title: string;
  summary: string;
  audience: Audience[];
  tracks: Track[];
  mode: Mode;
  minutes: number;
}

/** Begins a course without lessons. Row security refuses an office for which the actor does not build courses. */
export async function createCourse(trx: Writes<'learning' | 'audit'>, accountId: string, given: NewCourse, now: Date): Promise<CourseId> {
  const author = { by: accountId, kind: 'human', at: now.toISOString() } as const;
  const content = courseContent.parse({
    title: makeTranslated(given.lang, given.title, author),
    summary: makeTranslated(given.lang, given.summary, author),
    audience: given.audience,
    tracks: given.tracks,
    mode: given.mode,
    minutes: given.minutes,
    source: '',
    asOf: now.toISOString().slice(0, 7),
    rule: usualRule,
    lessons: [],
  });
  return await addCourse(trx, accountId, { officeId: given.officeId, content, copiedFrom: null, verb: 'learning.created' });
}

/**
 * Copies a course to an office, which then changes it as it likes; of one that the actor does not build, what is published.
 * Refusals: `not-found`.
 */
export async function copyCourse(
  trx: Writes<'learning' | 'audit'>,
  accountId: string,
  id: CourseId,
  officeId: OfficeId,
): Promise<CourseId> {
  const content = (await getDraft(trx, id))?.content ?? (await publishedContent(trx, id));
  if (!content) throw refuse('not-found');
  return await addCourse(trx, accountId, { officeId, content, copiedFrom: id, verb: 'learning.copied' });
}

async function publishedContent(trx: Reads<'learning'>, id: CourseId): Promise<CourseContent | null> {
  const row = await trx
    .selectFrom('learning.courses as c')
    .innerJoin('learning.versions as v', 'v.id', 'c.version_id')
    .select('v.content')
    .where('c.id', '=', id)
    .executeTakeFirst();
  return row ? toContent(row.content) : null;
}

interface Added {
  officeId: OfficeId | null;
  content: CourseContent;
  copiedFrom: CourseId | null;
  verb: string;
}

async function addCourse(
  trx: Writes<'learning' | 'audit'>,
  accountId: string,
  { officeId, content, copiedFrom, verb }: Added,
): Promise<CourseId> {
  const id = newId<'learning.courses'>();
  // Courses that are not published are not seen by all who make one, so no look-up can tell whether a code is free.
  const code = `${slugOf(content.title.texts[content.title.source]?.text ?? '') || 'course'}-${randomBytes(3).toString('hex')}`;
  const title = JSON.stringify(content.title);
  await trx
    .insertInto('learning.courses')
    .values({ id, code, office_id: officeId, title, copied_from: copiedFrom, created_by: accountId })
    .execute();
  await trx
    .insertInto('learning.drafts')
    .values({ course_id: id, content: JSON.stringify(content), updated_by: accountId })
    .execute();
  await note(trx, verb, id, officeId);
  return id;
}

/** Publishes what the draft says now as the next version. Refusals: `not-found`, `not-ready` (see courseProblems). */
export async function publishCourse(trx: Writes<'learning' | 'audit'>, accountId: string, id: CourseId): Promise<void> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (problemsOf(draft.content).length > 0) throw refuse('not-ready');
  await publishContent(trx, id, draft.content, accountId);
  // From now on an import leaves it alone: what an editor published is theirs.
  await trx.updateTable('learning.courses').set({ imported_hash: null }).where('id', '=', id).execute();
  await note(trx, 'learning.published', id, draft.officeId);
}

export const problemsOf = (content: CourseContent): CourseProblem[] => courseProblems(content);

/** Takes a course out of the catalogue, or puts it back; who began it finishes it. Refusals: `not-found`, `not-published`. */
export async function withdrawCourse(trx: Writes<'learning' | 'audit'>, id: CourseId, withdrawn: boolean): Promise<void> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (!draft.versionId) throw refuse('not-published');
  await trx
    .updateTable('learning.courses')
    .set({ withdrawn_at: withdrawn ? new Date() : null })
    .where('id', '=', id)
    .execute();
  await note(trx, withdrawn ? 'learning.withdrawn' : 'learning.restored', id, draft.officeId);
}

async function note(trx: Writes<'audit'>, verb: string, id: CourseId, officeId: string | null): Promise<void> {
  await record(trx, { verb, purpose: 'learning.purpose.building', scopeId: officeId, objectKind: 'course', objectId: id });
}
