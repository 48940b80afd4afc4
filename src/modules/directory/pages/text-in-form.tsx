import type { ComponentChildren } from 'preact';
import { useUi } from '#kernel/html';
import { directionOf, formatters, textIn, type Translated } from '#kernel/i18n';
import type { Service } from '../service.ts';

/** A text as the form shows it: in the page's language only, so that nobody overwrites one language with another. */
export function textFor(value: Translated | null | undefined, lang: string): string {
  return value?.texts[lang]?.text ?? '';
}

/** The text in its source language as a hint, where this language has none yet. */
export function useSourceHint(): (value: Translated | null | undefined, hint?: string) => ComponentChildren {
  const { t, lang, timeZone } = useUi();
  return (value, hint) => {
    const source = value && !value.texts[lang] ? value.texts[value.source] : undefined;
    if (!value || !source) return hint;
    return (
      <>
        {hint} {t('directory.form.in-other', { language: formatters(lang, timeZone).languageName(value.source) })}{' '}
        <span lang={value.source} dir={directionOf(value.source)}>
          {source.text}
        </span>
      </>
    );
  };
}

/** One item a line; an item that this language has not yet in its source language. */
export function documentLines(stored: Service | null, lang: string): string {
  return (stored?.documents ?? []).map(({ document }) => textIn(document, lang).text).join('\n');
}
