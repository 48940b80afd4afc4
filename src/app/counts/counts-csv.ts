import type { Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { splits, type ShownFigure } from './figure.ts';
import { splitWords } from './figure-section.tsx';
import type { PlainTable } from './say-tables.ts';
import type { ShownCount } from './sum-shown.ts';

/** Every figure in every split as one list: what it counts, by what, the row, the column, and the count or that it is withheld. */
export function countsCsv(ctx: Context, figures: readonly ShownFigure[], tables: readonly PlainTable[]): string {
  const { t } = ctx;
  const shown = (count: ShownCount | undefined) =>
    typeof count === 'object' && count !== null
      ? t('app.counts.at-least', { count: count.atLeast })
      : (count ?? t('app.counts.withheld-short'));
  const split = figures.flatMap((figure) =>
    splits.flatMap((by) =>
      (figure.splits[by] ?? []).flatMap((row) =>
        figure.columns.map((column, index) => [
          figure.title,
          figure.definition,
          splitWords(ctx, by),
          row.label,
          column.label,
          shown(row.cells[index]),
        ]),
      ),
    ),
  );
  const plain = tables.flatMap((one) =>
    one.table.rows.flatMap((row) =>
      one.table.columns.map((column, index) => [
        one.title,
        one.definition,
        one.rowHeader,
        row.label,
        column.label,
        shown(row.cells[index]),
      ]),
    ),
  );
  const heads = ['table', 'definition', 'split', 'row', 'column', 'count'] as const;
  return writeCsv(
    heads.map((head) => t(`app.counts.${head}`)),
    [...split, ...plain],
  );
}
