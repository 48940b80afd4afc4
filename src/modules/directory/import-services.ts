import type { AnyWrites } from '#kernel/db';
import type { Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import { serviceFromHsds } from './hsds/from-hsds.ts';
import { serviceColumns } from './import-columns.ts';
import { cellsOf, refusedReport, report, writeOptions } from './import-rows.ts';
import { organisationsNamed } from './organisations-named.ts';
import { readService, type Known } from './read-service.ts';
import { findNamedPlaces } from './resolve-names.ts';
import { standingsOf } from './standings-of.ts';
import { writeServices } from './write-services.ts';

/** Brings services up to date from a list: an office's, HSDS, the demonstration's, or what documents report. */
export async function importServices(trx: AnyWrites, rows: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const cells = cellsOf(rows, serviceFromHsds, problems, options.now);
  const known: Known = {
    places: await findNamedPlaces(
      trx,
      cells.flatMap((cell) => [cell.line('place') ?? [], cell.list('areas')].flat()),
    ),
    organisations: await organisationsNamed(
      trx,
      cells.flatMap((cell) => cell.line('organisation') ?? []),
    ),
    standings: await standingsOf(
      trx,
      'services',
      cells.flatMap((cell) => cell.line('code') ?? []),
    ),
    seen: new Map(),
  };
  const entries = cells.flatMap((cell) => readService(cell, known, options.now) ?? []);
  if (problems.length > 0) return refusedReport(problems);
  return report(await writeServices(trx, entries, writeOptions(options)));
}

export const serviceImporter: Importer = {
  kind: 'services',
  label: 'directory.importer.services',
  columns: serviceColumns,
  run: importServices,
};
