import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { asSuperuser, dropDatabase, secret } from './cluster.ts';
import { cloneDatabase, testDatabase, type TestDatabase } from './database.ts';

/**
 * A database for this test file that was filled once a run and is cloned by each file that asks for it, and what its filling answered (data
 * that can be stored). Whichever worker asks first fills it, while the others wait; anew on another day, since what is filled in counts
 * from today. Call at the top of a *.pg.test.ts.
 */
export async function preparedDatabase<T>(name: string, fill: (db: TestDatabase) => Promise<T>): Promise<{ db: TestDatabase; answer: T }> {
  const template = `${inject('template')}_${name}_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  await asSuperuser(inject('superuser'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]); // until this connection ends
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const filling = `${template}_${secret().slice(0, 6)}`;
    await fillDatabase(filling, fill);
    await client.query(`alter database ${filling} rename to ${template}`);
  });
  const db = await testDatabase({ template });
  const { rows } = await db.superuser.query<{ answer: Buffer }>('select answer from prepared.answers');
  await db.superuser.query('drop schema prepared cascade');
  return { db, answer: deserialize(rows[0]?.answer ?? Buffer.of()) as T }; // what `fill` answered
}

async function fillDatabase(name: string, fill: (db: TestDatabase) => Promise<unknown>): Promise<void> {
  const { db, close } = await cloneDatabase(name, inject('template'));
  try {
    const answer = serialize(await fill(db));
    await db.superuser.query('create schema prepared; create table prepared.answers (answer bytea not null)');
    await db.superuser.query('insert into prepared.answers values ($1)', [answer]);
    await close();
  } catch (error) {
    await dropDatabase(inject('superuser'), name);
    throw error;
  }
}
