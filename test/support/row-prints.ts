import type { TestDatabase } from './database.ts';

/** A print of every table as the superuser sees it: what it says changes with any row of it. */
export type RowPrints = ReadonlyMap<string, string>;

/** Tables that any request may write in: when a session was last used, how many forms came from where. */
const CHANGE_BY_LOOKING = ['identity.sessions', 'kernel.sendings'];

/** Prints every table, in one statement: how many rows it has, and the sum of their hashes. */
export async function rowPrints({ superuser }: Pick<TestDatabase, 'superuser'>): Promise<RowPrints> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and format('%s.%s', schemaname, tablename) <> all ($1)`,
    [CHANGE_BY_LOOKING],
  );
  const one = (name: string) =>
    `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as print from ${name} t`;
  const { rows } = await superuser.query<{ name: string; print: string }>(tables.map(({ name }) => one(name)).join(' union all '));
  return new Map(rows.map(({ name, print }) => [name, print]));
}

/** The tables in which something changed. */
export function changedTables(before: RowPrints, after: RowPrints): string[] {
  return [...after].filter(([name, print]) => before.get(name) !== print).map(([name]) => name);
}
