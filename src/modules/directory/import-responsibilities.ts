import type { AnyWrites } from '#kernel/db';
import type { CellReader, Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import { listOffices, type OfficeId } from '#modules/offices';
import { termCodes } from '#modules/vocabulary';
import { responsibilityColumns } from './import-columns.ts';
import { asCode } from './import-row.ts';
import { cellsOf, ownCode, refusedReport, report, textLanguage } from './import-rows.ts';
import { organisationsNamed, type NamedOrganisation } from './organisations-named.ts';
import { countryOf } from './place-tree.ts';
import { placeOf } from './read-location.ts';
import { findNamedPlaces, type KnownPlaces } from './resolve-names.ts';
import type { ResponsibilityEntry } from './responsibility.ts';
import { writeResponsibilities } from './write-responsibilities.ts';

/** Brings responsibilities up to date by their code: which desk answers for a topic at a place. */
export async function importResponsibilities(trx: AnyWrites, rows: readonly ImportRow[], options: ImportOptions): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const cells = cellsOf(rows, (values) => ({ ...values }), problems, options.now);
  const known: Known = {
    places: await findNamedPlaces(
      trx,
      cells.flatMap((cell) => cell.line('place') ?? []),
    ),
    organisations: await organisationsNamed(
      trx,
      cells.flatMap((cell) => cell.line('organisation') ?? []),
    ),
    offices: new Map((await listOffices(trx, { lang: 'en', closed: true })).map(({ code, id }) => [code, id])),
    seen: new Map(),
  };
  const entries = cells.flatMap((cell) => readResponsibility(cell, known) ?? []);
  if (problems.length > 0) return refusedReport(problems);
  return report(await writeResponsibilities(trx, entries, { by: options.by, now: options.now, dryRun: options.dryRun, what: 'imported' }));
}

export const responsibilityImporter: Importer = {
  kind: 'responsibilities',
  label: 'directory.importer.responsibilities',
  columns: responsibilityColumns,
  run: importResponsibilities,
};

interface Known {
  places: KnownPlaces;
  organisations: ReadonlyMap<string, NamedOrganisation>;
  offices: ReadonlyMap<string, OfficeId>;
  seen: Map<string, number>;
}

function readResponsibility(cell: CellReader, known: Known): ResponsibilityEntry | null {
  const code = ownCode(cell, known.seen);
  const source = textLanguage(cell);
  const who = answering(cell, known);
  const topic = topicOf(cell);
  if (!cell.has('place')) cell.problem('place', 'import.problem.required');
  const placeId = placeOf(cell, 'place', known.places);
  const role = cell.translated('role', source, { required: true, max: 200 });
  const assuredOn = cell.day('assured_on', { required: true });
  const rest = {
    phone: cell.phone('phone', (placeId && countryOf(known.places.tree, placeId)) || ''),
    email: cell.email('email'),
    endedOn: cell.day('ended_on'),
    demonstration: cell.flag('demonstration'),
  };
  if (!cell.ok() || !code || !who || !topic || !placeId || !role || !assuredOn) return null;
  return { code, ...who, topic, placeId, role, assuredOn, ...rest };
}

/** Either an organisation or an office answers, never both. */
function answering(cell: CellReader, { organisations, offices }: Known): Pick<ResponsibilityEntry, 'organisationId' | 'officeId'> | null {
  const organisation = cell.line('organisation');
  const office = cell.line('office');
  if ((organisation === null) === (office === null)) return cell.problem('organisation', 'directory.problem.one-answers');
  if (organisation !== null) {
    const found = organisations.get(organisation);
    return found
      ? { organisationId: found.id, officeId: null }
      : cell.problem('organisation', 'directory.problem.organisation', { value: organisation.slice(0, 60) });
  }
  const officeId = offices.get(office ?? '');
  return officeId
    ? { organisationId: null, officeId }
    : cell.problem('office', 'directory.problem.office', { value: (office ?? '').slice(0, 60) });
}

function topicOf(cell: CellReader): string | null {
  const given = cell.line('topic', { required: true });
  if (given === null) return null;
  const code = asCode(given);
  const known = termCodes('contactTopics');
  return known.includes(code)
    ? code
    : cell.problem('topic', 'import.problem.choice', { value: given.slice(0, 60), choices: known.join(', ') });
}
