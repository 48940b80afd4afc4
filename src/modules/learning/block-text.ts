import { makeTranslated, setTranslation, type Authorship, type Translated } from '#kernel/i18n';
import type { Block, BlockKind, BlockOf, MediaId } from './course.ts';
import type { exerciseAnswers } from './course.ts';
import { refuse } from './refusals.ts';

/** What an editor types for a block; which of it counts hangs on the kind. */
export interface BlockTyped {
  text: string | null;
  alt: string | null;
  caption: string | null;
  title: string | null;
  transcript: string | null;
  table: string | null;
  answer: (typeof exerciseAnswers)[number] | null;
}

interface Writing {
  /** Language in which the course is written. */
  source: string;
  author: Authorship;
  media: MediaId | null;
  /** Code of a new exercise. */
  code: string;
}

/**
 * A block as typed; translations of texts that stay the same stay with it. Refusals: `missing` beside the field,
 * `file-missing`, `table-rows` (rows of another length than the heading).
 */
export function blockFrom(kind: BlockKind, id: string, typed: BlockTyped, before: Block | null, writing: Writing): Block {
  const need = (field: keyof BlockTyped, old?: Translated) => textFrom(typed[field] ?? missing(field), old, writing);
  const maybe = (field: keyof BlockTyped, old?: Translated | null) =>
    typed[field] ? textFrom(typed[field], old ?? undefined, writing) : null;
  const old = <K extends BlockKind>(wanted: K): BlockOf<K> | null => (before?.kind === wanted ? (before as BlockOf<K>) : null); // its kind was just compared
  switch (kind) {
    case 'text':
    case 'example':
    case 'check':
      return { id, kind, text: need('text', old(kind)?.text) };
    case 'table':
      return tableFrom(id, typed.table ?? missing('table'), old('table'), writing);
    case 'picture': {
      const media = writing.media ?? old('picture')?.media ?? noFile();
      return { id, kind, media, alt: need('alt', old('picture')?.alt), caption: maybe('caption', old('picture')?.caption) };
    }
    case 'audio':
    case 'video': {
      const media = writing.media ?? old(kind)?.media ?? noFile();
      return { id, kind, media, title: need('title', old(kind)?.title), transcript: need('transcript', old(kind)?.transcript) };
    }
    case 'quiz':
      return { id, kind, questions: old('quiz')?.questions ?? [] };
    case 'exercise':
      return {
        id,
        kind,
        code: old('exercise')?.code ?? writing.code,
        text: need('text', old('exercise')?.text),
        answer: typed.answer ?? 'text',
      };
  }
}

function missing(field: string): never {
  throw refuse('missing', { field });
}

function noFile(): never {
  throw refuse('file-missing', { field: 'file' });
}

/** The same text changed in its own language, or a new one. */
export function textFrom(
  typed: string,
  before: Translated | undefined,
  { source, author }: Pick<Writing, 'source' | 'author'>,
): Translated {
  if (!before) return makeTranslated(source, typed, author);
  return before.texts[before.source]?.text === typed ? before : setTranslation(before, before.source, typed, author);
}

/** Rows a line, cells between bars; the first line is the heading. */
function tableFrom(id: string, typed: string, before: BlockOf<'table'> | null, writing: Writing): BlockOf<'table'> {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const [head = [], ...rows] = cells;
  if (head.length === 0 || rows.some((row) => row.length !== head.length)) throw refuse('table-rows', { field: 'table' });
  return {
    id,
    kind: 'table',
    head: head.map((cell, at) => textFrom(cell, before?.head[at], writing)),
    rows: rows.map((row, line) => row.map((cell, at) => textFrom(cell, before?.rows[line]?.[at], writing))),
  };
}

/** A table as an editor types it. */
export function tableText({ head, rows }: BlockOf<'table'>): string {
  const line = (cells: readonly Translated[]) => cells.map((cell) => cell.texts[cell.source]?.text ?? '').join(' | ');
  return [head, ...rows].map(line).join('\n');
}
