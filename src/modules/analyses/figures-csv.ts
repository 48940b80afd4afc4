import type { Formatters, Translate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { countsIn, figuresIn, type Content } from './content.ts';

/**
 * Every figure of a document with what it is, where it comes from and its flags; a missing figure is an empty cell, and so is a count
 * that is withheld, with the word for it as its flag.
 */
export function figuresCsv({ t, format }: { t: Translate; format: Formatters }, content: Content): string {
  const headings = ['indicator', 'unit', 'place', 'chosen', 'period', 'figure', 'flags', 'publisher', 'dataset', 'released'] as const;
  const counts = countsIn(content).flatMap((block) =>
    [
      ...block.rows,
      { label: t(block.split === 'track' ? 'analyses.counts.everybody' : 'analyses.counts.total'), cells: block.columnTotals },
    ].flatMap(({ label, cells }) =>
      block.columns.map((column, at) => [
        block.name,
        column.label,
        block.areaLabel,
        `${block.splitLabel}: ${label}`,
        block.quarter,
        cells[at] ?? '',
        cells[at] === null ? t('analyses.counts.withheld') : '',
        t('analyses.counts.source'),
        block.definition,
        format.instant(block.frozenAt, 'short'),
      ]),
    ),
  );
  const rows = figuresIn(content).flatMap((block) =>
    block.rows.map(({ period, value, flags }) => [
      block.name,
      block.unit,
      block.placeLabel,
      block.chosen.join('; '),
      period,
      value ?? '',
      flags,
      block.publisher,
      block.dataset,
      block.published,
    ]),
  );
  return writeCsv(
    headings.map((name) => t(`analyses.column.${name}`)),
    [...rows, ...counts],
  );
}
