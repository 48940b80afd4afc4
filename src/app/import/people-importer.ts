import type { Actor, AnyWrites } from '#kernel/db';
import type { CellReader, Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import type { Keyring } from '#kernel/keys';
import { toLocal } from '#kernel/time';
import { closeCase, newestStates, openCase, type CaseState } from '#modules/cases';
import { contactOf } from '#modules/people/pages';
import { openFile, peopleByReference, type Person } from '#modules/people';
import { resolvePlace, type PlaceId } from '#modules/places';
import { createVenture } from '#modules/ventures';
import { momentOf, readPersonRow, type PersonRow, type Reading } from './read-person-row.ts';

/** For which desk, and by whom: people come into the custody of one office. */
export interface PeopleImportScope {
  readonly officeId: string;
  /** Where the desk stands. */
  readonly country: string;
  readonly timeZone: string;
  readonly actor: Actor & { readonly accountId: string };
  readonly keyring: Keyring;
  readonly controller: string;
  /** Ids of colleagues by e-mail. */
  readonly colleagues: ReadonlyMap<string, string>;
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
  'informed_on',
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

/** After so many rows the progress is told, and so many are looked up at once. */
const BATCH = 500;

/**
 * An office's existing people, with their venture and case, from its own list. A reference that the desk has already is left
 * as it is, so that the same list can be sent again; where such a row differs, the report says so. With a problem in any row
 * nothing is written.
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
  const { now, dryRun, tell } = options;
  const { accountId } = scope.actor;
  const reading: Reading = { ...scope, accountId, now, placeOf: placeReader(trx), seen: new Map() };
  const problems: ImportProblem[] = [];
  const read: PersonRow[] = [];
  // Each row is read and then written: half of the work each.
  const steps = dryRun ? 1 : 2;
  const told = async (done: number) => {
    if (done % (BATCH * steps) === 0) await tell?.(Math.floor(done / steps), rows.length);
  };
  for (const [index, row] of rows.entries()) {
    const person = await readPersonRow(row, problems, reading);
    if (person) read.push(person);
    await told(index + 1);
  }
  if (problems.length > 0) return { created: 0, updated: 0, unchanged: 0, problems };
  const { fresh, kept, notes } = await compare(trx, read, scope.officeId);
  for (const [index, row] of dryRun ? [] : fresh.entries()) {
    await write(trx, row, reading, scope);
    await told(rows.length + index + 1);
  }
  const notInformed = fresh.filter((row) => row.informedOn === null).length;
  if (notInformed > 0)
    notes.unshift({ row: 0, field: 'informed_on', problem: 'app.import.note.not-informed', values: { count: notInformed } });
  return { created: fresh.length, updated: 0, unchanged: read.length - fresh.length - kept, kept, notes, problems: [] };
}

/** Finds places by name or code; each name once, however many rows have it. */
function placeReader(trx: AnyWrites): Reading['placeOf'] {
  const found = new Map<string, PlaceId | null>();
  return async (cell: CellReader, field: string) => {
    const typed = cell.line(field, { max: 120 });
    if (!typed) return null;
    if (!found.has(typed)) {
      const answer = await resolvePlace(trx, typed.replaceAll('-', ' '), 'en');
      found.set(typed, answer.kind === 'one' ? answer.place.id : null);
    }
    return found.get(typed) ?? cell.problem(field, 'app.import.problem.place', { value: typed });
  };
}

/** Tells rows that the desk does not have yet from those that it has, and says where the latter differ. */
async function compare(trx: AnyWrites, rows: readonly PersonRow[], officeId: string) {
  const fresh: PersonRow[] = [];
  const notes: ImportProblem[] = [];
  let kept = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const references = batch.map(({ reference }) => reference);
    const known = await peopleByReference(trx, officeId, references);
    const states = await newestStates(
      trx,
      [...known.values()].map(({ id }) => id),
    );
    for (const row of batch) {
      const person = known.get(row.reference);
      if (!person) fresh.push(row);
      const fields = person ? differing(row, person, states.get(person.id)) : [];
      if (fields.length > 0) kept += 1;
      for (const field of fields)
        notes.push({ row: row.row, field, problem: 'app.import.note.differs', values: { reference: row.reference } });
    }
  }
  return { fresh, kept, notes };
}

/** Columns in which a row says something else than the file of that reference; an empty cell says nothing. */
function differing(row: PersonRow, { language, identity, contact, profile }: Person, state: CaseState | undefined): string[] {
  const pairs: [string, string | number | null, string | number | null | undefined][] = [
    ['given_name', row.givenName, identity?.givenName],
    ['family_name', row.familyName, identity?.familyName],
    ['name_in_other_script', row.nameInOtherScript, identity?.nameInOtherScript],
    ['birth_year', row.birthYear, identity?.birthYear],
    ['gender', row.gender, profile?.gender],
    ['language', row.language, language],
    ['phone', row.phone, contact?.phone],
    ['email', row.email, contact?.email],
    ['origin_place', row.origin, profile?.originPlaceId],
    ['residence_place', row.residence, profile?.residencePlaceId],
    ['case_state', row.caseState, state],
  ];
  return pairs.filter(([, listed, stored]) => listed !== null && listed !== '' && listed !== (stored ?? null)).map(([field]) => field);
}

async function write(trx: AnyWrites, row: PersonRow, reading: Reading, scope: PeopleImportScope): Promise<void> {
  const { officeId, actor, keyring } = scope;
  const openedAt = row.openedOn ? momentOf(row.openedOn, reading) : undefined;
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
      minor: false,
      guardian: null,
    },
    informed: row.informedOn,
    openedAt,
    controllers: [scope.controller],
  });
  const venture = row.venture && { ...row.venture, summary: '', herePlaceId: null, therePlaceId: null, needs: [] };
  const ventureId = venture ? await createVenture(trx, actor.accountId, { personId, officeId }, venture, openedAt) : null;
  const { reason, counsellorId, closed } = row;
  const caseId = await openCase(trx, actor.accountId, { personId, officeId, reason, ventureId, counsellorId, openedAt });
  if (!closed) return;
  const today = toLocal(reading.now.toISOString(), reading.timeZone).day;
  await closeCase(trx, actor.accountId, caseId, closed, today, { on: closed.on, at: momentOf(closed.on, reading) });
}
