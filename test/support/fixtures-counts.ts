import { asSystem } from '#kernel/db';
import { freezeQuarter } from '#modules/counts';
import type { TestSite } from './site.ts';

/** A quarter long ago of one region, frozen: files opened, of women and men. */
export const frozenQuarter = '2020-1';
export const frozenArea = 'veneto';

export async function plantFrozenCounts({ db }: TestSite, officeId: string): Promise<void> {
  const row = (key: string, count: number | null) => ({ key, cells: [count], total: count });
  const shown = {
    columns: ['opened'],
    splits: {
      corridor: [row('>', 30)],
      gender: [row('woman', null), row('man', null)],
      track: [row('women', null)],
    },
    columnTotals: [30],
    total: 30,
  };
  const quarter = {
    key: frozenQuarter,
    from: '2020-01-01',
    until: '2020-03-31',
    endsAt: new Date('2020-03-31T22:00:00Z'),
    waitDays: 14,
  } as const;
  await asSystem(
    db.jobs,
    async (trx) =>
      await freezeQuarter(trx, quarter, async () => [{ kind: 'region', area: frozenArea, officeIds: [officeId], figure: 'people', shown }]),
  );
}
