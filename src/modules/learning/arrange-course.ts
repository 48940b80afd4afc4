import type { Block, CourseContent, Lesson, Question } from './course.ts';
import { refuse } from './refusals.ts';

/** Ways to put a lesson, a block or a question elsewhere in its list. */
export const arrangements = ['up', 'down', 'remove'] as const;
export type Arrangement = (typeof arrangements)[number];

/** The list with one entry moved by one place, or without it; the first stays first and the last stays last. */
export function arrange<T>(list: readonly T[], index: number, how: Arrangement): T[] {
  const others = list.filter((_one, at) => at !== index);
  const one = list[index];
  if (one === undefined || how === 'remove') return others;
  const to = Math.max(0, Math.min(others.length, how === 'up' ? index - 1 : index + 1));
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** The course with one lesson changed. Refusals: `not-found`. */
export function withLesson(content: CourseContent, code: string, change: (lesson: Lesson) => Lesson): CourseContent {
  requireFound(content.lessons.findIndex((one) => one.code === code));
  return { ...content, lessons: content.lessons.map((one) => (one.code === code ? change(one) : one)) };
}

/** The course with one block changed. Refusals: `not-found`. */
export function withBlock(content: CourseContent, lesson: string, id: string, change: (block: Block) => Block): CourseContent {
  return withLesson(content, lesson, (one) => {
    requireFound(one.blocks.findIndex((block) => block.id === id));
    return { ...one, blocks: one.blocks.map((block) => (block.id === id ? change(block) : block)) };
  });
}

/** The course with the questions of one quiz changed. Refusals: `not-found`. */
export function withQuestions(
  content: CourseContent,
  lesson: string,
  id: string,
  change: (questions: Question[]) => Question[],
): CourseContent {
  return withBlock(content, lesson, id, (block) => {
    if (block.kind !== 'quiz') throw refuse('not-found');
    return { ...block, questions: change(block.questions) };
  });
}

/** Where an entry stands. Refusals: `not-found`. */
export function placeOf<T>(list: readonly T[], is: (one: T) => boolean): number {
  return requireFound(list.findIndex(is));
}

function requireFound(index: number): number {
  if (index < 0) throw refuse('not-found');
  return index;
}

/** A short name made of a title's first words that no other entry bears. */
export function freshCode(title: string, taken: readonly string[], otherwise: string): string {
  const base = slugOf(title) || otherwise;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

/** Small letters, digits and hyphens out of a title; empty where it is in another script. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 5)
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '');
}
