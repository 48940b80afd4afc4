import { z } from 'zod';
import type { Id } from '#kernel/db';
import { translatedSchema } from '#kernel/i18n';
import { tracks } from '#modules/tracks';

export type CourseId = Id<'learning.courses'>;
export type VersionId = Id<'learning.versions'>;
export type MediaId = Id<'learning.media'>;
/** A learner: requests carry the ids of accounts as plain text. */
export type AccountId = Id<'identity.accounts'>;

/** For whom a course is. */
export const audiences = ['founders', 'returnees', 'officers'] as const;
export type Audience = (typeof audiences)[number];

/** How it is taken: alone at a distance, in class, or both. */
export const modes = ['distance', 'class', 'mixed'] as const;
export type Mode = (typeof modes)[number];

export const questionKinds = ['one', 'several', 'number'] as const;
export const exerciseAnswers = ['text', 'number', 'file'] as const;
export const blockKinds = ['text', 'example', 'table', 'picture', 'audio', 'video', 'check', 'quiz', 'exercise'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** Most of each in a course; a document that goes beyond is no course. */
const MOST = { lessons: 60, blocks: 80, questions: 30, choices: 10, rows: 60, columns: 8 } as const;

/** Short names inside a course: of lessons, questions, choices, exercises. */
export const itemCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

const media = z.uuid().transform((id) => id as MediaId); // ids of media are UUIDs
const id = z.string().min(1).max(40);

const choice = z.strictObject({ code: itemCode, text: translatedSchema, right: z.boolean(), feedback: translatedSchema.nullable() });

const question = z.strictObject({
  code: itemCode,
  kind: z.enum(questionKinds),
  text: translatedSchema,
  choices: z.array(choice).max(MOST.choices),
  answer: z.number().nullable(),
  tolerance: z.number().min(0).nullable(),
  feedback: translatedSchema.nullable(),
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('text'), text: translatedSchema }),
  z.strictObject({ id, kind: z.literal('example'), text: translatedSchema }),
  z.strictObject({ id, kind: z.literal('check'), text: translatedSchema }),
  z.strictObject({
    id,
    kind: z.literal('table'),
    head: z.array(translatedSchema).min(1).max(MOST.columns),
    rows: z.array(z.array(translatedSchema).max(MOST.columns)).max(MOST.rows),
  }),
  z.strictObject({ id, kind: z.literal('picture'), media, alt: translatedSchema, caption: translatedSchema.nullable() }),
  z.strictObject({ id, kind: z.literal('audio'), media, title: translatedSchema, transcript: translatedSchema }),
  z.strictObject({ id, kind: z.literal('video'), media, title: translatedSchema, transcript: translatedSchema }),
  z.strictObject({ id, kind: z.literal('quiz'), questions: z.array(question).max(MOST.questions) }),
  z.strictObject({ id, kind: z.literal('exercise'), code: itemCode, text: translatedSchema, answer: z.enum(exerciseAnswers) }),
]);

const lesson = z.strictObject({
  code: itemCode,
  title: translatedSchema,
  minutes: z.number().int().min(1).max(600),
  blocks: z.array(block).max(MOST.blocks),
});

/** A whole course, as drafts and versions keep it. */
export const courseContent = z.strictObject({
  title: translatedSchema,
  summary: translatedSchema,
  audience: z.array(z.enum(audiences)).min(1),
  /** Tracks on whose pages it stands; none means all that its audience fits. Absent in versions older than this field. */
  tracks: z.array(z.enum(tracks)).optional(),
  mode: z.enum(modes),
  minutes: z.number().int().min(1).max(60_000),
  source: z.string().max(300),
  asOf: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  /** What a certificate asks for besides every lesson: right answers of each quiz in per cent, and exercises handed in. */
  rule: z.strictObject({ quizPercent: z.number().int().min(0).max(100), exercises: z.boolean() }),
  lessons: z.array(lesson).max(MOST.lessons),
});

export type CourseContent = z.output<typeof courseContent>;
export type Lesson = CourseContent['lessons'][number];
export type Block = Lesson['blocks'][number];
export type BlockOf<K extends BlockKind> = Extract<Block, { kind: K }>;
export type Question = BlockOf<'quiz'>['questions'][number];
export type QuestionChoice = Question['choices'][number];
export type Exercise = BlockOf<'exercise'>;

/** What a course asks for where nobody chose: four of five right, exercises handed in. */
export const usualRule: CourseContent['rule'] = { quizPercent: 80, exercises: true };

/** Every question of a lesson, in order. */
export function questionsOf(given: Lesson): Question[] {
  return given.blocks.flatMap((one) => (one.kind === 'quiz' ? one.questions : []));
}

export function exercisesOf(given: Lesson): Exercise[] {
  return given.blocks.filter((one) => one.kind === 'exercise');
}

export function lessonOf(content: CourseContent, code: string): Lesson | null {
  return content.lessons.find((one) => one.code === code) ?? null;
}
