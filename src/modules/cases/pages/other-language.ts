import type { Context } from '#kernel/http';
import {
  directionOf,
  formatters,
  isLanguage,
  translator,
  type Direction,
  type Formatters,
  type Language,
  type Translate,
} from '#kernel/i18n';

/** Everything that a text in another language needs. */
export interface Speech {
  lang: Language;
  dir: Direction;
  t: Translate;
  format: Formatters;
}

/** The reader's own language. */
export function ownSpeech(ctx: Context): Speech {
  return { lang: ctx.lang, dir: directionOf(ctx.lang), t: ctx.t, format: ctx.format };
}

/**
 * The language in which a page speaks to the person at the counter: the one asked for in the address (`?with=ar`), else the
 * person's own, where the interface has it; the reader's own otherwise.
 */
export function speechFor(ctx: Context, language: string): Speech {
  const wanted = ctx.query.get('with') ?? language;
  const lang = isLanguage(wanted) ? wanted : ctx.lang;
  return { lang, dir: directionOf(lang), t: translator(ctx.network.catalogue, lang), format: formatters(lang, ctx.timeZone) };
}
