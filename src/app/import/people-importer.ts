import type { Actor, AnyWrites } from '#kernel/db';
import {
  cellReader,
  type CellReader,
  type Importer,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type ImportRow,
} from '#kernel/import';
import type { Keyring } from '#kernel/keys';
import { toLocal } from '#kernel/time';
import { closeCase, openCase } from '#modules/cases';
import { contactOf } from '#modules/people/pages';
import { genders, knownReferences, openFile, type Gender } from '#modules/people';
import { resolvePlace, type PlaceId } from '#modules/places';
import { createVenture, locations, stages, type Location, type Stage } from '#modules/ventures';
import { termCodes } from '#modules/vocabulary';

/** For which desk, and by whom: people come into the custody of one office. */
export interface PeopleImportScope {
  readonly officeId: string;
  readonly actor: Actor & { readonly accountId: string };
  readonly keyring: Keyring;
  readonly controller: string;
  /** Ids of colleagues by e-mail. */
  readonly colleagues: ReadonlyMap<string, string>;
}

interface PersonRow {
  reference: string;
  givenName: string;
  familyName: string;
  nameInOtherScript: string | null;
  birthYear: number | null;
  gender: Gender | null;
  language: string;
  phone: string | null;
  email: string | null;
  origin: PlaceId | null;
  residence: PlaceId | null;
  reason: string;
  counsellorId: string;
  closed: { personOutcome: string; ventureOutcome: string | null } | null;
  venture: { title: string; sector: string; stage: Stage; location: Location } | null;
}

const COLUMNS = [
  'reference',
  'given_name',
  'family_name',
  'name_in_other_script',
  'birth_year',
  'gender',
  'language',
  'phone',
  'email',
  'origin_place',
  'residence_place',
  'case_opened_on',
  'case_reason',
  'counsellor_email',
  'case_state',
  'case_closed_on',
  'person_outcome',
  'venture_title',
  'venture_sector',
  'venture_stage',
  'venture_where',
  'venture_outcome',
  'demonstration',
] as const;
const REQUIRED: readonly string[] = ['reference', 'given_name', 'language'];

/**
 * An office's existing people, with their venture and case, from its own list. A reference that the desk has already is left
 * as it is, so that the same list can be sent again; with a problem in any row nothing is written.
 */
export function peopleImporter(scope: PeopleImportScope): Importer {
  return {
    kind: 'people',
    label: 'app.import.people',
    columns: COLUMNS.map((name) => ({ name, required: REQUIRED.includes(name), about: 'app.import.column' as const })),
    run: async (trx, rows, options) => await run(trx, rows, options, scope),
  };
}

async function run(trx: AnyWrites, rows: readonly ImportRow[], options: ImportOptions, scope: PeopleImportScope): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const seen = new Map<string, number>();
  const read: PersonRow[] = [];
  const placeOf = placeReader(trx);
  for (const row of rows) {
    const person = await readRow(cellReader(row, problems, { now: options.now }), row, scope, placeOf, seen);
    if (person) read.push(person);
  }
  if (problems.length > 0) return { created: 0, updated: 0, unchanged: 0, problems };
  const known = await knownReferences(
    trx,
    scope.officeId,
    read.map((row) => row.reference),
  );
  const fresh = read.filter((row) => !known.has(row.reference));
  if (!options.dryRun) for (const row of fresh) await write(trx, row, options, scope);
  return { created: fresh.length, updated: 0, unchanged: read.length - fresh.length, problems: [] };
}

type PlaceReader = (cell: CellReader, field: string) => Promise<PlaceId | null>;

/** Finds places by name or code; each name once, however many rows have it. */
function placeReader(trx: AnyWrites): PlaceReader {
  const found = new Map<string, PlaceId | null>();
  return async (cell, field) => {
    const typed = cell.line(field, { max: 120 });
    if (!typed) return null;
    if (!found.has(typed)) {
      const answer = await resolvePlace(trx, typed.replaceAll('-', ' '), 'en');
      found.set(typed, answer.kind === 'one' ? answer.place.id : null);
    }
    return found.get(typed) ?? cell.problem(field, 'app.import.problem.place', { value: typed });
  };
}

async function readRow(
  cell: CellReader,
  row: ImportRow,
  scope: PeopleImportScope,
  placeOf: PlaceReader,
  seen: Map<string, number>,
): Promise<PersonRow | null> {
  const reference = cell.line('reference', { required: true, max: 40 });
  if (reference) {
    const before = seen.get(reference);
    if (before !== undefined) cell.problem('reference', 'import.problem.twice', { value: reference, other: before });
    else seen.set(reference, row.row);
  }
  const givenName = cell.line('given_name', { required: true, max: 120 });
  const language = cell.line('language', { required: true, max: 20 });
  const mail = cell.email('counsellor_email');
  const counsellorId = mail ? scope.colleagues.get(mail) : scope.actor.accountId;
  if (!counsellorId) cell.problem('counsellor_email', 'app.import.problem.colleague', { value: mail ?? '' });
  cell.day('case_opened_on');
  const person = {
    familyName: cell.line('family_name', { max: 120 }) ?? '',
    nameInOtherScript: cell.line('name_in_other_script', { max: 240 }),
    birthYear: cell.whole('birth_year', 1900, new Date().getUTCFullYear()),
    gender: oneOf(cell, 'gender', genders),
    phone: cell.phone('phone', 'IT'),
    email: cell.email('email'),
    origin: await placeOf(cell, 'origin_place'),
    residence: await placeOf(cell, 'residence_place'),
    reason: cell.line('case_reason', { max: 300 }) ?? '',
    closed: readClosed(cell),
    venture: readVenture(cell),
  };
  if (!cell.ok() || !reference || !givenName || !language || !counsellorId) return null;
  return { reference, givenName, language, counsellorId, ...person };
}

function oneOf<const T extends readonly string[]>(cell: CellReader, field: string, options: T): T[number] | null {
  const value = cell.line(field, { max: 60 });
  if (value === null) return null;
  return (
    options.find((option) => option === value) ?? cell.problem(field, 'app.import.problem.choice', { value, choices: options.join(', ') })
  );
}

function readVenture(cell: CellReader): PersonRow['venture'] {
  const title = cell.line('venture_title', { max: 160 });
  if (!title) return null;
  const sector = oneOf(cell, 'venture_sector', termCodes('sectors'));
  if (sector === null) cell.problem('venture_sector', 'import.problem.required');
  return {
    title,
    sector: sector ?? '',
    stage: oneOf(cell, 'venture_stage', stages) ?? 'idea',
    location: oneOf(cell, 'venture_where', locations) ?? 'here',
  };
}

function readClosed(cell: CellReader): PersonRow['closed'] {
  if (oneOf(cell, 'case_state', ['open', 'closed']) !== 'closed') return null;
  if (!cell.day('case_closed_on')) cell.problem('case_closed_on', 'import.problem.required');
  const personOutcome = oneOf(cell, 'person_outcome', termCodes('personOutcomes'));
  if (!personOutcome) cell.problem('person_outcome', 'import.problem.required');
  return { personOutcome: personOutcome ?? '', ventureOutcome: oneOf(cell, 'venture_outcome', termCodes('ventureOutcomes')) };
}

async function write(trx: AnyWrites, row: PersonRow, options: ImportOptions, scope: PeopleImportScope): Promise<void> {
  const { officeId, actor, keyring } = scope;
  const personId = await openFile(trx, keyring, actor.accountId, {
    officeId,
    reference: row.reference,
    language: row.language,
    identity: { givenName: row.givenName, familyName: row.familyName, nameInOtherScript: row.nameInOtherScript, birthYear: row.birthYear },
    contact: contactOf(row.phone, row.email),
    profile: {
      gender: row.gender,
      originPlaceId: row.origin,
      residencePlaceId: row.residence,
      languages: [row.language],
      tracks: [],
      minor: false,
      guardian: null,
    },
    informed: true,
    controllers: [scope.controller],
  });
  const ventureId = row.venture
    ? await createVenture(
        trx,
        actor.accountId,
        { personId, officeId },
        { ...row.venture, summary: '', herePlaceId: null, therePlaceId: null, needs: [] },
      )
    : null;
  const caseId = await openCase(trx, actor.accountId, {
    personId,
    officeId,
    reason: row.reason,
    ventureId,
    counsellorId: row.counsellorId,
  });
  if (row.closed) await closeCase(trx, actor.accountId, caseId, row.closed, toLocal(options.now.toISOString(), 'UTC').day);
}
