import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { findDataset, listDatasets } from '#modules/observatory';
import { testDatabase } from '#test/database';
import { loadStatistics } from './load-statistics.ts';

const db = await testDatabase();
const lines = readFileSync(new URL('../../../db/demo/migrant-stocks.csv', import.meta.url), 'utf8').split('\n');
const stockOf = (from: string, to: string) =>
  lines
    .find((line) => line.includes(`,${from}: `) && line.includes(`,${to}: `))
    ?.split(',')
    .at(-3);

test('the demonstration’s figures are marked as invented and name no real country; a second start adds nothing', async () => {
  await loadStatistics(db.owner);
  await loadStatistics(db.owner);
  await asActor(db.app, nobody, async (trx) => {
    const { rows } = await listDatasets(trx, {});
    const dataset = rows.find(({ demonstration }) => demonstration);
    expect(dataset).toMatchObject({ demonstration: true, title: 'Example statistics of the demonstration', releases: 1 });
    expect(dataset && (await findDataset(trx, dataset.id))?.releases[0]?.warnings).toEqual([]);
    const named = await trx
      .selectFrom('observatory.codes as c')
      .innerJoin('observatory.releases as r', 'r.id', 'c.release_id')
      .innerJoin('observatory.datasets as d', 'd.id', 'r.dataset_id')
      .select('c.id')
      .where('d.demonstration', '=', true)
      .where('c.country', 'is not', null)
      .execute();
    expect(named).toEqual([]);
  });
});

test('the figures between real countries are the publisher’s, with source and terms, and are not called invented', async () => {
  await loadStatistics(db.owner);
  await asActor(db.app, nobody, async (trx) => {
    const dataset = (await listDatasets(trx, { words: 'migrant stocks' })).rows[0];
    expect(dataset).toMatchObject({ demonstration: false, publisher: 'World Bank / KNOMAD', published: '2018-04', observations: 84 });
    const { rows } = await sql<{ value: string }>`
      select s.figures[1]::text as value
        from observatory.series s
        join observatory.codes a on a.id = s.codes[1] and a.country = 'SN'
        join observatory.codes b on b.id = s.codes[2] and b.country = 'IT'`.execute(trx);
    expect(rows).toEqual([{ value: stockOf('SN', 'IT') }]);
  });
});
