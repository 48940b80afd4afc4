/**
 * Writes db/types.ts (what Kysely knows of the tables) and db/schema.sql (the golden schema, reviewed as a diff)
 * from a database that has just been migrated. `npm run generate`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { withScratchDatabase } from '#test/cluster';
import { dumpSchema } from './dump-schema.ts';

const root = join(import.meta.dirname, '..');

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
  domain: string | null;
  array: boolean;
  nullable: boolean;
  hasDefault: boolean;
  always: boolean;
  key: boolean;
  references: string | null;
}

const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as column,
         coalesce(base.typname, el.typname, t.typname) as type,
         case when t.typtype = 'd' then tn.nspname || '.' || t.typname end as domain,
         el.oid is not null as array,
         not (a.attnotnull or t.typnotnull) as nullable,
         (a.atthasdef or a.attidentity <> '') as "hasDefault",
         (a.attidentity = 'a' or a.attgenerated <> '') as always,
         exists (
           select from pg_constraint p
            where p.conrelid = c.oid and p.contype = 'p' and p.conkey = array[a.attnum]
         ) and coalesce(base.typname, t.typname) = 'uuid' as key,
         (
           select fn.nspname || '.' || fc.relname || '.' || fa.attname
             from pg_constraint f
             join lateral unnest(f.conkey, f.confkey) as pair (own, other) on pair.own = a.attnum
             join pg_class fc on fc.oid = f.confrelid
             join pg_namespace fn on fn.oid = fc.relnamespace
             join pg_attribute fa on fa.attrelid = fc.oid and fa.attnum = pair.other
            where f.conrelid = c.oid and f.contype = 'f'
            order by cardinality(f.conkey), f.conname
            limit 1
         ) as references
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'v', 'p', 'm')
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    join pg_namespace tn on tn.oid = t.typnamespace
    left join pg_type base on t.typtype = 'd' and base.oid = t.typbasetype
    left join pg_type el on t.typcategory = 'A' and el.oid = t.typelem
   where a.attnum > 0 and not a.attisdropped
     and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'migrations', 'public')
   order by n.nspname, c.relname, a.attnum`;

const SCALARS: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  tsvector: 'string',
  inet: 'string',
  int2: 'number',
  int4: 'number',
  float4: 'number',
  float8: 'number',
  int8: 'bigint',
  numeric: 'string',
  bool: 'boolean',
  timestamptz: 'Date',
  date: 'string',
  time: 'string',
  interval: 'string',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
  int8multirange: 'string',
};

/** The brand of a key column: its own table's, or that of the key it finally refers to. */
function brand(column: Column, all: Map<string, Column>, depth = 0): string | null {
  if (column.key && column.references === null) return `${column.schema}.${column.table}`;
  const target = column.references ? all.get(column.references) : undefined;
  if (target && depth < 6) return brand(target, all, depth + 1);
  return column.key ? `${column.schema}.${column.table}` : null;
}

function typeOf(column: Column, all: Map<string, Column>): string {
  const scalar = SCALARS[column.type];
  if (!scalar) throw new Error(`no TypeScript type for ${column.type} (${column.schema}.${column.table}.${column.column})`);
  const keyOf = column.type === 'uuid' ? brand(column, all) : null;
  const base = column.domain === 'kernel.translated' ? 'Translated' : keyOf ? `Id<'${keyOf}'>` : scalar;
  const type = column.array ? `${base}[]` : base;
  const full = column.nullable ? `${type} | null` : type;
  if (column.type === 'jsonb' || column.type === 'json') return `Json<${full}>`;
  if (column.type === 'timestamptz') {
    const instant = `Instant${column.nullable ? ' | null' : ''}`;
    return column.always
      ? `GeneratedAlways<${full}>`
      : column.hasDefault || column.nullable
        ? `ColumnType<${full}, ${instant} | undefined, ${instant}>`
        : `ColumnType<${full}, ${instant}, ${instant}>`;
  }
  if (column.type === 'int8' && !column.always) {
    const given = `bigint | number${column.nullable ? ' | null' : ''}`;
    return `ColumnType<${full}, ${given}${column.hasDefault || column.nullable ? ' | undefined' : ''}, ${given}>`;
  }
  return column.always ? `GeneratedAlways<${full}>` : column.hasDefault ? `Generated<${full}>` : full;
}

/** Text of db/types.ts for the database that the client is connected to. */
export async function generateTypes(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const all = new Map(rows.map((row) => [`${row.schema}.${row.table}.${row.column}`, row]));
  const tables = Map.groupBy(rows, (row) => `${row.schema}.${row.table}`);
  const body = [...tables].map(([name, columns]) => {
    const lines = columns.map((column) => `    ${column.column}: ${typeOf(column, all)};`);
    return `  '${name}': {\n${lines.join('\n')}\n  };`;
  });
  return `// Generated from the migrated database by npm run generate; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Id } from '../src/kernel/db/id.ts';
import type { Translated } from '../src/kernel/i18n/translated.ts';

type Instant = Date | string;
type Json<T> = T extends Translated | null ? ColumnType<T, T | string, T | string> : ColumnType<unknown, string | undefined, string>;

export interface DB {
${body.join('\n')}
}
`;
}

/** Says whether a generated file is what is committed; writes it when asked. */
export async function generatedFiles(client: pg.ClientBase): Promise<Map<string, string>> {
  return new Map([
    [join(root, 'db/types.ts'), await generateTypes(client)],
    [join(root, 'db/schema.sql'), await dumpSchema(client)],
  ]);
}

if (import.meta.filename === process.argv[1]) {
  await withScratchDatabase(async (client) => {
    for (const [path, text] of await generatedFiles(client)) {
      const old = await readFile(path, 'utf8').catch(() => '');
      if (old !== text) {
        await writeFile(path, text);
        console.log(`wrote ${path.slice(root.length + 1)}`);
      }
    }
  });
}
