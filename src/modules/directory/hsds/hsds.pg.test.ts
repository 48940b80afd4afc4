import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { testSite } from '#test/site';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { readImportFile } from '#kernel/import';
import { plantDirectory, testNow } from '../directory-fixture.ts';
import { importOrganisations } from '../import-organisations.ts';
import { importServices } from '../import-services.ts';
import { exportHsds } from './load-hsds.ts';

const site = await testSite();

/** The official schemas lie beside the project where there are any; they are never copied. */
const schemas = join(projectRoot(), '../shared/standards/hsds/schema');
const withSchemas = existsSync(schemas);

beforeAll(async () => {
  await plantDirectory(site.db, ['reference', 'demo']);
});

type Json = Record<string, unknown>;

async function get(path: string): Promise<Json> {
  const answer = await site.get(`/api/v1/hsds${path}`);
  expect(answer.statusCode, path).toBe(200);
  return answer.json<Json>();
}

function listOf(page: Json): Json[] {
  return page['contents'] as Json[]; // a page's contents are records
}

let compiled: Map<string, ValidateFunction> | null = null;

function validator(name: string): ValidateFunction {
  compiled ??= compileAll();
  const found = compiled.get(name);
  if (!found) throw new Error(`no schema ${name}`);
  return found;
}

/** The files carry no ids: each is registered under one base, so that they find each other by name. */
function compileAll(): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const names = readdirSync(schemas).filter((name) => name.endsWith('.json') && name !== 'openapi.json');
  for (const name of names)
    ajv.addSchema({ ...(JSON.parse(readFileSync(join(schemas, name), 'utf8')) as Json), $id: `https://hsds.example/${name}` });
  return new Map(
    ['service', 'organization', 'service_at_location', 'taxonomy', 'taxonomy_term'].map((name) => {
      const validate = ajv.getSchema(`https://hsds.example/${name}.json`);
      if (!validate) throw new Error(`no schema ${name}`);
      return [name, validate];
    }),
  );
}

function expectValid(name: string, records: readonly Json[]): void {
  const validate = validator(name);
  for (const record of records) expect(validate(record) ? [] : validate.errors, JSON.stringify(record).slice(0, 300)).toEqual([]);
}

describe.skipIf(!withSchemas)('against the official schemas of HSDS 3.1 (shared/standards/hsds)', () => {
  test('every service of today is valid, in the list and with everything', async () => {
    for (const lang of ['en', 'ar']) {
      const page = await get(`/services?full=true&per_page=100&lang=${lang}`);
      expect(listOf(page)).toHaveLength(71);
      expectValid('service', listOf(page));
    }
    expectValid('service', listOf(await get('/services?per_page=100')));
  });

  test('and the check is one: a record without its name is not', () => {
    expect(validator('service')({ id: '0b6cf0a6-4f5c-4b0e-9a51-7d2f3f0f4c11', status: 'active' })).toBe(false);
    expect(validator('service')({ id: 'no uuid', name: 'x', status: 'active' })).toBe(false);
  });

  test('organisations, services at locations, taxonomies and terms are valid', async () => {
    expectValid('organization', listOf(await get('/organizations?full=true&per_page=100')));
    expectValid('service_at_location', listOf(await get('/service_at_locations?per_page=100')));
    expectValid('taxonomy', listOf(await get('/taxonomies')));
    expectValid('taxonomy_term', listOf(await get('/taxonomy_terms?per_page=100')));
  });

  test('one record by its id is valid too', async () => {
    for (const [path, schema] of [
      ['services', 'service'],
      ['organizations', 'organization'],
      ['service_at_locations', 'service_at_location'],
      ['taxonomies', 'taxonomy'],
      ['taxonomy_terms', 'taxonomy_term'],
    ] as const) {
      const [first] = listOf(await get(`/${path}?per_page=1`));
      expectValid(schema, [await get(`/${path}/${String(first?.['id'])}`)]);
    }
  });
});

test('the start says what this is, and its addresses resolve', async () => {
  const about = await get('');
  expect(about['version']).toBe('3.1');
  for (const name of ['profile', 'openapi_url']) {
    expect((await site.get(new URL(String(about[name])).pathname)).statusCode).toBe(200);
  }
});

test('pages count as HSDS counts them', async () => {
  const page = await get('/services?per_page=50&page=2');
  expect(page).toMatchObject({
    total_items: 71,
    total_pages: 2,
    page_number: 2,
    size: 21,
    first_page: false,
    last_page: true,
    empty: false,
  });
  expect(await get('/services?page=9')).toMatchObject({ size: 0, empty: true, last_page: true });
  expect((await site.get('/api/v1/hsds/services?per_page=5000')).statusCode).toBe(422);
});

test('history is never published, in no way', async () => {
  const { rows } = await site.db.superuser.query<{ service: string; organisation: string }>(
    `select id as service, organisation_id as organisation from directory.services where standing = 'reported' limit 1`,
  );
  expect((await site.get(`/api/v1/hsds/services/${rows[0]?.service}`)).statusCode).toBe(404);
  expect((await site.get(`/api/v1/hsds/organizations/${rows[0]?.organisation}`)).statusCode).toBe(404);
  expect(listOf(await get(`/services?organization_id=${rows[0]?.organisation}`))).toEqual([]);
  const all = JSON.stringify([
    await get('/services?full=true&per_page=100'),
    await get('/organizations?full=true&per_page=100'),
    await get('/services?search=migravalue'),
  ]);
  expect(all).not.toContain('MIGRAVALUE');
});

test('services are found by words, organisation, term and day of change', async () => {
  expect(listOf(await get('/services?search=laon')).length).toBeGreaterThan(0);
  const [term] = listOf(await get('/taxonomy_terms?per_page=100')).filter(({ code }) => code === 'microcredit');
  const byTerm = listOf(await get(`/services?full=true&taxonomy_term_id=${String(term?.['id'])}`));
  expect(byTerm.length).toBeGreaterThan(0);
  expect(byTerm.every((service) => JSON.stringify(service['attributes']).includes('"microcredit"'))).toBe(true);
  expect(listOf(await get('/services?modified_after=2099-01-01'))).toEqual([]);
  expect(listOf(await get(`/services?taxonomy_term_id=00000000-0000-4000-8000-000000000000`))).toEqual([]);
});

test('what is exported in bulk can be imported elsewhere, and the second time changes nothing', async () => {
  const services: Json[] = [];
  await asSystem(site.db.owner, async (trx) => {
    for await (const batch of exportHsds(trx, { lang: 'en', now: testNow })) services.push(...batch);
  });
  const organisations = listOf(await get('/organizations?full=true&per_page=100'));
  const read = async (records: Json[]) => (await readImportFile(Buffer.from(JSON.stringify(records)))).rows;
  const options = { dryRun: false, by: null, now: testNow };
  const reports = await asSystem(site.db.owner, async (trx) => {
    const first = [
      await importOrganisations(trx, await read(organisations), options),
      await importServices(trx, await read(services), options),
    ];
    const second = await importServices(trx, await read(services), options);
    return [...first, second];
  });
  expect(reports.map(({ problems }) => problems)).toEqual([[], [], []]);
  expect(reports.map(({ created }) => created)).toEqual([organisations.length, 71, 0]);
  expect(reports[2]?.updated).toBe(0);
});

test('the choices of a field are services of today, with who and where', async () => {
  const answer = await site.get('/api/v1/services/choices?q=laon&lang=en');
  expect(answer.json<Json[]>()[0]).toMatchObject({ label: 'Small loan to start' });
});
