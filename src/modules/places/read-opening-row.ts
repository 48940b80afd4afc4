import type { Translated } from '#kernel/i18n';
import { cellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import { termCodes } from '#modules/vocabulary';
import type { RecordSource } from './corridor.ts';
import { readAge, readSource, translatedUnchecked } from './import-cells.ts';

/** A growing sector or an opening as a file has it. */
export interface OpeningRecord {
  code: string;
  placeCode: string;
  corridorCode: string | null;
  kind: 'sector' | 'opening';
  title: Translated;
  description: Translated | null;
  sector: string | null;
  source: RecordSource;
  asOf: string;
  validUntil: string | null;
  demonstration: boolean;
}

/** Reads one opening; null where something is wrong, which then stands in `problems`. */
export function readOpeningRow(row: ImportRow, problems: ImportProblem[], now: Date): OpeningRecord | null {
  const cells = cellReader(row, problems, { now });
  const code = cells.code('code', { required: true });
  const placeCode = cells.code('place_code', { required: true });
  const corridorCode = cells.code('corridor_code');
  const kind = cells.choice('kind', ['sector', 'opening'], { required: true });
  const title = cells.translated('title', 'en', { required: true });
  const description = cells.translated('description', 'en', { max: 2_000 });
  const sector = cells.choice('sector', termCodes('sectors'));
  const source = readSource(cells, 'source');
  const asOf = readAge(cells, 'as_of');
  const validUntil = cells.day('valid_until');
  const demonstration = cells.flag('demonstration');
  if (!code || !placeCode || !kind || !title || !source || !asOf || !cells.ok()) return null;
  return {
    code,
    placeCode,
    corridorCode,
    kind,
    sector,
    source,
    asOf,
    validUntil,
    demonstration,
    title: translatedUnchecked(title, now),
    description: description && translatedUnchecked(description, now),
  };
}
