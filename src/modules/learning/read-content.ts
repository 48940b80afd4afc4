import type { CourseContent } from './course.ts';

/** A stored course. Its shape was checked by `courseContent` when it was written. */
export function toContent(stored: unknown): CourseContent {
  return stored as CourseContent; // only use cases of this module write it, each through the schema
}
