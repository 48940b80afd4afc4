import { z } from 'zod';
import type { Id } from '#kernel/db';
import { fromLanguages, translatedSchema, type Translated } from '#kernel/i18n';

export type InstrumentId = Id<'instruments.instruments'>;
export type VersionId = Id<'instruments.versions'>;

// uses messages: instruments.type.*
/** Kinds of question. `place` is the name of a place, with its code where the network knows it; `consent` is a tick. */
export const questionTypes = [
  'text',
  'longtext',
  'choice',
  'choices',
  'number',
  'date',
  'period',
  'money',
  'place',
  'file',
  'consent',
] as const;
export type QuestionType = (typeof questionTypes)[number];

export interface Option {
  value: string;
  label: Translated;
  /** Points of a scored question. */
  score: number | null;
  /** Excludes the other choices: "No", "None of these". */
  alone: boolean;
}

/** Opens a question: any (or all) of the questions named have one of these answers. A question that is not shown answers nothing. */
export interface Condition {
  mode: 'any' | 'all';
  of: { question: string; anyOf: string[] }[];
}

export interface Question {
  /** Stays the same across versions: answers are compared by it. */
  id: string;
  label: Translated;
  help: Translated | null;
  type: QuestionType;
  options: Option[];
  required: boolean;
  /** Of a long text; a line is {@link LINE_LENGTH} characters. */
  maxLines: number | null;
  condition: Condition | null;
  /** How much the question counts in the score; null where it is not scored. */
  weight: number | null;
  /** Whom to ring up: kept in a table of its own, opened only by whom it is about. */
  contact: boolean;
  /** Names the body: left out of tables and of the export. */
  identifying: boolean;
  /** Where the question comes from and what we decided about it; for editors. */
  note: string | null;
}

export interface Section {
  id: string;
  title: Translated;
  questions: Question[];
}

/** A whole questionnaire, as a version keeps it. */
export interface Content {
  title: Translated;
  purpose: Translated;
  source: { document: string; chapter: string } | null;
  /** Whether small groups could be recognised: counts under five are withheld then. */
  guarded: boolean;
  sections: Section[];
}

/** How many characters make a line of a long text: what a printed form holds. */
export const LINE_LENGTH = 90;
/** Most questions in one section, which is one page. */
export const MOST_QUESTIONS = 60;
export const MOST_SECTIONS = 40;

const LONGEST_LABEL = 500;

/** A text by language, or the stored shape with its authors; the shorthand has English as its source unless it has none. */
const words = (max: number) =>
  z
    .union([translatedSchema, z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string())])
    .transform((given, context): Translated => {
      const texts = 'source' in given && 'texts' in given ? null : (given as Record<string, string>); // the union's second shape
      const made = texts ? shorthand(texts) : (given as Translated);
      if (made && Object.values(made.texts).every(({ text }) => text.trim().length > 0 && text.length <= max)) return made;
      context.addIssue({ code: 'custom', message: 'a text is missing or too long' });
      return z.NEVER;
    });

function shorthand(texts: Record<string, string>): Translated | null {
  const source = 'en' in texts ? 'en' : Object.keys(texts)[0];
  return source ? fromLanguages(texts, { source, by: 'ponte', kind: 'human', at: '2026-11-22T00:00:00Z' }) : null;
}

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);

const optionSchema = z.strictObject({
  value: code,
  label: words(LONGEST_LABEL),
  score: z.number().min(0).max(100).nullable().default(null),
  alone: z.boolean().default(false),
});

const conditionSchema = z.strictObject({
  mode: z.enum(['any', 'all']).default('any'),
  of: z
    .array(z.strictObject({ question: code, anyOf: z.array(code).min(1).max(60) }))
    .min(1)
    .max(20),
});

const questionSchema = z.strictObject({
  id: code,
  label: words(LONGEST_LABEL),
  help: words(1_000).nullable().default(null),
  type: z.enum(questionTypes),
  options: z.array(optionSchema).max(60).default([]),
  required: z.boolean().default(false),
  maxLines: z.int().min(1).max(60).nullable().default(null),
  condition: conditionSchema.nullable().default(null),
  weight: z.number().min(0).max(100).nullable().default(null),
  contact: z.boolean().default(false),
  identifying: z.boolean().default(false),
  note: z.string().max(500).nullable().default(null),
});

const sectionSchema = z.strictObject({
  id: code,
  title: words(200),
  questions: z.array(questionSchema).max(MOST_QUESTIONS),
});

/** Reads a questionnaire from JSON; what the schema does not know is refused. */
export const contentSchema = z.strictObject({
  title: words(200),
  purpose: words(2_000),
  source: z
    .strictObject({ document: z.string().max(200), chapter: z.string().max(200) })
    .nullable()
    .default(null),
  guarded: z.boolean().default(false),
  sections: z.array(sectionSchema).max(MOST_SECTIONS),
}) satisfies z.ZodType<Content>;

/** Every question in order. */
export function questionsIn(content: Pick<Content, 'sections'>): Question[] {
  return content.sections.flatMap(({ questions }) => questions);
}

/** A question by its id; undefined where this version has none of that name. */
export function questionIn(content: Pick<Content, 'sections'>, id: string): Question | undefined {
  return questionsIn(content).find((one) => one.id === id);
}
