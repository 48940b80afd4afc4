import { fromLanguages } from '#kernel/i18n';
import type { CellReader } from '#kernel/import';
import type { DocumentEntry } from './service.ts';

/** A list of texts or of texts by language; in a table, texts with `;` between them. */
export function readDocuments(cell: CellReader, source: string, now: Date): DocumentEntry[] {
  const given = cell.values['documents'];
  if (!Array.isArray(given)) return tabledDocuments(cell, source, now);
  return given.flatMap((one: unknown): DocumentEntry[] => {
    const text = typeof one === 'string' ? { [source]: one } : one;
    const document = cell.translatedFrom('documents', text, source, { max: 300 });
    return document ? [{ document, url: null }] : [];
  });
}

function tabledDocuments(cell: CellReader, source: string, now: Date): DocumentEntry[] {
  const whole = cell.translated('documents', source, { max: 2_000 });
  if (!whole) return [];
  const lists = Object.entries(whole.texts).map(
    ([lang, { text }]) =>
      [
        lang,
        text
          .split(/[;|\n]/)
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      ] as const,
  );
  const own = lists.find(([lang]) => lang === whole.source)?.[1] ?? [];
  return own.map((_, index) => {
    const texts = Object.fromEntries(lists.flatMap(([lang, items]) => (items[index] === undefined ? [] : [[lang, items[index]]])));
    return { document: fromLanguages(texts, { source: whole.source, by: 'import', kind: 'human', at: now.toISOString() }), url: null };
  });
}
