import type { Translated } from '#kernel/i18n';
import { cellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import type { RecordSource } from './corridor.ts';
import { readAge, readSource, translatedUnchecked } from './import-cells.ts';

/** A corridor as a file has it. */
export interface CorridorRecord {
  id: string;
  originCode: string;
  destinationCode: string;
  facts: Translated[];
  source: RecordSource;
  asOf: string;
}

/** Reads one corridor; null where something is wrong, which then stands in `problems`. */
export function readCorridorRow(row: ImportRow, problems: ImportProblem[], now: Date): CorridorRecord | null {
  const cells = cellReader(row, problems, { now });
  const id = cells.code('id', { required: true });
  const originCode = cells.code('origin_code', { required: true });
  const destinationCode = cells.code('destination_code', { required: true });
  const facts = readFacts(row, problems, now);
  const source = readSource(cells, 'source');
  const asOf = readAge(cells, 'as_of');
  if (!id || !originCode || !destinationCode || !source || !asOf || !cells.ok()) return null;
  return { id, originCode, destinationCode, facts, source, asOf };
}

/** Facts are a list of texts by language; in a table, texts with `|` between them, one column a language. */
function readFacts(row: ImportRow, problems: ImportProblem[], now: Date): Translated[] {
  const given = row.values['facts'];
  const list = Array.isArray(given) ? (given as unknown[]) : fromColumns(row.values);
  if (list.length === 0) problems.push({ row: row.row, field: 'facts', problem: 'import.problem.required' });
  return list.flatMap((fact) => {
    const read = cellReader({ row: row.row, values: { facts: fact } }, problems, { now }).translated('facts', 'en', {
      required: true,
      max: 2_000,
    });
    return read ? [translatedUnchecked(read, now)] : [];
  });
}

function fromColumns(values: ImportRow['values']): Record<string, string>[] {
  const columns = Object.entries(values).filter(([name]) => name === 'facts' || name.startsWith('facts.'));
  const facts: Record<string, string>[] = [];
  for (const [name, cell] of columns) {
    const lang = name.split('.')[1] ?? 'en';
    const parts = typeof cell === 'string' ? cell.split('|') : [];
    for (const [index, text] of parts.entries()) facts[index] = { ...facts[index], [lang]: text };
  }
  return facts;
}
