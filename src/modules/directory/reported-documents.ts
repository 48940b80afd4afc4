import type { Source } from './standing.ts';

/** Years that the documents bear, by the number that their file names begin with; the others date from about 2005 to 2009. */
const years: Record<string, number> = { '000': 2007, '002': 2010, '004': 2010 };

interface Mention {
  document: string;
  chapter: string;
}

/** The source of an entry from the places where documents mention it: the first document, and all its chapters. */
export function sourceOf(mentions: readonly Mention[]): Source | null {
  const [first] = mentions;
  if (!first) return null;
  const { document } = first;
  const chapters = mentions.filter((mention) => mention.document === document).map(({ chapter }) => chapter);
  return { document, chapters: [...new Set(chapters)], year: years[document.slice(0, 3)] ?? null };
}
