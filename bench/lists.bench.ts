/**
 * The first page of every paged list with some 10,000 rows behind it (the demonstration, copied): the server's time for the whole
 * page, with the policies in force, from the request to the last byte, without a socket. Names those over 20 ms.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { readSettings } from '#kernel/config';
import { asSystem, openDatabase, openPool, type AnyWrites } from '#kernel/db';
import { openFileStore } from '#kernel/files';
import type { Network } from '#kernel/http';
import { loadMessages } from '#kernel/i18n';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { importers } from '#modules/directory';
import { openIdentity } from '../src/app/boot/open-identity.ts';
import { profileReader } from '../src/app/boot/network-profile.ts';
import { buildServer } from '../src/app/boot/serve.ts';
import { loadDemonstration } from '../src/app/demo/load-demonstration.ts';
import { openSession } from '../src/kernel/identity/open-session.ts';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { organisationRows, serviceRows } from './directory-rows.ts';
import { shown, timesOf } from './measure.ts';
import { plantCopies } from './plant-copies.ts';

const ROWS = 10_000;
const GOAL = 20;
const COUNT = Number(process.env['BENCH_COUNT'] ?? 40);
const WARM_UP = 10;

const counsellor = 'marta.esempi';
/** Each list, the table whose rows it shows, and whose eyes see it; nobody's where nothing is said. */
const lists: readonly (readonly [path: string, table: string, who?: string])[] = [
  ['/services', 'directory.services'],
  ['/organisations', 'directory.organisations'],
  ['/offices', 'offices.offices'],
  ['/corridors', 'places.corridors'],
  ['/practices', 'practices.practices'],
  ['/opportunities', 'opportunities.opportunities'],
  ['/trade', 'trade.offers'],
  ['/associations', 'associations.associations'],
  ['/consultations', 'consultations.consultations'],
  ['/plans', 'plans.plans'],
  ['/analyses', 'analyses.analyses'],
  ['/statistics', 'observatory.datasets'],
  ['/indicators', 'observatory.indicators'],
  ['/desk/people', 'people.people', counsellor],
  ['/desk/cases', 'cases.cases', counsellor],
  ['/desk/handovers', 'cases.handovers', counsellor],
  ['/desk/appointments', 'appointments.appointments', counsellor],
  ['/desk/questions', 'messages.questions', counsellor],
  ['/desk/contacts', 'messages.contacts', counsellor],
  ['/desk/mentoring', 'mentoring.pairs', counsellor],
  ['/desk/mentoring/mentors', 'mentoring.mentors', counsellor],
  ['/desk/trade', 'trade.offers', counsellor],
  ['/desk/opportunities', 'opportunities.opportunities', 'anna.direttrice'],
  ['/desk/associations', 'associations.associations', counsellor],
  ['/desk/services', 'directory.services', 'editor'],
  ['/desk/organisations', 'directory.organisations', 'editor'],
  ['/referrals', 'cases.referrals', 'provider.microcredit'],
  ['/admin/accounts', 'identity.accounts', 'admin'],
  ['/admin/audit', 'audit.entries', 'dpo'],
];

/** Schemas of which the rows are copied. Questions stay few: their words are sealed for their own row. */
const schemas = [
  'people',
  'cases',
  'ventures',
  'appointments',
  'mentoring',
  'trade',
  'opportunities',
  'associations',
  'consultations',
  'plans',
  'analyses',
  'practices',
  'audit',
];

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_lists';
  const folder = await mkdtemp(join(tmpdir(), 'ponte-bench-'));
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const pools = { superuser: openPool(urls.superuser), owner: openPool(urls.owner), app: openPool(urls.app), jobs: openPool(urls.jobs) };
  try {
    const databases = { owner: openDatabase(pools.owner), app: openDatabase(pools.app), jobs: openDatabase(pools.jobs) };
    const network = await openBenchNetwork(databases, folder);
    await loadDemonstration(network, databases, () => {});
    await asSystem(databases.owner, importDirectory);
    const copies = await plantCopies(pools.superuser, schemas, ROWS);
    const server = await buildServer(network, folder);
    await server.ready();
    const lines = await measure(server, network, pools.superuser);
    await server.close();
    return [...lines, ...copies.failed.map((problem) => `not copied: ${problem}`)];
  } finally {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openBenchNetwork({ owner, app }: Record<'owner' | 'app', Network['db']>, folder: string): Promise<Network> {
  const publicUrl = 'http://localhost';
  const env = { PONTE_DATA: folder, LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl, NODE_ENV: 'test', DEMO: '1', OVERLOAD_DELAY_MS: '0' };
  const settings = readSettings(env);
  const keyring = await openKeyring(owner, await openMasterKey({ dataDirectory: folder, masterKey: 'ab'.repeat(32), required: false }));
  const catalogue = loadMessages(undefined, { missing: 'english' });
  return {
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
}

async function importDirectory(trx: AnyWrites): Promise<void> {
  const options = { dryRun: false, by: null, now: new Date() };
  for (const [kind, rows] of [
    ['organisations', organisationRows(ROWS)],
    ['services', serviceRows(ROWS, ROWS)],
  ] as const)
    await importers.find((importer) => importer.kind === kind)?.run(trx, rows, options);
}

async function measure(server: FastifyInstance, network: Network, superuser: pg.Pool): Promise<string[]> {
  const lines: string[] = [];
  const slow: string[] = [];
  for (const [path, table, who] of lists) {
    const { rows } = await superuser.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    const headers = { host: 'localhost', ...(who ? { cookie: await signIn(network, superuser, who) } : {}) };
    const ask = async () => await server.inject({ url: `/en${path}`, headers });
    const { statusCode, body } = await ask();
    const told = `${path} (${(rows[0]?.count ?? 0).toLocaleString('en')} rows, ${who ?? 'visitor'})`;
    if (statusCode !== 200) {
      lines.push(`${told}: status ${statusCode}, not measured`);
      continue;
    }
    const times = await timesOf(ask, { count: COUNT, warmUp: WARM_UP });
    lines.push(`${told}: median ${shown(times.median)}, p95 ${shown(times.p95)}, ${(body.length / 1000).toFixed(0)} kB`);
    if (times.median > GOAL) slow.push(`${path} ${shown(times.median)}`);
  }
  return [
    `first pages, ${COUNT} requests each after ${WARM_UP} of warm-up, one after the other, 1 connection, no compression`,
    ...lines,
    slow.length === 0 ? `all under ${GOAL} ms` : `over ${GOAL} ms: ${slow.join(', ')}`,
  ];
}

async function signIn(network: Network, superuser: pg.Pool, who: string): Promise<string> {
  const { rows } = await superuser.query<{ id: string }>('select id from identity.accounts where email = $1', [
    `${who}@ponte-demo.example`,
  ]);
  const visit = { ip: '192.0.2.1', userAgent: 'bench' };
  const { setCookie } = await openSession(network.identity, visit, { accountId: rows[0]?.id ?? '', way: 'password', assurance: 2 });
  return setCookie.split(';')[0] ?? '';
}
