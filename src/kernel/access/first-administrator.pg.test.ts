import { expect, test } from 'vitest';
import { asActor, newId, nobody } from '#kernel/db';
import { testDatabase } from '#test/database';
import { makeFirstAdministrator } from './grant-role.ts';
import { rolesOf } from './roles-of.ts';

const db = await testDatabase();

test('a network gets its first administrator once, also when ten ask at the same moment', async () => {
  const accounts = Array.from({ length: 10 }, () => newId());
  const made = await Promise.all(accounts.map((accountId) => asActor(db.app, nobody, (trx) => makeFirstAdministrator(trx, accountId))));
  expect(made.filter(Boolean)).toHaveLength(1);
  const accountId = accounts[made.indexOf(true)]!;
  expect(await asActor(db.app, { accountId, assurance: 2 }, (trx) => rolesOf(trx, accountId))).toMatchObject([
    { role: 'administrator', grantedBy: null },
  ]);
  expect(await asActor(db.app, nobody, (trx) => makeFirstAdministrator(trx, newId()))).toBe(false);
});
