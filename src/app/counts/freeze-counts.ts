import { z } from 'zod';
import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { freezeQuarter, type FrozenArea } from '#modules/counts';
import { listOffices } from '#modules/offices';
import { readProfile } from '../boot/network-profile.ts';
import { countFigures } from './count-figures.ts';
import { countTables } from './count-tables.ts';
import { regionsOf } from './parts.ts';
import { endedQuarters } from './times.ts';

/** How many days after its end a quarter is frozen, so that late entries are in. */
export const WAIT_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

interface Freezing {
  now: Date;
  timeZone: string;
  waitDays?: number;
}

/** Quarters that have ended and whose late entries had their days, the newest first. */
export function dueQuarters({ now, timeZone, waitDays = WAIT_DAYS }: Freezing) {
  return endedQuarters(now, timeZone).filter(({ span }) => span.until.getTime() + waitDays * DAY_MS <= now.getTime());
}

/**
 * Freezes the counts of every quarter whose late entries had their days and that is not frozen yet, the oldest first; answers their
 * keys. A network without offices has nothing to freeze.
 */
export async function freezeCounts(db: Database, { now, timeZone, waitDays = WAIT_DAYS }: Freezing): Promise<string[]> {
  const frozen: string[] = [];
  for (const { key, from, until, span } of dueQuarters({ now, timeZone, waitDays }).toReversed()) {
    const is = await asSystem(db, async (trx) => {
      const areas = await areasOf(trx);
      if (areas.length === 0) return false;
      const quarter = { key, from, until, endsAt: span.until, waitDays };
      return await freezeQuarter(trx, quarter, async () => await countAreas(trx, areas, { from, until, span }));
    });
    if (is) frozen.push(key);
  }
  return frozen;
}

/** Each region, and each office of a region that has several. */
async function areasOf(trx: AnyWrites): Promise<FrozenArea[]> {
  const regions = await regionsOf(trx, await listOffices(trx, { lang: 'en', closed: true }));
  return regions.flatMap(({ key, officeIds }): FrozenArea[] => [
    { kind: 'region', area: key, officeIds },
    ...(officeIds.length > 1 ? officeIds.map((id): FrozenArea => ({ kind: 'office', area: id, officeIds: [id] })) : []),
  ]);
}

async function countAreas(
  trx: AnyWrites,
  areas: readonly FrozenArea[],
  time: Pick<Parameters<typeof countFigures>[1], 'from' | 'until' | 'span'>,
) {
  const wanted = { ...time, toFreeze: true };
  const counted = [];
  // Regions apart from single offices: no office is in two parts.
  for (const kind of ['region', 'office'] as const) {
    const some = areas.filter((one) => one.kind === kind);
    const parts = some.map(({ officeIds }) => officeIds);
    const [figures, tables] = [await countFigures(trx, { ...wanted, parts }), await countTables(trx, { ...wanted, parts })];
    counted.push(
      ...some.flatMap((area, index) =>
        [...(figures[index] ?? []), ...(tables[index] ?? [])].map(({ key: figure, ...shown }) => ({ ...area, figure, shown })),
      ),
    );
  }
  return counted;
}

const freeze = defineTask('counts.freeze', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const profile = await readProfile(db);
  if (!profile) return;
  const quarters = await freezeCounts(db, { now: new Date(), timeZone: profile.timeZone });
  if (quarters.length > 0) log.info({ quarters }, 'counts frozen');
});

/** Every night at 4:10 UTC; made up for when no worker ran then. */
export const countsTimetable: readonly Timetable<{ db: Database }>[] = [{ task: freeze, at: '10 4 * * *', catchUpMs: DAY_MS }];
