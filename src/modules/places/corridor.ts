import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Place } from './place.ts';

export type CorridorId = Id<'places.corridors'>;

/** Where a fact comes from: a document and its chapter, or a name and its address. */
export interface RecordSource {
  document?: string | undefined;
  chapter?: string | undefined;
  name?: string | undefined;
  url?: string | undefined;
}

/** A pair of places joined by migration, with what is recorded about it. */
export interface Corridor {
  id: CorridorId;
  code: string;
  /** Where people come from. */
  origin: Place;
  /** Where people go to. */
  destination: Place;
  facts: Translated[];
  source: RecordSource;
  /** How old the facts are: a year, a month or a day in ISO 8601. */
  asOf: string;
}

/**
 * How a corridor relates to the pair asked for: that very pair; one where an end is a wider place; the same
 * two places the other way round; or one between smaller places inside them.
 */
export type CorridorFit = 'exact' | 'wider' | 'reverse' | 'narrower';

export interface CorridorMatch {
  corridor: Corridor;
  fit: CorridorFit;
}
