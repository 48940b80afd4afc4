import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readNetworks } from '#kernel/config';
import { asSystem, newId } from '#kernel/db';
import { createLog } from '#kernel/log';
import { queueSms } from '#kernel/mail';
import { testDatabase, type TestDatabase } from '#test/database';
import { english, plantAccount, plantNetwork, plantOffice } from '#test/plant';
import { closeServed, openServed, type OpenedNetwork } from '../src/app/boot/open-served.ts';
import { buildServer } from '../src/app/boot/serve.ts';
import { startJobs } from '../src/app/boot/start-jobs.ts';
import { runCommand } from '../src/app/commands/run-command.ts';
import { openSession } from '../src/kernel/identity/open-session.ts';

// The built files are not what is tried here.
vi.mock('../src/app/boot/assets.ts', () => ({ openAssets: () => ({ directory: tmpdir(), asset: (name: string) => `/assets/${name}` }) }));

const folder = await mkdtemp(join(tmpdir(), 'ponte-networks-'));
const path = join(folder, 'networks.json');
const databases = { west: await testDatabase(), south: await testDatabase() };
type Name = keyof typeof databases;
const hosts = { west: 'west.example', south: 'south.example' };

/** What the SMS gateway of each network got. */
const sent: Record<Name, string[]> = { west: [], south: [] };
const gateways = { west: await startGateway('west'), south: await startGateway('south') };

async function startGateway(name: Name) {
  const gateway = createServer((request, response) => {
    sent[name].push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send?to={to}`, close: () => gateway.close() };
}

function settingsOf(name: Name, { urls }: TestDatabase): Record<string, string> {
  return {
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    DATABASE_JOBS_URL: urls.jobs,
    PONTE_DATA: join(folder, name),
    SMS_URL: gateways[name].url,
    MASTER_KEY: (name === 'west' ? 'ab' : 'cd').repeat(32),
  };
}

const file = { [hosts.west]: settingsOf('west', databases.west), [hosts.south]: settingsOf('south', databases.south) };
// OVERLOAD_DELAY_MS: a busy machine fails no test.
const env = { NETWORKS: path, LOG_LEVEL: 'silent', PORT: '0', OVERLOAD_DELAY_MS: '0' };
const log = createLog({ logLevel: 'silent' });
const opened = {} as Record<Name, OpenedNetwork>; // filled before the first test
let server: Awaited<ReturnType<typeof buildServer>>;
const offices = {} as Record<Name, string>; // likewise
const sessions = {} as Record<Name, string>; // likewise

beforeAll(async () => {
  await writeFile(path, JSON.stringify(file));
  for (const name of ['west', 'south'] as const) {
    const db = databases[name];
    await plantNetwork(db);
    await db.superuser.query('update kernel.network set name = $1', [JSON.stringify(english(`Network of the ${name}`))]);
    offices[name] = (await plantOffice(db, `office-${name}`)).id;
  }
  const networks = await openServed(readNetworks(env), { command: 'once', say: () => {}, log });
  for (const one of networks) opened[one.host === hosts.west ? 'west' : 'south'] = one;
  server = await buildServer(networks, folder);
  for (const name of ['west', 'south'] as const) {
    const { accountId } = await plantAccount(databases[name], { roles: [{ role: 'counsellor', scope: offices[name] }] });
    const visit = { ip: '192.0.2.1', userAgent: 'Firefox' };
    const { setCookie } = await openSession(opened[name].network.identity, visit, { accountId, way: 'password', assurance: 2 });
    sessions[name] = setCookie.split(';')[0] ?? '';
  }
});
afterAll(async () => {
  await server.close();
  await closeServed(Object.values(opened));
  for (const gateway of Object.values(gateways)) gateway.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(host: string, url: string, headers: Record<string, string> = {}) {
  return await server.inject({ url, headers: { host, ...headers } });
}

const count = async (name: Name, table: string) =>
  Number((await databases[name].superuser.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);

describe('two networks in one process', () => {
  test('answer each under its own name, however the name is written', async () => {
    for (const host of [hosts.west, 'WEST.example', 'west.example:8443', 'west.example.']) {
      const { body, statusCode } = await get(host, '/en/offices');
      expect([statusCode, body.includes('Network of the west'), body.includes('office-south')], host).toEqual([200, true, false]);
    }
    expect((await get(hosts.south, '/en/offices')).body).toContain('Network of the south');
  });

  test('and under no other: whatever is asked of an unknown host is misdirected, but for the state of health', async () => {
    for (const host of ['other.example', 'west.example.evil.example', '127.0.0.1', 'xwest.example', '']) {
      for (const url of ['/', '/en', '/api/v1/hsds', '/setup', '/assets/x', '/nothing'])
        expect((await get(host, url)).statusCode, `${host}${url}`).toBe(421);
    }
    expect((await get('127.0.0.1', '/health')).statusCode).toBe(200);
    // Nobody stands before this process, so nobody is believed about the host.
    expect((await get(hosts.west, '/en/offices', { 'x-forwarded-host': hosts.south })).body).toContain('Network of the west');
  });

  test('a session of one is none in the other', async () => {
    const desk = async (host: string, cookie: string) => (await get(host, '/en/desk/people', { cookie })).statusCode;
    expect([await desk(hosts.west, sessions.west), await desk(hosts.south, sessions.south)]).toEqual([200, 200]);
    expect([await desk(hosts.west, sessions.south), await desk(hosts.south, sessions.west)]).toEqual([303, 303]);
    for (const cookie of [sessions.south, `${sessions.south}; ${sessions.south}`])
      expect((await get(hosts.west, '/drafts/intake', { cookie })).statusCode).toBe(404);
  });

  test('a question asked in one is written there, and its link opens nothing in the other', async () => {
    const before = [await count('west', 'messages.questions'), await count('south', 'messages.questions')];
    const fields = { _key: randomUUID(), office: offices.west, topic: 'permit', text: 'May I?', phone: '', email: '' };
    const asked = await server.inject({
      method: 'POST',
      url: '/en/ask',
      headers: { host: hosts.west, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    expect(asked.statusCode).toBe(303);
    expect([await count('west', 'messages.questions'), await count('south', 'messages.questions')]).toEqual([
      Number(before[0]) + 1,
      before[1],
    ]);
    const link = String(asked.headers.location);
    expect([(await get(hosts.west, link)).statusCode, (await get(hosts.south, link)).statusCode]).toEqual([200, 404]);
    expect(await count('south', 'kernel.sendings')).toBe(0);
  });

  test('a draft kept in one is not in the other', async () => {
    const put = await server.inject({
      method: 'PUT',
      url: '/drafts/intake',
      headers: { host: hosts.west, cookie: sessions.west, 'sec-fetch-site': 'same-origin' },
      payload: { values: { name: ['Awa'] } },
    });
    expect(put.statusCode).toBe(200);
    expect([await count('west', 'kernel.drafts'), await count('south', 'kernel.drafts')]).toEqual([1, 0]);
  });

  test('a file of one is not in the store of the other', async () => {
    const id = newId();
    await opened.west.network.files.put(id, Buffer.from('x'));
    expect(await opened.south.network.files.get(id)).toBeNull();
    expect(await Array.fromAsync(opened.south.network.files.list())).toEqual([]);
  });

  test('the keys of one open nothing of the other', async () => {
    const west = opened.west.network.keyring.keys.mail.export().toString('hex');
    expect(opened.south.network.keyring.keys.mail.export().toString('hex')).not.toBe(west);
  });

  test('messages and jobs of one are left alone by the worker of the other, and go out by its own gateway', async () => {
    const { network } = opened.west;
    await asSystem(databases.west.owner, async (trx) => {
      await queueSms(trx, network.keyring, { to: '+39049000001', text: 'From the west', language: 'en' });
    });
    const south = await startJobs(opened.south.network, opened.south.databases, log);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sent).toEqual({ west: [], south: [] });
    const west = await startJobs(network, opened.west.databases, log);
    await vi.waitFor(() => expect(sent.west).toHaveLength(1), { timeout: 120_000 });
    await Promise.all([south.stop(), west.stop()]);
    expect(sent.south).toEqual([]);
    expect([await count('west', 'mail.messages'), await count('south', 'mail.messages')]).toEqual([1, 0]);
  });

  test('commands for all migrate each; a command for one asks which', async () => {
    const printed: string[] = [];
    const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
    expect(await runCommand(['migrate'], env)).toBe(0);
    expect(printed).toEqual(['west.example: The database is up to date.', 'south.example: The database is up to date.']);
    await expect(runCommand(['user', 'list'], env)).rejects.toThrow(
      'Say for which network: ponte user --network <host>. Networks: west.example, south.example.',
    );
    await expect(runCommand(['user', 'list', '--network', 'north.example'], env)).rejects.toThrow(/There is no network "north.example"/);
    expect(await runCommand(['user', 'list', '--network', 'south.example'], env)).toBe(0);
    spy.mockRestore();
  });
});

describe('the file of the networks', () => {
  const read = async (content: unknown, more: Record<string, string> = {}) => {
    const wrong = join(folder, `${randomUUID()}.json`);
    await writeFile(wrong, typeof content === 'string' ? content : JSON.stringify(content));
    return readNetworks({ ...env, ...more, NETWORKS: wrong });
  };
  const { west, south } = { west: file[hosts.west] ?? {}, south: file[hosts.south] ?? {} };

  test('gives each network its settings, an address of its own and what is of the process', async () => {
    const [first, second] = await read(file, { PORT: '8080' });
    expect(first).toMatchObject({ host: 'west.example', settings: { publicUrl: 'https://west.example', port: 8080, demo: false } });
    expect(second?.settings.dataDirectory).toBe(join(folder, 'south'));
    expect(readNetworks({})).toMatchObject([{ host: null }]);
  });

  test.for([
    ['no JSON', 'west: {}', {}, /cannot be read as JSON/],
    ['nothing', {}, {}, /names no network/],
    ['a list', [west], {}, /is wrong.*networks\.md/],
    ['a number for a text', { 'west.example': { ...west, DATABASE_POOL: 5 } }, {}, /is wrong at west\.example → DATABASE_POOL/],
    ['an address for a host', { 'https://west.example': west }, {}, /is no host name/],
    ['capitals', { 'West.example': west }, {}, /is no host name/],
    ['a missing database', { 'west.example': { ...west, DATABASE_JOBS_URL: '' } }, {}, /lacks DATABASE_JOBS_URL/],
    ['a missing key', { 'west.example': { ...west, MASTER_KEY: '' } }, {}, /lacks its master key/],
    ['a misspelt setting', { 'west.example': { ...west, SMPT_URL: 'smtp://x' } }, {}, /does not know: SMPT_URL/],
    [
      'a setting of the process',
      { 'west.example': { ...west, PORT: '80' } },
      {},
      /PORT of the network west\.example is of the whole process/,
    ],
    ['a network setting of the process', file, { SMTP_URL: 'smtp://x' }, /SMTP_URL belongs into the file/],
    [
      'a wrong value',
      { 'west.example': { ...west, MASTER_KEY: 'short' } },
      {},
      /The network west\.example: Settings are wrong: MASTER_KEY must be 64/,
    ],
    ['another public address', { 'west.example': { ...west, PUBLIC_URL: 'https://south.example' } }, {}, /address of another host/],
    [
      'one database for two',
      { 'west.example': west, 'south.example': { ...south, DATABASE_URL: west['DATABASE_URL'] } },
      {},
      /same DATABASE_URL/,
    ],
    [
      'one folder for two',
      { 'west.example': west, 'south.example': { ...south, PONTE_DATA: `${west['PONTE_DATA']}/` } },
      {},
      /same PONTE_DATA/,
    ],
    [
      'one key for two',
      { 'west.example': west, 'south.example': { ...south, MASTER_KEY: west['MASTER_KEY']?.toUpperCase() } },
      {},
      /same MASTER_KEY/,
    ],
  ] as const)('with %s says so in a sentence', async ([, content, more, sentence]) => {
    await expect(read(content, more)).rejects.toThrow(sentence);
  });

  test('that is not there is named', () => {
    expect(() => readNetworks({ NETWORKS: join(folder, 'nowhere.json') })).toThrow(/nowhere\.json/);
  });
});
