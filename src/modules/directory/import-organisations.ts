import type { AnyWrites } from '#kernel/db';
import type { CellReader, Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import { termCodes } from '#modules/vocabulary';
import { organisationFromHsds } from './hsds/from-hsds.ts';
import { organisationColumns } from './import-columns.ts';
import { asCode } from './import-row.ts';
import { cellsOf, ownCode, refusedReport, report, textLanguage, writeOptions } from './import-rows.ts';
import type { OrganisationEntry } from './organisation.ts';
import { countryOf } from './place-tree.ts';
import { locationOf, placeOf } from './read-location.ts';
import { readSource } from './read-source.ts';
import { findNamedPlaces, type KnownPlaces } from './resolve-names.ts';
import type { Standing } from './standing.ts';
import { standingsOf } from './standings-of.ts';
import { writeOrganisations } from './write-organisations.ts';

/** Brings organisations up to date from a list: an office's, the demonstration's, or what documents report. */
export async function importOrganisations(trx: AnyWrites, rows: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const cells = cellsOf(rows, organisationFromHsds, problems, options.now);
  const places = await findNamedPlaces(
    trx,
    cells.flatMap((cell) => cell.line('place') ?? []),
  );
  const standings = await standingsOf(
    trx,
    'organisations',
    cells.flatMap((cell) => cell.line('code') ?? []),
  );
  const seen = new Map<string, number>();
  const entries = cells.flatMap((cell) => readOrganisation(cell, places, standings, seen) ?? []);
  if (problems.length > 0) return refusedReport(problems);
  return report(await writeOrganisations(trx, entries, writeOptions(options)));
}

export const organisationImporter: Importer = {
  kind: 'organisations',
  label: 'directory.importer.organisations',
  columns: organisationColumns,
  run: importOrganisations,
};

function readOrganisation(
  cell: CellReader,
  places: KnownPlaces,
  standings: ReadonlyMap<string, Standing>,
  seen: Map<string, number>,
): OrganisationEntry | null {
  const code = ownCode(cell, seen);
  const source = textLanguage(cell);
  const reported = readSource(cell, 'mentioned_in');
  const standing: Standing = reported ? 'reported' : 'live';
  const stored = code === null ? undefined : standings.get(code);
  if (stored && stored !== standing) cell.problem('code', 'directory.problem.standing', { value: code ?? '' });
  const name = cell.translated('name', source, { required: true, max: 200 });
  const placeId = placeOf(cell, 'place', places);
  const kind = kindOf(cell);
  const location = code === null || !placeId ? null : locationOf(cell, source, code, placeId, places.tree);
  const phone = cell.phone('phone', (placeId && countryOf(places.tree, placeId)) || '');
  const entry = {
    externalId: cell.line('external_id'),
    alternateName: cell.line('alternate_name', { max: 300 }),
    description: reported ? rolesOf(cell) : cell.translated('description', source, { max: 5_000 }),
    website: cell.webAddress('website'),
    email: cell.email('email'),
    languages: cell.languages('languages'),
    assuredOn: reported ? null : cell.day('assured_on'),
    demonstration: cell.flag('demonstration'),
  };
  if (!cell.ok() || !code || !name || !kind) return null;
  return {
    code,
    standing,
    name,
    kind,
    placeId,
    ...entry,
    source: reported,
    active: true,
    phones: phone ? [{ number: phone, kind: 'voice', description: null, languages: [] }] : [],
    locations: location ? [location] : [],
  };
}

function kindOf(cell: CellReader): string | null {
  const given = cell.line('kind');
  if (given === null) return 'other';
  const code = asCode(given);
  return termCodes('organisationKinds').includes(code)
    ? code
    : cell.problem('kind', 'directory.problem.kind', { value: given.slice(0, 60) });
}

/** What reports say about an organisation is a list of roles. */
function rolesOf(cell: CellReader) {
  const roles = cell.list('roles').join('; ');
  return cell.translatedFrom('roles', roles === '' ? null : `${roles.charAt(0).toUpperCase()}${roles.slice(1)}.`, 'en', { max: 5_000 });
}
