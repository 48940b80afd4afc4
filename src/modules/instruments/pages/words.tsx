import { TranslationNote } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn, type TextShown, type Translated } from '#kernel/i18n';
import type { Content } from '../content.ts';
import { textsIn } from '../problems.ts';

/** A text in the reader's language, or in the one in which there is one. */
export const shown = (ctx: Context, words: Translated): TextShown => textIn(words, ctx.lang);

/** The same as plain text, for labels and titles. */
export const plainText = (ctx: Context, words: Translated): string => shown(ctx, words).text;

/** A text in a passage, marked where it is in another language than the page. */
export function Words({ ctx, words }: { ctx: Context; words: Translated }) {
  const { text, lang, dir } = shown(ctx, words);
  return lang === ctx.lang ? (
    <>{text}</>
  ) : (
    <span lang={lang} dir={dir}>
      {text}
    </span>
  );
}

/** Says once a page that parts of a questionnaire are not translated, or that a translation is older than its source. */
export function LanguageNote({ ctx, content }: { ctx: Context; content: Content }) {
  const texts = textsIn(content).map((words) => shown(ctx, words));
  const other = texts.find(({ lang }) => lang !== ctx.lang);
  if (other) return <TranslationNote state="untranslated" from={ctx.format.languageName(other.lang)} />;
  if (texts.some(({ current }) => !current))
    return <TranslationNote state="outdated" from={ctx.format.languageName(content.title.source)} />;
  return null;
}
