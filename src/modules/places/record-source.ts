import type { RecordSource } from './corridor.ts';

/** The documents of 2005 to 2010 from which the reference data was taken, by the number in their file name. */
const DOCUMENTS = {
  '000': 'places.document.migravalue',
  '001': 'places.document.migralink',
  '002': 'places.document.jmdi-report',
  '003': 'places.document.immensity',
  '004': 'places.document.jmdi-note',
} as const;

/** What a page says of a source: a title to translate or to show as it is, and where in it. */
export interface SourceWords {
  title: (typeof DOCUMENTS)[keyof typeof DOCUMENTS] | null;
  name: string;
  chapter: string | null;
}

/** Tells the known documents by their number; anything else is shown by its own name. */
export function sourceWords(source: RecordSource): SourceWords {
  const number = source.document?.slice(0, 3) ?? '';
  const title = number in DOCUMENTS ? DOCUMENTS[number as keyof typeof DOCUMENTS] : null; // checked on this line
  return { title, name: source.name ?? source.document ?? '', chapter: source.chapter ?? null };
}
