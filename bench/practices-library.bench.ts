/**
 * Searching the library of practices at 1,000, 10,000 and 30,000 sheets, through the application's own role with the
 * policies in force: words, a beginning of a word, words with filters, a place with all that lies inside, and the first page
 * without a question. The baseline, in the same run, is one sheet read by its key in the same way.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asActor, asSystem, newId, nobody, openDatabase, openPool, type AnyWrites, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importPlaces, placeIdsByCode, type PlaceId } from '#modules/places';
import { listPractices, type PracticeFilter } from '#modules/practices';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown, timesOf, type Times } from './measure.ts';

const SIZES = [1_000, 10_000, 30_000] as const;
const PAGE = 20;

const subjects =
  'market books school garden kitchen workshop radio theatre bakery library remittances savings training mediation housing fishing weaving solar water transport tourism honey olive cocoa recycling'.split(
    ' ',
  );
const places = ['padova', 'kaolack', 'tirana', 'bologna', 'kenitra', 'cartaya', 'craiova', 'diourbel', 'shkoder', 'treviso'];

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_practices';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: 1 });
  const app = openPool(urls.app, { size: 1 });
  const owner = openPool(urls.owner, { size: 1 });
  try {
    const ids = await plantPlaces(openDatabase(owner));
    const lines = ['first page of 20, one connection, 20 warm-up, 200 measured; goal: p95 under 100 ms at 10,000'];
    const medians = new Map<string, number[]>();
    let there = 0;
    for (const size of SIZES) {
      await plant(superuser, ids, there, size);
      there = size;
      lines.push(...(await measure(openDatabase(app), ids, size, medians)));
    }
    const [first, , last] = SIZES;
    for (const [what, times] of medians)
      lines.push(`${what}: ${((times.at(-1) ?? 0) / (times[0] ?? 1)).toFixed(1)} times as long for ${last / first} times as many sheets`);
    return lines;
  } finally {
    await Promise.all([superuser.end(), app.end(), owner.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

async function plantPlaces(owner: Database): Promise<Map<string, PlaceId>> {
  return await asSystem(owner, async (trx) => {
    await importPlaces(trx, JSON.parse(await readFile(join(projectRoot(), 'db/reference/places.json'), 'utf8')) as unknown[]); // our own file
    return await placeIdsByCode(trx, places);
  });
}

/** Plants sheets numbered from `from` to `to`, with some sixty folded words each, as the superuser. */
async function plant(superuser: ReturnType<typeof openPool>, ids: ReadonlyMap<string, PlaceId>, from: number, to: number): Promise<void> {
  await superuser.query(
    `insert into practices.practices (id, code, title, summary, place_id, admin_level, countries, themes, starts, source, reported, title_words, words)
     select gen_random_uuid(), 'practice-' || n,
            jsonb_build_object('source', 'en', 'texts', jsonb_build_object('en', jsonb_build_object(
              'text', initcap(subject) || ' of the example ' || n, 'hash', '0123456789abcdef', 'by', 'bench', 'kind', 'human',
              'at', '2026-01-01T00:00:00Z', 'reviewed', true))),
            jsonb_build_object('source', 'en', 'texts', jsonb_build_object('en', jsonb_build_object(
              'text', repeat(subject || ' for everybody. ', 20), 'hash', '0123456789abcdef', 'by', 'bench', 'kind', 'human',
              'at', '2026-01-01T00:00:00Z', 'reviewed', true))),
            ($1::uuid[])[1 + n % 10], (array['municipality', 'province', 'region'])[1 + n % 3],
            array[(array['IT', 'SN', 'MA', 'AL', 'RO', 'ES'])[1 + n % 6], (array['SN', 'MA', 'AL', 'RO', 'MD'])[1 + n % 5]],
            array[(array['remittances', 'capacities', 'rights', 'communities'])[1 + n % 4]], (1990 + n % 35)::text, '{"name":"Bench"}', '2010',
            subject || ' of the example ' || n,
            (select string_agg(case when k <= 3 then ($2::text[])[1 + (n * k * 7 + k) % 25] else 'w' || (n::bigint * k * 7919 + k) % 2000 end, ' ') from generate_series(1, 60) k)
       from (select n, ($2::text[])[1 + n % 25] as subject from generate_series($3::int, $4::int) n) as numbered`,
    [places.map((code) => ids.get(code)), subjects, from + 1, to],
  );
  await superuser.query('vacuum analyze practices.practices');
}

async function measure(app: Database, ids: ReadonlyMap<string, PlaceId>, size: number, medians: Map<string, number[]>): Promise<string[]> {
  const ask = async (work: (trx: AnyWrites) => Promise<unknown>): Promise<Times> =>
    await timesOf(async () => await asActor(app, nobody, work));
  const one = await ask(
    async (trx) =>
      await trx.selectFrom('practices.practices').select('title').where('code', '=', `practice-${size}`).executeTakeFirstOrThrow(),
  );
  const asked: readonly (readonly [string, Omit<PracticeFilter, 'lang'>])[] = [
    ['first page by title', {}],
    ['a word that every sheet has', { words: 'example' }],
    ['a word', { words: 'bakery' }],
    ['two words', { words: 'bakery example' }],
    ['a beginning of a word', { words: 'recyc' }],
    ['two words that few sheets have', { words: 'w1234 w77' }],
    ['a word, a theme and a country', { words: 'water', theme: 'rights', country: 'MA' }],
    ['a place', { placeId: ids.get('padova') ?? newId<'places.places'>() }],
  ];
  const lines = [
    `${size.toLocaleString('en')} sheets; one sheet by its key (baseline): median ${shown(one.median)}, p95 ${shown(one.p95)}`,
  ];
  for (const [what, filter] of asked) {
    let total = 0;
    const times = await ask(async (trx) => {
      ({ total } = await listPractices(trx, { lang: 'en', limit: PAGE, ...filter }));
    });
    medians.set(what, [...(medians.get(what) ?? []), times.median]);
    lines.push(
      `  ${what}: ${total} found, median ${shown(times.median)}, p95 ${shown(times.p95)}; ${(times.median / one.median).toFixed(1)} times the baseline`,
    );
  }
  return lines;
}
