import type { AnyTranslate } from '#kernel/i18n';
import { sourceWords } from '../record-source.ts';
import type { RecordSource } from '../corridor.ts';

// uses messages: places.document.*
/** The name of a source as the reader reads it: "JMDI report of 2010, chapter V.1". */
export function sourceText(source: RecordSource, t: AnyTranslate): string {
  const { title, name, chapter } = sourceWords(source);
  const document = title ? t(title) : name;
  return chapter ? t('places.source.chapter', { document, chapter }) : document;
}

/** Names one after the other, with the comma of the language. */
export function joinNames(names: readonly string[], lang: string): string {
  return names.join(lang === 'ar' ? '، ' : ', ');
}

/** A year, a month or a day as the reader reads it. */
export function ageText(asOf: string, format: { date: (day: string, style?: 'long' | 'month') => string }): string {
  if (asOf.length === 4) return asOf;
  return asOf.length === 7 ? format.date(`${asOf}-01`, 'month') : format.date(asOf);
}
