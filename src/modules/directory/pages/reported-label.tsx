import { Provenance, Tag, useUi } from '#kernel/html';
import { sourceText } from '#modules/places/pages';
import type { Source } from '../standing.ts';

/** The label that every reported entry wears wherever it is shown: "as reported in …, 2010". */
export function ReportedLabel({ source }: { source: Source | null }) {
  const { t } = useUi();
  return (
    <>
      <Tag tone="warning">{t('directory.tag.reported')}</Tag>{' '}
      {source && (
        <Provenance
          source={sourceText({ document: source.document, chapter: source.chapters.join(', ') || undefined }, t)}
          {...(source.year ? { year: String(source.year) } : {})}
        />
      )}
    </>
  );
}
