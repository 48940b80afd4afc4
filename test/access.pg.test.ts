import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { attemptsOf, clear, differences, makeProbe, plant, sample } from '#test/fixtures-access-probe';
import { everyMove, move, type Move } from '#test/fixtures-access-moves';
import { make, tryMove, type Story } from '#test/fixtures-access-story';
import { rowsOf } from '#test/fixtures-access-rows';
import type { Acting } from '#test/fixtures-access-rights';
import { rules, type TableRule } from '#test/fixtures-access-rules';
import { worldRecipe, type Recipe, type Rows, type Stage } from '#test/fixtures-access-world';

const db = await testDatabase();
const stage: Stage = {
  offices: [newId(), newId(), newId()],
  organisations: [newId(), newId()],
  funds: [newId(), newId()],
  accounts: Array.from({ length: 5 }, () => newId()),
  place: newId(),
  corridor: newId(),
};
const tables = [...rules.map((rule) => rule.table), 'audit.pseudonyms'];

/** How much is tried: worlds, and attempts of each actor in one. Two of three attempts come to a millisecond and more. */
const WORLDS = 200;
const ATTEMPTS = 40;
const STORIES = 25;

const actor = fc.record({
  account: fc.nat(5),
  assurance: fc.constantFrom(2 as const, 2, 2, 1, 0),
  locked: fc.nat(5).map((one) => one === 0),
  link: fc.nat(3),
  seed: fc.nat(),
});
const actors = fc.array(actor, { minLength: 2, maxLength: 4 });
type Given = typeof actor extends fc.Arbitrary<infer A> ? A : never;

/** Who acts in a request: a locked session acts with no factor at all, a visitor may hold the secret of a link. */
function actingIn(rows: Rows, given: Given): Acting {
  const accountId = stage.accounts[given.account] ?? null;
  const linked = [
    'messages.questions',
    'appointments.appointments',
    'instruments.invitations',
    'associations.keepers',
    'newsletters.readers',
  ];
  const tokens = linked
    .flatMap((table) => rows[table] ?? [])
    .filter((row) => row.token_hash !== null)
    .map((row) => String(row.token_hash));
  const token = given.link === 0 ? tokens[given.seed % tokens.length] : undefined;
  return { accountId, assurance: accountId === null || given.locked ? 0 : given.assurance, ...(token ? { token } : {}) };
}

/** What PostgreSQL does otherwise than the design says, in one world. */
async function compare(rows: Rows, given: readonly Given[], chosen: readonly TableRule[], count: number): Promise<string[]> {
  await plant(db, rows);
  try {
    const found: string[] = [];
    for (const one of given) {
      const acting = actingIn(rows, one);
      found.push(...(await differences(db, acting, sample(attemptsOf(chosen, rows, acting), count, one.seed))));
    }
    return found;
  } finally {
    await clear(db, tables);
  }
}

beforeAll(async () => {
  await makeProbe(db);
  await db.superuser.query(
    `begin; set local session_replication_role = replica;
     insert into places.corridors (id, code, origin_id, destination_id, source, as_of)
     values ('${stage.corridor}', 'of-the-stage', gen_random_uuid(), gen_random_uuid(), '{}', '2026'); commit`,
  );
  await clear(db, ['erasure.clocks', 'instruments.versions', 'instruments.instruments']); // migrations put the defaults in
  await db.superuser.query(`alter database ${new URL(db.urls.app).pathname.slice(1)} set synchronous_commit = off`);
});

test('in generated worlds PostgreSQL lets the application do what the design says, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(worldRecipe, actors, async (recipe, given) => {
      const rows = rowsOf(stage, recipe);
      expect(await compare(rows, given, rules, ATTEMPTS)).toEqual([]);
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
});

/** Lives through a story; answers what came out otherwise than the design says, and which kinds of moves were made. */
async function live(moves: readonly Move[]): Promise<{ found: string[]; made: Set<string> }> {
  let story = tell();
  const made = new Set<string>();
  await plant(db, story.rows);
  try {
    for (const given of moves) {
      const tried = tryMove(story, given);
      const done = await make(db, tried);
      if (done !== (tried.after !== null)) return { found: [`${JSON.stringify(given)} was ${done ? 'made' : 'refused'}`], made };
      if (!tried.after) continue;
      made.add(given.does);
      story = { ...story, rows: tried.after };
      for (const acting of [...story.counsellors, story.self]) {
        const reads = attemptsOf(moving, story.rows, acting).filter(({ what }) => what.startsWith('select'));
        const found = await differences(db, acting, reads);
        if (found.length > 0) return { found: found.map((one) => `after ${JSON.stringify(given)}: ${one}`), made };
      }
      await new Promise((resolve) => setTimeout(resolve, 3)); // what is kept back is told by the clock
    }
    return { found: [], made };
  } finally {
    await clear(db, tables);
  }
}

test('a file that moves between offices is open to whom the design says after every step', async () => {
  const { found, made } = await live(everyMove);
  expect(found).toEqual([]);
  expect([...made].toSorted()).toEqual(['accept', 'decline', 'end', 'note', 'offer', 'release', 'withdraw']);
  const stories = fc.array(move, { minLength: 12, maxLength: 18, size: 'max' });
  await fc.assert(
    fc.asyncProperty(stories, async (moves) => {
      expect((await live(moves)).found).toEqual([]);
    }),
    { numRuns: STORIES, endOnFailure: true },
  );
});

/** Tables that show where a file has gone, and one of each kind of part. */
const moving = rules.filter(({ table }) =>
  [
    'access.subjects',
    'access.withheld',
    'people.people',
    'people.contacts',
    'cases.cases',
    'cases.steps',
    'cases.notes',
    'cases.handovers',
    'ventures.ventures',
    'files.files',
    'appointments.appointments',
    'consent.grants',
  ].includes(table),
);

/** One file at the first of three offices, each with a counsellor, and the person's own account. */
function tell(): Story {
  const file = {
    custodian: 0,
    links: [{ account: 3, ended: false }],
    grants: [],
    withheld: [],
    writtenIn: 0,
    author: 0,
    meetsAt: 0,
    coFounder: 0,
    referrals: [],
    handovers: [],
  };
  const rows = rowsOf(stage, {
    holders: [0, 1, 2].map((one) => ({ account: one, role: 'counsellor', scope: one, ended: false })),
    files: [file],
  });
  const account = (place: number, assurance: 1 | 2): Acting => ({ accountId: stage.accounts[place] ?? null, assurance });
  return {
    stage,
    counsellors: [account(0, 2), account(1, 2), account(2, 2)],
    self: account(3, 1),
    person: String(rows['access.subjects']?.[0]?.id),
    caseId: String(rows['cases.cases']?.[0]?.id),
    rows,
  };
}

/** Tables to which the application has no right at all: only functions of the owner and the jobs reach them. */
const CLOSED = ['audit.pseudonyms', 'identity.passwords', 'identity.tries', 'identity.verifications', 'kernel.sendings', 'loans.booked'];

/** Names of files, which every process compares with those that it has. */
const NAMES = 'migrations.applied';

/** Tables that are guarded word for word like one of the rules. */
const ALIKE: Record<string, string> = {
  'places.corridors': 'places.places',
  'places.holidays': 'places.places',
  'places.members': 'places.places',
  'places.names': 'places.places',
  'places.openings': 'places.places',
  'practices.corridors': 'practices.practices',
  'directory.cost_options': 'directory.schedules',
  'directory.required_documents': 'directory.schedules',
  'directory.search_entries': 'directory.schedules',
  'directory.service_cards': 'directory.schedules',
  'directory.service_areas': 'directory.schedules',
  'directory.service_locations': 'directory.schedules',
};

/** Tables of the public directory whose guards name other columns; src/modules/directory tries who may write them. */
const DIRECTORY = [
  'directory.locations',
  'directory.phones',
  'directory.responsibilities',
  'directory.vocabulary',
  'directory.vocabulary_state',
];

describe('every table', () => {
  interface Table {
    name: string;
    rights: string[];
    guards: string;
  }
  const read = async () =>
    (
      await db.superuser.query<Table>(`
        select c.oid::regclass::text as name,
               array(select verb from unnest(array['INSERT', 'UPDATE', 'DELETE', 'SELECT']) as verb
                      where has_table_privilege('ponte_app', c.oid, verb)
                         or (verb in ('INSERT', 'UPDATE', 'SELECT') and has_any_column_privilege('ponte_app', c.oid, verb))) as rights,
               coalesce((select string_agg(concat_ws(' | ', cmd, permissive, qual, with_check), E'\\n' order by cmd, qual, with_check)
                  from pg_policies where format('%I.%I', schemaname, tablename) = c.oid::regclass::text and 'ponte_app' = any (roles)), '') as guards
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'probe')
         order by 1`)
    ).rows;

  test('is named by a rule of the design, or by the reason why it has none', async () => {
    const known = [...rules.map(({ table }) => table), NAMES, ...CLOSED, ...Object.keys(ALIKE), ...DIRECTORY];
    expect((await read()).map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });

  test('gives the application the rights that its rule tries, and no other', async () => {
    const found = await read();
    const wanted = ({ adds, changes, removes }: TableRule) => [adds && 'INSERT', changes && 'UPDATE', removes && 'DELETE'].filter(Boolean);
    const differing = rules.filter((rule) => {
      const rights = found.find(({ name }) => name === rule.table)?.rights.filter((right) => right !== 'SELECT');
      return JSON.stringify(rights) !== JSON.stringify(wanted(rule));
    });
    expect(differing.map((rule) => [rule.table, found.find(({ name }) => name === rule.table)?.rights, wanted(rule)])).toEqual([]);
    expect(found.filter(({ name, rights }) => CLOSED.includes(name) && rights.length > 0)).toEqual([]);
    expect(found.find(({ name }) => name === NAMES)?.rights).toEqual(['SELECT']);
  });

  test('that is guarded like another is guarded word for word like it', async () => {
    const guards = new Map((await read()).map(({ name, guards: words }) => [name, words]));
    const differing = Object.entries(ALIKE).filter(([table, model]) => !guards.get(model) || guards.get(table) !== guards.get(model));
    expect(differing.map(([table, model]) => [table, guards.get(table), guards.get(model)])).toEqual([]);
  });
});

describe('the comparison', () => {
  const everything: Recipe['files'][number]['grants'][number] = {
    recipient: 'office',
    who: 1,
    parts: ['identity', 'contact', 'profile', 'venture', 'plan', 'notes', 'documents', 'appointments'],
    when: 'live',
    how: 'on-line',
    purpose: 'p',
  };
  const file = {
    custodian: 0,
    links: [{ account: 2, ended: false }],
    withheld: ['notes', 'documents', 'appointments'],
    writtenIn: 0,
    author: 0,
    meetsAt: 0,
    coFounder: 1,
  };
  const recipe: Recipe = {
    holders: [0, 1].map((one) => ({ account: one, role: 'counsellor', scope: one, ended: false })),
    files: [
      {
        ...file,
        grants: [everything],
        referrals: [{ organisation: 0, grant: 0, state: 'sent' }],
        handovers: [{ kind: 'joint', to: 1, grant: 0, state: 'accepted', ended: false }],
      },
      { ...file, grants: [{ ...everything, when: 'withdrawn' }], referrals: [], handovers: [] },
    ],
  };
  const given: Given[] = [0, 1, 2, 5].flatMap((account) =>
    ([1, 2] as const).map((assurance) => ({ account, assurance, locked: false, link: 1, seed: 0 })),
  );
  const found = async (table: string) =>
    (
      await compare(
        rowsOf(stage, recipe),
        given,
        rules.filter((rule) => rule.table === table),
        1_000,
      )
    ).length;

  test('finds a hand-over that outlives the withdrawal of its grant', async () => {
    await db.superuser.query('alter table consent.grants disable trigger cases_follow');
    expect((await live(everyMove)).found.length).toBeGreaterThan(0);
    await db.superuser.query('alter table consent.grants enable trigger cases_follow');
  });

  // The damage stays: each is found at a table that those before it leave as it was.
  test.for([
    ['a policy that is gone', 'cases.cases', 'drop policy self on cases.cases'],
    ['a policy too many', 'cases.tasks', 'create policy leak on cases.tasks for select to ponte_app using (true)'],
    ['a table without row security', 'people.identities', 'alter table people.identities disable row level security'],
    ['a document that is not kept back', 'files.files', 'drop policy withheld on files.files'],
    ['a change that anybody may make', 'offices.hours', 'create policy leak on offices.hours for update to ponte_app using (true)'],
    ['a key that does not prove reach', 'cases.blockers', 'alter table cases.blockers drop constraint blockers_case'],
    [
      'a grant that outlives its withdrawal',
      'people.contacts',
      `create or replace function consent.subjects(part text) returns setof uuid language sql stable security definer set search_path = '' as
       $$ select subject_id from consent.grants where part = any (parts) and recipient_id in (select access.desks()) $$`,
    ],
    [
      'a desk that opens with one factor',
      'messages.contacts',
      `create or replace function access.desks() returns setof uuid language sql stable security definer set search_path = '' as
       $$ select scope_id from access.assignments where account_id = kernel.actor() and ended_at is null and scope_kind = 'office' $$`,
    ],
  ] as const)('finds %s', async ([, table, damage]) => {
    expect(await found(table)).toBe(0);
    await db.superuser.query(damage);
    expect(await found(table)).toBeGreaterThan(0);
  });
});
