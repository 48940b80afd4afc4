import { z } from 'zod';
import { idOf, type Id } from '#kernel/db';
import { makeTranslated, setTranslation, translatedSchema, type Authorship, type Translated } from '#kernel/i18n';
import { termCodes } from '#modules/vocabulary';
import {
  features,
  licences,
  MOST_PICTURES,
  sheetLists,
  sheetTexts,
  standings,
  type Practice,
  type SheetList,
  type SheetText,
} from './practice.ts';

/** A year, a month or a day. */
export const AGE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

const MOST_ITEMS = 60;
const age = z.string().regex(AGE).nullable();
const list = z.array(translatedSchema).max(MOST_ITEMS);
const named = z.object({
  name: z.string().min(1).max(200),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});
const of = <Key extends string, Value>(keys: readonly Key[], value: Value): Record<Key, Value> =>
  Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>; // one entry for each key

/** A whole sheet, as drafts and versions hold it. */
export const contentSchema = z.object({
  title: translatedSchema,
  summary: translatedSchema.nullable(),
  placeCode: z.string().nullable(),
  adminLevel: z.enum(termCodes('adminLevels')).nullable(),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(MOST_ITEMS),
  themes: z.array(z.enum(termCodes('themes'))),
  starts: age,
  ends: age,
  ongoing: z.boolean().nullable(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  budget: z.object({ minor: z.string().regex(/^\d{1,18}$/), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
  budgetNote: translatedSchema.nullable(),
  sheet: z.object({ ...of(sheetTexts, translatedSchema.nullable()), ...of(sheetLists, list) }),
  corridors: z.array(z.object({ origin: named, destination: named })).max(MOST_ITEMS),
  features: z.array(z.object({ feature: z.enum(features), reason: translatedSchema })).max(features.length),
  pictures: z
    .array(
      z.object({
        id: idOf<'practices.pictures'>(),
        words: translatedSchema,
        caption: translatedSchema.nullable(),
        credit: z.string().min(1).max(200),
        licence: z.enum(licences),
      }),
    )
    .max(MOST_PICTURES),
  source: z.object({
    document: z.string().max(200).optional(),
    chapter: z.string().max(200).optional(),
    name: z.string().max(200).optional(),
    url: z.string().max(2_000).optional(),
  }),
  reported: age,
  standing: z.enum(standings),
  standingOn: age,
});
export type Content = z.output<typeof contentSchema>;

export type DraftId = Id<'practices.drafts'>;
export type DraftState = 'writing' | 'waiting' | 'returned';

/** What nothing has been written into but the title; the source is the network's own until somebody says another. */
export function emptyContent(title: Translated, source: string): Content {
  return {
    title,
    summary: null,
    placeCode: null,
    adminLevel: null,
    countries: [],
    themes: [],
    starts: null,
    ends: null,
    ongoing: null,
    website: null,
    budget: null,
    budgetNote: null,
    sheet: { ...of<SheetText, null>(sheetTexts, null), ...of<SheetList, Translated[]>(sheetLists, []) },
    corridors: [],
    features: [],
    pictures: [],
    source: { name: source },
    reported: null,
    standing: 'reported',
    standingOn: null,
  };
}

/** The sheet that is shown, as a draft begins with it. */
export function contentOf(practice: Practice): Content {
  const { title, summary, adminLevel, countries, themes, starts, ends, ongoing, website, budget, budgetNote, sheet } = practice;
  return contentSchema.parse({
    title,
    summary,
    adminLevel,
    countries,
    themes,
    starts,
    ends,
    ongoing,
    website,
    budgetNote,
    sheet,
    placeCode: practice.place?.code ?? null,
    budget: budget && { minor: budget.amountMinor.toString(), currency: budget.currency },
    corridors: practice.corridors.map(({ origin, destination }) => ({ origin, destination })),
    features: practice.features,
    pictures: practice.pictures,
    source: practice.source,
    reported: practice.reported,
    standing: practice.standing,
    standingOn: practice.standingOn,
  });
}

/** Fields without which a sheet is not sent to the editors. */
export const needed = ['summary', 'adminLevel', 'localAuthority', 'standingOn'] as const;
export type Needed = (typeof needed)[number];

/** Which of the needed fields are empty; a date is needed where the standing is not as reported. */
export function missingIn({ summary, adminLevel, sheet, standing, standingOn }: Content): Needed[] {
  const there = { summary, adminLevel, localAuthority: sheet.localAuthority, standingOn: standing === 'reported' || standingOn };
  return needed.filter((field) => !there[field]);
}

/** A text in its own language as typed; the same words leave it as it was, with its translations; null where it was emptied. */
export function reworded(before: Translated | null, typed: string | null, lang: string, author: Authorship): Translated | null {
  if (typed === null) return null;
  if (!before) return makeTranslated(lang, typed, author);
  return before.texts[before.source]?.text === typed ? before : setTranslation(before, before.source, typed, author);
}

/** A list as typed, one item a line: a line that was there keeps its translations, wherever it stands now. */
export function relisted(before: readonly Translated[], typed: string | null, lang: string, author: Authorship): Translated[] {
  const lines = (typed ?? '').split('\n').flatMap((line) => line.trim() || []);
  const left = [...before];
  const kept = lines.map((line) => {
    const at = left.findIndex(({ source, texts }) => texts[source]?.text === line);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  });
  return lines.map((line, index) => {
    const same = before[index];
    // A reworded line keeps its translations, which are then marked as older than their source.
    const reworded_ =
      lines.length === before.length && same && left.includes(same) ? setTranslation(same, same.source, line, author) : null;
    return kept[index] ?? reworded_ ?? makeTranslated(lang, line, author);
  });
}

/** A list as it is typed. */
export function linesOf(items: readonly Translated[]): string {
  return items.map(({ source, texts }) => texts[source]?.text ?? '').join('\n');
}

/** Every text of a sheet put through a function, in the order in which translators read them. */
export function mapTexts(content: Content, text: (words: Translated) => Translated): Content {
  const maybe = (words: Translated | null) => words && text(words);
  const { title, summary, sheet } = content;
  const texts = (field: SheetText) => [field, maybe(sheet[field])] as const;
  const lists = (field: SheetList) => [field, sheet[field].map(text)] as const;
  return {
    ...content,
    title: text(title),
    summary: maybe(summary),
    sheet: Object.fromEntries([...sheetTexts.map(texts), ...sheetLists.map(lists)]) as Content['sheet'], // every field of both lists
    budgetNote: maybe(content.budgetNote),
    features: content.features.map(({ feature, reason }) => ({ feature, reason: text(reason) })),
    pictures: content.pictures.map((picture) => ({ ...picture, words: text(picture.words), caption: maybe(picture.caption) })),
  };
}

/** Texts of a sheet in the order of {@link mapTexts}. */
export function textsIn(content: Content): Translated[] {
  const texts: Translated[] = [];
  mapTexts(content, (words) => {
    texts.push(words);
    return words;
  });
  return texts;
}
