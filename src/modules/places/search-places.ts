import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { placeLevels, type PlaceId, type PlaceLevel } from './place.ts';
import { namesAbove } from './wider-places.ts';

/** A place that answers a search. */
export interface PlaceFound {
  id: PlaceId;
  code: string;
  /** In the reader's language. */
  name: string;
  level: PlaceLevel;
  /** What it lies in, nearest first: ["Veneto", "Italy"]. */
  within: string[];
  /** `own`: the name as typed is a name of the place; `other`: a former or looser one; `near`: only similar. */
  fit: 'own' | 'other' | 'near';
}

export interface PlaceSearch {
  levels?: readonly PlaceLevel[];
  limit?: number;
}

/** With equal names the country comes first, then the town, as people mean it. */
const ORDER: readonly PlaceLevel[] = ['country', 'municipality', 'province', 'region', 'area'];

const LONGEST = 100;

/**
 * Finds places by a name in any language, with accents or without, with typing mistakes, from its first letters on.
 * What stands after a comma narrows it: "Cuenca, Ecuador". Best first; empty for a text without letters.
 */
export async function searchPlaces(trx: Reads<'places'>, typed: string, lang: string, search: PlaceSearch = {}): Promise<PlaceFound[]> {
  const [head = '', ...rest] = typed.slice(0, LONGEST).split(/[,،(]/);
  const words = searchWords(head);
  const limit = search.limit ?? 12;
  let found = await findNames(trx, words.join(' '), lang, search, limit);
  // "the town of Tirana": nothing has that name, so each longer word may be one.
  if (found.length === 0 && words.length > 1) {
    for (const word of words.filter((one) => one.length > 3)) found.push(...(await findNames(trx, word, lang, search, limit)));
    found = [...new Map(found.map((place) => [place.id, place])).values()];
  }
  const above = await namesAbove(
    trx,
    found.map(({ id }) => id),
    lang,
  );
  const places = found.map((place) => ({ ...place, within: above.get(place.id) ?? [] }));
  return narrowed(places, searchWords(rest.join(' '))).slice(0, limit);
}

async function findNames(trx: Reads<'places'>, words: string, lang: string, { levels = placeLevels }: PlaceSearch, limit: number) {
  if (!words) return [];
  const { rows } = await sql<Omit<PlaceFound, 'within'>>`
    with matched as (
      select place_id,
             max(case
               when words = ${words} then 4 + own::int
               when words like ${`${words}%`} then 2 + public.similarity(words, ${words})
               when words like ${`% ${words}%`} then 1 + public.similarity(words, ${words})
               else public.similarity(words, ${words})
             end) as score
        from places.names
       where words operator(public.%) ${words}
          or words like ${`${words}%`}
          or words like ${`% ${words}%`}
       group by place_id
    )
    select p.id, p.code, kernel.text_in(p.name, ${lang}) as name, p.level,
           case when score >= 5 then 'own' when score >= 4 then 'other' else 'near' end as fit
      from matched
      join places.places p on p.id = matched.place_id
     where p.level = any (${[...levels]}::text[])
     order by score desc, array_position(${[...ORDER]}::text[], p.level), name
     limit ${limit}`.execute(trx);
  return rows;
}

/** Keeps the places that lie in what was named after the comma, where any does. */
function narrowed(found: PlaceFound[], words: string[]): PlaceFound[] {
  if (words.length === 0) return found;
  const inside = found.filter(({ name, within }) => {
    const around = new Set(searchWords([name, ...within].join(' ')));
    return words.every((word) => around.has(word));
  });
  return inside.length > 0 ? inside : found;
}

export type PlaceResolution = { kind: 'one'; place: PlaceFound } | { kind: 'several'; places: PlaceFound[] } | { kind: 'none' };

/**
 * Decides which place is meant by a typed name: the only place of that name, else the only one that comes near,
 * else the reader has to choose.
 */
export async function resolvePlace(trx: Reads<'places'>, typed: string, lang: string, search: PlaceSearch = {}): Promise<PlaceResolution> {
  const found = await searchPlaces(trx, typed, lang, search);
  for (const fits of [['own'], ['own', 'other'], ['own', 'other', 'near']]) {
    const same = found.filter(({ fit }) => fits.includes(fit));
    const [only] = same;
    if (only && same.length === 1) return { kind: 'one', place: only };
    if (only) return { kind: 'several', places: found };
  }
  return { kind: 'none' };
}
