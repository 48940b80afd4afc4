import { Link, Provenance, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import { placeName, type Place, type PlaceId } from '#modules/places';
import { sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import type { PracticeEntry } from '../practice.ts';
import { practicesAbout } from '../read-practices.ts';

/** Reads what {@link PracticesAbout} shows: practices about the places given, such as both ends of a corridor. */
export async function readPracticesAbout(ctx: Context, { placeIds }: { placeIds: readonly PlaceId[] }): Promise<PracticeEntry[]> {
  return await practicesAbout(ctx.trx, placeIds);
}

/** What authorities did about some places, for the pages of corridors and places; nothing where nothing was reported. */
export function PracticesAbout({
  ctx,
  practices,
  place,
}: {
  ctx: Context;
  practices: readonly PracticeEntry[];
  place?: Pick<Place, 'code' | 'name'>;
}) {
  const { t, lang } = ctx;
  if (practices.length === 0) return null;
  return (
    <Section title={t('practices.about.title')}>
      <ul>
        {practices.map((practice) => (
          <li key={practice.id}>
            <Link href={`/practices/${practice.code}`}>
              <TranslatedText value={practice.title} />
            </Link>{' '}
            <Provenance source={sourceText(practice.source, t)} {...(practice.reported ? { year: practice.reported } : {})} />
          </li>
        ))}
      </ul>
      <TranslationNoteFor values={practices.map(({ title }) => title)} />
      {place && (
        <p>
          <Link href={`/practices?place=${place.code}`}>{t('practices.about.all', { place: placeName(place, lang) })}</Link>
        </p>
      )}
    </Section>
  );
}
