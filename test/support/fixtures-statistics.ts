import { asActor } from '#kernel/db';
import { giveBoundaries, importStatistics, saveIndicator, type DatasetId, type IndicatorId } from '#modules/observatory';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';
import type { TestSite } from './site.ts';

const rows = [
  'SN: Senegal,IT: Italy,2023,0,,',
  'SN: Senegal,IT: Italy,2024,12.50,bd,C',
  'SN: Senegal,IT: Italy,2025,,:u,',
  'SN: Senegal,ITH3: Veneto,2024,7,,',
  'AL: Albania,IT: Italy,2024,3.0,,',
];
export const statisticsFile = `DATAFLOW,citizen: Citizenship,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${rows.map((row) => `A:PEOPLE(1.0),${row}\n`).join('')}`;

/** An invented shape, of no region: only its code is one that figures have. */
export const boundariesFile = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { NUTS_ID: 'ITH3', name: 'Invented shape' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-20, 0],
            [-19, 0],
            [-19, 1],
            [-20, 1],
            [-20, 0],
          ],
        ],
      },
    },
  ],
});

export const indicatorText = {
  name: 'People from Senegal',
  definition: 'People who live there and are citizens of Senegal.',
  unit: 'persons',
  numerator: 'Citizens of Senegal',
  denominator: null,
  direction: 'neither',
  aggregation: 'sum',
  ownCount: 'people',
  reason: 'First version',
} as const;

export interface StatisticsWorld {
  oldBoundaries: string;
  dataset: DatasetId;
  indicator: IndicatorId;
  report: string;
}

/** A dataset with flags, a missing figure, a region, and the report of an import. */
export async function plantStatistics(site: TestSite, planner: Somebody, report: string): Promise<StatisticsWorld> {
  const says = {
    publisher: 'An institute',
    licence: 'CC BY 4.0',
    published: '2026-01-15',
    edition: 'nuts-2021',
    title: 'People of somewhere',
    unit: 'persons',
  } as const;
  const { datasetId } = await asActor(
    site.db.app,
    planner,
    async (trx) =>
      await importStatistics(trx, { name: 'people.csv', bytes: Buffer.from(statisticsFile), says, by: planner.accountId, dryRun: false }),
  );
  const dataset = must(datasetId);
  const indicator = await asActor(
    site.db.app,
    planner,
    async (trx) =>
      await saveIndicator(trx, planner.accountId, null, {
        ...indicatorText,
        language: 'en',
        datasetId: dataset,
        key: { citizen: 'SN' },
        placeDimension: 'geo',
      }),
  );
  const said = { edition: 'nuts-2021', datasetId: null, codeProperty: 'NUTS_ID', source: 'An institute', sourceUrl: null } as const;
  const bytes = Buffer.from(boundariesFile.replace('Invented shape', 'Invented shape, given before'));
  await asActor(
    site.db.app,
    planner,
    async (trx) =>
      await giveBoundaries(trx, {
        ...said,
        licence: 'CC BY 4.0',
        published: '2021',
        name: 'before.geojson',
        bytes,
        by: planner.accountId,
      }),
  );
  const { id: oldBoundaries } = await asActor(
    site.db.app,
    planner,
    async (trx) =>
      await giveBoundaries(trx, {
        ...said,
        edition: 'nuts-1999',
        licence: 'CC BY 4.0',
        published: '1999',
        name: 'old.geojson',
        bytes,
        by: planner.accountId,
      }),
  );
  return { dataset, indicator, report, oldBoundaries };
}
