import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import { widerPlaces, type PlaceId } from '#modules/places';
import type { MentorId, MentorText } from './mentor.ts';
import { ownMentor } from './read-mentors.ts';
import { refuse } from './refusals.ts';

/**
 * Writes the actor's own mentor profile. What they know is confirmed by the office before they are suggested, and again
 * after each change of it. Refusals: `not-mentor`, `languages-missing`, `topics-missing`, `contact-missing`, `office-unknown`.
 */
export async function keepProfile(
  trx: Writes<'mentoring' | 'audit'> & Reads<'places'>,
  accountId: string,
  text: Omit<MentorText, 'timeZone'>,
): Promise<MentorId> {
  requireComplete(text);
  const row = await rowOf(trx, text);
  const existing = await ownMentor(trx, accountId);
  const id = existing?.id ?? newId<'mentoring.mentors'>();
  const unknown = onConstraint({ mentors_office: () => refuse('office-unknown', { field: 'office' }) });
  const denied = (error: unknown) => {
    throw isForbidden(error) ? refuse('not-mentor') : error;
  };
  if (existing) {
    await trx
      .updateTable('mentoring.mentors')
      .set({ ...row, updated_at: new Date() })
      .where('id', '=', id)
      .execute()
      .catch(unknown)
      .catch(denied);
  } else {
    await trx
      .insertInto('mentoring.mentors')
      .values({ id, account_id: accountId, ...row })
      .execute()
      .catch(unknown)
      .catch(denied);
  }
  await record(trx, {
    verb: 'mentoring.profile-kept',
    purpose: 'mentoring.purpose.mentoring',
    scopeId: text.officeId,
    objectKind: 'mentor',
    objectId: id,
  });
  return id;
}

function requireComplete(text: Omit<MentorText, 'timeZone'>): void {
  if (text.languages.length === 0) throw refuse('languages-missing', { field: 'languages' });
  if (text.sectors.length + text.topics.length === 0) throw refuse('topics-missing', { field: 'topics' });
  if (!text.email && !text.phone) throw refuse('contact-missing', { field: 'email' });
}

async function rowOf(trx: Reads<'places'>, text: Omit<MentorText, 'timeZone'>) {
  return {
    office_id: text.officeId as Id<'offices.offices'>, // the foreign key holds it to one
    name: text.name,
    about: text.about,
    background: text.background,
    place_id: text.placeId,
    country_id: await countryOf(trx, text.placeId),
    time_zone: await zoneOf(trx, text.placeId),
    sectors: text.sectors,
    topics: text.topics,
    stages: text.stages,
    tracks: text.tracks,
    languages: text.languages,
    hours: JSON.stringify(text.hours),
    email: text.email,
    phone: text.phone,
    mentee_limit: text.menteeLimit,
    paused: text.paused,
  };
}

/** The clocks of a place, else of the nearest wider one that has one. */
async function zoneOf(trx: Reads<'places'>, placeId: PlaceId): Promise<string> {
  return (await widerPlaces(trx, placeId)).find(({ timeZone }) => timeZone !== null)?.timeZone ?? 'UTC';
}

/** The country of a place; a place that lies in none stands for itself. */
export async function countryOf(trx: Reads<'places'>, placeId: PlaceId): Promise<PlaceId> {
  return (await widerPlaces(trx, placeId)).find(({ level }) => level === 'country')?.id ?? placeId;
}
