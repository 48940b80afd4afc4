import { sql } from 'kysely';
import { prepared, type Id, type Reads } from '#kernel/db';
import { correctQuery, type CorrectedQuery } from './correct-query.ts';
import { filterWords, standingWord } from './filter-words.ts';
import { cardIn, type ServiceCard, type StoredCard } from './service-card.ts';
import type { Standing } from './standing.ts';
import { lexeme } from './words.ts';

/** At most so many services are found, counted and shown; whoever has more narrows the search. */
export const mostFound = 200;

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
 * One statement searches (`directory.find_services` in the migration says how); one before it corrects words that this
 * process has not understood yet, and again where the answer tells that the vocabulary has changed since.
 */
export async function searchServices(trx: Reads<'directory' | 'places'>, search: ServiceSearch): Promise<ServicesFound> {
  const query = await correctQuery(trx, search.words, search.lang, { remembered: true });
  const { revision, ...found } = await findCorrected(trx, search, query);
  if (!query || query.revision === revision) return found;
  const { revision: _newer, ...anew } = await findCorrected(trx, search, await correctQuery(trx, search.words, search.lang));
  return anew;
}

/** What was found, and the revision of the vocabulary at that moment. */
type Found = ServicesFound & { revision: string };

async function findCorrected(trx: Reads<'directory' | 'places'>, search: ServiceSearch, query: CorrectedQuery | null): Promise<Found> {
  if (!query) return { ...(await find(trx, search, null)), shownAs: null, matched: 'all' };
  const found = await find(trx, search, query.groups.join(' & '));
  if (found.total > 0 || query.groups.length === 1) return { ...found, shownAs: query.shownAs, matched: 'all' };
  return { ...(await find(trx, search, query.groups.join(' | '))), shownAs: query.shownAs, matched: 'any' };
}

interface FoundRow {
  revision: string;
  total: number;
  card: StoredCard | null;
}

async function find(
  trx: Reads<'directory' | 'places'>,
  search: ServiceSearch,
  words: string | null,
): Promise<Pick<Found, 'services' | 'total' | 'more' | 'revision'>> {
  const { lang, standing = 'live', page = 1, pageSize = 20, bound = mostFound } = search;
  const filters = filterWords(search);
  const newest = words === null && filters.length === 0 ? standing : null;
  const narrowed = [standingWord(standing), ...filters].join(' & ');
  const { rows } = await sql<FoundRow>`${prepared}
    select now.revision, found.total, c.card
      from directory.vocabulary_state now
     cross join directory.find_services(
             ${narrowed}::tsquery, ${words}::tsquery, ${inName(words)}::tsquery, ${newest},
             ${(page - 1) * pageSize}, ${pageSize}, ${bound}
           ) as found
      left join directory.service_cards c on c.service_id = found.service_id
     order by found.place`.execute(trx);
  const total = rows[0]?.total ?? 0;
  return {
    services: rows.flatMap(({ card }) => (card ? [cardIn(card, lang)] : [])),
    total: Math.min(total, bound),
    more: total > bound,
    revision: rows[0]?.revision ?? '',
  };
}

/** The same query for the words that stand in the name. */
function inName(words: string | null): string | null {
  return words && words.replaceAll("'", '').replaceAll(/[^()|&:*\s]+/g, (word) => lexeme(`=${word}`));
}
