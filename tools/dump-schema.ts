import type pg from 'pg';

/** Every statement that matters for review, read from the catalogue: tables, constraints, indexes, policies, functions, triggers, grants. */
const PARTS: { title: string; query: string }[] = [
  {
    title: 'tables',
    query: `
      select format(E'create table %I.%I (\\n%s\\n);%s', n.nspname, c.relname,
               string_agg(format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                 case when a.attnotnull then ' not null' else '' end,
                 case when d.adbin is not null then (case when a.attgenerated <> '' then ' generated always as ' else ' default ' end) || pg_get_expr(d.adbin, d.adrelid)
                      when a.attidentity <> '' then ' generated as identity' else '' end), E',\\n' order by a.attnum),
               case when c.relrowsecurity and c.relforcerowsecurity then E'\\n-- row-level security: forced'
                    when c.relrowsecurity then E'\\n-- row-level security: enabled' else E'\\n-- row-level security: none' end) as line
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relkind in ('r', 'p') and @ours
       group by n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity
       order by n.nspname, c.relname`,
  },
  {
    title: 'views',
    query: `select format('create view %I.%I as %s', n.nspname, c.relname, pg_get_viewdef(c.oid)) as line
              from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and @ours order by 1`,
  },
  {
    title: 'constraints',
    query: `select format('alter table %I.%I add constraint %I %s;', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
              from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
             where k.contype <> 'n' and @ours order by 1`,
  },
  {
    title: 'indexes',
    query: `select pg_get_indexdef(i.indexrelid) || ';' as line
              from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
             where @ours and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
  },
  {
    title: 'policies',
    query: `select format('create policy %I on %I.%I for %s to %s%s%s;', policyname, schemaname, tablename, lower(cmd), array_to_string(roles, ', '),
                    ' using (' || regexp_replace(qual, '\\s+', ' ', 'g') || ')', ' with check (' || regexp_replace(with_check, '\\s+', ' ', 'g') || ')') as line
              from pg_policies n where @policies order by schemaname, tablename, policyname`,
  },
  {
    title: 'functions',
    query: `select pg_get_functiondef(p.oid) || ';' as line
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace where @ours and p.prokind = 'f' order by n.nspname, p.proname, p.oid::regprocedure::text`,
  },
  {
    title: 'triggers',
    query: `select pg_get_triggerdef(t.oid) || ';' as line
              from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
             where not t.tgisinternal and @ours order by 1`,
  },
  {
    title: 'grants',
    query: `select format('grant %s on %I.%I to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), table_schema, table_name, grantee) as line
              from information_schema.role_table_grants n where @grants and grantee like 'ponte\\_%' and grantee <> 'ponte_owner'
             group by table_schema, table_name, grantee order by table_schema, table_name, grantee`,
  },
];

const HIDDEN = `('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'public')`;

/** Text of db/schema.sql: what the migrations made, in a stable order, the same on every PostgreSQL version. */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  const parts: string[] = ['-- Generated from the migrated database by npm run generate; do not edit.\n'];
  for (const { title, query } of PARTS) {
    const text = query
      .replace('@ours', `n.nspname not in ${HIDDEN}`)
      .replace('@policies', `n.schemaname not in ${HIDDEN}`)
      .replace('@grants', `n.table_schema not in ${HIDDEN}`);
    const { rows } = await client.query<{ line: string }>(text);
    parts.push(`-- ${title}\n`, ...rows.map((row) => `${row.line.trim()}\n`));
  }
  return parts.join('\n');
}
