import { createHash } from 'node:crypto';
import { z } from 'zod';
import { directionOf } from './languages.ts';
import type { Direction } from './languages.ts';

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

const textEntrySchema = z.strictObject({
  text: z.string(),
  /** Hash of the source text from which this one was made; the source carries the hash of itself. */
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  by: z.string().min(1),
  kind: z.enum(['human', 'machine']),
  at: z.iso.datetime({ offset: true }),
  reviewed: z.boolean(),
});

/** The one shape of a text in several languages, in memory and as `jsonb`. */
export const translatedSchema = z
  .strictObject({ source: languageTag, texts: z.record(languageTag, textEntrySchema) })
  .refine((value) => value.texts[value.source] !== undefined, { error: 'The source language has no text' });

export type Translated = z.infer<typeof translatedSchema>;
export type TranslatedText = z.infer<typeof textEntrySchema>;

/** Who or what wrote a text, and when (an instant in ISO 8601). */
export interface Authorship {
  by: string;
  kind: 'human' | 'machine';
  at: string;
  /** Whether a person stands behind the text; default: true for a person's, false for a machine's. */
  reviewed?: boolean;
}

/** A text to show, with what the page must say about it. */
export interface TextShown {
  text: string;
  lang: string;
  dir: Direction;
  /** False where the source has changed since this was translated. */
  current: boolean;
  /** True for a machine's translation that nobody has reviewed. */
  machine: boolean;
}

export type TranslationStatus = 'source' | 'current' | 'unreviewed' | 'outdated' | 'missing';

/** Makes a translatable text from its source alone. */
export function makeTranslated(source: string, text: string, author: Authorship): Translated {
  return { source, texts: { [source]: entry(text, text, author) } };
}

/** Makes a translatable text from texts in several languages that are current by the word of their author. Throws without a source text. */
export function fromLanguages(texts: Record<string, string>, { source, ...author }: Authorship & { source: string }): Translated {
  const sourceText = texts[source];
  if (sourceText === undefined) throw new Error(`No text in the source language ${source}`);
  return {
    source,
    texts: Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, entry(text, sourceText, author)])),
  };
}

/** Returns the value with one language written anew. A new source text makes the other languages outdated. */
export function setTranslation(translated: Translated, lang: string, text: string, author: Authorship): Translated {
  const sourceText = lang === translated.source ? text : sourceOf(translated).text;
  return { ...translated, texts: { ...translated.texts, [lang]: entry(text, sourceText, author) } };
}

/** The text to show to a reader of a language: theirs, else the source, else any. */
export function textIn(translated: Translated, lang: string): TextShown {
  const [shownLang, shown] = firstText(translated, [lang, baseOf(lang), translated.source]);
  return {
    text: shown.text,
    lang: shownLang,
    dir: directionOf(shownLang),
    current: isCurrent(translated, shown),
    machine: shown.kind === 'machine' && !shown.reviewed,
  };
}

/** How a language stands to the source: for editors' lists of what there is to translate. */
export function translationStatus(translated: Translated, lang: string): TranslationStatus {
  if (lang === translated.source) return 'source';
  const found = translated.texts[lang];
  if (!found) return 'missing';
  if (!isCurrent(translated, found)) return 'outdated';
  return found.reviewed ? 'current' : 'unreviewed';
}

/** First 16 hexadecimal digits of the SHA-256 of a text in NFC with its white space collapsed. */
export function sourceHash(text: string): string {
  const normalised = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(normalised).digest('hex').slice(0, 16);
}

function entry(text: string, sourceText: string, author: Authorship): TranslatedText {
  const { by, kind, at, reviewed = kind === 'human' } = author;
  return { text, hash: sourceHash(sourceText), by, kind, at, reviewed };
}

function isCurrent(translated: Translated, text: TranslatedText): boolean {
  return text.hash === sourceHash(sourceOf(translated).text);
}

function sourceOf(translated: Translated): TranslatedText {
  return firstText(translated, [translated.source])[1];
}

function firstText(translated: Translated, wanted: readonly string[]): [string, TranslatedText] {
  for (const lang of wanted) {
    const found = translated.texts[lang];
    if (found) return [lang, found];
  }
  const any = Object.entries(translated.texts)[0];
  if (!any) throw new Error('A translatable text without any text');
  return any;
}

function baseOf(lang: string): string {
  return lang.split('-')[0] ?? lang;
}
