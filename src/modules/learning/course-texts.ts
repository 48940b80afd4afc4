import { translationStatus, type Translated, type TranslationStatus } from '#kernel/i18n';
import type { Block, CourseContent, Lesson } from './course.ts';

/** Where a text stands in a course: names and places from its top. */
export type TextPath = readonly (string | number)[];

/** One translatable text of a course. */
export interface CourseText {
  path: TextPath;
  value: Translated;
  /** What it is, as the end of a message key: `title`, `text`, `caption` … */
  kind: string;
}

/** Every translatable text of a course, in reading order; of one lesson or of the facts alone where `of` says so. */
export function textsOf(content: CourseContent, of?: { lesson: string | null }): CourseText[] {
  const facts: CourseText[] = (['title', 'summary'] as const).map((kind) => ({ path: [kind], value: content[kind], kind }));
  const lessons = content.lessons.flatMap((lesson, index) =>
    of && lesson.code !== of.lesson ? [] : textsOfLesson(lesson, ['lessons', index]),
  );
  return of?.lesson ? lessons : of ? facts : [...facts, ...lessons];
}

function textsOfLesson(lesson: Lesson, at: TextPath): CourseText[] {
  return [
    { path: [...at, 'title'], value: lesson.title, kind: 'title' },
    ...lesson.blocks.flatMap((block, index) => textsOfBlock(block, [...at, 'blocks', index])),
  ];
}

function textsOfBlock(block: Block, at: TextPath): CourseText[] {
  return walk(block, at);
}

/** Finds texts by their shape, so that a new kind of block needs no line here. */
function walk(value: unknown, at: TextPath): CourseText[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => walk(one, [...at, index]));
  if (!isObject(value)) return [];
  if (isTranslated(value)) return [{ path: at, value, kind: String(at.findLast((part) => typeof part === 'string')) }];
  return Object.entries(value).flatMap(([name, inner]) => walk(inner, [...at, name]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTranslated = (value: Record<string, unknown>): value is Record<string, unknown> & Translated =>
  typeof value.source === 'string' && isObject(value.texts);

/** The same course with one text changed. Throws where there is no text at the path. */
export function withText(content: CourseContent, path: TextPath, value: Translated): CourseContent {
  const copy = structuredClone(content);
  const parent = path.slice(0, -1).reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], copy); // textsOf made the path
  const last = path.at(-1);
  if (!isObject(parent) || last === undefined || !(last in parent)) throw new Error(`no text at ${path.join('.')}`);
  parent[last] = value;
  return copy;
}

/** How many texts of a course stand how in a language. */
export function translationCounts(content: CourseContent, lang: string): Record<TranslationStatus, number> {
  const counts: Record<TranslationStatus, number> = { source: 0, current: 0, unreviewed: 0, outdated: 0, missing: 0 };
  for (const { value } of textsOf(content)) if (!isBlank(value)) counts[translationStatus(value, lang)] += 1;
  return counts;
}

/** Languages in which every text of the course stands, the source language first. */
export function languagesOf(content: CourseContent): string[] {
  const texts = textsOf(content).filter(({ value }) => !isBlank(value));
  const known = Object.keys(content.title.texts);
  const whole = known.filter((lang) => texts.every(({ value }) => value.texts[lang] !== undefined && value.texts[lang].text !== ''));
  return whole.toSorted((a, b) => Number(b === content.title.source) - Number(a === content.title.source));
}

/** A text that says nothing in its own language: there is nothing to translate. */
export function isBlank(value: Translated): boolean {
  return (value.texts[value.source]?.text ?? '').trim() === '';
}
