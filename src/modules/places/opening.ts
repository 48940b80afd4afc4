import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { RecordSource } from './corridor.ts';
import type { Place } from './place.ts';

export type OpeningId = Id<'places.openings'>;

/** A growing sector, or one named chance, at a place. */
export interface Opening {
  id: OpeningId;
  code: string;
  place: Place;
  kind: 'sector' | 'opening';
  title: Translated;
  description: Translated | null;
  /** Code of the vocabulary `sectors`. */
  sector: string | null;
  source: RecordSource;
  /** A year, a month or a day in ISO 8601. */
  asOf: string;
  /** Last day on which it is shown. */
  validUntil: string | null;
  demonstration: boolean;
}
