import { sql, type RawBuilder } from 'kysely';

/** The name of a place in a language, as an expression for other modules' statements; `id` is an expression of theirs. */
export function placeNameIn(id: RawBuilder<unknown>, lang: string): RawBuilder<string> {
  return sql<string>`(select kernel.text_in(place.name, ${lang}) from places.places place where place.id = ${id})`;
}
