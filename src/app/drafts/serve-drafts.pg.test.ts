import { expect, test } from 'vitest';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';

const site = await testSite();
const account = await plantAccount(site.db, {});
const session = await site.signIn(account.accountId);

async function ask(method: 'GET' | 'PUT' | 'DELETE', form: string, payload?: unknown, cookie: string | null = session) {
  const headers = { host: 'localhost', 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) };
  const body = payload === undefined ? {} : { payload: payload as object }; // also what is no draft, on purpose
  return await site.server.inject({ method, url: `/drafts/${form}`, headers, ...body });
}
const kept = async () => (await ask('GET', 'intake')).json<{ values: unknown }>().values;

test('words are kept, given back and forgotten', async () => {
  expect((await ask('PUT', 'intake', { values: { name: ['Awa'] } })).statusCode).toBe(200);
  expect(await kept()).toEqual({ name: ['Awa'] });
  expect((await ask('DELETE', 'intake')).statusCode).toBe(200);
  expect(await kept()).toEqual({});
});

test('what is too long, or no draft, is refused and leaves what was kept before', async () => {
  const before = { name: ['Awa'] };
  await ask('PUT', 'intake', { values: before });
  expect((await ask('PUT', 'intake', { values: { name: ['a'.repeat(20_001)] } })).statusCode).toBe(413);
  expect((await ask('PUT', 'intake', { values: { name: ['a'.repeat(1024 * 1024)] } })).statusCode).toBe(413);
  for (const odd of [{}, [], { values: 'a' }, { values: { name: 'a' } }, { values: { name: [1] } }]) {
    expect((await ask('PUT', 'intake', odd)).statusCode, JSON.stringify(odd)).toBe(422);
  }
  expect((await ask('PUT', 'a'.repeat(250), { values: {} })).statusCode).toBe(404);
  expect(await kept()).toEqual(before);
});

test('nobody without an account keeps or reads any', async () => {
  for (const method of ['GET', 'PUT'] as const) {
    expect((await ask(method, 'intake', method === 'PUT' ? { values: {} } : undefined, null)).statusCode).toBe(404);
  }
});
