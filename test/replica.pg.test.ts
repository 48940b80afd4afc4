import { expect, test } from 'vitest';
import { readSettings } from '#kernel/config';
import { testDatabase } from '#test/database';
import { seededSite, sessionOf } from '#test/fixtures';
import { plantNetwork, plantOffice } from '#test/plant';
import { openDatabases } from '../src/app/boot/open-databases.ts';
import { buildServer } from '../src/app/boot/serve.ts';

const { site, world } = await seededSite();
/** A replica that lags very much: it has an office that the database does not have, and none of its own. */
const replica = await testDatabase();
await plantNetwork(replica);
await plantOffice(replica, 'only-on-the-replica');
const server = await buildServer({ ...site.network, readDb: replica.app }, site.network.settings.dataDirectory);

async function page(url: string, cookie?: string): Promise<string> {
  const answer = await server.inject({ url, headers: { host: 'localhost', ...(cookie ? { cookie } : {}) } });
  return answer.body;
}

test('pages and the API are read from the replica while nobody is signed in', async () => {
  for (const url of ['/en/offices', '/it/offices']) expect(await page(url), url).toContain('only-on-the-replica');
  expect(await page('/en/offices')).not.toContain('padova-desk');
  expect((await server.inject({ url: '/en/offices/padova-desk', headers: { host: 'localhost' } })).statusCode).toBe(404);
});

test('whoever is signed in, has a link or sends a form reads what was just written', async () => {
  const session = await sessionOf(site, world, 'counsellor');
  expect(await page('/en/offices', session)).toContain('padova-desk');
  const { id, token } = world.question;
  const link = await server.inject({ url: `/en/questions/${id}?token=${token}`, headers: { host: 'localhost' } });
  expect(link.statusCode).toBe(200);
});

const settingsOf = (read: string) =>
  readSettings({
    DATABASE_URL: replica.urls.app,
    DATABASE_OWNER_URL: replica.urls.owner,
    DATABASE_JOBS_URL: replica.urls.jobs,
    DATABASE_READ_URL: read,
  });
const opened = async (read: string) => await openDatabases(settingsOf(read), { command: 'once', say: () => {}, migrate: false });

test('a replica is opened as the application only: another role would show every file to every visitor', async () => {
  const databases = await opened(replica.urls.app);
  expect(databases.pools.read).not.toBe(databases.pools.app);
  await databases.close();
  for (const url of [replica.urls.superuser, replica.urls.owner])
    await expect(opened(url)).rejects.toThrow(/DATABASE_READ_URL (is a superuser|owns the tables)/);
});

test('a replica that cannot be reached is named in one sentence', async () => {
  await expect(opened('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
    /The database of DATABASE_READ_URL cannot be used: .*ECONNREFUSED/,
  );
});
