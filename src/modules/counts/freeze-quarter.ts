import { newId, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { FrozenFigure } from './frozen.ts';

interface EndedQuarter {
  key: string;
  from: Day;
  until: Day;
  /** The moment at which it was over. */
  endsAt: Date;
  /** How many days late entries had. */
  waitDays: number;
}

type NewFigure = Omit<FrozenFigure, 'id' | 'quarter'>;

/**
 * Freezes a quarter with what `count` answers, unless it is frozen already; answers whether it was frozen now. Two jobs at once
 * freeze it once: the second waits for the first. The database refuses a quarter that has not ended.
 */
export async function freezeQuarter(
  trx: Writes<'counts'>,
  { key, from, until, endsAt, waitDays }: EndedQuarter,
  count: () => Promise<readonly NewFigure[]>,
): Promise<boolean> {
  const begun = await trx
    .insertInto('counts.quarters')
    .values({ key, from_day: from, until_day: until, ends_at: endsAt, wait_days: waitDays })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (begun.numInsertedOrUpdatedRows !== 1n) return false;
  for (const { kind, area, officeIds, figure, shown } of await count())
    await trx
      .insertInto('counts.frozen')
      .values({ id: newId(), quarter: key, kind, area, office_ids: [...officeIds], figure, shown: JSON.stringify(shown) })
      .execute();
  return true;
}
