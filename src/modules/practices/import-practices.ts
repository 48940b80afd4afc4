import { newId, type Reads, type Writes } from '#kernel/db';
import { firstLanguage, formatters, languages, type Translated } from '#kernel/i18n';
import type { Importer, ImportOptions, ImportReport, ImportRow } from '#kernel/import';
import { searchWords } from '#kernel/text';
import {
  differing,
  importOptions,
  keepSame,
  placeIdsByCode,
  placesById,
  readRows,
  refused,
  repeated,
  resolvePlace,
  rowsFrom,
  unknownCodes,
  type ImportChoices,
  type Place,
  type PlaceId,
} from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import { columnOf, sheetLists, sheetTexts, type CaseSheet } from './practice.ts';
import { readPracticeRow, type NamedPlace, type PracticeRecord } from './read-practice-row.ts';
import { storedPractices, writePractices, type CorridorRow, type PracticeRow } from './write-practices.ts';

/** Brings practices up to date by their id. With a problem in any row nothing is written. */
export async function importPractices(
  trx: Writes<'practices' | 'places'>,
  records: readonly unknown[],
  choices?: ImportChoices,
): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices));
}

export const practicesImporter: Importer = {
  kind: 'practices',
  label: 'practices.import.practices',
  columns: [
    { name: 'id', required: true, about: 'practices.import.id' },
    { name: 'title', required: true, about: 'practices.field.title', translated: true },
    { name: 'summary', required: true, about: 'practices.field.summary', translated: true },
    { name: 'admin_level', required: true, about: 'practices.import.admin-level' },
    { name: 'source', required: true, about: 'practices.import.source' },
    { name: 'place_code', required: false, about: 'practices.import.place' },
    { name: 'countries', required: false, about: 'practices.import.countries' },
    { name: 'themes', required: false, about: 'practices.import.themes' },
    { name: 'corridors', required: false, about: 'practices.import.corridors' },
    { name: 'start', required: false, about: 'practices.import.start' },
    { name: 'end', required: false, about: 'practices.import.end' },
    { name: 'ongoing', required: false, about: 'practices.import.ongoing' },
    { name: 'website', required: false, about: 'practices.field.website' },
    { name: 'budget', required: false, about: 'practices.import.budget' },
    { name: 'budget_amount', required: false, about: 'practices.import.budget-amount' },
    { name: 'budget_currency', required: false, about: 'practices.import.budget-currency' },
    { name: 'budget_note', required: false, about: 'practices.import.budget-note' },
    ...sheetTexts.map(
      (field) => ({ name: columnOf(field), required: false, about: `practices.field.${field}`, translated: true }) as const,
    ),
    ...sheetLists.map((field) => ({ name: columnOf(field), required: false, about: `practices.field.${field}` }) as const),
  ],
  run,
};

async function run(
  trx: Writes<'practices' | 'places'>,
  given: readonly ImportRow[],
  { now, dryRun }: ImportOptions,
): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readPracticeRow);
  const places = await placeIdsByCode(
    trx,
    rows.flatMap(({ record }) => record.placeCode ?? []),
  );
  problems.push(
    ...repeated(rows, ({ id }) => id, 'id'),
    ...unknownCodes(rows, 'place_code', ({ placeCode }) => (placeCode ? [placeCode] : []), places, 'practices.problem.unknown-place'),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedPractices(trx);
  const drawn = await rowsOf(
    trx,
    rows.map(({ record }) => record),
    stored,
  );
  // What authorities have written since changes by their versions only.
  const wanted = drawn.map((row) => {
    const before = stored.get(row.code);
    return before && before.version > 0 ? before : row;
  });
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!dryRun) await writePractices(trx, written);
  return report;
}

/** Rows of practices as they are stored: with the places that they name, and the words by which they are found. */
export async function rowsOf(
  trx: Reads<'places'>,
  records: readonly PracticeRecord[],
  stored: ReadonlyMap<string, PracticeRow>,
): Promise<PracticeRow[]> {
  const places = await placeIdsByCode(
    trx,
    records.flatMap(({ placeCode }) => placeCode ?? []),
  );
  const ends = await endsOf(trx, records, stored.values());
  const named = await placesById(trx, [...places.values(), ...[...ends.values()].filter((id) => id !== null)]);
  return records.map((record) => {
    const placeId = record.placeCode ? (places.get(record.placeCode) ?? null) : null;
    return toRow(record, placeId, ends, named, stored.get(record.id));
  });
}

function toRow(
  record: PracticeRecord,
  placeId: PlaceId | null,
  ends: ReadonlyMap<string, PlaceId | null>,
  named: ReadonlyMap<PlaceId, Place>,
  before: PracticeRow | undefined,
): PracticeRow {
  const corridors = record.corridors.map(({ origin, destination }, position): CorridorRow => ({
    position,
    origin_name: origin.name,
    origin_country: origin.country,
    origin_id: ends.get(keyOf(origin)) ?? null,
    destination_name: destination.name,
    destination_country: destination.country,
    destination_id: ends.get(keyOf(destination)) ?? null,
  }));
  const { sheet, budget } = record;
  return {
    id: before?.id ?? newId<'practices.practices'>(),
    code: record.id,
    title: keepSame(record.title, before?.title),
    summary: keepSame(record.summary, before?.summary),
    place_id: placeId,
    admin_level: record.adminLevel,
    countries: record.countries,
    themes: record.themes,
    starts: record.starts,
    ends: record.ends,
    ongoing: record.ongoing,
    website: record.website,
    budget_minor: budget?.minor ?? null,
    budget_currency: budget?.currency ?? null,
    budget_note: budget?.note ? keepSame(budget.note, before?.budget_note) : null,
    source: record.source,
    reported: yearOf(record.source.document),
    features: before?.features ?? [],
    pictures: before?.pictures ?? [],
    standing: before?.standing ?? 'reported',
    standing_on: before?.standing_on ?? null,
    keeper_id: before?.keeper_id ?? null,
    version: before?.version ?? 0,
    sheet: keepSheet(sheet, before?.sheet),
    corridors,
    title_words: wordsOf([record.title]).join(' '),
    words: [...wordsOf(textsOf(record)), ...namesOf(record, corridors, placeId, named)].join(' '),
  };
}

/** Texts that say the same as the stored ones stay, so that their dates do. */
function keepSheet(read: CaseSheet, stored: CaseSheet | undefined): CaseSheet {
  const texts = sheetTexts.map((field) => [field, read[field] && keepSame(read[field], stored?.[field])]);
  const lists = sheetLists.map((field) => [field, read[field].map((text, index) => keepSame(text, stored?.[field][index]))]);
  return Object.fromEntries([...texts, ...lists]) as CaseSheet; // one entry for each field of both lists
}

function textsOf({ summary, sheet }: PracticeRecord): Translated[] {
  return [summary, ...sheetTexts.flatMap((field) => sheet[field] ?? []), ...sheetLists.flatMap((field) => sheet[field])];
}

/** Folded words of texts in all their languages. */
export function wordsOf(texts: readonly Translated[]): string[] {
  return [...new Set(texts.flatMap(({ texts: byLanguage }) => Object.values(byLanguage).flatMap(({ text }) => searchWords(text))))];
}

/** Places, countries and themes in every language, so that a reader finds in their own what is written in English. */
function namesOf(
  record: PracticeRecord,
  corridors: readonly CorridorRow[],
  placeId: PlaceId | null,
  named: ReadonlyMap<PlaceId, Place>,
): string[] {
  const ids = [placeId, ...corridors.flatMap(({ origin_id, destination_id }) => [origin_id, destination_id])];
  const places = ids.flatMap((id) => (id ? (named.get(id) ?? []) : []));
  const names = [
    ...places.flatMap(({ name, otherNames }) => [...Object.values(name.texts).map(({ text }) => text), ...otherNames]),
    ...corridors.flatMap(({ origin_name, destination_name }) => [origin_name, destination_name]),
    ...languages.flatMap(({ code }) => [
      ...record.countries.map((country) => formatters(code, 'UTC').countryName(country)),
      ...record.themes.map((theme) => termLabel('themes', theme, code)),
    ]),
  ];
  return [...new Set(names.flatMap(searchWords))];
}

const keyOf = ({ name, country }: NamedPlace) => `${name}|${country ?? ''}`;

/**
 * Which of our places the ends of all corridors are, by name and country; null where that cannot be told. What an earlier
 * import told is taken from there: a search by near names is slow.
 */
async function endsOf(
  trx: Reads<'places'>,
  records: readonly PracticeRecord[],
  stored: Iterable<PracticeRow>,
): Promise<Map<string, PlaceId | null>> {
  const found = new Map<string, PlaceId | null>();
  for (const { corridors } of stored)
    for (const { origin_name, origin_country, origin_id, destination_name, destination_country, destination_id } of corridors) {
      if (origin_id) found.set(keyOf({ name: origin_name, country: origin_country }), origin_id);
      if (destination_id) found.set(keyOf({ name: destination_name, country: destination_country }), destination_id);
    }
  for (const end of records.flatMap(({ corridors }) => corridors.flatMap(({ origin, destination }) => [origin, destination])))
    if (!found.has(keyOf(end))) found.set(keyOf(end), await placeOf(trx, end));
  return found;
}

async function placeOf(trx: Reads<'places'>, { name, country }: NamedPlace): Promise<PlaceId | null> {
  const countryName = country && formatters(firstLanguage, 'UTC').countryName(country);
  const typed = countryName && searchWords(countryName).join() !== searchWords(name).join() ? `${name}, ${countryName}` : name;
  const found = await resolvePlace(trx, typed, firstLanguage);
  if (found.kind === 'one') return found.place.id;
  const inCountry = found.kind === 'several' ? found.places.filter(({ within }) => countryName && within.includes(countryName)) : [];
  return inCountry.length === 1 ? (inCountry[0]?.id ?? null) : null;
}

/** Years that the documents of the reference data bear, by the number that their file names begin with. */
const years: Readonly<Record<string, string>> = { '000': '2007', '002': '2010', '004': '2010' };

function yearOf(document: string | undefined): string | null {
  return years[document?.slice(0, 3) ?? ''] ?? null;
}
