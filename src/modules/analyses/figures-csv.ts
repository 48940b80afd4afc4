import type { Translate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { figuresIn, type Content } from './content.ts';

/** Every figure of a document with what it is, where it comes from and its flags; a missing figure is an empty cell. */
export function figuresCsv(t: Translate, content: Content): string {
  const headings = ['indicator', 'unit', 'place', 'chosen', 'period', 'figure', 'flags', 'publisher', 'dataset', 'released'] as const;
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
    rows,
  );
}
