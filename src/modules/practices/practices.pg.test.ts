import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody, type AnyWrites } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { findPlaceByCode, importPlaces, type PlaceId } from '#modules/places';
import { termCodes } from '#modules/vocabulary';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';
import { findPractice, importPractices, listPractices, practicesAbout, type PracticeFilter } from './index.ts';
import { reservedCodes, sheetLists, sheetTexts } from './practice.ts';

const site = await testSite();
const { db } = site;
const reference = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot(), 'db/reference', `${name}.json`), 'utf8')) as Record<string, unknown>[];
const given = reference('practices');

const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);
const importAs = async (records: readonly unknown[], dryRun = false) =>
  await asSystem(db.owner, async (trx) => await importPractices(trx, records, { now: new Date('2026-11-21T12:00:00Z'), dryRun }));
const codes = async (filter: Partial<PracticeFilter>) =>
  (await asVisitor((trx) => listPractices(trx, { lang: 'en', ...filter }))).rows.map(({ code }) => code);
const idOf = async (code: string): Promise<PlaceId> => {
  const place = await asVisitor((trx) => findPlaceByCode(trx, code));
  if (!place) throw new Error(`no place ${code}`);
  return place.id;
};

beforeAll(async () => {
  await asSystem(db.owner, (trx) => importPlaces(trx, reference('places')));
  const report = await importAs(given);
  expect(report).toEqual({ created: given.length, updated: 0, unchanged: 0, problems: [] });
});

describe('the import', () => {
  test('a second run changes nothing, a changed row is brought up to date, a dry run writes nothing', async () => {
    expect(await importAs(given)).toMatchObject({ created: 0, updated: 0, unchanged: given.length });
    const changed = given.map((row, index) => (index === 0 ? { ...row, outlook: 'A new outlook.' } : row));
    expect(await importAs(changed, true)).toMatchObject({ updated: 1 });
    expect(await importAs(changed)).toMatchObject({ created: 0, updated: 1, unchanged: given.length - 1 });
    expect(await importAs(given)).toMatchObject({ updated: 1 });
  });

  test('everything that the case sheets hold comes back', async () => {
    for (const row of given) {
      const practice = await asVisitor((trx) => findPractice(trx, String(row.id)));
      if (!practice) throw new Error(`no practice ${String(row.id)}`);
      const inEnglish = (value: { texts: Record<string, { text: string }> } | null) => value?.texts.en?.text ?? null;
      const { sheet, budget, source } = practice;
      expect({
        title: inEnglish(practice.title),
        summary: inEnglish(practice.summary),
        adminLevel: practice.adminLevel,
        countries: practice.countries,
        themes: practice.themes,
        start: practice.starts,
        end: practice.ends,
        ongoing: practice.ongoing,
        website: practice.website,
        placeCode: practice.place?.code ?? null,
        budget: budget && { amount: Number(budget.amountMinor) / 100, currency: budget.currency, note: inEnglish(practice.budgetNote) },
        corridors: practice.corridors.map(({ origin, destination }) => ({
          origin: { place: origin.name, country: origin.country },
          destination: { place: destination.name, country: destination.country },
        })),
        source,
        ...Object.fromEntries(sheetTexts.map((field) => [field, inEnglish(sheet[field])])),
        ...Object.fromEntries(sheetLists.map((field) => [field, sheet[field].map(inEnglish)])),
      }).toEqual(Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'id')));
    }
  });

  test('almost every end of a corridor is a place of ours', async () => {
    const { rows } = await db.superuser.query<{ name: string }>(
      `select origin_name as name from practices.corridors where origin_id is null
       union select destination_name from practices.corridors where destination_id is null`,
    );
    expect(rows).toEqual([]);
  });

  test('each wrong row is told with its field, and nothing is written', async () => {
    const good = { ...given[0], id: 'a-new-one' };
    const report = await importAs([
      good,
      { ...good, id: 'Not A Code' },
      { ...good, id: 'no-title', title: '' },
      { ...good, id: 'theme', themes: ['magic'] },
      { ...good, id: 'place', placeCode: 'atlantis' },
      { ...good, id: 'when', start: 'long ago' },
      { ...good, id: 'money', budget: { amount: -1, currency: 'EUR' } },
      { ...good, id: 'web', website: 'javascript:alert(1)' },
      { ...good, id: 'country', countries: ['Italy'] },
      { ...good, id: 'pairs', corridors: [{ origin: 'here' }] },
      { ...good, id: 'a-new-one' },
      { ...good, id: 'no-source', source: {} },
    ]);
    expect(report.created).toBe(0);
    expect(report.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
      '2 id',
      '3 title',
      '4 themes',
      '5 place_code',
      '6 start',
      '7 budget',
      '8 website',
      '9 countries',
      '10 corridors',
      '11 id',
      '12 source',
    ]);
    expect(await asVisitor((trx) => findPractice(trx, 'a-new-one'))).toBeNull();
  });

  test.each(reservedCodes)('no practice hides behind the page /practices/%s', async (code) => {
    const report = await importAs([{ ...given[0], id: code }]);
    expect(report).toMatchObject({ created: 0, problems: [{ row: 1, field: 'id', problem: 'practices.problem.reserved' }] });
    const author = await site.signIn((await plantAccount(db, { roles: [{ role: 'planner' }] })).accountId);
    const draft = { title: 'Hidden', code, lang: 'en', reason: 'New', authority: 'network' };
    const answer = await site.post('/en/practices/drafts/new', draft, author);
    expect([answer.statusCode, answer.body.includes('no word that the library itself uses')]).toEqual([422, true]);
  });

  test('a table with plain columns is read like JSON', async () => {
    const row = {
      id: 'from-a-table',
      title: 'Table title',
      'title.it': 'Titolo',
      summary: 'Short.',
      admin_level: 'region',
      source: 'A report of ours',
      corridors: 'Kenitra, MA > Cartaya, ES | Nador, MA > Cartaya, ES',
      budget_amount: '1500.5',
      budget_currency: 'EUR',
      objectives: 'One; Two',
      ongoing: 'yes',
    };
    expect(await importAs([row])).toMatchObject({ created: 1, problems: [] });
    const practice = await asVisitor((trx) => findPractice(trx, 'from-a-table'));
    expect(practice).toMatchObject({
      budget: { amountMinor: 150_050n, currency: 'EUR' },
      ongoing: true,
      source: { name: 'A report of ours' },
    });
    expect(practice?.sheet.objectives).toHaveLength(2);
    expect(practice?.corridors[1]?.origin.place?.code).toBe('nador');
    await db.superuser.query(`delete from practices.practices where code = 'from-a-table'`);
  });

  test('a visitor and a counsellor write nothing, an editor may', async () => {
    const good = { ...given[0], id: 'by-somebody' };
    const write = async (trx: AnyWrites) => await importPractices(trx, [good], {});
    await expect(asVisitor(write)).rejects.toMatchObject({ code: '42501' });
    const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
    expect(await asActor(db.app, editor, write)).toMatchObject({ created: 1 });
    await db.superuser.query(`delete from practices.practices where code = 'by-somebody'`);
  });
});

describe('the list', () => {
  test('words are found with endings and without, and names in other languages', async () => {
    expect(await codes({ words: 'nurse' })).toContain('modena-colombian-nurses');
    expect(await codes({ words: 'strawberry harvest' })).toContain('cartaya-seasonal-migration');
    expect(await codes({ words: 'rimesse Messico' })).toEqual(['tres-por-uno']);
    expect(await codes({ words: 'السنغال' })).toContain('confesen-senegal-veneto');
    expect(await codes({ words: `' & | ! :* <-> ( "` })).toHaveLength(given.length);
    expect(await codes({ words: 'zzzzzz' })).toEqual([]);
  });

  test('theme, level, country and place narrow it', async () => {
    for (const theme of termCodes('themes')) {
      const expected = given.filter((row) => (row.themes as string[]).includes(theme)).map(({ id }) => id);
      expect((await codes({ theme })).toSorted()).toEqual(expected.toSorted());
    }
    expect(await codes({ adminLevel: 'state' })).toEqual(['tres-por-uno']);
    expect(await codes({ country: 'GH' })).toContain('ghanacoop-modena');
    expect(await codes({ placeId: await idOf('kenitra') })).toEqual(['cartaya-seasonal-migration']);
    const inVeneto = await codes({ placeId: await idOf('veneto') });
    expect(inVeneto).toEqual(expect.arrayContaining(['veneto-labour-migration-network', 'confesen-senegal-veneto', 'migravalue']));
    expect(inVeneto).not.toContain('cartaya-seasonal-migration');
  });

  test('it is sorted by title, place and start, both ways, and paged', async () => {
    const titles = (await asVisitor((trx) => listPractices(trx, { lang: 'en', sort: 'title' }))).rows.map(
      ({ title }) => title.texts.en?.text ?? '',
    );
    const down = (await asVisitor((trx) => listPractices(trx, { lang: 'en', sort: 'title', descending: true }))).rows.map(
      ({ title }) => title.texts.en?.text,
    );
    expect(down).toEqual(titles.toReversed());
    const starts = (await asVisitor((trx) => listPractices(trx, { lang: 'en', sort: 'starts' }))).rows.flatMap(
      ({ starts: start }) => start ?? [],
    );
    expect(starts).toEqual(starts.toSorted());
    const paged = await asVisitor((trx) => listPractices(trx, { lang: 'en', limit: 10, offset: 30 }));
    expect(paged.total).toBe(given.length);
    expect(paged.rows).toHaveLength(given.length - 30);
  });
});

test('what is said about a pair of places begins with what joins both', async () => {
  const about = async (...places: string[]) => {
    const ids = await Promise.all(places.map(idOf));
    return (await asVisitor((trx) => practicesAbout(trx, ids))).map(({ code }) => code);
  };
  expect((await about('kenitra', 'cartaya'))[0]).toBe('cartaya-seasonal-migration');
  expect((await about('craiova', 'bologna'))[0]).toBe('bologna-craiova-roi');
  expect((await about('kaolack', 'padova'))[0]).toBe('confesen-senegal-veneto');
  expect(await about('japan', 'iceland')).toEqual([]);
  expect(await about()).toEqual([]);
});

describe('the pages', () => {
  test('the list shows filters, sources and the other languages’ note, as list, map and CSV', async () => {
    const list = await site.get('/en/practices');
    expect(list.statusCode).toBe(200);
    expect(list.body).toContain('as reported in');
    expect(list.body).toContain('2010');
    const map = await site.get('/en/practices?view=map&theme=remittances');
    expect(map.body).toContain('<svg');
    expect(map.body).toContain('/en/practices/tres-por-uno');
    const csv = await site.get('/en/practices?format=csv&country=ES');
    expect(csv.headers['content-type']).toContain('text/csv');
    const arabic = await site.get('/ar/practices');
    expect(arabic.body).toContain('lang="en" dir="ltr"');
    for (const odd of [
      '?theme=x&level=y&country=ZZ&place=nowhere&view=z&page=-1&sort=--',
      `?q=${encodeURIComponent('<script>alert(1)</script>')}`,
    ]) {
      const answer = await site.get(`/en/practices${odd}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toContain('<script>alert');
    }
  });

  test('a page shows the whole sheet as reported in 2010, with links to corridors and no link to the old website', async () => {
    const { body, statusCode } = await site.get('/en/practices/cartaya-seasonal-migration');
    expect(statusCode).toBe(200);
    expect(body).toContain('as reported in');
    expect(body).toContain('chapter V.1');
    expect(body).toContain('/en/corridors/kenitra/cartaya');
    expect(body).toContain('€1,495,000');
    expect(body).toContain('A capable, motivated job service in the country of origin');
    expect(body).toContain('http://www.ayto-cartaya.es/index');
    expect(body).not.toContain('href="http://www.ayto-cartaya.es');
    const italian = (await site.get('/it/practices/cartaya-seasonal-migration')).body;
    expect(italian).toContain('<span lang="en" dir="ltr">Strawberry farms');
    expect((await site.get('/en/practices/no-such')).statusCode).toBe(404);
    expect((await site.get('/en/practices/..%2f..')).statusCode).toBe(404);
  });

  test('two practices stand side by side; one, unknown and hostile ones lead back to the library', async () => {
    const { body, statusCode } = await site.get('/en/practices/compare?with=cartaya-seasonal-migration,tres-por-uno');
    expect(statusCode).toBe(200);
    for (const part of ['€1,495,000', '/en/practices/tres-por-uno', 'The need it answers', 'Not said']) expect(body).toContain(part);
    const five = given.slice(0, 5).map(({ id }) => String(id));
    expect((await site.get(`/en/practices/compare?with=${five.join(',')}`)).body).not.toContain(`/en/practices/${five[4]}"`);
    for (const odd of [
      '',
      '?with=',
      '?with=cartaya-seasonal-migration',
      '?with=no-such,neither',
      '?with=%3Cscript%3E,..%2F..',
      '?with=a,a',
    ])
      expect((await site.get(`/en/practices/compare${odd}`)).body).toContain('Choose two to four practices.');
    const list = (await site.get('/en/practices?theme=rights&with=cartaya-seasonal-migration,tres-por-uno')).body;
    expect(list).toContain('/en/practices/compare?with=cartaya-seasonal-migration,tres-por-uno');
    expect(list).toMatch(/theme=rights&amp;with=cartaya-seasonal-migration%2Ctres-por-uno%2C/);
  });

  test('every practice has its page in every language', async () => {
    for (const { id } of given)
      for (const lang of ['en', 'ar']) expect((await site.get(`/${lang}/practices/${String(id)}`)).statusCode).toBe(200);
  });
});

const shared = join(projectRoot(), '../shared/data/practice-criteria.json');
test.skipIf(!existsSync(shared))('the themes of the mapping form are those of our list', () => {
  const { themes } = JSON.parse(readFileSync(shared, 'utf8')) as { themes: { id: string }[] };
  expect(themes.map(({ id }) => id).toSorted()).toEqual(termCodes('themes').toSorted());
});
