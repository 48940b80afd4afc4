import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { findDataset, listDatasets } from '#modules/observatory';
import { testDatabase } from '#test/database';
import { loadStatistics } from './load-statistics.ts';

const db = await testDatabase();

test('the demonstration’s figures are marked as invented and name no real country; a second start adds nothing', async () => {
  await loadStatistics(db.owner);
  await loadStatistics(db.owner);
  await asActor(db.app, nobody, async (trx) => {
    const [dataset] = (await listDatasets(trx, {})).rows;
    expect(dataset).toMatchObject({ demonstration: true, title: 'Example statistics of the demonstration', releases: 1 });
    expect(dataset && (await findDataset(trx, dataset.id))?.releases[0]?.warnings).toEqual([]);
    expect((await trx.selectFrom('observatory.codes').select('id').where('country', 'is not', null).execute()).length).toBe(0);
  });
});
