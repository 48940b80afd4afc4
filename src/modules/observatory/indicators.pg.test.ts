import { describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type AnyWrites } from '#kernel/db';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';
import { importStatistics, type DatasetId } from './import-statistics.ts';
import type { IndicatorText } from './indicator.ts';
import { indicatorFigures, indicatorVersions, listIndicators } from './read-indicators.ts';
import { saveIndicator } from './save-indicator.ts';

const site = await testSite();
const { db } = site;
const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);

const rows = [
  'W: Women,IT: Italy,2023,0,,',
  'W: Women,IT: Italy,2024,12.50,b,',
  'W: Women,SN: Senegal,2024,,:,',
  'M: Men,IT: Italy,2024,9,,',
];
const bring = async (code: string, lines: readonly string[], published = '2026-01-15'): Promise<DatasetId> => {
  const bytes = Buffer.from(
    `DATAFLOW,sex: Sex,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${lines.map((line) => `${code}(1.0),${line}\n`).join('')}`,
  );
  const says = { publisher: 'An institute', licence: 'CC BY 4.0', published, title: `Table ${code}` };
  const { datasetId } = await asSystem(
    db.owner,
    async (trx) => await importStatistics(trx, { name: 'f.csv', bytes, says, by: null, dryRun: false }),
  );
  if (!datasetId) throw new Error('nothing was imported');
  return datasetId;
};
const textOf = (datasetId: DatasetId | null, more: Partial<IndicatorText> = {}): IndicatorText => ({
  language: 'en',
  name: 'Women who found a firm',
  definition: 'Firms founded by women in a year.',
  unit: 'firms',
  numerator: 'Firms founded by women',
  denominator: null,
  direction: 'higher-is-better',
  aggregation: 'sum',
  datasetId,
  key: { sex: 'W' },
  placeDimension: 'geo',
  ownCount: null,
  reason: 'First version',
  ...more,
});
const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
const save = async (text: IndicatorText, id: Parameters<typeof saveIndicator>[2] = null) =>
  await asActor(
    db.app,
    { accountId: planner.accountId, assurance: 2 },
    async (trx) => await saveIndicator(trx, planner.accountId, id, text),
  );

describe('an indicator', () => {
  test('reads its official figures by place, missing apart from zero, and keeps its history', async () => {
    const dataset = await bring('I:ONE', rows);
    const id = await save(textOf(dataset));
    await save(textOf(dataset, { definition: 'Firms whose first owner is a woman.', reason: 'The publisher changed the words' }), id);
    const versions = await asVisitor(async (trx) => await indicatorVersions(trx, id));
    expect(versions.map(({ no, reason }) => [no, reason])).toEqual([
      [2, 'The publisher changed the words'],
      [1, 'First version'],
    ]);
    const figures = await asVisitor(async (trx) => await indicatorFigures(trx, versions[0] ?? raise()));
    expect(figures?.places.map(({ place, series }) => [place.code, series.periods, series.values, series.flags])).toEqual([
      ['IT', ['2023', '2024'], ['0', '12.50'], ['', 'b']],
      ['SN', ['2024'], [null], [':']],
    ]);
    expect(figures?.chosen).toEqual(['Sex: Women']);
    expect((await asVisitor(async (trx) => await listIndicators(trx))).map((one) => one.definition)).toContain(
      'Firms whose first owner is a woman.',
    );
  });

  test('reads the newest release, and says which codes it has no longer', async () => {
    const dataset = await bring('I:TWO', rows);
    const id = await save(textOf(dataset));
    await bring('I:TWO', ['M: Men,IT: Italy,2025,9,,', 'X: Others,IT: Italy,2025,9,,'], '2026-06-01');
    const [last] = await asVisitor(async (trx) => await indicatorVersions(trx, id));
    expect(await asVisitor(async (trx) => await indicatorFigures(trx, last ?? raise()))).toMatchObject({ gone: ['sex: W'], places: [] });
    expect((await site.get(`/en/indicators/${id}`)).body).toContain('The newest release has no longer: sex: W');
  });

  test('needs a source, a dimension of places, and one code in every other', async () => {
    const dataset = await bring('I:THREE', rows);
    await expect(save(textOf(null))).rejects.toMatchObject({ code: 'no-source' });
    await expect(save(textOf(dataset, { placeDimension: 'sex' }))).rejects.toMatchObject({ code: 'no-places' });
    await expect(save(textOf(dataset, { key: {} }))).rejects.toMatchObject({ code: 'no-code', field: 'd1' });
    await expect(save(textOf(dataset, { key: { sex: 'nobody' } }))).rejects.toMatchObject({ code: 'no-code' });
    expect(await save(textOf(null, { ownCount: 'people' }))).toBeTruthy();
  });

  test('is written by planners, editors and administrators in their own name, and never changed', async () => {
    const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
    const text = textOf(null, { ownCount: 'people' });
    await expect(
      asActor(
        db.app,
        { accountId: auditor.accountId, assurance: 2 },
        async (trx) => await saveIndicator(trx, auditor.accountId, null, text),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      asActor(db.app, { accountId: planner.accountId, assurance: 2 }, async (trx) => await saveIndicator(trx, newId(), null, text)),
    ).rejects.toThrow('row-level security');
    await expect(
      asActor(
        db.app,
        { accountId: planner.accountId, assurance: 2 },
        async (trx) => await trx.updateTable('observatory.indicator_versions').set({ name: 'x' }).execute(),
      ),
    ).rejects.toThrow('permission denied');
  });

  test('written twice at once makes two versions or tells the second', async () => {
    const id = await save(textOf(null, { ownCount: 'people' }));
    const both = await Promise.allSettled([save(textOf(null, { ownCount: 'started' }), id), save(textOf(null, { ownCount: 'pairs' }), id)]);
    const kept = both.filter(({ status }) => status === 'fulfilled').length;
    expect((await asVisitor(async (trx) => await indicatorVersions(trx, id))).length).toBe(kept + 1);
  });
});

test('the page shows figures, source, date and the caveat of own counts, which visitors do not see', async () => {
  const id = await save(textOf(await bring('I:PAGE', rows), { ownCount: 'people' }));
  const { body } = await site.get(`/en/indicators/${id}`);
  for (const words of [
    'Women who found a firm',
    '12.50',
    'missing',
    'Break in the series',
    'An institute, Table I:PAGE',
    '15 January 2026',
    'Higher is better',
    'no estimate of the whole',
    'for planners',
    'First version',
  ])
    expect(body).toContain(words);
  expect((await site.get(`/en/indicators/${id}?place=IT`)).body).toContain('line-chart');
  expect((await site.get(`/en/indicators/${id}?format=csv`)).body).toContain('SN,Senegal,2024,,:,firms');
  expect((await site.get(`/ar/indicators/${id}?place=%00&page=99`)).statusCode).toBe(200);
  expect((await site.get(`/en/indicators/${newId()}`)).statusCode).toBe(404);
});

function raise(): never {
  throw new Error('no version');
}
