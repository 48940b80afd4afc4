import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { toLocal } from '#kernel/time';
import { getPerson, type PersonId } from '#modules/people';
import { placesById, type PlaceId } from '#modules/places';
import { foundersOf, getVenture, type Venture, type VentureId } from '#modules/ventures';
import { mondayOf, zoneOffset } from './hours.ts';
import { countryOf } from './keep-profile.ts';
import type { Mentor } from './mentor.ts';
import type { MentorEnd } from './pair.ts';
import { toMentor, type MentorRow } from './read-mentors.ts';
import { refuse } from './refusals.ts';
import { bestAtEachEnd, mostUnseen, rank, weights, type Candidate, type Need, type Score } from './score.ts';
import { wishOf, type Wish } from './wish.ts';

/** Mentors of one end whom the database hands to the ranking at most: beyond, they differ in nothing that it weighs but hours. */
const MOST_OF_AN_END = 400;

/** A mentor who fits, with the reasons. */
export interface Suggestion {
  mentor: Mentor;
  score: Score;
  end: MentorEnd;
}

/** What is known of the one who needs a mentor. */
export interface Seeking {
  venture: Venture;
  personId: PersonId;
  officeId: string;
  languages: string[];
  timeZone: string;
  wish: Wish | null;
  countries: { here: PlaceId | null; there: PlaceId | null };
  need: Need;
}

/** Reads what a venture and the founder who asked (else the lead) need of a mentor. Refusals: `not-found`, `no-language`. */
export async function readNeed(
  trx: Reads<'mentoring' | 'ventures' | 'people' | 'places'>,
  ventureId: VentureId,
  now: Date,
): Promise<Seeking> {
  const venture = await getVenture(trx, ventureId);
  if (!venture) throw refuse('not-found');
  const wish = await wishOf(trx, ventureId);
  const founders = await foundersOf(trx, ventureId);
  const personId = founders.find((one) => one.personId === wish?.personId)?.personId ?? venture.leadPersonId;
  const person = await getPerson(trx, personId);
  if (!person) throw refuse('not-found');
  const languages = [...new Set([person.language, ...(person.profile?.languages ?? [])])].filter((tag) => tag !== '');
  if (languages.length === 0) throw refuse('no-language');
  const places = await placesById(
    trx,
    [venture.herePlaceId, venture.therePlaceId, person.profile?.residencePlaceId ?? null].filter((id) => id !== null),
  );
  const zoneOf = (id: PlaceId | null | undefined) => (id ? (places.get(id)?.timeZone ?? null) : null);
  const timeZone = wish?.timeZone ?? zoneOf(person.profile?.residencePlaceId) ?? zoneOf(venture.herePlaceId) ?? 'Europe/Rome';
  const ends = wish?.ends ?? 'any';
  const wanted = [ends === 'there' ? null : venture.herePlaceId, ends === 'here' ? null : venture.therePlaceId].filter((id) => id !== null);
  const countries = {
    here: venture.herePlaceId ? await countryOf(trx, venture.herePlaceId) : null,
    there: venture.therePlaceId ? await countryOf(trx, venture.therePlaceId) : null,
  };
  const monday = mondayOf(toLocal(now.toISOString(), timeZone).day);
  return {
    venture,
    personId,
    officeId: person.officeId,
    languages,
    timeZone,
    wish,
    countries,
    need: {
      languages,
      sector: venture.sector,
      stage: venture.stage,
      topics: [...new Set([...venture.needs, ...(wish?.topics ?? [])])],
      places: wanted,
      countries: [ends === 'there' ? null : countries.here, ends === 'here' ? null : countries.there].filter((id) => id !== null),
      availability: wish && wish.hours.length > 0 ? { hours: wish.hours, offset: zoneOffset(wish.timeZone, monday) } : null,
    },
  };
}

/**
 * The mentors who fit a venture best, with the reasons, and the best one at each end where there is one at both. The
 * database leaves out who cannot be among them, the pure `score` ranks the others. For desks; others get an empty list.
 */
export async function suggestMentors(
  trx: Reads<'mentoring'>,
  seeking: Seeking,
  { now, most }: { now: Date; most: number },
): Promise<{ ranked: Suggestion[]; each: { here: Suggestion; there: Suggestion } | null }> {
  const { need, venture, countries } = seeking;
  const { rows } = await sql<MentorRow>`
    select *
      from mentoring.candidates(
        ${[...need.languages]}::text[], ${need.sector}, ${[...need.topics]}::text[], ${need.stage},
        ${[...need.places]}::uuid[], ${[...need.countries]}::uuid[], ${countries.here}::uuid, ${countries.there}::uuid, ${venture.id}::uuid,
        ${weights.preferredLanguage}, ${weights.otherLanguage}, ${weights.sector}, ${weights.topic}, ${weights.mostTopics}, ${weights.stage},
        ${weights.place}, ${weights.country}, ${weights.mostFree}, ${mostUnseen(need)}, ${Math.min(most, 2 * MOST_OF_AN_END)}, ${MOST_OF_AN_END}
      )`.execute(trx);
  const monday = mondayOf(toLocal(now.toISOString(), seeking.timeZone).day);
  const offsets = new Map<string, number>();
  const offsetOf = (zone: string) => {
    const known = offsets.get(zone) ?? zoneOffset(zone, monday);
    offsets.set(zone, known);
    return known;
  };
  const candidates = rows.map(toMentor).map((mentor): Mentor & Candidate => ({
    ...mentor,
    availability: { hours: mentor.hours, offset: offsetOf(mentor.timeZone) },
  }));
  const all = rank(need, candidates).map(({ mentor, score }): Suggestion => ({ mentor, score, end: endOf(mentor, countries) }));
  return { ranked: all.slice(0, most), each: bestAtEachEnd(all) };
}

/** Which end of the corridor a mentor knows; of one within a country, here. */
export function endOf(mentor: Pick<Mentor, 'countryId'>, countries: Seeking['countries']): MentorEnd {
  if (mentor.countryId === countries.here) return 'here';
  return mentor.countryId === countries.there ? 'there' : 'other';
}
