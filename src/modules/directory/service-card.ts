import { sql, type RawBuilder } from 'kysely';
import { placeNameIn } from '#modules/places';
import { inLanguage, type TextInLanguage } from './in-language.ts';
import type { OrganisationId } from './organisation.ts';
import type { Cost, HoursEntry, ServiceId, Status } from './service.ts';
import type { Source, Standing } from './standing.ts';

/** A service as lists show it. */
export interface ServiceCard {
  id: ServiceId;
  code: string;
  standing: Standing;
  status: Status;
  name: TextInLanguage;
  /** The first 400 characters or so. */
  description: TextInLanguage;
  organisationId: OrganisationId;
  organisation: TextInLanguage;
  /** Names of the places where it is, else of those it is meant for. */
  places: string[];
  categories: string[];
  audiences: string[];
  languages: string[];
  cost: Cost;
  /** The lowest price, where there is one, in minor units. */
  price: { amountMinor: string; currency: string } | null;
  hours: Pick<HoursEntry, 'weekday' | 'opens' | 'closes'>[];
  assuredOn: string | null;
  source: Source | null;
  demonstration: boolean;
}

/** Characters of the description that a list shows. */
const SHOWN = 400;

/** A `ServiceCard` as one JSON value, from `directory.services as s`, `directory.organisations as o`, `directory.search_entries as e`. */
export function cardJson(lang: string): RawBuilder<ServiceCard> {
  return sql<ServiceCard>`jsonb_build_object(
    'id', s.id, 'code', s.code, 'standing', s.standing, 'status', s.status,
    'name', ${inLanguage(sql`s.name`, lang)},
    'description', ${inLanguage(sql`s.description`, lang, SHOWN)},
    'organisationId', o.id, 'organisation', ${inLanguage(sql`o.name`, lang)},
    'places', array(select ${placeNameIn(sql`at`, lang)} from unnest(e.places[1:3]) as at),
    'categories', s.categories, 'audiences', s.audiences, 'languages', s.languages, 'cost', s.cost,
    'price', (
      select jsonb_build_object('amountMinor', c.amount_minor::text, 'currency', c.currency)
        from directory.cost_options c
       where c.service_id = s.id and c.amount_minor is not null
       order by c.amount_minor
       limit 1
    ),
    'hours', (
      select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', to_char(h.opens, 'HH24:MI'), 'closes', to_char(h.closes, 'HH24:MI')) order by h.weekday, h.opens), '[]')
        from directory.schedules h
       where h.service_id = s.id
    ),
    'assuredOn', s.assured_on, 'source', s.source, 'demonstration', s.demonstration)`;
}
