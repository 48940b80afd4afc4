import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '#kernel/db';
import { testDatabase } from '#test/database';
import { plantEveryTable } from '#test/plant-rows';
import { OURS, readTables, tableName, type CatalogueTable } from '../src/app/backup/catalogue.ts';
import { WITHOUT_ROW_SECURITY } from '../src/app/doctor/examine-database.ts';

const PLACES = 'what is published about places and corridors';
const OFFICES = 'what an office publishes about itself';
const STATISTICS = 'official statistics as published';
const DIRECTORY = 'the public directory of organisations and services';

/** Tables that anybody may read, and why. Every table that is not named here is about people, until a reader shows that it is not. */
const PUBLIC: Record<string, string> = {
  'kernel.network': 'the name and the data controller, which every page shows',
  'kernel.network_keys': 'the wrapped key, of no use without the master key',
  'migrations.applied': 'names of files',
  'places.places': PLACES,
  'places.names': PLACES,
  'places.members': PLACES,
  'places.corridors': PLACES,
  'places.holidays': PLACES,
  'places.openings': PLACES,
  'offices.offices': OFFICES,
  'offices.hours': OFFICES,
  'offices.closures': OFFICES,
  'offices.territories': OFFICES,
  'directory.organisations': DIRECTORY,
  'directory.services': DIRECTORY,
  'directory.locations': DIRECTORY,
  'directory.service_locations': DIRECTORY,
  'directory.service_areas': DIRECTORY,
  'directory.phones': DIRECTORY,
  'directory.schedules': DIRECTORY,
  'directory.cost_options': DIRECTORY,
  'directory.required_documents': DIRECTORY,
  'directory.responsibilities': DIRECTORY,
  'directory.search_entries': DIRECTORY,
  'directory.service_cards': DIRECTORY,
  'directory.vocabulary': DIRECTORY,
  'directory.vocabulary_state': DIRECTORY,
  'associations.associations': 'verified associations; src/modules/associations tries that nobody else reads the others',
  'associations.places': 'places of verified associations',
  'associations.representatives': 'representatives of verified associations who agreed to be named, while their mandate lasts',
  'associations.joint_projects': 'joint projects to which each association said yes; src/modules/associations tries the others',
  'associations.joint_partners': 'associations that take part in public joint projects',
  'associations.joint_places': 'places of public joint projects',
  'associations.joint_updates': 'what happened in public joint projects',
  'associations.joint_contacts': 'units to which offices point associations of public joint projects',
  'counts.quarters': 'which quarters are frozen; their counts are read by planners and officers',
  'analyses.analyses': 'published analyses; those never published are read by those who write them',
  'analyses.versions': 'published analyses; drafts are read by those who write them',
  'benchmarks.comparisons': 'published comparisons; drafts are read by those who write them',
  'benchmarks.versions': 'published versions of comparisons',
  'impacts.impacts': 'published impact analyses; src/modules/impacts tries that nobody else reads the others',
  'impacts.versions': 'published versions of impact analyses, and those before them',
  'impacts.observations': 'what was found of published versions',
  'guarantees.contributors': 'bodies that paid in the capital of such funds',
  'guarantees.funds': 'funds of which terms are published; src/modules/guarantees tries that nobody else reads the others',
  'guarantees.windows': 'windows of which terms are published',
  'guarantees.versions': 'published terms; drafts are read by those who manage the fund',
  'guarantees.lenders': 'who lends today under a published window: bodies, never people',
  'guarantees.admissions': 'the days of their agreements',
  'remittances.services': 'services that send money, as compared; src/modules/remittances tries those withdrawn',
  'remittances.prices': 'what such services cost',
  'exchangerates.rates': 'rates of exchange that count',
  'newsletters.issues': 'issues that were sent; src/modules/newsletters tries that nobody else reads drafts',
  'newsletters.items': 'the practices in them',
  'forums.forums': 'boards and forums',
  'forums.seats': 'seats of associations and other bodies, never of people',
  'forums.meetings': 'meetings to which people are invited; src/modules/forums tries that nobody else reads the others',
  'forums.points': 'their agendas',
  'forums.minutes': 'published minutes; src/modules/forums tries the others',
  'forums.attendance': 'which seats were taken, once minutes are published',
  'consultations.consultations': 'consultations once they are opened; src/modules/consultations tries that nobody else reads the others',
  'consultations.opinions': 'opinions that associations gave in public, with the answers; src/modules/consultations tries the others',
  'peerreviews.reviews': 'published reviews; src/modules/peerreviews tries that nobody else reads the others',
  'peerreviews.findings': 'findings of published reviews',
  'peerreviews.recommendations': 'recommendations of published reviews with the authority’s answers',
  'projects.projects': 'projects that their leads made public; src/modules/projects tries that nobody else reads the others',
  'projects.partners': 'partners of public projects',
  'projects.deliverables': 'accepted deliverables of public projects',
  'projects.corridors': 'corridors of public projects',
  'projects.criteria': 'agreed criteria of public projects with a published evaluation',
  'projects.evaluations': 'published evaluations of public projects',
  'projects.findings': 'what published evaluations of public projects found',
  'exchanges.twinnings': 'twinnings that both offices show; src/modules/exchanges tries that nobody else reads the others',
  'instruments.instruments': 'names of questionnaires',
  'instruments.versions': 'published questionnaires; drafts are read by those who make them',
  'instruments.rounds': 'rounds whose results are published; src/modules/instruments tries that nobody reads the others',
  'instruments.results': 'published results, with small counts withheld',
  'loans.products': 'loans once they are published; src/modules/loans tries that nobody else reads drafts',
  'savings.schemes': 'savings schemes once they are published; src/modules/savings tries that nobody else reads drafts',
  'savings.aims': 'objectives of published plans that published schemes serve',
  'learning.courses': 'published courses; others are seen by those who build them',
  'learning.versions': 'published lessons',
  'learning.media': 'pictures and sound of lessons',
  'learning.rooms': 'rooms in which offices teach',
  'learning.groups': 'groups that one can join, once they are open',
  'learning.sessions': 'when these groups meet; links to meet are apart',
  'observatory.datasets': STATISTICS,
  'observatory.releases': STATISTICS,
  'observatory.dimensions': STATISTICS,
  'observatory.codes': STATISTICS,
  'observatory.series': STATISTICS,
  'observatory.indicators': 'the library of indicators',
  'observatory.indicator_versions': 'the library of indicators',
  'observatory.boundaries': 'boundaries of regions, as their source publishes them',
  'observatory.areas': 'boundaries of regions, as their source publishes them',
  'practices.practices': 'the published initiatives and their case sheets',
  'returns.rules': 'the questions of the welfare checklist, for everybody to read',
  'opportunities.opportunities':
    'opportunities while they are published; src/modules/opportunities tries that nobody else reads the others',
  'trade.offers': 'offers and requests while they are published; src/modules/trade tries that nobody reads the others',
  'trade.photos': 'photos of offers while they are published',
  'trade.fairs': 'fairs once they are announced',
  'trade.fair_slots': 'times of announced fairs',
  'trade.facts': 'figures and hints with their source',
  'tracks.texts': 'what public pages say to the people of a track',
  'plans.plans': 'plans once they are published; src/modules/plans tries that nobody else reads the others',
  'plans.reports': 'published progress reports; src/modules/plans tries that nobody else reads the others',
  'plans.versions': 'published plans; drafts are read by the offices that keep them',
  'practices.versions': 'published sheets; drafts are read by those who write and check them',
  'practicefairs.fairs': 'fairs that were opened; src/modules/practicefairs tries that nobody else reads drafts',
  'practicefairs.stands': 'the practices in them',
  'practicefairs.talks': 'their talks',
  'practicefairs.links': 'where to meet, until the last day of an open fair; src/modules/practicefairs tries the others',
  'practices.pictures': 'pictures of published sheets; src/modules/practices tries that nobody else sees those of drafts',
  'transfers.preconditions': 'what published practices take',
  'transfers.profiles': 'profiles that an office has made public; src/modules/transfers tries that nobody else reads the others',
  'transfers.parts': 'what places with a public profile have',
  'transfers.judgements': 'what was judged of places with a public profile',
  'transfers.questions': 'answered questions whose asker agreed; src/modules/transfers tries that nobody reads the others',
  'transfers.contributions': 'what staff write in discussions; src/modules/transfers tries that nobody reads what was taken away',
  'transfers.transfers': 'where practices were taken up, as offices tell',
  'practices.corridors': 'which published initiatives belong to which corridor',
};

const db = await testDatabase({ unchecked: 'all' }); // planted rows mean nothing
const app = openPool(db.urls.app, { size: 1 });
beforeAll(async () => {
  await plantEveryTable(db.superuser);
  // A demonstration shows the mail that it sends to anybody.
  await db.superuser.query('update kernel.network set demonstration = false');
});
afterAll(async () => await app.end());

const names = async (query: string) => (await db.superuser.query<{ it: string }>(query)).rows.map(({ it }) => it);
const ours = `${OURS} and n.nspname <> 'graphile_worker'`;

async function allTables(): Promise<CatalogueTable[]> {
  const client = await db.superuser.connect();
  const tables = await readTables(client).finally(() => client.release());
  return tables.filter(({ schema }) => schema !== 'graphile_worker');
}

/** Tables, columns and schemas without a comment. */
const silent = () =>
  names(`
    select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as it
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')
     where c.relkind in ('r', 'p', 'v', 'm') and ${ours}
       and (col_description(c.oid, coalesce(a.attnum, 0)) is null or obj_description(c.oid, 'pg_class') is null)
     union all
    select n.nspname from pg_namespace n where ${ours} and obj_description(n.oid, 'pg_namespace') is null
     order by 1`);

/** Constraints that carry the name which PostgreSQL made up. */
const unnamed = () =>
  names(`
    select n.nspname || '.' || c.relname || ': ' || k.conname as it
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace
     where k.contype in ('c', 'f', 'u', 'x') and ${ours} and k.conname ~ '_(check|fkey|key|excl)[0-9]*$' and k.conname ~ ('^' || c.relname || '_')
     order by 1`);

/** Tables without forced row security or without the owner's policy. */
const unguarded = async () => {
  const found = await names(`
    select n.nspname || '.' || c.relname as it
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${ours}
       and not (
         c.relrowsecurity and c.relforcerowsecurity
         and exists (
           select from pg_policy p
            where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = array['ponte_owner'::regrole::oid]
              and pg_get_expr(p.polqual, p.polrelid) = 'true' and pg_get_expr(p.polwithcheck, p.polrelid) = 'true'
         )
       )
     order by 1`);
  return found.filter((key) => !WITHOUT_ROW_SECURITY.has(key));
};

/** Tables that are not public and show the application a row. */
async function shown(): Promise<string[]> {
  const open: string[] = [];
  for (const table of await allTables()) {
    if (table.key in PUBLIC) continue;
    const seen = await app
      .query(`select from ${tableName(table)} limit 1`)
      .catch((error: Error) => ({ rowCount: error.message.startsWith('permission denied') ? 0 : error.message }));
    if (seen.rowCount !== 0) open.push(table.key);
  }
  return open;
}

describe('every table', () => {
  test('is found at all, and the list of public ones names none that is gone', async () => {
    const known = (await allTables()).map(({ key }) => key);
    expect(known.length).toBeGreaterThan(50);
    expect(Object.keys(PUBLIC).filter((key) => !known.includes(key))).toEqual([]);
  });

  test('lies in the schema of its module, never in public', async () => {
    const strays = await names(`
      select c.relname as it from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
         and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')`);
    expect(strays).toEqual([]);
  });

  test('belongs to the owner role', async () => {
    const others = await names(`
      select n.nspname || '.' || c.relname as it from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS} and c.relowner <> 'ponte_owner'::regrole`);
    expect(others).toEqual([]);
  });

  test('says what it is, and so does each of its columns and each schema', async () => {
    expect(await silent()).toEqual([]);
  });

  test('names its constraints itself, so that a refusal can know them', async () => {
    expect(await unnamed()).toEqual([]);
  });

  test('has row security, also for its owner, who sees every row by a policy', async () => {
    expect(await unguarded()).toEqual([]);
  });

  test('was given a row, so that what follows proves something', async () => {
    const empty: string[] = [];
    for (const table of await allTables()) {
      if (!(await db.superuser.query(`select from ${tableName(table)} limit 1`)).rowCount) empty.push(table.key);
    }
    expect(empty).toEqual([]);
  });
});

describe('a table that is not public', () => {
  test('shows no row to the application while nobody is signed in', async () => {
    expect(await shown()).toEqual([]);
  });

  test('shows no row either to an account that holds no role', async () => {
    await app.query(`select set_config('app.actor', gen_random_uuid()::text, false), set_config('app.assurance', '2', false)`);
    expect(await shown()).toEqual([]);
    await app.query('reset all');
  });

  test('of the queue is closed to the application', async () => {
    await expect(app.query('select from graphile_worker._private_jobs')).rejects.toThrow(/permission denied/);
  });
});

test('PostgreSQL lets nobody in whom no grant names', async () => {
  const open = await names(`
    select 'table ' || table_schema || '.' || table_name as it from information_schema.role_table_grants n
     where grantee = 'PUBLIC' and ${ours.replaceAll('n.nspname', 'n.table_schema')}
     union all
    select 'schema ' || n.nspname from pg_namespace n where ${OURS} and has_schema_privilege('public', n.oid, 'create')
     order by 1`);
  expect(open).toEqual([]);
});

test('a table that breaks the rules is found by each of them', async () => {
  await db.superuser.query(`
    create table access.planted (id int check (id > 0));
    insert into access.planted values (1);
    grant select on access.planted to ponte_app`);
  expect(await silent()).toEqual(['access.planted.id']);
  expect(await unnamed()).toEqual(['access.planted: planted_id_check']);
  expect(await unguarded()).toEqual(['access.planted']);
  expect(await shown()).toEqual(['access.planted']);
  await db.superuser.query('drop table access.planted');
});
