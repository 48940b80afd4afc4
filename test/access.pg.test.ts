import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { attemptsOf, clear, differences, makeProbe, plant, sample } from '#test/fixtures-access-probe';
import type { Acting } from '#test/fixtures-access-rights';
import { rules, type TableRule } from '#test/fixtures-access-rules';
import { rowsOf, worldRecipe, type Recipe, type Rows, type Stage } from '#test/fixtures-access-world';

const db = await testDatabase();
const stage: Stage = {
  offices: [newId(), newId(), newId()],
  organisations: [newId(), newId()],
  accounts: Array.from({ length: 5 }, () => newId()),
  place: newId(),
};
const tables = [...rules.map((rule) => rule.table), 'audit.pseudonyms'];

/** How much is tried: worlds, and attempts of each actor in one. Two of three attempts come to a millisecond and more. */
const WORLDS = 200;
const ATTEMPTS = 36;

const actor = fc.record({ account: fc.nat(5), assurance: fc.constantFrom(2 as const, 2, 2, 1, 0), locked: fc.nat(5).map((one) => one === 0), link: fc.nat(3), seed: fc.nat() });
const actors = fc.array(actor, { minLength: 2, maxLength: 4 });
type Given = typeof actor extends fc.Arbitrary<infer A> ? A : never;

/** Who acts in a request: a locked session acts with no factor at all, a visitor may hold the secret of a link. */
function actingIn(rows: Rows, given: Given): Acting {
  const accountId = stage.accounts[given.account] ?? null;
  const tokens = [...(rows['messages.questions'] ?? []), ...(rows['appointments.appointments'] ?? [])].map((row) => String(row.token_hash));
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
}, 120_000);

describe('the comparison', () => {
  const everything: Recipe['files'][number]['grants'][number] = { recipient: 'office', who: 1, parts: ['identity', 'contact', 'profile', 'venture', 'plan', 'notes', 'documents', 'appointments'], when: 'live', how: 'on-line' };
  const file = { custodian: 0, links: [{ account: 2, ended: false }], withheld: ['notes', 'documents', 'appointments'], writtenIn: 0, author: 0, meetsAt: 0, coFounder: 1 };
  const recipe: Recipe = {
    holders: [0, 1].map((one) => ({ account: one, role: 'counsellor', scope: one, ended: false })),
    files: [
      { ...file, grants: [everything], referrals: [{ organisation: 0, grant: 0, state: 'sent' }], handovers: [{ kind: 'joint', to: 1, grant: 0, state: 'accepted', ended: false }] },
      { ...file, grants: [{ ...everything, when: 'withdrawn' }], referrals: [], handovers: [] },
    ],
  };
  const given: Given[] = [0, 1, 2, 5].flatMap((account) => ([1, 2] as const).map((assurance) => ({ account, assurance, locked: false, link: 1, seed: 0 })));
  const found = async (table: string) => (await compare(rowsOf(stage, recipe), given, rules.filter((rule) => rule.table === table), 1_000)).length;

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
