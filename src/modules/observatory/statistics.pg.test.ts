import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody, type AnyWrites } from '#kernel/db';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';
import { corridorFigures } from './corridor-figures.ts';
import { importStatistics, type ImporterSays } from './import-statistics.ts';
import { findDataset, listDatasets } from './read-datasets.ts';
import { countSeries, readDimensions, readSeries } from './read-series.ts';
import { writeJsonStat, writeSdmxCsv, type Exchange } from './write-exchange.ts';

const site = await testSite();
const { db } = site;

const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);
const bring = async (content: string | Buffer, says: ImporterSays = {}, dryRun = false) =>
  await asSystem(
    db.owner,
    async (trx) => await importStatistics(trx, { name: 'file.csv', bytes: Buffer.from(content), says, by: null, dryRun }),
  );

const said = {
  publisher: 'An institute',
  licence: 'CC BY 4.0',
  published: '2026-01-15',
  edition: 'nuts-2021',
  title: 'People of somewhere',
  sourceUrl: 'https://statistics.example.org/people',
  unit: 'persons',
} as const;
const file = (code: string, rows: readonly string[]) =>
  `DATAFLOW,citizen,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${rows.map((row) => `${code}(1.0),${row}\n`).join('')}`;
const rows = [
  'SN: Senegal,IT: Italy,2023,0,,',
  'SN: Senegal,IT: Italy,2024,12.50,bd,C',
  'SN: Senegal,IT: Italy,2025,,:u,',
  'SN: Senegal,ITH3: Veneto,2024,7,,',
  '"T: =Total, ""all""",IT: Italy,2024,-3.0,x,',
];

/** The newest release of a dataset, whole. */
async function whole(code: string): Promise<Exchange> {
  return await asVisitor(async (trx) => {
    const { rows: found } = await listDatasets(trx, {});
    const dataset = await findDataset(trx, found.find((one) => one.code === code)?.id ?? raise(code));
    const release = dataset?.releases[0];
    if (!dataset || !release) return raise(code);
    return {
      dataset,
      release,
      dimensions: await readDimensions(trx, release.id),
      series: await readSeries(trx, release.id, { codes: [] }),
    };
  });
}
function raise(code: string): never {
  throw new Error(`no dataset ${code}`);
}

describe('an import', () => {
  test('writes figures, flags and codes as published, missing apart from zero', async () => {
    expect(await bring(file('A:ONE', rows), said)).toMatchObject({
      outcome: 'created',
      release: 1,
      series: 3,
      observations: 5,
      missing: 1,
      flags: { '': 2, bd: 1, ':u': 1, x: 1 },
    });
    const { series, dimensions, release } = await whole('A:ONE');
    expect(series[0]).toMatchObject({
      periods: ['2023', '2024', '2025'],
      values: ['0', '12.50', null],
      flags: ['', 'bd', ':u'],
      confidentiality: ['', 'C', ''],
    });
    expect(dimensions[1]?.codes.map(({ code, country, edition }) => [code, country, edition])).toEqual([
      ['IT', 'IT', 'country'],
      ['ITH3', null, 'nuts-2021'],
    ]);
    expect(release).toMatchObject({
      published: '2026-01-15',
      licence: 'CC BY 4.0',
      edition: 'nuts-2021',
      unit: 'persons',
      firstPeriod: '2023',
      lastPeriod: '2025',
    });
    expect(release.warnings.map(({ problem }) => problem)).toEqual(['observatory.problem.unknown-flag']);
  });

  test('of the same file changes nothing, of a newer one makes a release and keeps the old', async () => {
    expect(await bring(file('A:TWO', rows), said)).toMatchObject({ outcome: 'created', release: 1 });
    expect(await bring(file('A:TWO', rows), said)).toMatchObject({ outcome: 'unchanged', release: 1 });
    expect(await bring(file('A:TWO', rows.toReversed()), said)).toMatchObject({ outcome: 'unchanged', release: 1 });
    const later = [...rows.slice(1), 'SN: Senegal,IT: Italy,2023,1,r,'];
    expect(await bring(file('A:TWO', later), { ...said, published: '2026-05' }, true)).toMatchObject({ outcome: 'created', release: null });
    expect(await bring(file('A:TWO', later), { ...said, published: '2026-05' })).toMatchObject({ outcome: 'created', release: 2 });
    expect(await bring(file('A:TWO', rows.slice(1)), { ...said, published: '2025-12-01' })).toMatchObject({
      outcome: 'created',
      release: 3,
    });
    expect((await whole('A:TWO')).dataset).toMatchObject({ releases: [{ no: 2 }, { no: 1 }, { no: 3 }] });
  });

  test('twice at once makes one release', async () => {
    const both = await Promise.all([bring(file('A:RACE', rows), said), bring(file('A:RACE', rows), said)]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['created', 'unchanged']);
  });

  test('is all or nothing, and says what the file and the importer left out', async () => {
    const half = await bring(`${file('A:THREE', rows)}A:THREE(1.0),SN: Senegal,IT: Italy,2026,many,,\n`, said);
    expect(half).toMatchObject({
      outcome: 'refused',
      problems: [{ row: 7, field: 'OBS_VALUE', problem: 'observatory.problem.not-a-number' }],
    });
    const bare = await bring(file('A:THREE', rows));
    expect(bare.problems.map(({ problem }) => problem.split('.').at(-1))).toEqual([
      'says-publisher',
      'says-licence',
      'says-updated',
      'edition',
    ]);
    expect((await asVisitor(async (trx) => await listDatasets(trx, { words: 'three' }))).total).toBe(0);
  });

  test('under the code of another publisher is refused', async () => {
    await bring(file('A:FOUR', rows), said);
    await expect(bring(file('A:FOUR', rows), { ...said, publisher: 'Another' })).rejects.toMatchObject({ code: 'another-publisher' });
  });

  test('is for planners, editors and administrators of the network', async () => {
    const write = async (role: 'planner' | 'editor' | 'administrator' | 'auditor' | 'counsellor', scope: string | null) => {
      const { accountId } = await plantAccount(db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
      const order = { name: 'f', bytes: Buffer.from(file(`A:BY-${role}`, rows)), says: said, by: accountId, dryRun: false };
      return await asActor(db.app, { accountId, assurance: 2 }, async (trx) => (await importStatistics(trx, order)).outcome).catch(
        (error: unknown) => String(error).includes('row-level security'),
      );
    };
    expect([await write('planner', null), await write('editor', null), await write('administrator', null)]).toEqual([
      'created',
      'created',
      'created',
    ]);
    expect(await write('auditor', null)).toBe(true);
    await expect(
      asVisitor(
        async (trx) =>
          await importStatistics(trx, { name: 'f', bytes: Buffer.from(file('A:NOBODY', rows)), says: said, by: null, dryRun: false }),
      ),
    ).rejects.toThrow('row-level security');
    await expect(asVisitor(async (trx) => await trx.deleteFrom('observatory.releases').execute())).rejects.toThrow('permission denied');
  });
});

const writers = ['SDMX-CSV', 'JSON-stat'] as const;

describe('what was exported', () => {
  test.each([
    ['SDMX-CSV', writeSdmxCsv],
    ['JSON-stat', writeJsonStat],
  ])('as %s comes back as the same release', async (_name, write) => {
    const code = `A:ROUND-${_name}`;
    await bring(file(code, rows), said);
    const before = await whole(code);
    expect(await bring(write(before))).toMatchObject({ outcome: 'unchanged', release: 1, problems: [] });
    const copied = write(before).replaceAll(code, `${code}-COPY`);
    expect(await bring(copied, { ...said, published: before.release.published })).toMatchObject({ outcome: 'created' });
    const after = await whole(`${code}-COPY`);
    const figures = ({ series, dimensions }: Exchange) => {
      const codes = new Map(dimensions.flatMap((one) => one.codes.map(({ id, ...rest }) => [id, rest] as const)));
      return series.map(({ codes: ids, no: _no, ...rest }) => ({ ...rest, codes: ids.map((id) => codes.get(id)) }));
    };
    expect(figures(after)).toEqual(expect.arrayContaining(figures(before)));
    expect(figures(after)).toHaveLength(figures(before).length);
  });
});

describe('what is read', () => {
  test('can be narrowed to codes, counted and searched in any spelling', async () => {
    await bring(file('A:SEARCH', rows), { ...said, title: 'Étrangers de la Vénétie' });
    await asVisitor(async (trx) => {
      const { dimensions, release } = await whole('A:SEARCH');
      const italy = dimensions[1]?.codes.find(({ code }) => code === 'IT')?.id ?? 0;
      expect(await countSeries(trx, release.id, [italy])).toEqual({ series: 2, observations: 4 });
      expect((await readSeries(trx, release.id, { codes: [italy], limit: 1, offset: 1 })).map(({ no }) => no)).toEqual([3]);
      expect((await listDatasets(trx, { words: 'etrangers venetie' })).rows.map(({ code }) => code)).toEqual(['A:SEARCH']);
      expect((await listDatasets(trx, { words: '100% _' })).total).toBe(0);
      expect((await listDatasets(trx, { country: 'SN', publisher: 'An institute', words: 'venetie' })).total).toBe(1);
      expect((await listDatasets(trx, { country: 'JP' })).total).toBe(0);
    });
  });

  test('a corridor is told the latest figure of each series that names both countries, and nothing of others', async () => {
    await bring(file('A:PAIR', [...rows, 'ML: Mali,IT: Italy,2024,5,,']), { ...said, title: 'Pairs only' });
    const told = await asVisitor(async (trx) => await corridorFigures(trx, 'ML', 'IT'));
    expect(told).toMatchObject([
      { title: 'Pairs only', labels: ['citizen: Mali', 'geo: Italy'], period: '2024', value: '5', unit: 'persons' },
    ]);
    expect(await asVisitor(async (trx) => await corridorFigures(trx, 'ML', 'JP'))).toEqual([]);
  });
});

describe('pages', () => {
  test('show a dataset with its flags, source, date and files', async () => {
    const report = await bring(file('A:PAGE', rows), said);
    const list = await site.get('/en/statistics?q=somewhere');
    expect(list.body).toContain('A:PAGE');
    const { body } = await site.get(`/en/statistics/${report.datasetId}`);
    for (const words of [
      '12.50',
      'missing',
      'Break in the series',
      'Not available',
      'Low reliability',
      'An institute, People of somewhere',
      '15 January 2026',
      'CC BY 4.0',
      'NUTS 2021',
      'never spread over regions',
    ])
      expect(body).toContain(words);
    const one = await site.get(`/en/statistics/${report.datasetId}?d1=SN&d2=IT`);
    expect(one.body).toContain('line-chart');
    const csv = await site.get(`/en/statistics/${report.datasetId}?d2=ITH3&format=csv`);
    expect(csv.body).toContain('A:PAGE(1.0),2026-01-15,SN: Senegal,ITH3: Veneto,2024,7,,');
    expect((await site.get(`/en/statistics/${report.datasetId}?format=json`)).body).toContain('"value":{"0":0,"1":12.50,"2":null');
  });

  test('answer wrong addresses and filters without an error', async () => {
    const report = await bring(file('A:WRONG', rows), said);
    for (const query of ['?release=99', '?d1=nothing&d2=%00', '?page=9999', '?to=x', '?format=pdf'])
      expect((await site.get(`/ar/statistics/${report.datasetId}${query}`)).statusCode).toBe(200);
    for (const path of ['00000000-0000-7000-8000-000000000000', 'x', '%00'])
      expect((await site.get(`/en/statistics/${path}`)).statusCode).toBe(404);
  });

  test('an older release says that a newer one exists', async () => {
    const first = await bring(file('A:AGED', rows), said);
    await bring(file('A:AGED', rows.slice(1)), { ...said, published: '2026-09-01' });
    expect((await site.get(`/en/statistics/${first.datasetId}?release=1`)).body).toContain('A newer one exists');
    expect((await site.get(`/en/statistics/${first.datasetId}`)).body).not.toContain('A newer one exists');
  });
});

const folder = new URL('../../../../shared/data/statistics/', import.meta.url);
const official = (name: string): Buffer | null => {
  try {
    return readFileSync(new URL(name, folder));
  } catch {
    return null;
  }
};

const knomad = { publisher: 'World Bank / KNOMAD', licence: 'CC BY 4.0', published: '2018-04' };
const files: [string, ImporterSays, (typeof writers)[number][]][] = [
  ['eurostat_lfsa_egan_employment-by-citizenship.sdmx-csv-2.csv', { published: '2025-09-11' }, ['SDMX-CSV', 'JSON-stat']],
  ['eurostat_migr_asyappctza_asylum-applicants.sdmx-csv-2.csv', { published: '2025-09-11' }, ['SDMX-CSV', 'JSON-stat']],
  ['eurostat_tps00170_first-permits.sdmx-csv-1.csv', {}, ['SDMX-CSV', 'JSON-stat']],
  [
    'eurostat_lfst_r_lfu3rt_unemployment-NUTS2.dataexplorer-latin1.csv',
    { code: 'ESTAT:LFST_R_LFU3RT', title: 'Unemployment rates by NUTS 2 region', published: '2014', edition: 'nuts-2010' },
    ['SDMX-CSV', 'JSON-stat'],
  ],
  [
    'ine-spain_population-by-nationality_2002-2025.xlsx',
    { code: 'INE:56936', licence: 'Reuse with credit', published: '2025', headings: ['Nationality', 'Age', 'Sex'] },
    ['SDMX-CSV', 'JSON-stat'],
  ],
  // 47,000 series each: one way back is tried with each of them.
  ['worldbank-knomad_bilateral-migrant-stocks_2017.xlsx', { ...knomad, code: 'KNOMAD:STOCKS', unit: 'persons' }, ['SDMX-CSV']],
  ['worldbank-knomad_bilateral-remittances_2017.xlsx', { ...knomad, code: 'KNOMAD:REMITTANCES' }, ['JSON-stat']],
];

describe.runIf(official('README.md'))('official files, where ../shared is there', () => {
  test.each(files)('%s becomes a dataset, and its exports the same release', { timeout: 60_000 }, async (name, says, ways) => {
    const report = await bring(official(name) ?? '', says);
    expect([report.outcome, report.problems]).toEqual(['created', []]);
    const stored = await whole(report.code ?? '');
    for (const way of ways)
      expect(await bring(way === 'SDMX-CSV' ? writeSdmxCsv(stored) : writeJsonStat(stored))).toMatchObject({
        outcome: 'unchanged',
        problems: [],
      });
  });

  test('tell of people and money between Senegal and Italy', { timeout: 60_000 }, async () => {
    const figures = await asVisitor(async (trx) => await corridorFigures(trx, 'SN', 'IT'));
    expect(
      figures.filter(({ publisher }) => publisher.startsWith('World Bank')).map(({ labels, period }) => [labels.join('; '), period]),
    ).toEqual(
      expect.arrayContaining([
        ['source: Senegal; destination: Italy', '2017'],
        ['sending: Italy; receiving: Senegal', '2017'],
      ]),
    );
  });
});
