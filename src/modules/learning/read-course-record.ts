import { z } from 'zod';
import { fromLanguages, isLanguage, type Translated } from '#kernel/i18n';
import { tracks } from '#modules/tracks';
import {
  audiences,
  courseContent,
  exerciseAnswers,
  itemCode,
  modes,
  questionKinds,
  usualRule,
  type CourseContent,
  type MediaId,
} from './course.ts';

const texts = z
  .record(
    z.string().refine((tag) => /^[a-z]{2,3}$/.test(tag)),
    z.string().min(1).max(5_000),
  )
  .refine((value) => Object.keys(value).length > 0);

const choice = z.strictObject({ code: itemCode, text: texts, right: z.boolean(), feedback: texts.optional() });
const question = z.strictObject({
  code: itemCode,
  kind: z.enum(questionKinds),
  text: texts,
  choices: z.array(choice).optional(),
  answer: z.number().optional(),
  tolerance: z.number().optional(),
  feedback: texts.optional(),
});
const file = z.string().regex(/^[\w.-]{1,120}$/);
const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['text', 'example', 'check']), text: texts }),
  z.strictObject({ kind: z.literal('table'), head: z.array(texts), rows: z.array(z.array(texts)) }),
  z.strictObject({ kind: z.literal('picture'), file, alt: texts, caption: texts.optional() }),
  z.strictObject({ kind: z.enum(['audio', 'video']), file, title: texts, transcript: texts }),
  z.strictObject({ kind: z.literal('quiz'), questions: z.array(question).min(1) }),
  z.strictObject({ kind: z.literal('exercise'), code: itemCode, text: texts, answer: z.enum(exerciseAnswers) }),
]);

/** A course as a file of db/reference/courses holds it. */
export const courseRecord = z.strictObject({
  code: itemCode,
  title: texts,
  summary: texts,
  audience: z.array(z.enum(audiences)).min(1),
  tracks: z.array(z.enum(tracks)).optional(),
  mode: z.enum(modes),
  minutes: z.number().int().min(1),
  source: z.string().min(1),
  asOf: z.string(),
  rule: z.strictObject({ quizPercent: z.number(), exercises: z.boolean() }).optional(),
  lessons: z
    .array(z.strictObject({ code: itemCode, title: texts, minutes: z.number().int().min(1), blocks: z.array(block).min(1) }))
    .min(1),
});
export type CourseRecord = z.output<typeof courseRecord>;

/** Names of the files that a record shows and plays. */
export function filesOf({ lessons }: CourseRecord): string[] {
  return [...new Set(lessons.flatMap(({ blocks }) => blocks.flatMap((one) => ('file' in one ? [one.file] : []))))];
}

/**
 * A record as a course of ours. The first language of its title is the source; its other languages count as translations
 * that nobody has reviewed yet, until an editor saves them.
 */
export function contentFrom(record: CourseRecord, media: ReadonlyMap<string, MediaId>, at: string): CourseContent {
  const source = record.title.en === undefined ? (Object.keys(record.title)[0] ?? 'en') : 'en';
  const text = (given: Record<string, string>): Translated => translatedFrom(given, source, record.source, at);
  const maybe = (given: Record<string, string> | undefined) => (given ? text(given) : null);
  const medium = (name: string): MediaId => {
    const id = media.get(name);
    if (!id) throw new Error(`the file ${name} was not kept`); // the import keeps every file first
    return id;
  };
  return courseContent.parse({
    title: text(record.title),
    summary: text(record.summary),
    audience: record.audience,
    ...(record.tracks ? { tracks: record.tracks } : {}),
    mode: record.mode,
    minutes: record.minutes,
    source: record.source,
    asOf: record.asOf,
    rule: record.rule ?? usualRule,
    lessons: record.lessons.map((lesson) => ({
      code: lesson.code,
      title: text(lesson.title),
      minutes: lesson.minutes,
      blocks: lesson.blocks.map((one, index) => {
        const id = `b${index + 1}`;
        switch (one.kind) {
          case 'text':
          case 'example':
          case 'check':
            return { id, kind: one.kind, text: text(one.text) };
          case 'table':
            return { id, kind: one.kind, head: one.head.map(text), rows: one.rows.map((row) => row.map(text)) };
          case 'picture':
            return { id, kind: one.kind, media: medium(one.file), alt: text(one.alt), caption: maybe(one.caption) };
          case 'audio':
          case 'video':
            return { id, kind: one.kind, media: medium(one.file), title: text(one.title), transcript: text(one.transcript) };
          case 'exercise':
            return { id, kind: one.kind, code: one.code, text: text(one.text), answer: one.answer };
          case 'quiz':
            return {
              id,
              kind: one.kind,
              questions: one.questions.map((asked) => ({
                ...asked,
                text: text(asked.text),
                feedback: maybe(asked.feedback),
                answer: asked.answer ?? null,
                tolerance: asked.tolerance ?? null,
                choices: (asked.choices ?? []).map((each) => ({ ...each, text: text(each.text), feedback: maybe(each.feedback) })),
              })),
            };
        }
      }),
    })),
  });
}

function translatedFrom(given: Record<string, string>, wanted: string, by: string, at: string): Translated {
  const source = given[wanted] === undefined ? (Object.keys(given)[0] ?? wanted) : wanted;
  const known = Object.fromEntries(Object.entries(given).filter(([lang]) => isLanguage(lang) || lang === source));
  const made = fromLanguages(known, { source, by, kind: 'machine', at });
  const own = made.texts[source];
  return own ? { ...made, texts: { ...made.texts, [source]: { ...own, kind: 'human', reviewed: true } } } : made;
}
