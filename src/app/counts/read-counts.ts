import type { Context } from '#kernel/http';
import { frozenFigures } from '#modules/counts';
import { countFigures, type Wanted } from './count-figures.ts';
import { countTables } from './count-tables.ts';
import type { KeptFigure, ShownFigure } from './figure.ts';
import { sayFigures } from './say-figures.ts';
import { isTable, sayTables, type PlainTable } from './say-tables.ts';
import { sumFigures, sumTables } from './sum-shown.ts';

interface Counts {
  figures: ShownFigure[];
  tables: PlainTable[];
}

/** Counts of files as they stand, for whoever works with them. */
export async function readLive(ctx: Context, wanted: Wanted): Promise<Counts> {
  return {
    figures: sumFigures(await sayFigures(ctx, await countFigures(ctx.trx, wanted))),
    tables: sumTables(await sayTables(ctx, await countTables(ctx.trx, wanted))),
  };
}

/** Counts of a quarter as they were frozen, of one part or of several added. */
export async function readFrozen(ctx: Context, quarter: string, parts: readonly string[]): Promise<Counts> {
  const byArea = new Map<string, KeptFigure[]>();
  for (const { area, figure, shown } of await frozenFigures(ctx.trx, [quarter]))
    if (parts.includes(area)) byArea.set(area, [...(byArea.get(area) ?? []), { key: figure, ...shown }]);
  const kept = [...byArea.values()];
  const those = (table: boolean) => kept.map((figures) => figures.filter((one) => isTable(one) === table));
  return {
    figures: sumFigures(await sayFigures(ctx, those(false), { frozen: true })),
    tables: sumTables(await sayTables(ctx, those(true), { frozen: true })),
  };
}
