import { Card, CardGrid, EmptyState, Tag, useUi } from '#kernel/html';
import { formatters, isLanguage } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import type { Opening } from '../opening.ts';
import { placeName } from '../place.ts';
import { ageText, sourceText } from './source-text.ts';
import { TranslatedText, TranslationNoteFor } from './translated-text.tsx';

export type OpeningsListProps = {
  openings: readonly Opening[];
  /** Name of the place, for the words shown where there are none. */
  place: string;
};

/**
 * Growing sectors and openings at one end of a corridor, each with its source and age. What a document once reported
 * is history, and never called an opening.
 */
export function OpeningsList({ openings, place }: OpeningsListProps) {
  const { t } = useUi();
  if (openings.length === 0) return <EmptyState title={t('places.openings.none', { place })} />;
  return (
    <>
      <CardGrid>
        {openings.map((opening) => (
          <OpeningCard key={opening.id} opening={opening} />
        ))}
      </CardGrid>
      <TranslationNoteFor values={openings.flatMap(({ title, description }) => (description ? [title, description] : [title]))} />
    </>
  );
}

// uses messages: places.openings.kind.*
function OpeningCard({ opening }: { opening: Opening }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const { kind, sector, validUntil, demonstration } = opening;
  return (
    <Card
      title={<TranslatedText value={opening.title} />}
      tags={
        <>
          {opening.source.document ? (
            <Tag>{t('places.openings.reported', { date: ageText(opening.asOf, format) })}</Tag>
          ) : (
            <Tag tone={kind === 'sector' ? 'info' : 'success'}>{t(`places.openings.kind.${kind}`)}</Tag>
          )}{' '}
          {demonstration && <Tag>{t('places.openings.demonstration')}</Tag>}
        </>
      }
      footer={t('places.openings.source', { source: sourceText(opening.source, t), date: ageText(opening.asOf, format) })}
    >
      {opening.description && (
        <p>
          <TranslatedText value={opening.description} />
        </p>
      )}
      <p class="hint">
        {placeName(opening.place, lang)}
        {sector && isLanguage(lang) && ` · ${termLabel('sectors', sector, lang)}`}
        {validUntil && ` · ${t('places.openings.until', { date: format.date(validUntil, 'short') })}`}
      </p>
    </Card>
  );
}
