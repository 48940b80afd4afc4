import { EmptyState, Link, Notice, Provenance, Section, useUi } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import type { Corridor } from '../corridor.ts';
import type { CorridorView } from '../find-corridor.ts';
import { placeName } from '../place.ts';
import { ageText, sourceText } from './source-text.ts';
import { TranslatedText, TranslationNoteFor } from './translated-text.tsx';

export type CorridorFactsProps = {
  view: CorridorView;
  /** Names of the places asked for, as the page shows them. */
  origin: string;
  destination: string;
};

/** What is recorded about a pair of places, and honestly about which places it is. */
export function CorridorFacts({ view, origin, destination }: CorridorFactsProps) {
  const { t, lang } = useUi();
  const { about } = view;
  return (
    <Section title={t('places.facts.title')}>
      {about === null ? (
        <EmptyState title={t('places.facts.none', { origin, destination })}>
          <p>{t('places.facts.none-hint')}</p>
        </EmptyState>
      ) : (
        <>
          {about.fit !== 'exact' && (
            <Notice title={t('places.facts.nothing', { origin, destination })}>
              <p>
                {t(about.fit === 'wider' ? 'places.facts.wider' : 'places.facts.reverse', {
                  origin: placeName(about.corridor.origin, lang),
                  destination: placeName(about.corridor.destination, lang),
                })}
              </p>
            </Notice>
          )}
          <Facts corridor={about.corridor} />
        </>
      )}
      <CorridorLinks title={t('places.facts.around')} corridors={view.wider} />
      <CorridorLinks title={t('places.facts.inside')} corridors={view.narrower} />
    </Section>
  );
}

function Facts({ corridor }: { corridor: Corridor }) {
  const { t, lang, timeZone } = useUi();
  return (
    <>
      <ul>
        {corridor.facts.map((fact, index) => (
          <li key={index}>
            <TranslatedText value={fact} />
          </li>
        ))}
      </ul>
      <p>
        <Provenance source={sourceText(corridor.source, t)} year={ageText(corridor.asOf, formatters(lang, timeZone))} />
      </p>
      <TranslationNoteFor values={corridor.facts} />
    </>
  );
}

function CorridorLinks({ title, corridors }: { title: string; corridors: readonly Corridor[] }) {
  if (corridors.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {corridors.map((corridor) => (
          <li key={corridor.id}>
            <CorridorLink corridor={corridor} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A corridor by the names of its ends: "From Kenitra to Cartaya". */
export function CorridorLink({ corridor }: { corridor: Pick<Corridor, 'origin' | 'destination'> }) {
  const { t, lang } = useUi();
  const { origin, destination } = corridor;
  return (
    <Link href={`/corridors/${origin.code}/${destination.code}`}>
      {t('places.corridor.name', { origin: placeName(origin, lang), destination: placeName(destination, lang) })}
    </Link>
  );
}
