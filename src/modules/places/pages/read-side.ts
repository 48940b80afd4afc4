import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { findPlaceByCode } from '../find-place.ts';
import { placeName } from '../place.ts';
import { resolvePlace, type PlaceFound } from '../search-places.ts';

/** What the reader gave for one end: the text typed, the code that a suggestion or a choice put beside it. */
export interface SideGiven {
  typed: string;
  code: string;
  /** Picked on the page to choose on; counts before the text, which was not clear. */
  choice: string;
}

export type SideRead =
  | { kind: 'empty' }
  | { kind: 'one'; code: string; name: string }
  | { kind: 'several'; typed: string; places: PlaceFound[] }
  | { kind: 'none'; typed: string };

/**
 * Decides which place is meant at one end. A code counts only while the text beside it still is that place's name:
 * without scripts the reader may have typed another one over it.
 */
export async function readSide(trx: Reads<'places'>, { typed, code, choice }: SideGiven, lang: string): Promise<SideRead> {
  const given = choice || code;
  const place = given ? await findPlaceByCode(trx, given) : null;
  if (place) {
    const name = placeName(place, lang);
    const same = searchWords(typed).join(' ') === searchWords(name).join(' ');
    if (choice || typed === '' || same) return { kind: 'one', code: place.code, name };
  }
  if (typed === '') return { kind: 'empty' };
  const found = await resolvePlace(trx, typed, lang, { limit: 8 });
  if (found.kind === 'one') return { kind: 'one', code: found.place.code, name: found.place.name };
  return found.kind === 'several' ? { ...found, typed } : { kind: 'none', typed };
}
