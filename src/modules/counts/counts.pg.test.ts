import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody, type Actor, type Database } from '#kernel/db';
import { testDatabase } from '#test/database';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { freezeQuarter } from './freeze-quarter.ts';
import type { FrozenArea, Shown } from './frozen.ts';
import { frozenAreas, frozenFigures, frozenQuarters } from './read-frozen.ts';

const db = await testDatabase();
const shown = (count: number | null): Shown => ({
  columns: ['opened'],
  splits: { gender: [{ key: 'woman', cells: [count], total: count }] },
  columnTotals: [count],
  total: count,
});
const quarter = { key: '2025-1', from: '2025-01-01', until: '2025-03-31', endsAt: new Date('2025-03-31T22:00:00Z'), waitDays: 14 } as const;
const freeze = async (areas: readonly FrozenArea[], of: Partial<typeof quarter> = {}, count: number | null = 12, on: Database = db.jobs) =>
  await asSystem(
    on,
    async (trx) =>
      await freezeQuarter(trx, { ...quarter, ...of } as typeof quarter, async () =>
        areas.map((area) => ({ ...area, figure: 'people', shown: shown(count) })),
      ),
  );

let areas: FrozenArea[];
let one: string;
let other: string;
let alone: string;
const people: Record<string, Somebody> = {};

beforeAll(async () => {
  [one, other, alone] = [(await plantOffice(db, 'one')).id, (await plantOffice(db, 'other')).id, (await plantOffice(db, 'alone')).id];
  areas = [
    { kind: 'region', area: 'of-two', officeIds: [one, other] },
    { kind: 'office', area: one, officeIds: [one] },
    { kind: 'office', area: other, officeIds: [other] },
    { kind: 'region', area: 'of-one', officeIds: [alone] },
  ];
  for (const role of ['planner', 'administrator', 'auditor', 'data-protection-officer', 'editor'] as const)
    people[role] = await plantAccount(db, { roles: [{ role }] });
  for (const [name, scope] of Object.entries({ one, other, alone }))
    people[`planner of ${name}`] = await plantAccount(db, { roles: [{ role: 'planner', scope }] });
  people.both = await plantAccount(db, { roles: [{ role: 'planner' }, { role: 'planner', scope: one }] });
  people.counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: one }] });
  people.editor = await plantAccount(db, { roles: [{ role: 'editor', scope: one }] });
  expect(await freeze(areas)).toBe(true);
});

describe('a quarter', () => {
  test('is frozen once, whoever asks twice, also at once', async () => {
    expect(await freeze(areas, {}, 99)).toBe(false);
    const both = await Promise.all([
      freeze(areas, { key: '2025-2', from: '2025-04-01', until: '2025-06-30' } as never),
      freeze(areas, { key: '2025-2', from: '2025-04-01', until: '2025-06-30' } as never),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
    const { rows } = await db.superuser.query(
      "select count(*)::int as n, count(*) filter (where shown::text like '%99%')::int as odd from counts.frozen",
    );
    expect(rows).toEqual([{ n: 8, odd: 0 }]);
  });

  test('that has not ended, or whose late entries have not had their days, is refused by the database', async () => {
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    for (const [endsAt, waitDays] of [
      [hours(1), 0],
      [hours(-13 * 24), 14],
    ] as const)
      await expect(freeze(areas, { key: '2026-4', endsAt, waitDays } as never)).rejects.toMatchObject({ constraint: 'quarters_ended' });
    expect((await asSystem(db.jobs, frozenQuarters)).map(({ key }) => key)).not.toContain('2026-4');
  });

  test('is never changed, removed or added to, by nobody', async () => {
    for (const role of [db.jobs, db.owner]) {
      await expect(asSystem(role, async (trx) => await trx.deleteFrom('counts.frozen').execute())).rejects.toMatchObject({ code: '42501' });
      await expect(
        asSystem(
          role,
          async (trx) =>
            await trx
              .updateTable('counts.frozen')
              .set({ shown: JSON.stringify(shown(50)) })
              .execute(),
        ),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(asSystem(role, async (trx) => await trx.deleteFrom('counts.quarters').execute())).rejects.toMatchObject({
        code: '42501',
      });
    }
    const late = `insert into counts.frozen (id, quarter, kind, area, office_ids, figure, shown)
      select gen_random_uuid(), quarter, kind, 'elsewhere', office_ids, figure, shown from counts.frozen limit 1`;
    await expect(db.superuser.query(late)).rejects.toMatchObject({ constraint: 'counts_frozen_at_once' });
  });

  test('holds no count from one to four, whatever is asked', async () => {
    for (const small of [1, 4])
      await expect(freeze(areas, { key: '2025-3' } as never, small)).rejects.toMatchObject({ constraint: 'frozen_withheld' });
    expect(await freeze(areas, { key: '2025-3', from: '2025-07-01', until: '2025-09-30' } as never, null)).toBe(true);
  });
});

describe('frozen counts', () => {
  const read = async (actor: Actor) =>
    (await asActor(db.app, actor, async (trx) => await frozenFigures(trx, ['2025-1'], 'people'))).map(({ area }) => area).toSorted();

  test('of regions are for those who plan for the network and its officers, and no single office beside them', async () => {
    for (const who of ['planner', 'administrator', 'auditor', 'data-protection-officer', 'both'])
      expect(await read(people[who] as Somebody), who).toEqual(['of-one', 'of-two']);
  });

  test('of an office are for those who plan for it: not of another, and not of the region of both', async () => {
    expect(await read(people['planner of one'] as Somebody)).toEqual([one]);
    expect(await read(people['planner of other'] as Somebody)).toEqual([other]);
    expect(await read(people['planner of alone'] as Somebody)).toEqual(['of-one']);
    const listed = await asActor(db.app, people['planner of one'] as Somebody, async (trx) => await frozenAreas(trx, '2025-1'));
    expect(listed.map(({ area }) => area)).toEqual([one]);
  });

  test('are not for a desk, an editor, one factor or nobody, who know that a quarter is frozen', async () => {
    for (const actor of [people.counsellor, people.editor, { ...people.planner, assurance: 1 } as Actor, nobody]) {
      expect(await read(actor as Actor)).toEqual([]);
      expect((await asActor(db.app, actor as Actor, frozenQuarters)).map(({ key }) => key)).toContain('2025-1');
    }
  });

  test('are written by the application for nobody', async () => {
    await expect(
      asActor(db.app, people.planner as Somebody, async (trx) => await freezeQuarter(trx, { ...quarter, key: '2024-4' }, async () => [])),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
