import { randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { seededSite, sessionOf } from '#test/fixtures';
import { buildServer } from '../src/app/boot/serve.ts';

const LIMIT = 4;
const { site, world } = await seededSite({ env: { FORM_LIMIT: String(LIMIT) } });
const proxied = await node({ trustProxy: 1 });

/** Another node on the same database. */
async function node({ trustProxy = 0, later = 0, formLimit = LIMIT } = {}): Promise<FastifyInstance> {
  const settings = { ...site.network.settings, trustProxy, formLimit };
  return await buildServer({ ...site.network, settings, now: () => new Date(Date.now() + later) }, site.network.settings.dataDirectory);
}

interface Asking {
  from?: string;
  headers?: Record<string, string>;
  server?: FastifyInstance;
  lang?: string;
  key?: string;
  text?: string;
}

async function ask({ from = '198.51.100.1', headers = {}, server = site.server, lang = 'en', ...given }: Asking = {}) {
  const { key = randomUUID(), text = 'May I open a shop?' } = given;
  const fields = { _key: key, office: world.offices.padova.id, topic: 'permit', text, phone: '', email: '' };
  return await server.inject({
    method: 'POST',
    url: `/${lang}/ask`,
    remoteAddress: from,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
}

async function askOften(times: number, asking: Asking): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await ask(asking)).statusCode);
  return statuses;
}

const questions = async () =>
  Number((await site.db.superuser.query<{ n: string }>('select count(*) as n from messages.questions')).rows[0]?.n);
const taken = Array<number>(LIMIT).fill(303);

test('the form after the last one allowed is refused with a sentence in each language, the words kept, and says when to come back', async () => {
  expect(await askOften(LIMIT, { from: '198.51.100.10' })).toEqual(taken);
  const before = await questions();
  const sentences = new Set<string>();
  for (const { code } of languages) {
    const answer = await ask({ from: '198.51.100.10', lang: code, text: 'Words that took an hour' });
    expect(answer.statusCode, code).toBe(429);
    expect(answer.body).toContain('Words that took an hour');
    // An hour has four shares of a quarter.
    expect(answer.headers['retry-after']).toBe('900');
    sentences.add(/error-summary[\s\S]*?<(?:a|li)[^>]*>([\s\S]*?)<\/(?:a|li)>/.exec(answer.body)?.[1] ?? '');
  }
  expect(sentences.size).toBe(languages.length);
  expect([...sentences].every((one) => /15|١٥/.test(one))).toBe(true);
  expect(await questions()).toBe(before);
});

test('forms sent at once are counted exactly', async () => {
  const before = await questions();
  const answers = await Promise.all(Array.from({ length: 25 }, async () => (await ask({ from: '198.51.100.20' })).statusCode));
  expect(answers.filter((status) => status === 303)).toHaveLength(LIMIT);
  expect(answers.filter((status) => status === 429)).toHaveLength(25 - LIMIT);
  expect(await questions()).toBe(before + LIMIT);
});

test('nothing that a visitor can write into a request makes them another visitor', async () => {
  expect(await askOften(LIMIT, { from: '198.51.100.30' })).toEqual(taken);
  const forged: Record<string, string>[] = [
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-real-ip': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { 'user-agent': 'Another' },
    { cookie: 'session=made-up' },
  ];
  for (const headers of forged) expect((await ask({ from: '198.51.100.30', headers })).statusCode, JSON.stringify(headers)).not.toBe(303);
});

test('behind a proxy each visitor has an allowance, and what visitors say of themselves is not believed there either', async () => {
  const from = '127.0.0.1';
  const through = (address: string) => ({ server: proxied, from, headers: { 'x-forwarded-for': address } });
  expect(await askOften(LIMIT, through('198.51.100.40'))).toEqual(taken);
  expect((await ask(through('198.51.100.40'))).statusCode).toBe(429);
  expect((await ask(through('198.51.100.41'))).statusCode).toBe(303);
  // The proxy adds the address that it sees to what the visitor sent.
  expect((await ask(through('203.0.113.77, 198.51.100.40'))).statusCode).toBe(429);
});

test('an IPv6 subscriber cannot use up a whole network of addresses', async () => {
  for (let one = 1; one <= LIMIT; one += 1) expect((await ask({ from: `2001:db8:1:2::${one}` })).statusCode).toBe(303);
  expect((await ask({ from: '2001:db8:1:2:ffff::9' })).statusCode).toBe(429);
  expect((await ask({ from: '2001:db8:1:3::1' })).statusCode).toBe(303);
});

test('another node knows what was sent to the first, and the allowance grows back with time', async () => {
  const from = '198.51.100.50';
  expect(await askOften(LIMIT + 1, { from })).toEqual([...taken, 429]);
  expect((await ask({ from, server: await node() })).statusCode).toBe(429);
  const quarter = await node({ later: 15 * 60_000 + 1000 });
  expect(await askOften(2, { from, server: quarter })).toEqual([303, 429]);
  const hour = await node({ later: 90 * 60_000 });
  expect(await askOften(LIMIT + 1, { from, server: hour })).toEqual([...taken, 429]);
});

test('a form that is sent again, or that has a mistake, costs nothing', async () => {
  const from = '198.51.100.60';
  const key = randomUUID();
  for (let time = 0; time < LIMIT + 3; time += 1) expect((await ask({ from, key })).statusCode).toBe(303);
  for (let time = 0; time < LIMIT + 3; time += 1) expect((await ask({ from, text: '' })).statusCode).toBe(422);
  expect(await askOften(LIMIT, { from })).toEqual([...taken.slice(1), 429]);
});

test('a form refused for another reason costs its share, so that nobody can try out a thousand', async () => {
  const from = '198.51.100.65';
  const book = async () =>
    (
      await site.server.inject({
        method: 'POST',
        url: `/en/offices/padova-desk/book`,
        remoteAddress: from,
        headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          _key: randomUUID(),
          slot: '2020-01-01T03:00:00Z',
          name: 'Moussa',
          email: 'moussa@example.org',
          phone: '',
          topic: 'permit',
          spoken: 'fr',
          zone: '',
        }).toString(),
      })
    ).statusCode;
  const statuses: number[] = [];
  for (let time = 0; time < LIMIT + 1; time += 1) statuses.push(await book());
  expect(statuses.slice(0, LIMIT)).not.toContain(429);
  expect(statuses.slice(0, LIMIT)).not.toContain(303);
  expect(statuses.at(-1)).toBe(429);
  // Another form has an allowance of its own.
  expect((await ask({ from })).statusCode).toBe(303);
});

test('a desk with both factors is not counted; a person is, by account, wherever they are', async () => {
  const desk = await sessionOf(site, world, 'counsellor');
  const person = await sessionOf(site, world, 'person');
  const from = '198.51.100.70';
  const here = { 'sec-fetch-site': 'same-origin' };
  expect(await askOften(LIMIT * 3, { from, headers: { ...here, cookie: desk ?? '' } })).toEqual(Array(LIMIT * 3).fill(303));
  expect(await askOften(LIMIT, { from, headers: { ...here, cookie: person ?? '' } })).toEqual(taken);
  expect((await ask({ from: '203.0.113.70', headers: { ...here, cookie: person ?? '' } })).statusCode).toBe(429);
  expect((await ask({ from })).statusCode).toBe(303);
});

test('by default a shared counter or a library sends thirty an hour, and 0 sets no limit', async () => {
  const thirty = await node({ formLimit: 30 });
  expect(await askOften(31, { from: '198.51.100.80', server: thirty })).toEqual([...Array(30).fill(303), 429]);
  const open = await node({ formLimit: 0 });
  expect((await ask({ from: '198.51.100.80', server: open })).statusCode).toBe(303);
});

test('what is kept of it names nobody and is closed to the application', async () => {
  const { rows } = await site.db.superuser.query<{ key: string }>('select * from kernel.sendings');
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ key }) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  await expect(sql`select from kernel.sendings`.execute(site.db.app)).rejects.toThrow(/permission denied/);
});

/** The answers that are kept, as whoever reads the database sees them. */
async function keptAnswers(): Promise<string> {
  const { rows } = await site.db.superuser.query<{ row: string }>(
    `select i::text || coalesce(encode(sealed_answer, 'escape'), '') as row from kernel.idempotency i`,
  );
  return rows.map(({ row }) => row).join('\n');
}

test('who reads the database finds neither the link of a question nor the means to be given it', async () => {
  const key = randomUUID();
  const from = '198.51.100.90';
  const first: LightMyRequestResponse = await ask({ from, key, text: 'A question with a link' });
  const token = new URL(String(first.headers.location), 'http://localhost').searchParams.get('token') ?? '';
  expect(token.length).toBeGreaterThan(20);
  const kept = await keptAnswers();
  for (const secret of [token, key, 'token=', '/questions/']) expect(kept, secret).not.toContain(secret);
  const again = await ask({ from, key, text: 'A question with a link' });
  expect(again.headers.location).toBe(first.headers.location);
});

test('an answer moved to the row of another form does not open there', async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await ask({ from: '198.51.100.91', key: mine, text: 'Mine' });
  await ask({ from: '198.51.100.92', key: theirs, text: 'Theirs' });
  await site.db.superuser.query(`
    with two as (select actor_key, sealed_answer from kernel.idempotency where route = 'POST /ask' order by created_at desc limit 2)
    update kernel.idempotency i set sealed_answer = other.sealed_answer
      from two as own, two as other
     where own.actor_key = i.actor_key and other.actor_key <> own.actor_key`);
  expect((await ask({ from: '198.51.100.91', key: mine, text: 'Mine' })).statusCode).toBe(500);
});
