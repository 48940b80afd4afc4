import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { asActor, newId, nobody, type Actor } from './index.ts';

const db = await testDatabase();
await db.superuser.query(
  `create table public.things (id int primary key, twin int constraint twin references public.things deferrable initially deferred);
   grant select, insert on public.things to ponte_app`,
);
const count = async () => (await db.superuser.query('select from public.things')).rowCount;

const read = async (actor: Actor, name: string) =>
  await asActor(db.app, actor, async (trx) => {
    const { rows } = await sql<{ value: string }>`select current_setting(${`app.${name}`}) as value`.execute(trx);
    return rows[0]?.value;
  });

test('sets who acts, for this transaction alone', async () => {
  const accountId = newId();
  const actor: Actor = { accountId, assurance: 2, token: 't', visitorKey: 'v', requestId: 'r' };
  const names = ['actor', 'assurance', 'token', 'visitor', 'request'];
  expect(await Promise.all(names.map(async (name) => await read(actor, name)))).toEqual([accountId, '2', 't', 'v', 'r']);
  expect(await Promise.all(names.map(async (name) => await read(nobody, name)))).toEqual(['', '0', '', '', '']);
  const { rows } = await sql`select current_setting('app.actor', true) as left_over`.execute(db.app);
  expect(rows[0]).not.toEqual({ left_over: accountId });
});

test.for(["'", "''; drop table public.things; --", '\\', "\\'", '$1', '%s', 'ا', '\u{1F600}', '\n;\n', `"`])(
  'takes %j as it is: the value of a link comes from outside',
  async (value) => {
    expect(await read({ ...nobody, token: value }, 'token')).toBe(value);
    expect(await count()).toBe(0);
  },
);

test('refuses what no text can hold before anything is sent', async () => {
  await expect(read({ ...nobody, token: "\0'; drop table public.things" }, 'token')).rejects.toThrow('app.token');
  expect(await read({ ...nobody, token: 'still there' }, 'token')).toBe('still there');
});

test('undoes everything of what fails on the way, and at its end', async () => {
  const add = async (twin: number, failing?: Error) =>
    await asActor(db.app, nobody, async (trx) => {
      await sql`insert into public.things values (1, ${twin})`.execute(trx);
      if (failing) throw failing;
    });
  await expect(add(1, new Error('on the way'))).rejects.toThrow('on the way');
  await expect(add(2)).rejects.toMatchObject({ constraint: 'twin' }); // asked when it is to be kept
  expect(await count()).toBe(0);
  await add(1);
  expect(await count()).toBe(1);
});

test('of a connection that is lost the first error is told, and the next transaction has another', async () => {
  const lost = asActor(db.app, nobody, async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await db.superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await sql`select pg_sleep(1)`.execute(trx);
  });
  await expect(lost).rejects.toThrow();
  expect(await read({ ...nobody, token: 'a new one' }, 'token')).toBe('a new one');
});
