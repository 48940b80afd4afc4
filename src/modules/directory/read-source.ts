import type { CellReader } from '#kernel/import';
import { sourceOf } from './reported-documents.ts';
import type { Source } from './standing.ts';

/** The documents that mention a reported entry; null for a row that is no report. */
export function readSource(cell: CellReader, column: string): Source | null {
  const given = cell.values[column];
  const mentions = (Array.isArray(given) ? given : [given]).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('document' in one) || !('chapter' in one)) return [];
    return typeof one.document === 'string' && typeof one.chapter === 'string' ? [{ document: one.document, chapter: one.chapter }] : [];
  });
  return sourceOf(mentions);
}
