import goods from '../../../db/reference/goods.json' with { type: 'json' };
import type { Language } from '#kernel/i18n';
import { foldText } from '#kernel/text';

interface Goods {
  readonly code: string;
  readonly label: Readonly<Record<Language, string>>;
}

/** Chapters (2 digits) and the headings (4 digits) most asked for, with our own short names; the numbers are those of HS 2022. */
const list: readonly Goods[] = goods;
const byCode = new Map(list.map((one) => [one.code, one]));

/** Numbers of the chapters, in order. */
export const chapters: readonly string[] = list.filter(({ code }) => code.length === 2).map(({ code }) => code);

/** Whether a number can be of the Harmonized System: 2, 4 or 6 digits in a chapter that exists. */
export function isGoodsCode(code: string): boolean {
  return /^\d{2}(\d{2}){0,2}$/.test(code) && byCode.has(code.slice(0, 2)) && !code.slice(2).startsWith('00');
}

/** The number as people write it, without points and spaces. */
export function readGoodsCode(typed: string): string {
  return foldText(typed).replaceAll(/[.\s]/g, '');
}

/** Our short name of a number; for a heading that we do not name, that of its chapter. */
export function goodsName(code: string, lang: Language): string {
  const found = byCode.get(code) ?? byCode.get(code.slice(0, 4)) ?? byCode.get(code.slice(0, 2));
  return found?.label[lang] ?? code;
}

/** Names of a number in every language, for the index of words. */
export function goodsWords(code: string): string[] {
  return [code.slice(0, 2), code.slice(0, 4)].flatMap((one) => Object.values(byCode.get(one)?.label ?? {}));
}

/** Chapters for a list to choose from. */
export function chapterChoices(lang: Language): { value: string; label: string }[] {
  return chapters.map((value) => ({ value, label: `${value} ${goodsName(value, lang)}` }));
}

/** Chapters with the headings that we name, as groups. */
export function goodsChoices(lang: Language): { label: string; options: { value: string; label: string }[] }[] {
  return chapters.map((chapter) => ({
    label: goodsName(chapter, lang),
    options: list
      .filter(({ code }) => code.startsWith(chapter))
      .map(({ code, label }) => ({ value: code, label: `${code} ${label[lang]}` })),
  }));
}

/** Numbers whose name holds all the words, at most `limit`: the chapter or heading to choose. */
export function findGoods(words: string, lang: Language, limit = 8): { code: string; name: string }[] {
  const asked = foldText(words).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  return list
    .filter(({ label }) => asked.every((word) => foldText(label[lang]).includes(word)))
    .slice(0, limit)
    .map(({ code, label }) => ({ code, name: label[lang] }));
}
