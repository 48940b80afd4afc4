import { expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { testDatabase } from '#test/database';
import { sql } from 'kysely';
import { createDemoAccount } from './demo-account.ts';
import { freshEmail, officeWithFile, PASSWORD, rehearse, signedInStaff, visit } from './identity.fixtures.ts';
import { issueCodeCard } from './issue-code-card.ts';
import { setContactClaims } from './link-file.ts';
import { requestCode, signInWithCode } from './sign-in-with-code.ts';

// Roles are given to accounts that these tests need no rows of.
const db = await testDatabase({ unchecked: ['access-role-of-an-account'] });
const stage = await rehearse(db);
const { identity } = stage;

const tables = (
  await db.superuser.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'identity' order by 1`)
).rows.map((row) => row.name);

async function plantEverything() {
  const office = await officeWithFile(db);
  await asActor(db.app, office.counsellor, async (trx) => {
    await issueCodeCard(identity, trx, office.counsellor.accountId, office.subjectId);
    await setContactClaims(identity, trx, {
      subjectId: office.subjectId,
      custodianId: office.custodianId,
      phone: '+393331112223',
      email: null,
    });
  });
  const { accountId } = await createDemoAccount(identity, {
    email: freshEmail(),
    name: 'Noor',
    language: 'en',
    password: PASSWORD,
    totpSecret: 'JBSWY3DPEHPK3PXP',
  });
  await db.superuser.query(`insert into identity.recovery_codes values ($1, 'x')`, [accountId]);
  await db.superuser.query(`insert into identity.provider_links values ($1, $2, 'https://id.example', 'x', 'id', now())`, [
    newId(),
    accountId,
  ]);
  await db.superuser.query(`insert into identity.passkeys values ($1, $2, $3, 'x', 0, '{}', 'x', now())`, [newId(), accountId, newId()]);
  await signedInStaff(db, stage);
  const { challenge } = await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
  await signInWithCode(identity, visit(), { challenge, code: stage.last('code') });
  await requestCode(identity, visit(), { address: freshEmail(), country: null, language: 'en' });
  return office;
}
const office = await plantEverything();

const count = async (actor: Actor, table: string) =>
  await asActor(db.app, actor, async (trx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`identity.${table}`)}`.execute(trx);
    return rows[0]?.n ?? 0;
  }).catch((error: unknown) => (error instanceof Error && error.message.startsWith('permission denied') ? 0 : Promise.reject(error)));

test.for(tables)('identity.%s is under forced row security: rows are there, and nobody sees none of them', async (table) => {
  const { rows } = await db.superuser.query<{ n: number; forced: boolean }>(
    `select (select count(*)::int from identity.${table}) as n, relforcerowsecurity as forced from pg_class where oid = 'identity.${table}'::regclass`,
  );
  expect(rows[0]?.forced).toBe(true);
  expect(rows[0]?.n).toBeGreaterThan(0);
  expect(await count(nobody, table)).toBe(0);
  expect(await count({ accountId: newId(), assurance: 2 }, table)).toBe(0);
});

test('an administrator, too, reads of accounts only those of staff, and no session, password or second factor of theirs', async () => {
  const administrator = { accountId: newId(), assurance: 2 as const };
  await db.superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind) values ($1, $2, 'administrator', 'network')`,
    [newId(), administrator.accountId],
  );
  const { rows } = await db.superuser.query<{ n: number }>(
    `select count(*)::int as n from identity.accounts where origin in ('invitation', 'set-up')`,
  );
  expect(await count(administrator, 'accounts')).toBe(rows[0]?.n);
  for (const table of tables.filter((one) => one !== 'accounts')) expect([table, await count(administrator, table)]).toEqual([table, 0]);
});

test('a counsellor reads the cards and claims of the files in custody, not their hashes', async () => {
  expect(await count(office.counsellor, 'code_cards')).toBe(1);
  expect(await count(office.counsellor, 'contact_claims')).toBe(1);
  const hashes = asActor(db.app, office.counsellor, async (trx) => await sql`select secret_hash from identity.code_cards`.execute(trx));
  await expect(hashes).rejects.toThrow('permission denied');
});

test('a session with one factor adds no second one where there is one, nor gives itself two', async () => {
  const wish = { email: freshEmail(), name: 'Noor', language: 'en' as const, password: PASSWORD, totpSecret: 'JBSWY3DPEHPK3PXP' };
  const { accountId } = await createDemoAccount(identity, wish);
  const attempts: ((trx: AnyWrites) => Promise<unknown>)[] = [
    async (trx) =>
      await sql`insert into identity.passkeys values (${newId()}, ${accountId}, ${newId()}, 'x', 0, '{}', 'x', now())`.execute(trx),
    async (trx) => await sql`insert into identity.recovery_codes (account_id, code_hash) values (${accountId}, 'mine')`.execute(trx),
    async (trx) =>
      await sql`insert into identity.provider_links values (${newId()}, ${accountId}, 'https://id.example', 'mine', 'id', now())`.execute(
        trx,
      ),
    async (trx) => await sql`update identity.sessions set assurance = 2`.execute(trx),
    async (trx) => await sql`update identity.authenticators set last_step = 0`.execute(trx),
  ];
  for (const attempt of attempts)
    await expect(asActor(db.app, { accountId, assurance: 1 }, attempt)).rejects.toThrow(/row-level security|permission denied/);
  const set = await asActor(
    db.app,
    { accountId, assurance: 1 },
    async (trx) => await sql<{ set: boolean }>`select identity.set_own_password('x', now()) as set`.execute(trx),
  );
  expect(set.rows[0]?.set).toBe(false);
});

test('the owner, who makes backups, sees the planted rows', async () => {
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`identity.${table}`)}`.execute(db.owner);
    expect([table, (rows[0]?.n ?? 0) > 0]).toEqual([table, true]);
  }
});
