import { refuseHttp, type Context } from '#kernel/http';
import type { CourseContent, CourseId, Lesson } from '../course.ts';
import { lessonOf } from '../course.ts';
import { eventsOf } from '../learning-event.ts';
import { findCourse, type PublishedCourse } from '../list-courses.ts';
import { progressOf, type Progress } from '../progress.ts';
import { getStudy, studyOf, type Study } from '../study.ts';

/** A course as this reader meets it: the version they began, else the one published now. */
export interface OpenCourse {
  course: PublishedCourse;
  content: CourseContent;
  study: Study | null;
  progress: Progress | null;
}

/** Opens a course by its code. Refusals: not found, also for one that was withdrawn and that this reader never began. */
export async function openCourse(ctx: Context, code: string): Promise<OpenCourse> {
  const course = await findCourse(ctx.trx, code);
  if (!course) throw refuseHttp('not-found');
  const study = await readerStudy(ctx, course.id);
  if (course.withdrawn && !study) throw refuseHttp('not-found');
  if (!study) return { course, content: course.content, study: null, progress: null };
  const content = study.versionId === course.versionId ? course.content : ((await getStudy(ctx.trx, study.id))?.content ?? course.content);
  const events = await eventsOf(ctx.trx, [study.id]);
  return { course, content, study, progress: progressOf(content, events.get(study.id) ?? []) };
}

async function readerStudy(ctx: Context, id: CourseId): Promise<Study | null> {
  const { accountId } = ctx.actor;
  return accountId && ctx.session && !ctx.session.locked ? await studyOf(ctx.trx, accountId, id) : null;
}

export interface OpenLesson extends OpenCourse {
  lesson: Lesson;
  index: number;
}

/** Opens a lesson. Refusals: not found. */
export async function openLessonOf(ctx: Context, code: string, lessonCode: string): Promise<OpenLesson> {
  const open = await openCourse(ctx, code);
  const lesson = lessonOf(open.content, lessonCode);
  if (!lesson) throw refuseHttp('not-found');
  return { ...open, lesson, index: open.content.lessons.indexOf(lesson) };
}

/** Anybody reads the first lesson; the others ask who reads, so that progress belongs to somebody. */
export function mayRead(ctx: Context, index: number): boolean {
  return index === 0 || (ctx.session !== null && !ctx.session.locked);
}
