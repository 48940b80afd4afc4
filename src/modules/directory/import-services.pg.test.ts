import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { asSystem, nobody, type AnyWrites } from '#kernel/db';
import { readImportFile, unknownColumns, type ImportReport } from '#kernel/import';
import { textIn } from '#kernel/i18n';
import { as, plantDirectory, rowsOf, testNow } from './directory-fixture.ts';
import { servicesByCode } from './find-service.ts';
import { importOrganisations } from './import-organisations.ts';
import { importResponsibilities } from './import-responsibilities.ts';
import { importServices, serviceImporter } from './import-services.ts';
import { importers } from './index.ts';
import { listResponsibilities } from './list-responsibilities.ts';
import { listRevisions } from './list-revisions.ts';
import { searchServices } from './search-services.ts';

const db = await testDatabase();
const options = { dryRun: false, by: null, now: testNow };

beforeAll(async () => {
  await plantDirectory(db, ['reference', 'demo']);
  await load('organisations', 'code,name,place,kind\nharbour-desk,Harbour Desk,padova,association\n');
});

async function load(kind: 'organisations' | 'services' | 'responsibilities', text: string, dryRun = false): Promise<ImportReport> {
  const { rows } = await readImportFile(Buffer.from(text));
  const run = { organisations: importOrganisations, services: importServices, responsibilities: importResponsibilities }[kind];
  return await asSystem(db.owner, async (trx) => await run(trx, rows, { ...options, dryRun }));
}

async function stored(code: string) {
  const [service] = await asSystem(db.owner, async (trx) => await servicesByCode(trx, [code]));
  return service;
}

async function counted(): Promise<number> {
  const { rows } = await db.superuser.query<{ count: bigint }>('select count(*) from directory.services');
  return Number(rows[0]?.count);
}

const heading =
  'code,organisation,name,name.it,description,place,address,categories,audiences,languages,cost,price,currency,hours,documents,documents.it,phone,email,assured_on,text_language';
const line = (code: string, changes: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    code,
    organisation: 'harbour-desk',
    name: 'Sewing course',
    'name.it': 'Corso di cucito',
    description: 'Ten lessons.',
    place: 'Padova',
    address: 'Via dell’Esempio 5',
    categories: 'vocational-training; business training',
    audiences: 'migrant women',
    languages: 'it;en',
    cost: '',
    price: '12.50',
    currency: 'EUR',
    hours: 'Mo-We 09:00-12:00',
    documents: 'Identity card; Health card',
    'documents.it': 'Carta d’identità; Tessera sanitaria',
    phone: '049 123456',
    email: 'Desk@Example.org',
    assured_on: '2026-11-01',
    text_language: '',
    ...changes,
  };
  return heading
    .split(',')
    .map((name) => `"${(values[name] ?? '').replaceAll('"', '""')}"`)
    .join(',');
};
const table = (...lines: string[]) => [heading, ...lines].join('\n');

describe('an office’s table', () => {
  test('becomes services with all that belongs to them', async () => {
    const report = await load('services', table(line('sewing')));
    expect(report).toEqual({ created: 1, updated: 0, unchanged: 0, problems: [] });
    const service = await stored('sewing');
    expect(service).toMatchObject({
      standing: 'live',
      status: 'active',
      cost: 'paid',
      categories: ['vocational-training', 'business-training'],
      audiences: ['migrant-women'],
      languages: ['it', 'en'],
      timeZone: 'Europe/Rome',
      assuredOn: '2026-11-01',
      email: 'desk@example.org',
      prices: [{ amountMinor: '1250', currency: 'EUR' }],
      phones: [{ number: '+39049123456' }],
    });
    expect(service?.locations[0]).toMatchObject({ address1: 'Via dell’Esempio 5', country: 'IT' });
    expect(service?.hours.map(({ weekday }) => weekday)).toEqual([1, 2, 3]);
    expect(service?.documents.map(({ document }) => textIn(document, 'it').text)).toEqual(['Carta d’identità', 'Tessera sanitaria']);
    expect(service && textIn(service.name, 'it').text).toBe('Corso di cucito');
  });

  test('read again changes nothing, and read changed changes what differs, on record', async () => {
    expect(await load('services', table(line('sewing')))).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await load('services', table(line('sewing', { price: '15', hours: 'Mo 09:00-12:00' })))).toMatchObject({ updated: 1 });
    const service = await stored('sewing');
    expect(service?.prices[0]?.amountMinor).toBe('1500');
    expect(service?.hours).toHaveLength(1);
    const [last] = await asSystem(db.owner, async (trx) => await listRevisions(trx, service?.id ?? ''));
    expect(last?.what).toBe('imported');
    expect(Object.keys(last?.changes ?? {}).toSorted()).toEqual(['hours', 'prices']);
  });

  test('is found by the search at once', async () => {
    const found = await as(db, nobody, async (trx) => await searchServices(trx, { words: 'corso cucito', lang: 'it' }));
    expect(found.services[0]?.code).toBe('sewing');
  });

  test('leaves no address behind that no service has any more', async () => {
    await load('services', table(line('sewing', { address: 'Via Nuova 9' })));
    const { rows } = await db.superuser.query(
      `select address_1 from directory.locations l join directory.organisations o on o.id = l.organisation_id where o.code = 'harbour-desk'`,
    );
    expect(rows).toEqual([{ address_1: 'Via Nuova 9' }]);
  });
});

describe('what is wrong', () => {
  test('is told row by row and field by field, and nothing of the file is written', async () => {
    const before = await counted();
    const report = await load(
      'services',
      table(
        line('good-one'),
        line('bad-one', {
          organisation: 'nobody',
          place: 'Xqzzyville',
          categories: 'nonsense',
          price: 'dear',
          hours: 'always',
          assured_on: '2030-01-01',
          email: 'x',
          phone: '1',
        }),
        line('Good One', { name: '' }),
        line('good-one'),
      ),
    );
    const told = report.problems.map(({ row, field, problem }) => `${row} ${field} ${problem}`);
    for (const expected of [
      '3 organisation directory.problem.organisation',
      '3 place directory.problem.place',
      '3 categories import.problem.choice',
      '3 price import.problem.amount',
      '3 hours directory.problem.hours',
      '3 assured_on directory.problem.future',
      '3 email import.problem.email',
      '3 phone import.problem.phone',
      '4 code import.problem.code',
      '5 code import.problem.twice',
    ]) {
      expect(told).toContain(expected);
    }
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect(await counted()).toBe(before);
  });

  test('a service that nobody checked is refused', async () => {
    const report = await load('services', table(line('unchecked', { assured_on: '' })));
    expect(report.problems).toEqual([{ row: 2, field: 'assured_on', problem: 'import.problem.required' }]);
  });

  test('a name that several places bear is not guessed', async () => {
    const report = await load('services', table(line('where', { place: 'Padov', phone: '' })));
    expect(report.problems.map(({ field }) => field)).toEqual(['place']);
  });

  test('a service of today cannot take the code of history, nor hang on an organisation that only reports know', async () => {
    const { rows } = await db.superuser.query<{ code: string; organisation: string }>(
      `select s.code, o.code as organisation from directory.services s join directory.organisations o on o.id = s.organisation_id where s.standing = 'reported' limit 1`,
    );
    const report = await load(
      'services',
      table(line(rows[0]?.code ?? ''), line('on-history', { organisation: rows[0]?.organisation ?? '' })),
    );
    expect(report.problems.map(({ problem }) => problem)).toEqual([
      'directory.problem.standing',
      'directory.problem.organisation-standing',
    ]);
  });

  test('a misspelt heading is noticed', () => {
    expect(unknownColumns(serviceImporter, ['code', 'name.it', 'adress', 'phone.it'])).toEqual(['adress', 'phone.it']);
  });
});

test('a dry run counts and writes nothing', async () => {
  const before = await counted();
  expect(await load('services', table(line('dry-one')), true)).toMatchObject({ created: 1, problems: [] });
  expect(await counted()).toBe(before);
});

test('an import that fails half way leaves nothing behind', async () => {
  const before = await counted();
  const { rows } = await readImportFile(Buffer.from(table(line('half-1'), line('half-2'))));
  const failing = asSystem(db.owner, async (trx: AnyWrites) => {
    await importServices(trx, rows, options);
    throw new Error('the power went');
  });
  await expect(failing).rejects.toThrow('the power went');
  expect(await counted()).toBe(before);
});

describe('the reported history', () => {
  test('is imported as such, whole, and a second time changes nothing', async () => {
    const { rows } = await db.superuser.query<{ standing: string; count: bigint }>(
      'select standing, count(*) from directory.services where code not like $1 group by standing order by standing',
      ['sewing%'],
    );
    expect(rows).toEqual([
      { standing: 'live', count: 71n },
      { standing: 'reported', count: 135n },
    ]);
    for (const [kind, run] of [
      ['organisations', importOrganisations],
      ['services', importServices],
    ] as const) {
      const again = await asSystem(db.owner, async (trx) => await run(trx, await rowsOf(`reference/${kind}.json`), options));
      expect(again).toMatchObject({ created: 0, updated: 0, problems: [] });
    }
  });

  test('keeps its document and chapters, and no day of a check', async () => {
    const { rows } = await db.superuser.query(
      `select count(*) from directory.services where standing = 'reported' and (assured_on is not null or source ->> 'document' is null)`,
    );
    expect(rows).toEqual([{ count: 0n }]);
  });
});

test('the demonstration is marked as invented, and a second time changes nothing', async () => {
  const { rows } = await db.superuser.query(`select count(*) from directory.services where demonstration`);
  expect(rows).toEqual([{ count: 71n }]);
  const again = await asSystem(db.owner, async (trx) => await importServices(trx, await rowsOf('demo/services.json'), options));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 71, problems: [] });
});

test('responsibilities name an organisation or an office, a topic, a place and a post', async () => {
  const text = [
    'code,organisation,office,topic,place,role,phone,assured_on',
    'permits-padova,harbour-desk,,permit,padova,Permits counter,+39 049 000000,2026-11-01',
    'taxes-veneto,harbour-desk,,taxes,veneto,Tax counter,,2026-11-01',
  ].join('\n');
  expect(await load('responsibilities', text)).toMatchObject({ created: 2, problems: [] });
  expect(await load('responsibilities', text)).toMatchObject({ created: 0, unchanged: 2 });
  const wrong = await load(
    'responsibilities',
    'code,organisation,office,topic,place,role,assured_on\nx,,,gossip,padova,Counter,2026-11-01\n',
  );
  expect(wrong.problems.map(({ field }) => field)).toEqual(['organisation', 'topic']);
  const lines = await as(db, nobody, async (trx) => await listResponsibilities(trx, { lang: 'en', onDay: '2026-11-21' }));
  expect(lines.map(({ topic, place }) => `${topic} ${place}`)).toEqual(['permit Padua', 'taxes Veneto']);
});

test('the importers are offered in the order in which their lists refer to each other', () => {
  expect(importers.map(({ kind }) => kind)).toEqual(['organisations', 'services', 'responsibilities']);
});
