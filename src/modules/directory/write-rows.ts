import { sql } from 'kysely';
import type { Writes } from '#kernel/db';

/** Rows of one statement: enough to be fast, few enough that a list of 50,000 does not stand in memory twice. */
const BATCH = 2_000;

type DirectoryTable = `directory.${string}`;

/**
 * Inserts rows, all with the same columns; rows whose `key` is there already are brought up to date instead, but for
 * the columns in `keep`. One statement for many rows: an import writes ten thousand.
 */
export async function writeRows<Row extends object>(
  trx: Writes<'directory'>,
  table: DirectoryTable,
  rows: readonly Row[],
  { key, keep = [] }: { key?: keyof Row & string; keep?: readonly (keyof Row & string)[] } = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const changed = columns.filter((column) => column !== key && !(keep as readonly string[]).includes(column));
  const update = sql.join(changed.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`));
  for (let at = 0; at < rows.length; at += BATCH) {
    await sql`
      insert into ${sql.table(table)} (${list})
      select ${list}
        from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.slice(at, at + BATCH))}::jsonb)
      ${key ? sql`on conflict (${sql.ref(key)}) do update set ${update}` : sql``}`.execute(trx);
  }
}

/** Brings stored rows up to date by their id. No upsert: that would ask for the right to insert, which a provider has not for its own organisation. */
export async function updateRows<Row extends { id: string }>(
  trx: Writes<'directory'>,
  table: DirectoryTable,
  rows: readonly Row[],
  { keep = [] }: { keep?: readonly (keyof Row & string)[] } = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((column) => column !== 'id' && !(keep as readonly string[]).includes(column));
  const update = sql.join(columns.map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`));
  for (let at = 0; at < rows.length; at += BATCH) {
    await sql`
      update ${sql.table(table)} as stored
         set ${update}
        from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.slice(at, at + BATCH))}::jsonb) as given
       where stored.id = given.id`.execute(trx);
  }
}

/** Writes pending entries: new ones are inserted, the others brought up to date. */
export async function writePending<Row extends { id: string }>(
  trx: Writes<'directory'>,
  table: DirectoryTable,
  pending: readonly { isNew: boolean; row: Row }[],
  keep: readonly (keyof Row & string)[],
): Promise<void> {
  await writeRows(
    trx,
    table,
    pending.filter(({ isNew }) => isNew).map(({ row }) => row),
  );
  await updateRows(
    trx,
    table,
    pending.filter(({ isNew }) => !isNew).map(({ row }) => row),
    { keep },
  );
}

/** Removes what hangs on the services or organisations of these ids. */
export async function clearRows(trx: Writes<'directory'>, table: DirectoryTable, column: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any (${[...ids]}::uuid[])`.execute(trx);
}
