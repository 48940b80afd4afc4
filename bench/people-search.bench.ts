/**
 * Finding a file at the desk of an office with 20,000 files in a network of 120,000: by name with a slip, by phone, by
 * e-mail, and the first page of the list, through the application's own role with the policies in force. The baseline
 * is one file read by its key in the same way.
 */
import { asActor, newId, openDatabase, openPool, type AnyWrites } from '#kernel/db';
import { listCases } from '#modules/cases';
import { searchPeople, type PersonId } from '#modules/people';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown, timesOf } from './measure.ts';

const FILES = 120_000;
const OWN_FILES = 20_000;
const COUNSELLOR = newId();
const offices = Array.from({ length: 50 }, () => newId());
const own = offices.slice(0, 1);

const given =
  'Fatou Awa Moussa Ibrahima Mariama Ousmane Cheikh Khady Elira Arben Besnik Drita Ioana Andrei Mihai Elena Youssef Khadija Rachid Samira';
const family =
  'Ndiaye Diop Fall Sarr Gueye Faye Sow Ba Hoxha Shehu Dervishi Popescu Ionescu Dumitru Stan Benali Alaoui Idrissi Tazi Mansouri';

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_people';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: 1 });
  const app = openPool(urls.app, { size: 1 });
  try {
    await plant(superuser);
    const database = openDatabase(app);
    const ask = async (work: (trx: AnyWrites) => Promise<{ total: number }>) => {
      let total = 0;
      const times = await timesOf(async () => {
        ({ total } = await asActor(database, { accountId: COUNSELLOR, assurance: 2 }, work));
      });
      return { ...times, total };
    };
    const people = async (words: string, sort: 'name' | 'newest' = 'name') =>
      await ask(async (trx) => await searchPeople(trx, { words, officeIds: own, sort, page: 1, pageSize: 25 }));
    const keyed = { text: 'select id from people.people where office_id = any ($1) limit 1', values: [own] };
    const { rows: keys } = await superuser.query<{ id: PersonId }>(keyed);
    const one = await ask(async (trx) => {
      const ids = keys.map(({ id }) => id);
      return { total: (await trx.selectFrom('people.people').select('id').where('id', 'in', ids).execute()).length };
    });
    const cases = async (words: string) =>
      await ask(async (trx) => await listCases(trx, { words, officeIds: own, state: 'open', page: 1, pageSize: 25 }));
    const asked = [
      ['newest first', await people('', 'newest')],
      ['by name', await people('')],
      ['"fatu ndiay"', await people('fatu ndiay')],
      ['"Mariama"', await people('Mariama')],
      ['last digits of a phone', await people('345 678')],
      ['an e-mail', await people('b-100@example.org')],
      ['cases of "Khady Sow"', await cases('Khady Sow')],
    ] as const;
    return [
      `${OWN_FILES.toLocaleString('en')} files of one office among ${FILES.toLocaleString('en')}; first page of 25; 1 connection, 20 warm-up, 200 measured (goal: under 20 ms)`,
      `one file by its key (baseline): median ${shown(one.median)}, p95 ${shown(one.p95)}`,
      ...asked.map(
        ([what, { median, p95, total }]) =>
          `${what}: ${total} found, median ${shown(median)}, p95 ${shown(p95)}; ${(median / one.median).toFixed(1)} times the baseline`,
      ),
    ];
  } finally {
    await Promise.all([superuser.end(), app.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

/** Plants files with names, numbers and cases as the superuser, a sixth of them in one office. */
async function plant(superuser: ReturnType<typeof openPool>): Promise<void> {
  await superuser.query(
    `insert into access.subjects (id, custodian_id)
     select gen_random_uuid(), ($1::uuid[])[case when n <= $2 then 1 else 2 + n % 49 end] from generate_series(1, $3) n`,
    [offices, OWN_FILES, FILES],
  );
  await superuser.query(
    `insert into people.people (id, office_id, reference, language, created_at)
     select id, custodian_id, 'B-' || row_number() over (), 'en', now() - random() * interval '900 days' from access.subjects`,
  );
  await superuser.query(
    `insert into people.identities (person_id, office_id, given_name, family_name, search_words)
     select id, office_id, given, family, lower(given || ' ' || family)
       from (
         select id, office_id, ($1::text[])[1 + floor(random() * 20)::int] as given,
                ($2::text[])[1 + floor(random() * 20)::int] || substr(md5(random()::text), 1, 2) as family
           from people.people
       ) named`,
    [given.split(' '), family.split(' ')],
  );
  await superuser.query(
    `insert into people.contacts (person_id, office_id, phone, email)
     select id, office_id, '+39' || (3000000000 + floor(random() * 999999999)::bigint), lower(reference) || '@example.org' from people.people`,
  );
  await superuser.query(
    `insert into cases.cases (id, person_id, office_id, reason) select gen_random_uuid(), id, office_id, 'Starts a firm' from people.people`,
  );
  await superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
    [newId(), COUNSELLOR, own[0]],
  );
  await superuser.query('vacuum analyze');
}
