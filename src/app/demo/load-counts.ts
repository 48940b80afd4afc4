import { sql } from 'kysely';
import told from '../../../db/demo/counts.json' with { type: 'json' };
import { asSystem, type Database } from '#kernel/db';
import { freezeQuarter, type FrozenFigure } from '#modules/counts';
import { dueQuarters, freezeCounts, WAIT_DAYS } from '../counts/freeze-counts.ts';
import { idIn } from './demo-world.ts';

const timeZone = 'Europe/Rome';
const DAY_MS = 24 * 3_600_000;

type Row = [key: string, cells: (number | null)[]];
const sum = (cells: readonly (number | null)[]) =>
  cells.reduce((total: number | null, cell) => (total === null || cell === null ? null : total + cell), 0);
const rowsOf = (rows: readonly Row[]) => rows.map(([key, cells]) => ({ key, cells, total: sum(cells) }));

/**
 * Freezes the quarters of the demonstration: on its first day a network has counted nothing yet. The files are as if opened in the last
 * quarter that is frozen, in their order; the counts of the one before are invented.
 */
export async function loadCounts(owner: Database, scopes: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const [last, before] = dueQuarters({ now, timeZone });
  await asSystem(owner, async (trx) => {
    if (before) {
      const { key, from, until, span } = before;
      await freezeQuarter(trx, { key, from, until, endsAt: span.until, waitDays: WAIT_DAYS }, async () => invented(scopes));
    }
    if (last) {
      const opened = new Date(last.span.from.getTime() + 40 * DAY_MS);
      await sql`
        update people.people p
           set created_at = ${opened}::timestamptz + o.place * interval '1 hour'
          from (select id, row_number() over (order by created_at, id) as place from people.people) o
         where o.id = p.id`.execute(trx);
    }
  });
  await freezeCounts(owner, { now, timeZone });
}

function invented(scopes: ReadonlyMap<string, string>): Omit<FrozenFigure, 'id' | 'quarter'>[] {
  return told.areas.flatMap(({ area, offices, figures }) =>
    figures.map(({ figure, columns, splits, totals }) => ({
      kind: 'region' as const,
      area,
      officeIds: offices.map((code) => idIn(scopes, code)),
      figure,
      shown: {
        columns,
        splits: {
          corridor: rowsOf(splits.corridor as Row[]), // our own file
          gender: rowsOf(splits.gender as Row[]),
          track: rowsOf(splits.track as Row[]),
        },
        columnTotals: totals,
        total: sum(totals),
      },
    })),
  );
}
