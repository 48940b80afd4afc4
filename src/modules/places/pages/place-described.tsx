import { useUi } from '#kernel/html';
import type { PlaceFound } from '../search-places.ts';
import { joinNames } from './source-text.ts';

// uses messages: places.level.*
/** What tells a place from others of its name: "Town in Province of Padua, Veneto, Italy". */
export function PlaceDescribed({ place }: { place: Pick<PlaceFound, 'level' | 'within'> }) {
  const { t, lang } = useUi();
  const level = t(`places.level.${place.level}`);
  return <>{place.within.length > 0 ? t('places.described', { level, within: joinNames(place.within, lang) }) : level}</>;
}
