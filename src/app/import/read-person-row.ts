import { cellReader, type CellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import { fromLocal, toLocal, type Day } from '#kernel/time';
import { genders, type Gender } from '#modules/people';
import { spokenLanguages } from '#modules/people/pages';
import type { PlaceId } from '#modules/places';
import { locations, stages, type Location, type Stage } from '#modules/ventures';
import { termCodes } from '#modules/vocabulary';

/** A row of an office's own list of people, once everything in it is right. */
export interface PersonRow {
  row: number;
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
  /** Day on which the person was told what is kept; null where the list does not say. */
  informedOn: Day | null;
  reason: string;
  counsellorId: string;
  caseState: 'open' | 'closed' | null;
  /** Where the list does not say it, the day of closing; null: today. */
  openedOn: Day | null;
  closed: { on: Day; personOutcome: string; ventureOutcome: string | null } | null;
  venture: { title: string; sector: string; stage: Stage; location: Location } | null;
}

/** What a row is read against. */
export interface Reading {
  now: Date;
  /** Of the desk that imports: whose days, and whose telephone numbers without a prefix. */
  timeZone: string;
  country: string;
  /** Who imports; answers for a person of whom the list names nobody. */
  accountId: string;
  /** Ids of colleagues by e-mail. */
  colleagues: ReadonlyMap<string, string>;
  placeOf: (cell: CellReader, field: string) => Promise<PlaceId | null>;
  /** Row by reference. */
  seen: Map<string, number>;
}

/** Reads one row; null where something is wrong, which is then among the problems. */
export async function readPersonRow(row: ImportRow, problems: ImportProblem[], reading: Reading): Promise<PersonRow | null> {
  const { now, country } = reading;
  const cell = cellReader(row, problems, { now });
  const today = toLocal(now.toISOString(), reading.timeZone).day;
  const reference = readReference(cell, reading.seen);
  const givenName = cell.line('given_name', { required: true, max: 120 });
  const language = cell.choice('language', spokenLanguages, { required: true });
  const counsellorId = readCounsellor(cell, reading);
  const openedOn = pastDay(cell, 'case_opened_on', today);
  const state = readState(cell, openedOn, today);
  const person = {
    row: row.row,
    familyName: cell.line('family_name', { max: 120 }) ?? '',
    nameInOtherScript: cell.line('name_in_other_script', { max: 240 }),
    birthYear: cell.whole('birth_year', 1900, Number(today.slice(0, 4))),
    gender: oneOf(cell, 'gender', genders),
    phone: cell.phone('phone', country),
    email: cell.email('email'),
    origin: await reading.placeOf(cell, 'origin_place'),
    residence: await reading.placeOf(cell, 'residence_place'),
    informedOn: pastDay(cell, 'informed_on', today),
    reason: cell.line('case_reason', { max: 300 }) ?? '',
    openedOn: openedOn ?? state.closed?.on ?? null,
    ...state,
    venture: readVenture(cell),
  };
  if (!cell.ok() || !reference || !givenName || !language || !counsellorId) return null;
  return { reference, givenName, language, counsellorId, ...person };
}

/** The instant that stands for a day of which nothing more is known: its noon, or now. */
export function momentOf(day: Day, { now, timeZone }: Pick<Reading, 'now' | 'timeZone'>): Date {
  return new Date(Math.min(Date.parse(fromLocal(day, '12:00', timeZone)), now.getTime()));
}

function readReference(cell: CellReader, seen: Map<string, number>): string | null {
  const reference = cell.line('reference', { required: true, max: 40 });
  if (!reference) return null;
  const before = seen.get(reference);
  if (before !== undefined) return cell.problem('reference', 'import.problem.twice', { value: reference, other: before });
  seen.set(reference, cell.row);
  return reference;
}

function readCounsellor(cell: CellReader, { accountId, colleagues }: Reading): string | null {
  const mail = cell.email('counsellor_email');
  if (!mail) return accountId;
  return colleagues.get(mail) ?? cell.problem('counsellor_email', 'app.import.problem.colleague', { value: mail });
}

function pastDay(cell: CellReader, field: string, today: Day): Day | null {
  const day = cell.day(field);
  return day && day > today ? cell.problem(field, 'app.import.problem.future', { value: day }) : day;
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
  if (sector === null && !cell.has('venture_sector')) cell.problem('venture_sector', 'import.problem.required');
  return {
    title,
    sector: sector ?? '',
    stage: oneOf(cell, 'venture_stage', stages) ?? 'idea',
    location: oneOf(cell, 'venture_where', locations) ?? 'here',
  };
}

function readState(cell: CellReader, openedOn: Day | null, today: Day): Pick<PersonRow, 'caseState' | 'closed'> {
  const caseState = oneOf(cell, 'case_state', ['open', 'closed']);
  const on = pastDay(cell, 'case_closed_on', today);
  if (caseState !== 'closed') {
    // A day that nobody would read is a mistake in one of the two.
    if (on) cell.problem('case_closed_on', 'app.import.problem.not-closed');
    return { caseState, closed: null };
  }
  if (!cell.has('case_closed_on')) cell.problem('case_closed_on', 'import.problem.required');
  if (on && openedOn && on < openedOn) cell.problem('case_closed_on', 'app.import.problem.closed-before-opened');
  const personOutcome = oneOf(cell, 'person_outcome', termCodes('personOutcomes'));
  if (!cell.has('person_outcome')) cell.problem('person_outcome', 'import.problem.required');
  const ventureOutcome = oneOf(cell, 'venture_outcome', termCodes('ventureOutcomes'));
  return { caseState, closed: { on: on ?? today, personOutcome: personOutcome ?? '', ventureOutcome } };
}
