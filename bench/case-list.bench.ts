/**
 * The first page of an office's case list with 100,000 cases in the network, through the application's own role with the
 * policies in force; as a ratio to the same rows asked for by the superuser, whom no policy binds, in the same run.
 */
import { asActor, asSystem, newId, openDatabase, openPool } from '#kernel/db';
import { listCases } from '#modules/cases';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown, timesOf } from './measure.ts';

const CASES = 100_000;
const OFFICES = 50;
const COUNSELLOR = newId();

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_cases';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: 2 });
  const app = openPool(urls.app, { size: 2 });
  try {
    const office = await plant(superuser);
    const filter = { officeIds: [office], state: 'open' as const, page: 1, pageSize: 25 };
    const actor = { accountId: COUNSELLOR, assurance: 2 as const };
    const guarded = openDatabase(app);
    const bare = openDatabase(superuser);
    const first = await asActor(guarded, actor, async (trx) => await listCases(trx, filter));
    const bound = await timesOf(async () => await asActor(guarded, actor, async (trx) => await listCases(trx, filter)));
    const free = await timesOf(async () => await asSystem(bare, async (trx) => await listCases(trx, filter)));
    return [
      `${CASES.toLocaleString('en')} cases in ${OFFICES} offices; one office's open cases, first page of ${first.rows.length} (of ${first.total}); 1 connection, 20 warm-up, 200 measured`,
      `with the policies: median ${shown(bound.median)}, p95 ${shown(bound.p95)} (goal: under 20 ms)`,
      `without (superuser): median ${shown(free.median)}, p95 ${shown(free.p95)}; ratio of medians ${(bound.median / free.median).toFixed(2)}`,
    ];
  } finally {
    await Promise.all([superuser.end(), app.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

/** Plants offices, files and cases as the superuser, in a few statements; answers one office. */
async function plant(superuser: ReturnType<typeof openPool>): Promise<string> {
  const offices = Array.from({ length: OFFICES }, () => newId());
  await superuser.query(
    `with office as (select id, row_number() over () as n from unnest($1::uuid[]) as id),
          subject as (
            insert into access.subjects (id, custodian_id)
            select gen_random_uuid(), office.id from generate_series(1, $2) as number join office on office.n = 1 + number % $3
            returning id, custodian_id
          )
     select count(*) from subject`,
    [offices, CASES, OFFICES],
  );
  await superuser.query(
    `insert into people.people (id, office_id, reference, language) select id, custodian_id, 'B-' || row_number() over (), 'en' from access.subjects`,
  );
  await superuser.query(
    `insert into people.identities (person_id, office_id, given_name, family_name, search_words) select id, office_id, 'Given ' || reference, 'Family', lower('given family ' || reference) from people.people`,
  );
  await superuser.query(
    `insert into cases.cases (id, person_id, office_id, reason, opened_at, updated_at) select gen_random_uuid(), id, office_id, 'Starts a firm', now() - random() * interval '700 days', now() - random() * interval '300 days' from people.people`,
  );
  await superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
    [newId(), COUNSELLOR, offices[0]],
  );
  await superuser.query('analyze');
  return offices[0] ?? '';
}
