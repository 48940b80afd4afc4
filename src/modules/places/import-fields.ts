import { z } from 'zod';
import { firstLanguage, makeTranslated, setTranslation, type Authorship, type Translated } from '#kernel/i18n';
import { isDay, isTimeZone } from '#kernel/time';

const trimmed = z.string().trim();

/** Our stable short name of a record. */
export const code = trimmed.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(80);
/** `YYYY-MM-DD`. */
export const day = trimmed.refine(isDay);
/** An IANA zone that this system knows. */
export const timeZone = trimmed.refine(isTimeZone);
/** A year, a month or a day. */
export const age = z.union([z.number().int().transform(String), trimmed]).pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/));
/** A text in one language or several, by language; English, else the first, is its source. */
export const texts = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), trimmed.min(1).max(5_000))
  .refine((value) => Object.keys(value).length > 0);
/** Where a fact comes from: its words are shown, its address must be one of the web. */
export const source = z.object({
  document: trimmed.max(200).optional(),
  chapter: trimmed.max(200).optional(),
  name: trimmed.max(200).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});

/** A field that may be missing: null then. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
}

/**
 * Makes a translatable text. What is in its source language counts as written by a person; the author is who
 * made the other languages from it. A text that says the same as what is stored stays as it is, with its date.
 */
export function translatedFrom(given: Record<string, string>, author: Authorship, stored?: Translated | null): Translated {
  const source = given[firstLanguage] === undefined ? (Object.keys(given)[0] ?? firstLanguage) : firstLanguage;
  if (stored && saysTheSame(stored, source, given)) return stored;
  const written = makeTranslated(source, given[source] ?? '', { by: author.by, at: author.at, kind: 'human' });
  return Object.entries(given).reduce(
    (value, [lang, text]) => (lang === source ? value : setTranslation(value, lang, text, author)),
    written,
  );
}

/**
 * Authorship of texts from the reference files: they say that the other languages are translated from English,
 * but name nobody who checked them, so pages say that too.
 */
export function unreviewed(at: string): Authorship {
  return { by: 'reference data', kind: 'machine', at };
}

function saysTheSame(stored: Translated, source: string, given: Record<string, string>): boolean {
  const languages = Object.keys(given);
  return (
    stored.source === source &&
    languages.length === Object.keys(stored.texts).length &&
    languages.every((lang) => stored.texts[lang]?.text === given[lang])
  );
}
