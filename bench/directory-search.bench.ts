/**
 * The directory's search page with 10,000 services: its throughput as a ratio to a fixed page of equal size sent by the
 * same server through the same plugins, and to the bare statements through `pg`; its times at 100 requests a second;
 * the import of the 10,000 rows. `node --import tsx bench/directory-search.bench.ts`
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import autocannon from 'autocannon';
import { readSettings } from '#kernel/config';
import { asSystem, openDatabase, openPool, type AnyWrites, type Database } from '#kernel/db';
import { openFileStore } from '#kernel/files';
import { createServer, type Network } from '#kernel/http';
import { loadMessages, projectRoot } from '#kernel/i18n';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { importers, searchServices } from '#modules/directory';
import { importPlaces } from '#modules/places';
import { openIdentity } from '../src/app/boot/open-identity.ts';
import { profileReader } from '../src/app/boot/network-profile.ts';
import { errorPages } from '../src/app/error-pages.tsx';
import { frame } from '../src/app/frame.tsx';
import { apiRoutes, routes } from '../src/app/site.ts';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { organisationRows, serviceRows } from './directory-rows.ts';

const SERVICES = 10_000;
const ORGANISATIONS = 500;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const CONNECTIONS = 10;
const RATE = 100;

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
    const lines = [await fill(owner)];
    await pools.owner.query('analyze');
    return [...lines, ...(await measure(owner, openDatabase(pools.app), folder))];
  } finally {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loads places and the generated lists through the importers; tells how long the services took. */
async function fill(owner: Database): Promise<string> {
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
  const started = performance.now();
  await asSystem(owner, async (trx) => await run(trx, 'services', rows));
  return `import of ${SERVICES} services, two languages each: ${seconds(performance.now() - started)} s`;
}

async function measure(owner: Database, app: Database, folder: string): Promise<string[]> {
  const server = await openServer(owner, app, folder);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const search = queries.map((query) => ({ path: `/en/services?${query}` }));
  try {
    const sample = await server.inject({ url: search[0]?.path ?? '/', headers: { host: 'localhost' } });
    fixed.body = sample.body;
    await load(origin, search, { duration: 3 });
    const page = await load(origin, search, { duration: SECONDS });
    const constant = await load(origin, [{ path: '/fixed' }], { duration: SECONDS });
    const bare = await bareRate(app);
    const paced = await load(origin, search, { duration: SECONDS, overallRate: RATE });
    const state = `${(sample.body.length / 1000).toFixed(0)} kB, gzip, ${CONNECTIONS} connections, ${SECONDS} s after 3 s of warm-up`;
    return [
      `search page: ${page.rate.toFixed(0)} requests/s; fixed page: ${constant.rate.toFixed(0)} requests/s; ratio ${(page.rate / constant.rate).toFixed(2)} (goal 0.25; ${state})`,
      `search page to the bare statements through pg: ratio ${(page.rate / bare).toFixed(2)} (${bare.toFixed(0)} searches/s)`,
      `search page at ${RATE} requests/s: median ${paced.median.toFixed(1)} ms, p95 ${paced.p95.toFixed(1)} ms (goal 30 ms; ${state})`,
    ];
  } finally {
    await server.close();
  }
}

const fixed = { body: '' };

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
    trustProxy: false,
    extend: async (server) => {
      server.get('/fixed', async (_request, reply) => await reply.type('text/html; charset=utf-8').send(fixed.body));
    },
  });
}

interface Load {
  rate: number;
  median: number;
  p95: number;
}

/** Asks for the paths in turn, from a thread of its own. */
async function load(url: string, requests: { path: string }[], options: { duration: number; overallRate?: number }): Promise<Load> {
  const times: number[] = [];
  const run = autocannon({
    url,
    requests,
    connections: CONNECTIONS,
    headers: { 'accept-encoding': 'gzip', host: 'localhost' },
    ...options,
  });
  run.on('response', (_client, status, _bytes, time) => {
    if (status !== 200) throw new Error(`answered ${status}`);
    times.push(time);
  });
  const result = await run;
  if (result.errors > 0) throw new Error(`${result.errors} requests failed`);
  times.sort((a, b) => a - b);
  return { rate: times.length / options.duration, median: at(times, 0.5), p95: at(times, 0.95) };
}

/** Searches a second with the same queries and as many at once, without pages. */
async function bareRate(app: Database): Promise<number> {
  const words = queries.map((query) => new URLSearchParams(query).get('q') ?? '');
  const until = performance.now() + SECONDS * 1000;
  let done = 0;
  const worker = async () => {
    while (performance.now() < until)
      await searchServices(app as unknown as AnyWrites, { words: words[done++ % words.length] ?? '', lang: 'en' }); // as pages for visitors read
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return done / SECONDS;
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const line of await bench()) console.log(line);
  process.exit(0);
}
