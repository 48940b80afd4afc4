import { sql } from 'kysely';
import { prepared, type Id, type Reads } from '#kernel/db';
import { correctQuery } from './correct-query.ts';
import { cardJson, type ServiceCard } from './service-card.ts';
import type { Standing } from './standing.ts';
import { lexeme } from './words.ts';

/** At most so many services are found, counted and shown; whoever has more narrows the search. */
export const mostFound = 500;

/** What the readers of a list may narrow it by. */
export interface ServiceFilter {
  standing?: Standing;
  /** Services at this place, at narrower ones, or meant for it or a wider one. */
  place?: PlaceReach | null;
  category?: string | null;
  audience?: string | null;
  /** BCP 47 tag of a language spoken. */
  language?: string | null;
  organisationId?: string | null;
}

/** A place with every wider one, as the search needs it. */
export interface PlaceReach {
  id: Id<'places.places'>;
  /** The place itself and all wider ones. */
  wider: readonly Id<'places.places'>[];
}

export interface ServiceSearch extends ServiceFilter {
  words: string;
  lang: string;
  /** From 1. */
  page?: number;
  pageSize?: number;
  /** Other than {@link mostFound}, for exports. */
  bound?: number;
}

export interface ServicesFound {
  services: ServiceCard[];
  /** Exact up to the bound; with `more` there are more than this. */
  total: number;
  more: boolean;
  /** What was searched for where a word was corrected: "microcredit". */
  shownAs: string | null;
  /** `any`: no service has all the words, these have some. */
  matched: 'all' | 'any';
}

/**
 * Finds services by words in any language, narrowed by the filter; without words all of them, the last checked first.
 * Two statements: one corrects the words, one searches (`directory.find_services` in the migration says how).
 */
export async function searchServices(trx: Reads<'directory' | 'places'>, search: ServiceSearch): Promise<ServicesFound> {
  const query = await correctQuery(trx, search.words, search.lang);
  if (!query) return { ...(await find(trx, search, null)), shownAs: null, matched: 'all' };
  const found = await find(trx, search, query.groups.join(' & '));
  if (found.total > 0 || query.groups.length === 1) return { ...found, shownAs: query.shownAs, matched: 'all' };
  return { ...(await find(trx, search, query.groups.join(' | '))), shownAs: query.shownAs, matched: 'any' };
}

interface FoundRow {
  total: number;
  card: ServiceCard | null;
}

async function find(
  trx: Reads<'directory' | 'places'>,
  search: ServiceSearch,
  words: string | null,
): Promise<Pick<ServicesFound, 'services' | 'total' | 'more'>> {
  const { lang, standing = 'live', place, page = 1, pageSize = 20, bound = mostFound } = search;
  const { rows } = await sql<FoundRow>`${prepared}
    select found.total, case when s.id is not null then ${cardJson(lang)} end as card
      from directory.find_services(
             ${standing}, ${words}::tsquery, ${inName(words)}::tsquery, ${place?.id ?? null}, ${place ? [...place.wider] : null}::uuid[],
             ${search.category ?? null}, ${search.audience ?? null}, ${search.language ?? null}, ${search.organisationId ?? null},
             ${(page - 1) * pageSize}, ${pageSize}, ${bound}
           ) as found
      left join directory.search_entries e on e.service_id = found.service_id
      left join directory.services s on s.id = found.service_id
      left join directory.organisations o on o.id = s.organisation_id
     order by found.place`.execute(trx);
  const total = rows[0]?.total ?? 0;
  return { services: rows.flatMap(({ card }) => card ?? []), total: Math.min(total, bound), more: total > bound };
}

/** The same query for the words that stand in the name. */
function inName(words: string | null): string | null {
  return words && words.replaceAll("'", '').replaceAll(/[^()|&:*\s]+/g, (word) => lexeme(`=${word}`));
}
