import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody, type AnyWrites } from '#kernel/db';
import { projectRoot, textIn } from '#kernel/i18n';
import { readImportFile } from '#kernel/import';
import { testDatabase } from '#test/database';
import { plantAccount, plantOffice } from '#test/plant';
import {
  corridorsImporter,
  findCorridor,
  findPlaceByCode,
  holidaysBetween,
  importCorridors,
  importHolidays,
  importOpenings,
  importPlaces,
  listCorridors,
  listOpenings,
  nextHolidays,
  resolvePlace,
  searchPlaces,
  widerPlaces,
} from './index.ts';

const db = await testDatabase();
const reference = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot(), 'db/reference', `${name}.json`), 'utf8')) as Record<string, unknown>[];
const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);
const place = async (trx: AnyWrites, code: string) => {
  const found = await findPlaceByCode(trx, code);
  if (!found) throw new Error(`no place ${code}`);
  return found;
};

beforeAll(async () => {
  await asSystem(db.owner, async (trx) => {
    for (const [run, name] of [
      [importPlaces, 'places'],
      [importCorridors, 'corridors'],
      [importHolidays, 'holidays'],
    ] as const) {
      const { problems } = await run(trx, reference(name));
      if (problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 5)));
    }
  });
});

describe('search', () => {
  test.each([
    ['en', 'Bologna', 'bologna', 'Bologna'],
    ['it', 'Bologna', 'bologna', 'Bologna'],
    ['fr', 'Bologne', 'bologna', 'Bologne'],
    ['ro', 'București', 'bucharest', 'București'],
    ['es', 'Bolonia', 'bologna', 'Bolonia'],
    ['ar', 'بولونيا', 'bologna', 'بولونيا'],
    ['ar', 'القنيطرة', 'kenitra', 'القنيطرة'],
    ['en', 'Craoiva', 'craiova', 'Craiova'],
    ['it', 'padva', 'padova', 'Padova'],
    ['fr', 'kenetra', 'kenitra', 'Kénitra'],
    ['ro', 'craiva', 'craiova', 'Craiova'],
    ['es', 'cartalla', 'cartaya', 'Cartaya'],
    ['ar', 'قنيطره', 'kenitra', 'القنيطرة'],
    ['en', 'المغرب', 'morocco', 'Morocco'],
    ['it', 'MAROC', 'morocco', 'Marocco'],
    ['en', 'Padova, Italia', 'padova', 'Padua'],
    ['en', 'the town of Tirana', 'tirana', 'Tirana'],
  ])('in %s finds “%s”', async (lang, typed, code, name) => {
    const [first] = await asVisitor(async (trx) => await searchPlaces(trx, typed, lang));
    expect(first).toMatchObject({ code, name });
  });

  test('says what a place lies in', async () => {
    const [first] = await asVisitor(async (trx) => await searchPlaces(trx, 'Padova', 'it'));
    expect(first?.within).toEqual(['Provincia di Padova', 'Veneto', 'Italia']);
  });

  test('finds by first letters and keeps to the levels asked for', async () => {
    const found = await asVisitor(async (trx) => await searchPlaces(trx, 'sen', 'en', { levels: ['country'] }));
    expect(found[0]?.code).toBe('senegal');
    expect(new Set(found.map(({ level }) => level))).toEqual(new Set(['country']));
  });

  test.each(['', '  ', '%_\\', "'; drop table places;", 'xqzvw'])('finds nothing for “%s”', async (typed) => {
    expect(await asVisitor(async (trx) => await searchPlaces(trx, typed, 'en'))).toEqual([]);
  });

  test('takes a town for the one that is meant, although its province is called the same', async () => {
    expect(await asVisitor(async (trx) => await resolvePlace(trx, 'bologna', 'en'))).toMatchObject({
      kind: 'one',
      place: { code: 'bologna' },
    });
    expect(await asVisitor(async (trx) => await resolvePlace(trx, 'Cuenca, Ecuador', 'en'))).toMatchObject({
      kind: 'one',
      place: { code: 'cuenca-ecuador' },
    });
  });

  test('asks where several places are alike', async () => {
    expect((await asVisitor(async (trx) => await resolvePlace(trx, 'mar', 'en'))).kind).toBe('several');
    expect((await asVisitor(async (trx) => await resolvePlace(trx, 'xqzvw', 'en'))).kind).toBe('none');
  });
});

describe('a corridor', () => {
  const codes = async (from: string, into: string) =>
    await asVisitor(async (trx) => {
      const view = await findCorridor(trx, (await place(trx, from)).id, (await place(trx, into)).id);
      return {
        about: view.about?.corridor.code,
        fit: view.about?.fit,
        wider: view.wider.map(({ code }) => code),
        narrower: view.narrower.map(({ code }) => code),
      };
    });

  test('of a recorded pair is that pair', async () => {
    expect(await codes('craiova', 'bologna')).toMatchObject({ about: 'craiova-bologna', fit: 'exact', wider: ['romania-eu'] });
  });

  test('of towns about which nothing is recorded is that of the wider places', async () => {
    expect(await codes('tirana', 'padova')).toMatchObject({ about: 'albania-veneto', fit: 'wider', wider: ['albania-italy'] });
    expect(await codes('kaolack', 'padova')).toMatchObject({ about: 'kaolack-padova', fit: 'wider' });
  });

  test('falls back to areas of several countries last', async () => {
    expect(await codes('ghana', 'london')).toMatchObject({ about: 'africa-london', fit: 'wider' });
  });

  test('the other way round is shown where nothing is recorded this way', async () => {
    expect(await codes('bologna', 'craiova')).toMatchObject({ about: 'craiova-bologna', fit: 'reverse' });
  });

  test('between countries names those between smaller places', async () => {
    const view = await codes('romania', 'italy');
    expect(view.about).toBe('romania-eu');
    expect(view.narrower.toSorted()).toEqual(['craiova-bologna', 'romania-veneto']);
  });

  test('about which nothing at all is recorded says so', async () => {
    expect(await codes('japan', 'iceland')).toEqual({ about: undefined, fit: undefined, wider: [], narrower: [] });
  });

  test('carries its facts with source in every language', async () => {
    const about = await asVisitor(
      async (trx) =>
        (await findCorridor(trx, (await place(trx, 'mahdia-governorate')).id, (await place(trx, 'trapani-province')).id)).about,
    );
    expect(about?.corridor).toMatchObject({ source: { document: expect.stringContaining('002') as string }, asOf: '2010' });
    expect(about?.corridor.facts).toHaveLength(4);
    const [fact] = about?.corridor.facts ?? [];
    if (!fact) throw new Error('no fact');
    expect(textIn(fact, 'en')).toMatchObject({ machine: false, current: true });
    expect(textIn(fact, 'ar')).toMatchObject({ lang: 'ar', machine: true, current: true });
  });
});

test('the list of corridors narrows to a place, what is in it and what is around it', async () => {
  const found = await asVisitor(
    async (trx) => await listCorridors(trx, { placeId: (await place(trx, 'padova-province')).id, lang: 'it', sort: 'destination' }),
  );
  const pairs = found.map(({ code }) => code);
  expect(pairs).toContain('kaolack-padova');
  expect(pairs).toContain('albania-veneto');
  expect(pairs).not.toContain('craiova-bologna');
});

test('a town keeps the holidays of its country and its own', async () => {
  const days = await asVisitor(async (trx) => await holidaysBetween(trx, (await place(trx, 'padova')).id, '2027-06-01', '2027-06-30'));
  expect(days.map(({ onDay }) => onDay)).toEqual(['2027-06-02', '2027-06-13']);
  const [next] = await asVisitor(async (trx) => await nextHolidays(trx, (await place(trx, 'padova')).id, '2026-12-01', 1));
  expect(next?.onDay).toBe('2026-12-08');
});

test('wider places come nearest first', async () => {
  const up = await asVisitor(async (trx) => await widerPlaces(trx, (await place(trx, 'padova')).id));
  expect(up.map(({ code }) => code)).toEqual(['padova', 'padova-province', 'veneto', 'italy', 'eu-member-states', 'europe']);
});

describe('import', () => {
  test('a second time changes nothing', async () => {
    await asSystem(db.owner, async (trx) => {
      for (const [run, name] of [
        [importPlaces, 'places'],
        [importCorridors, 'corridors'],
        [importHolidays, 'holidays'],
      ] as const) {
        const records = reference(name);
        expect(await run(trx, records)).toEqual({ created: 0, updated: 0, unchanged: records.length, problems: [] });
      }
    });
  });

  test('changes the row that changed, and finds it under its new name only', async () => {
    await asSystem(db.owner, async (trx) => {
      const [cartaya] = reference('places').filter(({ code }) => code === 'cartaya');
      expect(await importPlaces(trx, [{ ...cartaya, name: { en: 'Newname' }, otherNames: [] }])).toMatchObject({ updated: 1, created: 0 });
      expect((await searchPlaces(trx, 'newname', 'en'))[0]?.code).toBe('cartaya');
      expect((await searchPlaces(trx, 'cartaya', 'en')).map(({ code }) => code)).not.toContain('cartaya');
      expect(await importPlaces(trx, [cartaya])).toMatchObject({ updated: 1 });
    });
  });

  test('names every problem with row and field, and writes nothing', async () => {
    const fine = { code: 'newtown', level: 'municipality', parent: 'italy', name: { en: 'Newtown' }, lat: 1, lon: 1, source: 'test' };
    const report = await asSystem(
      db.owner,
      async (trx) =>
        await importPlaces(trx, [
          fine,
          { ...fine, code: 'Bad Code', lat: 200 },
          { ...fine, code: 'lost', parent: 'nowhere' },
          fine,
          { ...fine, code: 'loop-one', parent: 'loop-two' },
          { ...fine, code: 'loop-two', parent: 'loop-one' },
          { ...fine, code: 'zoneless', timeZone: 'Mars/Olympus', name: undefined },
        ]),
    );
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect(report.problems.map(({ row, field, problem }) => [row, field, problem.split('.').at(-1)])).toEqual([
      [2, 'code', 'code'],
      [2, 'lat', 'number'],
      [3, 'parent', 'unknown-place'],
      [4, 'code', 'twice'],
      [5, 'parent', 'circle'],
      [6, 'parent', 'circle'],
      [7, 'name', 'required'],
      [7, 'time_zone', 'time-zone'],
    ]);
    expect(await asVisitor(async (trx) => await findPlaceByCode(trx, 'newtown'))).toBeNull();
  });

  test('of nothing but garbage refuses every row', async () => {
    const report = await asSystem(db.owner, async (trx) => await importCorridors(trx, [null, 3, 'x', {}, []]));
    expect(new Set(report.problems.map(({ row }) => row))).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  test('reads a table too, in the language of each column', async () => {
    const table = [
      'id,origin_code,destination_code,facts,facts.it,source,as_of',
      'test-pair,algeria,marseille,First fact|Second fact,Primo fatto|Secondo fatto,Town hall,2026-03',
      'test-lost,nowhere,marseille,A fact,,Town hall,soon',
    ].join('\n');
    const { rows } = await readImportFile(Buffer.from(table));
    const options = { dryRun: false, by: null, now: new Date('2026-11-21T12:00:00Z') };
    const wrong = await asSystem(db.owner, async (trx) => await corridorsImporter.run(trx, rows, options));
    expect(wrong.problems.map(({ row, field }) => [row, field])).toEqual([[3, 'as_of']]);
    const right = await asSystem(db.owner, async (trx) => await corridorsImporter.run(trx, rows.slice(0, 1), options));
    expect(right).toMatchObject({ created: 1, problems: [] });
    const about = await asVisitor(
      async (trx) => (await findCorridor(trx, (await place(trx, 'algeria')).id, (await place(trx, 'marseille')).id)).about,
    );
    expect(about?.corridor.facts.map((fact) => textIn(fact, 'it').text)).toEqual(['Primo fatto', 'Secondo fatto']);
    expect(about?.corridor.source).toEqual({ name: 'Town hall' });
  });

  test('as a dry run counts and writes nothing', async () => {
    const record = { code: 'drytown', level: 'municipality', parent: 'italy', name: { en: 'Drytown' }, lat: 1, lon: 1, source: 'test' };
    expect(await asSystem(db.owner, async (trx) => await importPlaces(trx, [record], { dryRun: true }))).toMatchObject({
      created: 1,
      problems: [],
    });
    expect(await asVisitor(async (trx) => await findPlaceByCode(trx, 'drytown'))).toBeNull();
  });

  test('brings 4,000 places in one go', async () => {
    const records = Array.from({ length: 4_000 }, (_, index) => ({
      code: `many-${index}`,
      level: 'municipality',
      parent: 'italy',
      lat: 45,
      lon: 11,
      source: 'test',
      name: { en: `Many place ${index}`, it: `Molti luogo ${index}`, ar: `مكان ${index}` },
    }));
    await asSystem(db.owner, async (trx) => {
      expect(await importPlaces(trx, records)).toMatchObject({ created: 4_000 });
    });
  });

  test('openings come with their place and end on their day', async () => {
    const opening = {
      code: 'test-opening',
      placeCode: 'kaolack',
      corridorCode: 'kaolack-padova',
      kind: 'opening',
      title: { en: 'A workshop to rent' },
      source: { name: 'Test' },
      asOf: '2026-11',
      validUntil: '2026-12-31',
    };
    const sector = {
      code: 'test-sector',
      placeCode: 'senegal',
      kind: 'sector',
      title: { en: 'Solar power' },
      source: { name: 'Test' },
      asOf: '2026',
    };
    await asSystem(db.owner, async (trx) => {
      expect(await importOpenings(trx, [{ ...opening, corridorCode: 'nowhere' }])).toMatchObject({
        problems: [{ row: 1, field: 'corridor_code' }],
      });
      expect(await importOpenings(trx, [opening, sector])).toMatchObject({ created: 2 });
      expect(await importOpenings(trx, [opening, sector])).toMatchObject({ unchanged: 2 });
    });
    await asVisitor(async (trx) => {
      const kaolack = await place(trx, 'kaolack');
      const corridor = (await findCorridor(trx, kaolack.id, (await place(trx, 'padova')).id)).about?.corridor;
      const shown = async (onDay: string, corridorIds = corridor ? [corridor.id] : []) =>
        (await listOpenings(trx, { placeId: kaolack.id, corridorIds, onDay })).map(({ code }) => code);
      expect(await shown('2026-12-31')).toEqual(['test-opening', 'test-sector']);
      expect(await shown('2027-01-01')).toEqual(['test-sector']);
      expect(await shown('2026-12-31', [])).toEqual(['test-sector']);
    });
  });
});

test('a visitor and a counsellor cannot change places', async () => {
  const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: (await plantOffice(db, 'somewhere')).id }] });
  const record = [{ code: 'sneaky', level: 'country', name: { en: 'Sneaky' }, lat: 0, lon: 0, source: 'test' }];
  await expect(asVisitor(async (trx) => await importPlaces(trx, record))).rejects.toThrow(/row-level security/);
  await expect(asActor(db.app, counsellor, async (trx) => await importPlaces(trx, record))).rejects.toThrow(/row-level security/);
});

test('an administrator may import', async () => {
  const administrator = await plantAccount(db, { roles: [{ role: 'administrator' }] });
  const record = { code: 'newland', level: 'country', name: { en: 'Newland' }, lat: 0, lon: 0, source: 'test', members: [] };
  await asActor(db.app, administrator, async (trx) => {
    expect(await importPlaces(trx, [record])).toMatchObject({ created: 1 });
    expect(await importPlaces(trx, [{ ...record, name: { en: 'Newerland' } }])).toMatchObject({ updated: 1 });
  });
});
