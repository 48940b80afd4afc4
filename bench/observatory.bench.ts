/**
 * Official statistics in three sizes: the import of a file, a page of one indicator (a series over time), a page of the table, and
 * 300 regions in one year, through the application's own role with the policies in force. The baselines, in the same run:
 * one bare SQL statement that reads the same series by their key, and for the import the bare reading of the same lines.
 */
import { sql } from 'kysely';
import { asActor, asSystem, nobody, openDatabase, openPool, type AnyWrites } from '#kernel/db';
import { countSeries, findDataset, importStatistics, readDimensions, readSeries, type DatasetId } from '#modules/observatory';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown, timesOf, type Times } from './measure.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const YEARS = 20;
const REGIONS = 500;
const COMPARED = 300;

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_observatory';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const [app, owner, superuser] = [urls.app, urls.owner, urls.superuser].map((url) => openPool(url, { size: 1 })) as [
    ReturnType<typeof openPool>,
    ReturnType<typeof openPool>,
    ReturnType<typeof openPool>,
  ]; // three in, three out
  try {
    const visitors = openDatabase(app);
    const importer = openDatabase(owner);
    const lines = ['1 connection, 20 warm-up, 200 measured; goal of a page: p95 under 100 ms'];
    for (const size of SIZES) {
      const file = fileOf(size);
      const splitting = await once(async () =>
        file
          .toString('utf8')
          .split('\n')
          .map((line) => line.split(',').length),
      );
      let id: DatasetId | null = null;
      const importing = await once(async () => {
        const report = await asSystem(
          importer,
          async (trx) => await importStatistics(trx, { name: 'bench.csv', bytes: file, says, by: null, dryRun: false }),
        );
        id = report.datasetId;
        if (report.observations !== size)
          throw new Error(`${report.observations} figures of ${size} were written: ${JSON.stringify(report.problems[0])}`);
      });
      if (!id) throw new Error('nothing was imported');
      await superuser.query('vacuum analyze');
      const asked = await measure(visitors, id);
      lines.push(
        `${size.toLocaleString('en')} figures (${(file.length / 1e6).toFixed(1)} MB): import ${(importing / 1000).toFixed(1)} s, ${Math.round(size / (importing / 1000)).toLocaleString('en')} figures a second; ${(importing / splitting).toFixed(1)} times the bare splitting of its lines`,
        ...asked.map(
          ({ what, times, baseline }) =>
            `  ${what}: median ${shown(times.median)}, p95 ${shown(times.p95)}; ${(times.median / baseline.median).toFixed(1)} times the bare statement (${shown(baseline.median)})`,
        ),
      );
    }
    return lines;
  } finally {
    await Promise.all([app.end(), owner.end(), superuser.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

const says = { publisher: 'Nobody', licence: 'CC0', published: '2026-01-01', edition: 'nuts-2021' } as const;

/** A made-up dataset: topics × regions × years, in SDMX-CSV 1.0. */
function fileOf(size: number): Buffer {
  const topics = Math.ceil(size / (REGIONS * YEARS));
  const lines = ['DATAFLOW,topic,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS'];
  for (let at = 0; at < size; at++) {
    const year = 2006 + (at % YEARS);
    const region = Math.floor(at / YEARS) % REGIONS;
    const topic = Math.floor(at / (YEARS * REGIONS)) % topics;
    lines.push(
      `BENCH:S${size}(1.0),T${topic},T,XX${region.toString(36).toUpperCase().padStart(2, '0')},${year},${(at * 7919) % 100_000}.${at % 10},${at % 23 === 0 ? 'b' : ''},`,
    );
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

interface Asked {
  what: string;
  times: Times;
  baseline: Times;
}

async function measure(db: ReturnType<typeof openDatabase>, id: DatasetId): Promise<Asked[]> {
  const ask = async (work: (trx: AnyWrites) => Promise<unknown>) => await timesOf(async () => await asActor(db, nobody, work));
  const { release, topic, region } = await asActor(db, nobody, async (trx) => {
    const newest = (await findDataset(trx, id))?.releases[0];
    if (!newest) throw new Error('no release');
    const dimensions = await readDimensions(trx, newest.id);
    return { release: newest.id, topic: dimensions[0]?.codes[0]?.id ?? 0, region: dimensions[2]?.codes[250]?.id ?? 0 };
  });
  const keys = async (codes: readonly number[], limit: number) =>
    await asActor(db, nobody, async (trx) => (await readSeries(trx, release, { codes, limit })).map(({ no }) => no));
  const bare = async (codes: readonly number[], limit: number) => {
    const numbers = await keys(codes, limit);
    return await ask(
      async (trx) =>
        await sql`select periods, figures::text[], flags from observatory.series where release_id = ${release} and no = any (${numbers}::int[])`.execute(
          trx,
        ),
    );
  };
  const page = async (codes: readonly number[], limit: number) =>
    await ask(async (trx) => {
      const dataset = await findDataset(trx, id);
      await readDimensions(trx, dataset?.releases[0]?.id ?? release);
      await countSeries(trx, release, codes);
      await readSeries(trx, release, { codes, limit });
    });
  return [
    {
      what: 'page of one indicator at one place, 20 years',
      times: await page([topic, region], 25),
      baseline: await bare([topic, region], 25),
    },
    { what: 'page of one indicator, 25 places', times: await page([topic], 25), baseline: await bare([topic], 25) },
    { what: 'page without any filter', times: await page([], 25), baseline: await bare([], 25) },
    { what: `${COMPARED} regions compared`, times: await page([topic], COMPARED), baseline: await bare([topic], COMPARED) },
  ];
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
