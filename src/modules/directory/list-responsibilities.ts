import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { placeNameIn } from '#modules/places';
import { inLanguage, type TextInLanguage } from './in-language.ts';
import type { OrganisationId } from './organisation.ts';
import type { ResponsibilityEntry, ResponsibilityId } from './responsibility.ts';
import type { PlaceReach } from './search-services.ts';

/** A responsibility as lists show it. */
export interface ResponsibilityLine extends Pick<
  ResponsibilityEntry,
  'code' | 'topic' | 'phone' | 'email' | 'assuredOn' | 'demonstration' | 'officeId' | 'placeId'
> {
  id: ResponsibilityId;
  role: Translated;
  place: string;
  organisationId: OrganisationId | null;
  organisation: TextInLanguage | null;
}

export interface ResponsibilityFilter {
  lang: string;
  topic?: string | null;
  /** Those for the place and, since narrower places fall back to them, for every wider one. */
  place?: PlaceReach | null;
  organisationId?: string | null;
  officeId?: string | null;
  /** `YYYY-MM-DD`; ended ones are left out. */
  onDay: string;
}

const mostShown = 500;

/** Who answers for what: by topic, the nearest place first. */
export async function listResponsibilities(
  trx: Reads<'directory' | 'places'>,
  filter: ResponsibilityFilter,
): Promise<ResponsibilityLine[]> {
  const { lang, topic, place, organisationId, officeId, onDay } = filter;
  const conditions = [sql`(r.ended_on is null or r.ended_on >= ${onDay}::date)`];
  if (topic) conditions.push(sql`r.topic = ${topic}`);
  if (place) conditions.push(sql`r.place_id = any (${[...place.wider]}::uuid[])`);
  if (organisationId) conditions.push(sql`r.organisation_id = ${organisationId}`);
  if (officeId) conditions.push(sql`r.office_id = ${officeId}`);
  const nearest = sql`array_position(${place ? [...place.wider] : []}::uuid[], r.place_id)`;
  const { rows } = await sql<ResponsibilityLine>`
    select r.id, r.code, r.topic, r.role, r.phone, r.email, r.assured_on as "assuredOn", r.demonstration, r.office_id as "officeId",
           r.place_id as "placeId", ${placeNameIn(sql`r.place_id`, lang)} as place, o.id as "organisationId",
           case when o.id is not null then ${inLanguage(sql`o.name`, lang)} end as organisation
      from directory.responsibilities r
      left join directory.organisations o on o.id = r.organisation_id
     where ${sql.join(conditions, sql` and `)}
     order by r.topic, ${nearest} nulls last, place, r.code
     limit ${mostShown}`.execute(trx);
  return rows;
}
