import { makeTranslated, setTranslation, type Authorship, type Translated } from '#kernel/i18n';

/**
 * A stored text with one language written anew, as a form in that language gives it. The same words leave it as it is;
 * emptied in its source language it is gone, emptied in another one it loses that translation.
 */
export function writtenText(before: Translated | null, now: string | null, lang: string, author: Authorship): Translated | null {
  if (!before) return now === null ? null : makeTranslated(lang, now, author);
  if (now !== null) return before.texts[lang]?.text === now ? before : setTranslation(before, lang, now, author);
  if (lang === before.source) return null;
  const { [lang]: _emptied, ...texts } = before.texts;
  return { ...before, texts };
}
