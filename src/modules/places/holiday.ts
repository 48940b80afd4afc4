import type { Translated } from '#kernel/i18n';
import type { PlaceId } from './place.ts';

/** A day on which a place, and every narrower place in it, rests. */
export interface Holiday {
  placeId: PlaceId;
  /** `YYYY-MM-DD`. */
  onDay: string;
  name: Translated;
  /** The day depends on the sighting of the moon and may move by one. */
  tentative: boolean;
}
