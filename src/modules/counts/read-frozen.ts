import type { Reads } from '#kernel/db';
import { shownSchema, type FrozenArea, type FrozenFigure, type FrozenQuarter } from './frozen.ts';

type Trx = Reads<'counts'>;

/** How many quarters are offered: ten years. */
const MOST = 40;

/** Quarters whose counts are frozen, the newest first. */
export async function frozenQuarters(trx: Trx): Promise<FrozenQuarter[]> {
  return await trx
    .selectFrom('counts.quarters')
    .select(['key', 'from_day as from', 'until_day as until', 'frozen_at as frozenAt'])
    .orderBy('from_day', 'desc')
    .limit(MOST)
    .execute();
}

function frozen(trx: Trx) {
  return trx
    .selectFrom('counts.frozen')
    .select(['id', 'quarter', 'kind', 'area', 'office_ids as officeIds', 'figure', 'shown'])
    .$narrowType<{ kind: FrozenArea['kind'] }>(); // a check constraint closes the list
}

/** Frozen figures of quarters, as far as the actor may read them; `figure`: that one alone. By area and in the order in which they were frozen. */
export async function frozenFigures(trx: Trx, quarters: readonly string[], figure?: string): Promise<FrozenFigure[]> {
  if (quarters.length === 0) return [];
  const rows = await frozen(trx)
    .where('quarter', 'in', [...quarters])
    .$if(figure !== undefined, (query) => query.where('figure', '=', figure ?? ''))
    .orderBy('quarter')
    .orderBy('area')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, shown: shownSchema.parse(row.shown) }));
}

/** Areas of a quarter with the figures that are frozen of each, as far as the actor may read them. */
export async function frozenAreas(trx: Trx, quarter: string): Promise<FrozenArea[]> {
  return await trx
    .selectFrom('counts.frozen')
    .select(['kind', 'area', 'office_ids as officeIds'])
    .$narrowType<{ kind: FrozenArea['kind'] }>()
    .distinct()
    .where('quarter', '=', quarter)
    .orderBy('area')
    .execute();
}
