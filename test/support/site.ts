import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll } from 'vitest';
import { readSettings } from '#kernel/config';
import { asSystem } from '#kernel/db';
import { memoryFileStore, type FileStore } from '#kernel/files';
import type { Network } from '#kernel/http';
import { loadMessages } from '#kernel/i18n';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { listOutbox, type ShownMessage } from '#kernel/mail';
import { openIdentity } from '../../src/app/boot/open-identity.ts';
import { profileReader } from '../../src/app/boot/network-profile.ts';
import { openAssets } from '../../src/app/boot/assets.ts';
import { buildServer } from '../../src/app/boot/serve.ts';
import { loadDemonstration } from '../../src/app/demo/load-demonstration.ts';
import { openSession } from '../../src/kernel/identity/open-session.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { plantNetwork } from './plant.ts';
import { preparedDatabase } from './prepared.ts';

/** The Cookie header of a browser that is signed in. */
export type SessionCookie = string;

/** A whole site in this process: every page of the product on a database of its own, without a socket. */
export interface TestSite {
  server: FastifyInstance;
  network: Network;
  db: TestDatabase;
  /** Asks for a page: `/en/services?q=loan`. Redirects are answered, not followed. */
  get(path: string, session?: SessionCookie, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Sends a form as the browser does, with a fresh idempotency key unless `_key` is given; a list gives a field several values. */
  post(
    path: string,
    form: FormFields,
    session?: SessionCookie,
    files?: Record<string, { name: string; bytes: Buffer }>,
  ): Promise<LightMyRequestResponse>;
  /** Opens a session of an account with one or two factors. */
  signIn(accountId: string, assurance?: 1 | 2): Promise<SessionCookie>;
  /** Every message written so far, the newest first. */
  messages(): Promise<ShownMessage[]>;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export interface SiteOptions {
  /**
   * `plain`: a network with a name and nothing else (test/support/plant.ts adds offices, staff, people);
   * `demonstration`: everything that `npm start` loads; `empty`: the set-up assistant has not run.
   */
  network?: 'plain' | 'demonstration' | 'empty';
  /** Environment variables as of the command line. */
  env?: Record<string, string>;
  /** With the style and the scripts that the build made, for a real browser. */
  built?: boolean;
}

/** Opens a site for this test file and closes it after the last test. Call at the top of a *.pg.test.ts. */
export async function testSite({ network = 'plain', ...options }: SiteOptions = {}): Promise<TestSite> {
  if (network === 'demonstration') {
    const demo = { ...options, env: { DEMO: '1', ...options.env } };
    const { site } = await preparedSite(
      'demonstration',
      demo,
      async ({ network: empty, db }) => await loadDemonstration(empty, db, () => {}),
    );
    return site;
  }
  const db = await testDatabase();
  if (network === 'plain') await plantNetwork(db);
  return await openForThisFile(db, options);
}

/**
 * Opens a site for this test file whose network was filled once a run by `fill`, on an empty network, and what `fill` answered. `name` says
 * what fills it. Call at the top of a *.pg.test.ts.
 */
export async function preparedSite<T>(
  name: string,
  options: Omit<SiteOptions, 'network'>,
  fill: (site: TestSite) => Promise<T>,
): Promise<{ site: TestSite; answer: T }> {
  const { db, answer } = await preparedDatabase(name, async (filling) => {
    const { site, close } = await openSite(filling, {});
    const filled = await fill(site).finally(close);
    return { filled, files: await contentsOf(site.network.files) };
  });
  const site = await openForThisFile(db, options);
  for (const [id, content] of answer.files) await site.network.files.put(id, Buffer.from(content));
  return { site, answer: answer.filled };
}

async function contentsOf(files: FileStore): Promise<[string, Uint8Array][]> {
  const found: [string, Uint8Array][] = [];
  for await (const id of files.list()) found.push([id, (await files.get(id)) ?? Buffer.of()]);
  return found;
}

async function openForThisFile(db: TestDatabase, options: Omit<SiteOptions, 'network'>): Promise<TestSite> {
  const { site, close } = await openSite(db, options);
  afterAll(close);
  return site;
}

async function openSite(
  db: TestDatabase,
  { env = {}, built = false }: Omit<SiteOptions, 'network'>,
): Promise<{ site: TestSite; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-site-'));
  const opened = await openTestNetwork(db, folder, { DEMO: '0', ...env });
  const assets = built ? openAssets() : null;
  const network = assets ? { ...opened, asset: assets.asset } : opened;
  const server = await buildServer(network, assets?.directory ?? folder);
  await server.ready();
  return {
    site: { server, network, db, ...browserOf(server), signIn: signer(network), messages: async () => await readMessages(network, db) },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openTestNetwork(db: TestDatabase, folder: string, env: Record<string, string>): Promise<Network> {
  const settings = readSettings({
    PONTE_DATA: folder,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PUBLIC_URL: ORIGIN,
    NODE_ENV: 'test',
    OVERLOAD_DELAY_MS: '0', // a busy machine fails no test
    ...env,
  });
  const keyring = await openKeyring(db.owner, await openMasterKey({ dataDirectory: folder, masterKey: 'ab'.repeat(32), required: false }));
  const catalogue = loadMessages(undefined, { missing: 'english' }); // completeness of the languages has its own check
  return {
    db: db.app,
    readDb: db.app,
    settings,
    keyring,
    catalogue,
    log: createLog(settings),
    publicUrl: ORIGIN,
    profile: profileReader(db.app),
    identity: openIdentity({ settings, databases: { identity: db.app }, keyring, catalogue, publicUrl: ORIGIN }),
    files: memoryFileStore(),
    asset: (name) => `/assets/${name}`,
    now: () => new Date(),
  };
}

/** `inject` asks with this host. */
const ORIGIN = 'http://localhost';

function browserOf(server: FastifyInstance): Pick<TestSite, 'get' | 'post'> {
  const fromHere = (session?: SessionCookie) => ({
    host: 'localhost',
    'sec-fetch-site': 'same-origin',
    ...(session ? { cookie: session } : {}),
  });
  return {
    get: async (path, session, headers = {}) =>
      await server.inject({ method: 'GET', url: path, headers: { ...fromHere(session), ...headers } }),
    post: async (path, form, session, files) => {
      const fields = Object.entries({ _key: randomUUID(), ...form }).flatMap(([name, value]) =>
        (typeof value === 'string' ? [value] : [...value]).map((one) => [name, one] as const),
      );
      const body = files ? multipart(fields, files) : new URLSearchParams(fields.map(([name, value]) => [name, value]));
      const encoded = new Response(body);
      return await server.inject({
        method: 'POST',
        url: path,
        headers: { ...fromHere(session), 'content-type': encoded.headers.get('content-type') ?? '' },
        payload: Buffer.from(await encoded.arrayBuffer()),
      });
    },
  };
}

function multipart(fields: readonly (readonly [string, string])[], files: Record<string, { name: string; bytes: Buffer }>): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [name, file] of Object.entries(files)) form.append(name, new Blob([new Uint8Array(file.bytes)]), file.name);
  return form;
}

function signer(network: Network): TestSite['signIn'] {
  return async (accountId, assurance = 2) => {
    const visit = { ip: '192.0.2.1', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
    const { setCookie } = await openSession(network.identity, visit, { accountId, way: 'password', assurance });
    return setCookie.split(';')[0] ?? '';
  };
}

async function readMessages(network: Network, db: TestDatabase): Promise<ShownMessage[]> {
  await db.superuser.query("update mail.messages set state = 'shown', ended_at = now() where state = 'queued'");
  return await asSystem(db.owner, async (trx) => await listOutbox(trx, network.keyring));
}
