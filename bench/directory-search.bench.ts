/**
 * The directory's search page with 10,000 services: its throughput as a ratio to the same server sending the same eight pages
 * ready-made, in turn, through the same plugins, and to the statements of the eight pages sent by the plain driver `pg`; its times at
 * 100 requests a second; the import of the 10,000 rows. `node --import tsx bench/directory-search.bench.ts`
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type pg from 'pg';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSettings } from '#kernel/config';
import { asSystem, openDatabase, openPool, type AnyWrites, type Database } from '#kernel/db';
import { openFileStore } from '#kernel/files';
import { createServer, type Network } from '#kernel/http';
import { loadMessages, projectRoot } from '#kernel/i18n';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { importers } from '#modules/directory';
import { importPlaces } from '#modules/places';
import { openIdentity } from '../src/app/boot/open-identity.ts';
import { profileReader } from '../src/app/boot/network-profile.ts';
import { errorPages } from '../src/app/error-pages.tsx';
import { frame } from '../src/app/frame.tsx';
import { apiRoutes, routes } from '../src/app/site.ts';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { load } from './load.ts';
import { organisationRows, serviceRows } from './directory-rows.ts';
import { shown, summaryOf } from './measure.ts';

const SERVICES = 10_000;
const ORGANISATIONS = 500;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const CONNECTIONS = 10;
const RATE = 100;
const WARM_UP = 3;
const IMPORTS = 5;

/** What people type: common and rare words, slips, two languages, a filter, nothing at all. */
const queries = [
  'q=loans',
  'q=corsi+di+contabilit%C3%A0',
  'q=lones+padova',
  'q=permits&place=padova',
  'q=',
  'q=tailoring+women',
  'q=recognition+of+a+diploma&category=legal-advice',
  'q=micorcredit',
];

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_directory';
  const folder = await mkdtemp(join(tmpdir(), 'ponte-bench-'));
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const pools = { owner: openPool(urls.owner), app: openPool(urls.app) };
  try {
    const owner = openDatabase(pools.owner);
    const lines = await fill(owner, pools.owner);
    await pools.owner.query('analyze');
    return [...lines, ...(await measure(owner, pools.app, folder))];
  } finally {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loads places and the generated lists through the importers; tells how long the services took, beside bare inserts of the same rows. */
async function fill(owner: Database, pool: pg.Pool): Promise<string[]> {
  const options = { dryRun: false, by: null, now: new Date() };
  const run = async (trx: AnyWrites, kind: string, rows: ReturnType<typeof serviceRows>) => {
    const report = await importers.find((importer) => importer.kind === kind)?.run(trx, rows, options);
    if (!report || report.problems.length > 0) throw new Error(`import of ${kind}: ${JSON.stringify(report?.problems[0])}`);
  };
  await asSystem(owner, async (trx) => {
    await importPlaces(trx, JSON.parse(await readFile(join(projectRoot(), 'db/reference/places.json'), 'utf8')) as unknown[]); // our own file
    await run(trx, 'organisations', organisationRows(ORGANISATIONS));
    const text = {
      source: 'en',
      texts: {
        en: { text: 'Bench', hash: '0'.repeat(16), by: 'bench', kind: 'human' as const, at: '2026-01-01T00:00:00Z', reviewed: true },
      },
    };
    const controller = JSON.stringify({ name: 'Bench', address: '', email: 'bench@example.org', dataProtectionOfficer: '' });
    await trx
      .insertInto('kernel.network')
      .values({
        name: JSON.stringify(text),
        languages: ['en', 'it', 'fr', 'ro', 'es', 'ar'],
        controller,
        time_zone: 'Europe/Rome',
        country: 'IT',
      })
      .execute();
  });
  const rows = serviceRows(SERVICES, ORGANISATIONS);
  const imports: number[] = [];
  for (let left = IMPORTS; left > 0; left -= 1) {
    const started = performance.now();
    await asSystem(owner, async (trx) => {
      await run(trx, 'services', rows);
      imports.push(performance.now() - started);
      if (left > 1) throw new Undone();
    }).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  }
  const bare: number[] = [];
  for (let left = IMPORTS; left > 0; left -= 1) bare.push(await bareInserts(pool, rows));
  const [took, least] = [summaryOf(imports), summaryOf(bare)];
  return [
    `import of ${SERVICES} services, two languages each (${(JSON.stringify(rows).length / 1e6).toFixed(1)} MB of JSON), ${IMPORTS} runs, no warm-up, 1 connection: ` +
      `median ${seconds(took.median)} s, p95 ${seconds(took.p95)} s; ${(took.median / least.median).toFixed(1)} times the same rows as JSON, inserted one by one by pg (${seconds(least.median)} s)`,
  ];
}

/** Takes an import back, so that the next run finds the same. */
class Undone extends Error {}

/** Inserts the rows as they are, one statement a row, in one transaction; milliseconds. */
async function bareInserts(pool: pg.Pool, rows: readonly object[]): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('create temp table bare (row jsonb) on commit drop');
    const started = performance.now();
    for (const row of rows) await client.query('insert into bare values ($1)', [JSON.stringify(row)]);
    await client.query('commit');
    return performance.now() - started;
  } finally {
    client.release();
  }
}

async function measure(owner: Database, pool: pg.Pool, folder: string): Promise<string[]> {
  const server = await openServer(owner, openDatabase(pool), folder);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const search = queries.map((query) => `/en/services?${query}`);
  const warm = { duration: WARM_UP, connections: CONNECTIONS };
  const measured = { duration: SECONDS, connections: CONNECTIONS };
  try {
    await load(origin, search, warm);
    const statements: Statement[][] = [];
    const sizes: number[] = [];
    for (const url of search) {
      const page = await listenTo(pool, async () => await server.inject({ url, headers: { host: 'localhost' } }));
      statements.push(page.statements);
      fixed.push(page.answer.body);
      sizes.push((await server.inject({ url, headers: { host: 'localhost', 'accept-encoding': 'gzip' } })).rawPayload.length);
    }
    const payload = `payload ${kilobytes(fixed.map(({ length }) => length))} kB, ${kilobytes(sizes)} kB with gzip (mean of ${queries.length} pages)`;
    const state = `${payload}, ${CONNECTIONS} connections, ${SECONDS} s after ${WARM_UP} s of warm-up, helmet, compress, cookie and under-pressure on both`;
    const page = await load(origin, search, measured);
    await load(origin, ['/fixed'], warm);
    const constant = await load(origin, ['/fixed'], measured);
    const again = await load(origin, search, measured);
    await bareRate(pool, statements, WARM_UP);
    const bare = await bareRate(pool, statements, SECONDS);
    const paced = await load(origin, search, { ...measured, rate: RATE, warmUp: WARM_UP });
    const rate = (page.rate + again.rate) / 2;
    const count = statements.flat().length / queries.length;
    return [
      `search page: ${rate.toFixed(0)} requests/s (${page.rate.toFixed(0)} and ${again.rate.toFixed(0)}, before and after); the same pages ready-made: ${constant.rate.toFixed(0)} requests/s; ratio ${(rate / constant.rate).toFixed(2)} (goal 0.25; no rate set; ${state})`,
      `search page to its statements through pg: ratio ${(rate / bare).toFixed(2)} (${bare.toFixed(0)} times/s the ${count.toFixed(1)} statements of a page, same parameters, prepared as the page does; ${CONNECTIONS} connections, ${SECONDS} s after ${WARM_UP} s of warm-up, no HTTP, no compression)`,
      `search page at ${RATE} requests/s: median ${shown(paced.median)}, p95 ${shown(paced.p95)} (goal 30 ms; ${state})`,
    ];
  } finally {
    await server.close();
  }
}

const kilobytes = (sizes: readonly number[]) => (sizes.reduce((sum, size) => sum + size, 0) / sizes.length / 1000).toFixed(1);

/** What the page asked the driver for: text, values, and the name of a prepared statement. */
type Statement = pg.QueryConfig;

/** Runs work and tells which statements the pool's clients sent meanwhile. */
async function listenTo<T>(pool: pg.Pool, work: () => Promise<T>): Promise<{ answer: T; statements: Statement[] }> {
  const statements: Statement[] = [];
  const heard = new Set<pg.PoolClient>();
  const listen = (client: pg.PoolClient) => {
    if (heard.has(client)) return;
    const query = client.query.bind(client);
    heard.add(client);
    client.query = ((asked: string | Statement, values?: unknown[], ...rest: unknown[]) => {
      statements.push(typeof asked === 'string' ? { text: asked, ...(Array.isArray(values) ? { values } : {}) } : { ...asked });
      return (query as (...given: unknown[]) => unknown)(asked, values, ...rest);
    }) as pg.PoolClient['query']; // one of its overloads, passed on as it came
  };
  pool.on('acquire', listen);
  try {
    return { answer: await work(), statements };
  } finally {
    pool.off('acquire', listen);
    for (const client of heard) Reflect.deleteProperty(client, 'query'); // the class's own is found again
  }
}

/** Pages ready-made, sent in turn. */
const fixed: string[] = [];

async function openServer(owner: Database, app: Database, folder: string) {
  const publicUrl = 'http://localhost';
  const settings = readSettings({ PONTE_DATA: folder, LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl, NODE_ENV: 'test' });
  const keyring = await openKeyring(owner, await openMasterKey({ dataDirectory: folder, masterKey: 'ab'.repeat(32), required: false }));
  const catalogue = loadMessages(undefined, { missing: 'english' });
  const network: Network = {
    db: app,
    readDb: app,
    settings,
    keyring,
    catalogue,
    log: createLog(settings),
    publicUrl,
    profile: profileReader(app),
    identity: openIdentity({ settings, databases: { identity: app }, keyring, catalogue, publicUrl }),
    files: openFileStore({ dataDirectory: folder }),
    asset: (name) => `/assets/${name}`,
    now: () => new Date(),
  };
  return await createServer({
    routes,
    apiRoutes,
    frame,
    errorPages,
    networkOf: () => network,
    publicDirectory: folder,
    version: '0',
    log: network.log,
    trustProxy: 0,
    overloadDelayMs: 0,
    extend: async (server) => {
      let nth = 0;
      server.get('/fixed', async (_request, reply) => await reply.type('text/html; charset=utf-8').send(fixed[nth++ % fixed.length]));
    },
  });
}

/** How many times a second the plain driver gets through the statements of a page, the pages in turn, as many at once. */
async function bareRate(pool: pg.Pool, pages: readonly Statement[][], forSeconds: number): Promise<number> {
  const until = performance.now() + forSeconds * 1000;
  let done = 0;
  const worker = async () => {
    while (performance.now() < until) for (const statement of pages[done++ % pages.length] ?? []) await pool.query(statement);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return done / forSeconds;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const line of await bench()) console.log(line);
  process.exit(0);
}
