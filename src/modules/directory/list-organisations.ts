import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { placeNameIn } from '#modules/places';
import { inLanguage, type TextInLanguage } from './in-language.ts';
import type { OrganisationId } from './organisation.ts';
import type { PlaceReach } from './search-services.ts';
import type { Source, Standing } from './standing.ts';

/** An organisation as lists show it. */
export interface OrganisationLine {
  id: OrganisationId;
  code: string;
  standing: Standing;
  name: TextInLanguage;
  alternateName: string | null;
  kind: string;
  place: string | null;
  services: number;
  active: boolean;
  assuredOn: string | null;
  source: Source | null;
  demonstration: boolean;
}

export interface OrganisationFilter {
  lang: string;
  words?: string;
  standing?: Standing;
  kind?: string | null;
  place?: PlaceReach | null;
  /** Only these: what a provider keeps. */
  ids?: readonly string[];
  /** Closed ones too. */
  closed?: boolean;
  sort?: 'name' | '-name' | 'services' | '-services';
  page?: number;
  pageSize?: number;
}

const orders = {
  name: sql`sorting, id`,
  '-name': sql`sorting desc, id`,
  services: sql`services, sorting, id`,
  '-services': sql`services desc, sorting, id`,
};

/** Organisations by name in a language, narrowed; with how many services each offers. */
export async function listOrganisations(
  trx: Reads<'directory' | 'places'>,
  filter: OrganisationFilter,
): Promise<{ organisations: OrganisationLine[]; total: number }> {
  const { lang, standing = 'live', kind, place, ids, closed = false, sort = 'name', page = 1, pageSize = 25 } = filter;
  const conditions = [sql`o.standing = ${standing}`];
  if (!closed) conditions.push(sql`o.active`);
  if (kind) conditions.push(sql`o.kind = ${kind}`);
  if (ids) conditions.push(sql`o.id = any (${[...ids]}::uuid[])`);
  if (place) conditions.push(placeCondition(place));
  for (const word of searchWords(filter.words ?? '').slice(0, 8)) conditions.push(nameContains(word));
  const { rows } = await sql<OrganisationLine & { total: number }>`
    with matching as (
      select o.*, lower(kernel.text_in(o.name, ${lang})) as sorting
        from directory.organisations o
       where ${sql.join(conditions, sql` and `)}
    ), counted as (
      select m.*,
             (select count(*)::int from directory.search_entries e where e.organisation_id = m.id and e.listed) as services
        from matching m
    )
    select id, code, standing, ${inLanguage(sql`name`, lang)} as name, alternate_name as "alternateName", kind,
           ${placeNameIn(sql`place_id`, lang)} as place, services, active, assured_on as "assuredOn", source, demonstration,
           (select count(*)::int from matching) as total
      from counted
     order by ${orders[sort]}
     limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(trx);
  return { organisations: rows, total: rows[0]?.total ?? 0 };
}

function placeCondition(place: PlaceReach) {
  return sql`(o.place_id = any (${[...place.wider]}::uuid[]) or exists (
    select from directory.search_entries e where e.organisation_id = o.id and e.within @> array[${place.id}]::uuid[]
  ))`;
}

/** By its letters or, with a slip of the finger, by its trigrams. */
function nameContains(word: string) {
  return sql`(o.words like ${`%${word}%`} or o.words operator(public.%>) ${word})`;
}
