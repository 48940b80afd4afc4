import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { asActor, nobody } from './index.ts';
import { prepared } from './prepared.ts';

const db = await testDatabase();

test('a marked statement is planned once a connection, and answers each time by its parameters', async () => {
  const ask = async (value: number) =>
    await asActor(db.app, nobody, async (trx) => {
      const { rows } = await sql<{ twice: number }>`${prepared} select ${value}::int * 2 as twice`.execute(trx);
      const kept = await sql<{ count: bigint }>`select count(*) from pg_prepared_statements`.execute(trx);
      return { twice: rows[0]?.twice, kept: Number(kept.rows[0]?.count) };
    });
  expect(await ask(2)).toEqual({ twice: 4, kept: 1 });
  expect(await ask(21)).toEqual({ twice: 42, kept: 1 });
});

test('a statement without the mark is not kept, wherever the mark stands in its text', async () => {
  const kept = await asActor(db.app, nobody, async (trx) => {
    await sql`select ${'/* prepared */'}::text`.execute(trx);
    const { rows } = await sql<{ count: bigint }>`select count(*) from pg_prepared_statements where statement not like '%twice%'`.execute(
      trx,
    );
    return Number(rows[0]?.count);
  });
  expect(kept).toBe(0);
});
