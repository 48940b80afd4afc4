import { describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type AnyWrites } from '#kernel/db';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { giveBoundaries, mostKeptPoints, type BoundariesGiven } from './give-boundaries.ts';
import { withdrawBoundaries } from './withdraw-boundaries.ts';
import { importStatistics, type DatasetId, type ImporterSays } from './import-statistics.ts';
import { listBoundaries, readAreas } from './read-boundaries.ts';
import { findDataset } from './read-datasets.ts';
import { readDimensions } from './read-series.ts';
import { saveIndicator } from './save-indicator.ts';

const site = await testSite();
const { db } = site;
const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);

/** Invented squares in the open sea, one beside the other: only their codes are those of regions. */
const squareOf = (code: string, at: number) => ({
  type: 'Feature',
  properties: { NUTS_ID: code, name: 'Invented shape' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [-20 + at, 0],
        [-19 + at, 0],
        [-19 + at, 1],
        [-20 + at, 1],
        [-20 + at, 0],
      ],
    ],
  },
});
const fileOf = (codes: readonly string[], more: object = {}) =>
  Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features: codes.map(squareOf) }));
let files = 0;
const given = (codes: readonly string[], more: Partial<BoundariesGiven> = {}): BoundariesGiven => ({
  edition: 'nuts-2021',
  datasetId: null,
  codeProperty: 'NUTS_ID',
  source: 'An institute',
  sourceUrl: null,
  licence: 'CC BY 4.0',
  published: '2021-06',
  name: 'invented.geojson',
  bytes: fileOf(codes, { file: (files += 1) }),
  by: planner.accountId,
  ...more,
});
const give = async (one: BoundariesGiven, by: Somebody = planner) =>
  await asActor(db.app, { accountId: by.accountId, assurance: 2 }, async (trx) => await giveBoundaries(trx, one));

const bring = async (code: string, rows: readonly string[], more: ImporterSays = {}): Promise<DatasetId> => {
  const bytes = Buffer.from(
    `DATAFLOW,sex: Sex,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${rows.map((row) => `${code}(1.0),${row}\n`).join('')}`,
  );
  const says = {
    publisher: 'An institute',
    licence: 'CC BY 4.0',
    published: '2026-01-15',
    title: `Table ${code}`,
    edition: 'nuts-2021',
    ...more,
  } as const;
  const order = { name: 'f.csv', bytes, says, by: null, dryRun: false };
  const { datasetId, problems } = await asSystem(db.owner, async (trx) => await importStatistics(trx, order));
  if (!datasetId) throw new Error(JSON.stringify(problems));
  return datasetId;
};
const rows = [
  'W: Women,IT: Italy,2024,1000,,',
  'W: Women,ITH: North-East,2024,400,,',
  'W: Women,ITH3: Veneto,2023,9,,',
  'W: Women,ITH3: Veneto,2024,0,,',
  'W: Women,ITC4: Lombardia,2024,12.50,e,',
  'W: Women,ITI4: Lazio,2024,,:,',
  'W: Women,ITF3: Campania,2024,7,,',
  'M: Men,ITH3: Veneto,2024,5,,',
];
const areasOf = async (dataset: DatasetId) =>
  await asVisitor(async (trx) => {
    const release = (await findDataset(trx, dataset))?.releases[0];
    const dimensions = release ? await readDimensions(trx, release.id) : [];
    return await readAreas(trx, dataset, dimensions[1]?.codes ?? []);
  });
const pathsOf = (body: string) => body.match(/class="map-region" d=/g)?.length ?? 0;

describe('boundaries', () => {
  test('are drawn for figures of their edition and of no other', async () => {
    const [new21, old10] = [await bring('B:NEW', rows), await bring('B:OLD', rows, { edition: 'nuts-2010' })];
    expect(await areasOf(old10)).toMatchObject({ boundaries: null, edition: 'nuts-2010', otherEditions: [] });
    await give(given(['ITH3', 'ITC4', 'ITI4', 'ITG1']));
    const areas = await areasOf(new21);
    expect([...(areas?.areas.keys() ?? [])].toSorted()).toEqual(['ITC4', 'ITH3', 'ITI4']);
    expect(areas?.areas.get('ITH3')).toEqual([
      [
        [-20, 0],
        [-19, 0],
        [-19, 1],
        [-20, 1],
      ],
    ]);
    expect(await areasOf(old10)).toMatchObject({ boundaries: null, otherEditions: ['nuts-2021'] });
    const { body } = await site.get(`/en/statistics/${old10}?d1=W`);
    expect(body).toContain('the network holds no boundaries of NUTS 2010, the edition of these codes');
    expect(body).toContain('Boundaries of NUTS 2021 are not used for them');
    expect(pathsOf(body)).toBe(0);
  });

  test('given later are drawn instead, and the earlier ones stay on record', async () => {
    const dataset = await bring('B:LATER', rows);
    await give(given(['ITH3', 'ITC4']));
    const { id } = await give(given(['ITH3']));
    expect((await areasOf(dataset))?.boundaries?.id).toBe(id);
    expect((await asVisitor(listBoundaries)).length).toBeGreaterThan(1);
  });

  test('of a list without a name belong to one dataset', async () => {
    const own = ['W: Women,EX1: Example North,2024,3,,', 'W: Women,EX2: Example South,2024,4,,'];
    const [mine, another] = [await bring('B:MINE', own, { edition: 'other' }), await bring('B:ANOTHER', own, { edition: 'other' })];
    await give(given(['EX1'], { edition: 'other', datasetId: mine }));
    expect([...((await areasOf(mine))?.areas.keys() ?? [])]).toEqual(['EX1']);
    expect(await areasOf(another)).toMatchObject({ boundaries: null });
    expect((await site.get(`/en/statistics/${another}?d1=W`)).body).toContain('no boundaries for the regions of this dataset');
    await expect(give(given(['EX1'], { edition: 'other' }))).rejects.toMatchObject({ code: 'boundaries-no-dataset', field: 'dataset' });
    await expect(give(given(['EX9'], { edition: 'other', datasetId: mine }))).rejects.toMatchObject({ code: 'boundaries-code-unknown' });
    const named = await bring('B:NAMED', rows);
    await expect(give(given(['ITH3'], { edition: 'other', datasetId: named }))).rejects.toMatchObject({ code: 'boundaries-no-list' });
  });

  test('come whole or not at all', async () => {
    const before = await asVisitor(listBoundaries);
    await expect(give(given(['ITH3', 'ITH3']))).rejects.toMatchObject({ code: 'boundaries-code-twice', values: { feature: 2, other: 1 } });
    await expect(give(given(['ITH3', 'IT']))).rejects.toMatchObject({ code: 'boundaries-code-unknown' });
    await expect(give(given(['ITH3'], { published: 'once' }))).rejects.toMatchObject({ code: 'boundaries-published', field: 'published' });
    await expect(give(given(['ITH3'], { sourceUrl: 'javascript:alert(1)' }))).rejects.toMatchObject({ code: 'boundaries-address' });
    expect(await asVisitor(listBoundaries)).toEqual(before);
  });

  test('given twice are refused the second time, also at once', async () => {
    const same = given(['ITH3', 'ITC4']);
    const both = await Promise.allSettled([give(same), give(same)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(give(same)).rejects.toMatchObject({ code: 'boundaries-known', status: 409 });
  });

  test('are simplified to what a page carries, and say by how much', async () => {
    const coast = Array.from({ length: 6_000 }, (_, at) => [
      -20 + Math.cos(at / 955) + (at % 2) / 500,
      Math.sin(at / 955) + (at % 3) / 700,
    ]);
    const feature = { ...squareOf('ITH3', 0), geometry: { type: 'Polygon', coordinates: [[...coast, coast[0]]] } };
    await give(given([], { edition: 'nuts-2016', bytes: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] })) }));
    const [kept] = await asVisitor(listBoundaries);
    expect(kept).toMatchObject({ edition: 'nuts-2016', areas: 1 });
    expect(kept?.points).toBeLessThanOrEqual(mostKeptPoints);
    expect(kept?.toleranceKm2).toBeGreaterThan(0);
    const { body } = await site.get(`/en/statistics/${await bring('B:COAST', rows, { edition: 'nuts-2016' })}?d1=W`);
    expect(body).toContain('points that change an area by less than');
  });

  test('are given by planners, editors and administrators in their own name, and never changed', async () => {
    const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
    await expect(give(given(['ITH3'], { by: auditor.accountId }), auditor)).rejects.toThrow('row-level security');
    await expect(give(given(['ITH3'], { by: newId() }))).rejects.toThrow('row-level security');
    await expect(
      asActor(
        db.app,
        { accountId: planner.accountId, assurance: 2 },
        async (trx) => await trx.updateTable('observatory.boundaries').set({ licence: 'none' }).execute(),
      ),
    ).rejects.toThrow('permission denied');
    const { id } = await give(given(['ITH3']));
    const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
    for (const who of [editor, planner])
      await expect(
        asActor(
          db.app,
          { accountId: who.accountId, assurance: 2 },
          async (trx) =>
            await trx.insertInto('observatory.areas').values({ boundaries_id: id, code: 'ITC4', rings: '[[[1,1],[2,1],[2,2]]]' }).execute(),
        ),
      ).rejects.toThrow('row-level security');
  });
});

describe('boundaries that are withdrawn', () => {
  const kept = async (id: string) =>
    (await db.superuser.query('select from observatory.areas where boundaries_id = $1', [id])).rowCount !== 0;

  test('go with their areas; the earlier ones are drawn again, and without any the table stands alone', async () => {
    const edition = 'nuts-2003';
    const dataset = await bring('B:WITHDRAWN', rows, { edition });
    const [first, last] = [
      await give(given(['ITH3'], { edition, source: 'First maker' })),
      await give(given(['ITH3'], { edition, source: 'Last maker' })),
    ];
    const session = await site.signIn(planner.accountId, 2);
    const shown = async () => (await site.get(`/en/statistics/${dataset}?d1=W`)).body;
    expect(await shown()).toContain('Last maker');
    const at = (id: string) => `/en/admin/boundaries/${id}/withdraw`;
    expect((await site.get(at(last.id), session)).body).toContain('given at another time');
    expect((await site.post(at(last.id), {}, session)).statusCode).toBe(303);
    expect([await kept(last.id), (await shown()).includes('First maker')]).toEqual([false, true]);
    expect((await site.get(at(first.id), session)).body).toContain('show the table alone');
    expect((await site.post(at(first.id), {}, session)).statusCode).toBe(303);
    const { body, statusCode } = await site.get(`/en/statistics/${dataset}?d1=W`);
    expect([statusCode, pathsOf(body), body.includes('There is no map'), body.includes('12.50')]).toEqual([200, 0, true, true]);
    expect((await site.post(at(first.id), {}, session)).statusCode).toBe(404);
    const { rows: told } = await db.superuser.query(
      "select from audit.entries where verb = 'observatory.boundaries-withdrawn' and object_id = any ($1)",
      [[first.id, last.id]],
    );
    expect(told).toHaveLength(2);
  });

  test('are withdrawn by planners, editors and administrators of the network alone', async () => {
    const { id } = await give(given(['ITH3'], { edition: 'nuts-2006' }));
    const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
    for (const actor of [
      nobody,
      { accountId: auditor.accountId, assurance: 2 as const },
      { accountId: planner.accountId, assurance: 1 as const },
    ])
      await expect(asActor(db.app, actor, async (trx) => await withdrawBoundaries(trx, id))).rejects.toMatchObject({
        code: 'boundaries-gone',
      });
    expect((await site.post(`/en/admin/boundaries/${id}/withdraw`, {}, await site.signIn(auditor.accountId, 2))).statusCode).toBe(404);
    expect(await kept(id)).toBe(true);
  });
});

describe('the map of regions', () => {
  test('shows the regions of one level, missing apart from zero, with classes, source and what is not drawn', async () => {
    await give(given(['ITH', 'ITH3', 'ITC4', 'ITI4'], { source: 'The boundary office', licence: 'Open licence', published: '2021-06' }));
    const dataset = await bring('B:MAP', rows);
    const { body } = await site.get(`/en/statistics/${dataset}?d1=W`);
    expect(pathsOf(body)).toBe(3);
    for (const words of [
      'Regions in 2024',
      'The map shows 3 regions; 1 is hatched because it has no figure.',
      'Regions of NUTS level 2 are drawn',
      'Veneto: 0</title>',
      'Lombardia: 12.50</title>',
      'Lazio: no figure</title>',
      '0 (1 region)',
      '12.50 (1 region)',
      'Hatched does not mean zero',
      'The boundary office',
      'Open licence',
      'June 2021',
      'Edition of the boundaries: NUTS 2021.',
    ])
      expect(body).toContain(words);
    expect(body).toMatch(/not on the map: \u2068North-East\u2069 and \u2068Campania\u2069\./);
  });

  test('follows the period, stands only where the places alone are open, and not where there are no regions', async () => {
    const dataset = await bring('B:CHOICE', rows);
    const until = await site.get(`/en/statistics/${dataset}?d1=W&to=2023`);
    expect(until.body).toContain('Veneto: 9</title>');
    expect(until.body).toContain('2 are hatched');
    expect(pathsOf((await site.get(`/en/statistics/${dataset}`)).body)).toBe(0);
    const countries = await bring('B:LAND', [
      'W: Women,IT: Italy,2024,1,,',
      'W: Women,SN: Senegal,2024,1,,',
      'M: Men,SN: Senegal,2024,1,,',
    ]);
    expect((await site.get(`/en/statistics/${countries}?d1=W`)).body).not.toContain('There is no map');
  });

  test('says so where the boundaries have none of the codes', async () => {
    const dataset = await bring('B:NONE', ['W: Women,ITF5: Basilicata,2024,1,,', 'W: Women,ITF6: Calabria,2024,1,,']);
    expect((await site.get(`/en/statistics/${dataset}`)).body).toContain('none of these codes is in the boundaries');
  });

  test('stands on the page of an indicator too, for all of its regions', async () => {
    const datasetId = await bring('B:INDICATOR', rows);
    const text = {
      language: 'en',
      name: 'Women',
      definition: 'Women.',
      unit: 'persons',
      numerator: 'Women',
      denominator: null,
      reason: 'First',
    };
    const how = { direction: 'neither', aggregation: 'sum', key: { sex: 'W' }, placeDimension: 'geo', ownCount: null } as const;
    const id = await asSystem(db.owner, async (trx) => await saveIndicator(trx, null, null, { ...text, ...how, datasetId }));
    const { body } = await site.get(`/en/indicators/${id}`);
    expect([pathsOf(body), body.includes('Veneto: 0</title>')]).toEqual([3, true]);
    expect(pathsOf((await site.get(`/ar/indicators/${id}?place=ITH3`)).body)).toBe(0);
  });
});

describe('the form', () => {
  const fields = {
    edition: 'nuts-2013',
    dataset: '',
    codeProperty: 'NUTS_ID',
    source: 'An institute',
    licence: 'CC BY 4.0',
    published: '2013',
    sourceUrl: '',
  };
  const send = async (more: Record<string, string>, bytes?: Buffer) =>
    await site.post(
      '/en/admin/boundaries',
      { ...fields, ...more },
      await site.signIn(planner.accountId, 2),
      bytes ? { file: { name: 'invented.geojson', bytes } } : {},
    );

  test('keeps a good file and lists it as the one in use', async () => {
    expect((await send({}, fileOf(['ITH3', 'ITC4']))).statusCode).toBe(303);
    const { body } = await site.get('/en/admin/boundaries', await site.signIn(planner.accountId, 2));
    for (const words of ['NUTS 2013', 'Drawn on maps', 'Replaced by later ones', 'The boundary office']) expect(body).toContain(words);
  });

  test('says beside the field what is wrong, with the feature, and keeps the words', async () => {
    const wrong: [Record<string, string>, Buffer | undefined, string][] = [
      [{}, undefined, 'Choose a file.'],
      [{ source: 'Kept words' }, fileOf(['ITH3', 'XX']), 'Feature 2: “XX” is not a code of a region in the chosen list.'],
      [{ codeProperty: 'CODE' }, fileOf(['ITH3']), 'Feature 1 has no code in the property “CODE”.'],
      [{ published: 'soon' }, fileOf(['ITH3']), 'This is no date.'],
      [{ edition: 'other' }, fileOf(['ITH3']), 'choose the dataset whose regions these are'],
      [{ edition: 'other', dataset: 'nothing' }, fileOf(['ITH3']), 'choose the dataset whose regions these are'],
    ];
    for (const [more, bytes, words] of wrong) {
      const answer = await send(more, bytes);
      expect([answer.statusCode, answer.body.includes('error-summary'), answer.body.includes(words)]).toEqual([422, true, true]);
      if (more.source) expect(answer.body).toContain('value="Kept words"');
    }
  });

  test('is closed to everybody else', async () => {
    const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
    expect((await site.get('/en/admin/boundaries', await site.signIn(auditor.accountId, 2))).statusCode).toBe(404);
    expect((await site.get('/en/admin/boundaries')).headers.location).toContain('/sign-in');
  });
});
