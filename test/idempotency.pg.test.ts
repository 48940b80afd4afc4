import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { formsOf, send } from '#test/fixtures-forms';
import { fixtureOf } from '#test/fixtures-routes';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();
const forms = formsOf(routes, world);

/** Rows of every table that a form can write, but for those that are kept of each request. That a page was read again is on record again. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await site.db.superuser.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'migrations')
        and (schemaname, tablename) not in (('identity', 'sessions'), ('identity', 'tries'), ('identity', 'verifications'), ('kernel', 'idempotency'), ('kernel', 'sendings'))
      order by 1`,
  );
  const each = rows.map(
    ({ name }) => `select '${name}' as name, count(*) as n from ${name}${name === 'audit.entries' ? ` where verb !~ '[.]read(-|$)'` : ''}`,
  );
  // Workers and a compiled plan cost more than the counting itself: some hundred small tables, some hundred times.
  const answers = await site.db.superuser.query(
    `set jit = off; set max_parallel_workers_per_gather = 0; select jsonb_object_agg(name, n) as counts from (${each.join(' union all ')}) as counted`,
  );
  const [, , counted] = answers as unknown as { rows: { counts: Record<string, number> }[] }[]; // several statements answer as a list
  return counted?.rows[0]?.counts ?? {};
}

const answerOf = ({ statusCode, headers }: LightMyRequestResponse) => ({ statusCode, to: headers.location ?? null });

test('a form that may be sent again needs no key, and what is wrong with it is told', async () => {
  const found: string[] = [];
  for (const form of forms.filter(({ route }) => route.repeatable)) {
    const { refusedWith } = fixtureOf(form.route);
    for (const time of ['first', 'second']) {
      const { statusCode } = await send(site, world, form, { fields: form.valid, key: null });
      const right = refusedWith ? [refusedWith, 303, 429] : [200, 303];
      // What ends by being sent once is not there the second time: a used link, a locked screen.
      if (!right.includes(statusCode) && !(time === 'second' && [404, 422].includes(statusCode)))
        found.push(`${form.route.path} (${time}): status ${statusCode}`);
    }
  }
  expect(found).toEqual([]);
});

/** Forms that a second press must not do again. */
const once = forms.filter(({ route }) => !route.repeatable);

test('every form takes what is right, does it once however often it is sent, and answers the same', async () => {
  const found: string[] = [];
  for (const form of once) {
    const key = randomUUID();
    const session = await sessionOf(site, world, form.player);
    const first = await send(site, world, form, { fields: form.valid, key, session });
    if (first.statusCode === fixtureOf(form.route).refusedWith) continue;
    if (first.statusCode !== 303) {
      found.push(
        `${form.route.path}: status ${first.statusCode} ${/error-summary[\s\S]{0,300}/.exec(first.body)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? ''}`,
      );
      continue;
    }
    const before = await rowCounts();
    const second = await send(site, world, form, { fields: form.valid, key, session });
    if (JSON.stringify(answerOf(second)) !== JSON.stringify(answerOf(first)))
      found.push(`${form.route.path}: ${JSON.stringify([answerOf(first), answerOf(second)])}`);
    const other = await send(site, world, form, { fields: { ...form.valid, more: 'words' }, key, session });
    if (other.statusCode !== 409 && !leadsAway(other, first))
      found.push(`${form.route.path}: the same key with other words: ${other.statusCode}`);
    const after = await rowCounts();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    if (changed.length > 0) found.push(`${form.route.path}: sending again changed ${changed.join()}`);
  }
  expect(found).toEqual([]);
  expect(once.length).toBeGreaterThan(40);
});

/** After the thing is done some forms have nothing to show any more: then the page that says so is the answer. */
function leadsAway(other: LightMyRequestResponse, first: LightMyRequestResponse): boolean {
  return other.statusCode === 404 || (other.statusCode === 303 && other.headers.location !== first.headers.location);
}

test.for([
  ['/desk/cases/:id/steps/new', 'cases.steps'],
  ['/desk/people/new', 'people.people'],
  ['/desk/contacts', 'messages.contacts'],
  ['/ask', 'messages.questions'],
] as const)('twenty presses of one button at once do it once: %s', async ([path, table]) => {
  const form = forms.find(({ route }) => route.path === path);
  if (!form) throw new Error(`there is no form ${path}`);
  const count = async () => Number((await site.db.superuser.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
  const before = await count();
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => answerOf(await send(site, world, form, { fields: form.valid, key }))),
  );
  expect(await count()).toBe(before + 1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.statusCode).toBe(303);
});

test('a key belongs to whoever used it: the same key of another person is another key', async () => {
  const form = forms.find(({ route }) => route.path === '/desk/contacts');
  if (!form) throw new Error('there is no form /desk/contacts');
  const key = randomUUID();
  const logged = async (as: Player) => (await send(site, world, form, { fields: form.valid, key, as })).statusCode;
  const count = async () =>
    Number((await site.db.superuser.query<{ n: string }>('select count(*) as n from messages.contacts')).rows[0]?.n);
  const before = await count();
  expect([await logged('counsellor'), await logged('manager')]).toEqual([303, 303]);
  expect(await count()).toBe(before + 2);
});
