import type { PlaceReach, ServiceFilter } from './search-services.ts';
import type { Standing } from './standing.ts';
import { lexeme } from './words.ts';

/** What a search entry can be narrowed by. */
export interface EntryFacets {
  standing: Standing;
  /** Whether a search may find it at all. */
  listed: boolean;
  organisationId: string;
  /** Where it is offered and for which places it is meant. */
  places: readonly string[];
  /** The same places and every wider one. */
  within: readonly string[];
  categories: readonly string[];
  audiences: readonly string[];
  languages: readonly string[];
}

// No folded word holds an @ or a colon, so that nobody can type one of these.
const words = {
  standing: (standing: string) => lexeme(`@${standing}`),
  organisation: (id: string) => lexeme(`@o:${id}`),
  place: (id: string) => lexeme(`@p:${id}`),
  within: (id: string) => lexeme(`@w:${id}`),
  category: (code: string) => lexeme(`@c:${code}`),
  audience: (code: string) => lexeme(`@a:${code}`),
  language: (tag: string) => lexeme(`@l:${tag}`),
};

/** The words of a search entry that filters look for, as a part of a `tsvector` literal. One that is not listed bears no standing. */
export function facetWords(entry: EntryFacets): string {
  return [
    ...(entry.listed ? [words.standing(entry.standing)] : []),
    words.organisation(entry.organisationId),
    ...entry.places.map(words.place),
    ...entry.within.map(words.within),
    ...entry.categories.map(words.category),
    ...entry.audiences.map(words.audience),
    ...entry.languages.map(words.language),
  ].join(' ');
}

/** The word of every listed service of a standing. */
export function standingWord(standing: Standing): string {
  return words.standing(standing);
}

/** A filter as parts of a `tsquery`, all of which must hold. */
export function filterWords({ place, category, audience, language, organisationId }: ServiceFilter): string[] {
  return [
    ...(place ? [reachWords(place)] : []),
    ...(category ? [words.category(category)] : []),
    ...(audience ? [words.audience(audience)] : []),
    ...(language ? [words.language(language)] : []),
    ...(organisationId ? [words.organisation(organisationId)] : []),
  ];
}

/** At the place or in it, or meant for it or for a wider one. */
function reachWords({ id, wider }: PlaceReach): string {
  return `(${[words.within(id), ...wider.map(words.place)].join('|')})`;
}
