import type { CellReader } from '#kernel/import';
import { isTimeZone } from '#kernel/time';
import type { PlaceId } from '#modules/places';
import { termCodes, type VocabularyName } from '#modules/vocabulary';
import { asCode } from './import-row.ts';
import { ownCode, textLanguage } from './import-rows.ts';
import type { NamedOrganisation } from './organisations-named.ts';
import { countryOf, timeZoneOf } from './place-tree.ts';
import { readDocuments } from './read-documents.ts';
import { readHours } from './read-hours.ts';
import { locationOf, placeOf } from './read-location.ts';
import { readCost } from './read-prices.ts';
import { readSource } from './read-source.ts';
import type { KnownPlaces } from './resolve-names.ts';
import { statuses, type ServiceEntry } from './service.ts';
import type { Standing } from './standing.ts';

/** What the rows of a list refer to. */
export interface Known {
  places: KnownPlaces;
  /** By code and by external id. */
  organisations: ReadonlyMap<string, NamedOrganisation>;
  standings: ReadonlyMap<string, Standing>;
  seen: Map<string, number>;
}

/** Reads one row; null where something is wrong with it, which `cell` has then reported. */
export function readService(cell: CellReader, known: Known, now: Date): ServiceEntry | null {
  const code = ownCode(cell, known.seen);
  const source = textLanguage(cell);
  const reported = readSource(cell, 'source');
  const standing: Standing = reported ? 'reported' : 'live';
  const organisation = organisationOf(cell, known, standing);
  const stored = code === null ? undefined : known.standings.get(code);
  if (stored && stored !== standing) cell.problem('code', 'directory.problem.standing', { value: code ?? '' });
  const name = cell.translated('name', source, { required: true, max: 200 });
  const description = cell.translated('description', source, { required: true, max: 5_000 });
  const assuredOn = reported ? null : checkedOn(cell, now);
  const where = placesOf(cell, source, organisation?.code ?? '', known.places);
  const entry = {
    externalId: cell.line('external_id'),
    status: cell.choice('status', statuses) ?? ('active' as const),
    eligibility: cell.translated('eligibility', source, { max: 2_000 }),
    application: cell.translated('application', source, { max: 2_000 }),
    fees: cell.translated('fees', source, { max: 1_000 }) ?? noteOfCost(cell),
    waitTime: cell.translated('wait_time', source, { max: 1_000 }),
    alert: cell.translated('alert', source, { max: 1_000 }),
    interpretation: cell.line('interpretation', { max: 500 }),
    ...agesOf(cell),
    categories: codesOf(cell, 'categories', 'serviceCategories'),
    audiences: codesOf(cell, 'audiences', 'audiences'),
    themes: codesOf(cell, 'themes', 'themes'),
    languages: cell.languages('languages'),
    url: cell.webAddress('url'),
    email: cell.email('email'),
    demonstration: cell.flag('demonstration'),
    ...readCost(cell),
    hours: readHours(cell),
    documents: readDocuments(cell, source, now),
    timeZone: zoneOf(cell, where.placeId, known.places),
  };
  const phone = cell.phone('phone', (where.placeId && countryOf(known.places.tree, where.placeId)) || '');
  if (!cell.ok() || !code || !organisation || !name || !description) return null;
  const { placeId: _placeId, ...located } = where;
  return {
    code,
    organisationId: organisation.id,
    standing,
    name,
    description,
    assuredOn,
    source: reported,
    ...entry,
    ...located,
    phones: phone ? [{ number: phone, kind: 'voice', description: null, languages: [] }] : [],
  };
}

function organisationOf(cell: CellReader, { organisations }: Known, standing: Standing): NamedOrganisation | null {
  const named = cell.line('organisation', { required: true });
  if (named === null) return null;
  const found = organisations.get(named);
  if (!found) return cell.problem('organisation', 'directory.problem.organisation', { value: named.slice(0, 60) });
  return found.standing === standing
    ? found
    : cell.problem('organisation', 'directory.problem.organisation-standing', { value: named.slice(0, 60) });
}

/** A live service was checked on a day, and not one to come. */
function checkedOn(cell: CellReader, now: Date): string | null {
  const day = cell.day('assured_on', { required: true });
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString().slice(0, 10); // somewhere it is tomorrow already
  return day !== null && day > tomorrow ? cell.problem('assured_on', 'directory.problem.future', { value: day }) : day;
}

/** With an address it is there; a place alone, and `areas`, say whom it is meant for. */
function placesOf(
  cell: CellReader,
  source: string,
  organisationCode: string,
  places: KnownPlaces,
): Pick<ServiceEntry, 'locations' | 'areas'> & { placeId: PlaceId | null } {
  const placeId = placeOf(cell, 'place', places);
  const location = placeId ? locationOf(cell, source, organisationCode, placeId, places.tree) : null;
  const areas = cell.list('areas').flatMap((name) => {
    const id = places.ids.get(name);
    if (!id) cell.problem('areas', 'directory.problem.place', { value: name.slice(0, 60) });
    return id ? [id] : [];
  });
  const meantFor = [...new Set(placeId && !location ? [placeId, ...areas] : areas)].toSorted();
  return { placeId, locations: location ? [location] : [], areas: meantFor };
}

function agesOf(cell: CellReader): Pick<ServiceEntry, 'minimumAge' | 'maximumAge'> {
  const minimumAge = cell.whole('minimum_age', 0, 120);
  const maximumAge = cell.whole('maximum_age', 0, 120);
  if (minimumAge !== null && maximumAge !== null && minimumAge > maximumAge)
    cell.problem('maximum_age', 'directory.problem.ages', { value: maximumAge });
  return { minimumAge, maximumAge };
}

function codesOf(cell: CellReader, column: string, vocabulary: VocabularyName): string[] {
  const known = termCodes(vocabulary);
  const codes = cell.list(column).flatMap((given) => {
    const code = asCode(given);
    if (!known.includes(code)) cell.problem(column, 'import.problem.choice', { value: given.slice(0, 60), choices: known.join(', ') });
    return known.includes(code) ? [code] : [];
  });
  return [...new Set(codes)];
}

/** `{ "free": false, "note": { "en": "One payment for the course." } }` */
function noteOfCost(cell: CellReader) {
  const cost = cell.values['cost'];
  return typeof cost === 'object' && cost !== null && 'note' in cost ? cell.translatedFrom('cost', cost.note, 'en', { max: 1_000 }) : null;
}

function zoneOf(cell: CellReader, placeId: PlaceId | null, places: KnownPlaces): string | null {
  const given = cell.line('time_zone', { max: 60 });
  if (given !== null && !isTimeZone(given)) return cell.problem('time_zone', 'directory.problem.time-zone', { value: given });
  return given ?? (placeId ? timeZoneOf(places.tree, placeId) : null);
}
