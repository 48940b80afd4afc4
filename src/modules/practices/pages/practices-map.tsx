import { EmptyState, Link, PointMap } from '#kernel/html';
import type { Context } from '#kernel/http';
import { placeName, type Place } from '#modules/places';
import { TranslatedText } from '#modules/places/pages';
import type { PracticeEntry } from '../practice.ts';

/** One marker a place, with all that is run from there. */
export function PracticesMap({ ctx, rows }: { ctx: Context; rows: readonly PracticeEntry[] }) {
  const { t, lang } = ctx;
  const places = new Map<string, { place: Place; practices: PracticeEntry[] }>();
  for (const practice of rows) {
    if (!practice.place) continue;
    const found = places.get(practice.place.id);
    if (found) found.practices.push(practice);
    else places.set(practice.place.id, { place: practice.place, practices: [practice] });
  }
  const byName = (a: { place: Place }, b: { place: Place }) => placeName(a.place, lang).localeCompare(placeName(b.place, lang), lang);
  if (places.size === 0) return <EmptyState title={t('practices.list.map-none')} />;
  return (
    <>
      <PointMap
        title={t('practices.list.map-title')}
        points={[...places.values()].toSorted(byName).map(({ place, practices }) => ({
          id: place.id,
          name: placeName(place, lang),
          lat: place.lat,
          lon: place.lon,
          note: (
            <ul>
              {practices.map((practice) => (
                <li key={practice.id}>
                  <Link href={`/practices/${practice.code}`}>
                    <TranslatedText value={practice.title} />
                  </Link>
                </li>
              ))}
            </ul>
          ),
        }))}
      />
      <p>{t('practices.list.map-count', { count: rows.filter(({ place }) => !place).length })}</p>
    </>
  );
}
