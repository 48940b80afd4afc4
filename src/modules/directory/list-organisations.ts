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
  const where = sql.join(conditions, sql` and `);
  const sorting = sql`lower(kernel.text_in(o.name, ${lang}))`;
  const services = sql`(select count(*)::int from directory.search_entries e where e.organisation_id = o.id and e.listed)`;
  const direction = sort.startsWith('-') ? sql`desc` : sql`asc`;
  const order = sort.endsWith('services') ? sql`services ${direction}, sorting, id` : sql`sorting ${direction}, id`;
  // By name only those of the page are counted; by services all of them have to be.
  const counted = sort.endsWith('services') ? services : sql`null::int`;
  const { rows } = await sql<OrganisationLine>`
    select id, code, standing, ${inLanguage(sql`name`, lang)} as name, alternate_name as "alternateName", kind,
           ${placeNameIn(sql`place_id`, lang)} as place, coalesce(services, ${services}) as services, active,
           assured_on as "assuredOn", source, demonstration
      from (
        select o.*, ${sorting} as sorting, ${counted} as services
          from directory.organisations o
         where ${where}
         order by ${order}
         limit ${pageSize} offset ${(page - 1) * pageSize}
      ) o
     order by ${order}`.execute(trx);
  const { rows: all } = await sql<{ total: number }>`select count(*)::int as total from directory.organisations o where ${where}`.execute(
    trx,
  );
  return { organisations: rows, total: all[0]?.total ?? 0 };
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
