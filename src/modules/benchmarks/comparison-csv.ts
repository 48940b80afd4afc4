import type { Translate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { cellOf, peersByName, rowOf, type Content } from './content.ts';

/** Every figure with what it is, where it comes from and what to keep in mind; a missing one is an empty cell with the reason. */
export function comparisonCsv(t: Translate, content: Content, lang: string): string {
  const headings = [
    'measure',
    'unit',
    'definition',
    'place',
    'code',
    'year',
    'figure',
    'flags',
    'missing',
    'source',
    'released',
    'caveat',
  ] as const;
  const rows = content.measures.flatMap((measure) =>
    peersByName(content, lang).map((peer) => {
      const cell = cellOf(measure, peer.id);
      const { figures, missing } = cell;
      const row = rowOf(cell);
      return [
        measure.name,
        measure.unit,
        measure.definition,
        peer.name,
        figures?.placeCode ?? peer.codes.join(' '),
        row?.period ?? '',
        row?.value ?? '',
        row?.flags ?? '',
        missing ? t(`benchmarks.missing.${missing}`) : row?.value === null ? t('observatory.missing') : '',
        figures ? `${figures.publisher}, ${figures.dataset}` : '',
        figures?.published ?? '',
        measure.caveat,
      ];
    }),
  );
  return writeCsv(
    headings.map((name) => t(`benchmarks.column.${name}`)),
    rows,
  );
}
