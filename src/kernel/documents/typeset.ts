import { directionOf } from '#kernel/i18n';
import { print } from './press.ts';
import { refuse } from './refusals.ts';

/** What can be written as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface Paper {
  /** Typst source of ours, written with the tag `typst`; see paper-style.ts for what it may use. */
  template: string;
  /** What the template prints, as `data`. Whatever people typed belongs here: it is only ever text. */
  data: Json;
  /** Language of the document (BCP 47); direction and the choice of glyphs follow it. */
  lang: string;
  /** Title in the properties of the PDF, which a screen reader says first. */
  title: string;
  /** Left of the page number on each page: who made it, from which figures, as of when. */
  note?: string;
  /** Above every page: that it comes from a demonstration and proves nothing. */
  mark?: string;
  /** Pictures by name, as SVG that we drew; the template prints them with `image("/<name>.svg", alt: …)`. */
  images?: Readonly<Record<string, string>>;
  /** The instant written into the PDF; the same paper at the same instant gives the same bytes. Now where not given. */
  at?: Date;
}

/** Characters of data and pictures together: about 150 full pages. */
const LARGEST_DATA = 600_000;
const LARGEST_TITLE = 500;
const LIMIT_MS = 30_000;

/**
 * Typesets a document as a tagged PDF (PDF/UA-1) in a process of its own.
 * Refusals: `too-large`, `busy`, `too-slow`, `unavailable`. A template that does not compile is a defect.
 */
export async function typeset(paper: Paper, { limitMs = LIMIT_MS }: { limitMs?: number } = {}): Promise<Buffer> {
  const { template, title, note = '', mark = '', images = {}, at = new Date() } = paper;
  const data = JSON.stringify(paper.data);
  const size = Object.values(images).reduce((sum, svg) => sum + svg.length, data.length);
  if (size > LARGEST_DATA || title.length > LARGEST_TITLE || note.length > LARGEST_TITLE || mark.length > LARGEST_TITLE)
    throw refuse('too-large');
  const { language } = new Intl.Locale(paper.lang);
  return await print(
    { template, data, images, title, note, mark, lang: language, dir: directionOf(paper.lang), at: Math.floor(at.getTime() / 1000) },
    limitMs,
  );
}
