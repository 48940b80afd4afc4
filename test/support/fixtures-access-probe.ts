import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import type { TestDatabase } from './database.ts';
import { rightsOf, type Acting } from './fixtures-access-rights.ts';
import type { TableRule } from './fixtures-access-rules.ts';
import type { Row, Rows } from './fixtures-access-world.ts';

/** One thing that somebody tries, and the rows on which the design lets it happen. */
export interface Attempt {
  what: string;
  statement: string;
  expected: string;
}

/**
 * Makes the functions by which a world is planted and tried: `attempt` runs a statement with the rights of the caller,
 * answers which rows it touched and undoes it.
 */
export async function makeProbe(db: TestDatabase): Promise<void> {
  await db.superuser.query(`
    create schema probe;
    grant usage on schema probe to ponte_app;
    create function probe.attempt(statement text) returns text language plpgsql as $$
    declare touched text;
    begin
      begin
        execute statement into touched;
        raise exception 'undone' using errcode = 'UN000';
      exception
        when sqlstate 'UN000' then return coalesce(touched, '');
        when unique_violation or exclusion_violation then return 'let through';
        when insufficient_privilege or foreign_key_violation or check_violation or not_null_violation then return '';
        when others then return sqlstate || ' ' || sqlerrm;
      end;
    end $$;
    grant execute on function probe.attempt(text) to ponte_app;
    create function probe.plant(world jsonb) returns void language plpgsql as $$
    declare name text; columns text;
    begin
      perform set_config('session_replication_role', 'replica', true);
      for name in select jsonb_object_keys(world) loop
        select string_agg(quote_ident(key), ', ') into columns from jsonb_object_keys(world -> name -> 0) as key;
        execute format('insert into %s (%s) select %s from jsonb_populate_recordset(null::%s, $1)', name, columns, columns, name) using world -> name;
      end loop;
    end $$;
    create function probe.clear(names text[]) returns void language plpgsql as $$
    declare name text;
    begin
      perform set_config('session_replication_role', 'replica', true);
      foreach name in array names loop execute 'delete from ' || name; end loop;
    end $$;`);
}

/** Puts a world into the tables, as a superuser and without triggers. */
export async function plant(db: TestDatabase, rows: Rows): Promise<void> {
  await db.superuser.query('select probe.plant($1)', [JSON.stringify(rows)]);
}

export async function clear(db: TestDatabase, tables: readonly string[]): Promise<void> {
  await db.superuser.query('select probe.clear($1)', [tables]);
}

/**
 * So many of the attempts: half of them, where there are so many, are such that the design lets them happen, since most
 * of what anybody could try is refused.
 */
export function sample(attempts: readonly Attempt[], count: number, seed: number): Attempt[] {
  const shuffled = attempts
    .map((attempt, place) => ({ attempt, rank: Math.imul(place * 2 + 1, seed * 2_654_435_761 + 1) >>> 0 }))
    .toSorted((a, b) => a.rank - b.rank);
  const allowed = shuffled.filter(({ attempt }) => attempt.expected).slice(0, count / 2);
  const chosen = new Set([...allowed, ...shuffled].slice(0, count).map(({ attempt }) => attempt));
  return [...chosen];
}

/** Everything that somebody may try in a world, with what the design says of it. */
export function attemptsOf(rules: readonly TableRule[], rows: Rows, acting: Acting): Attempt[] {
  const who = rightsOf(rows, acting);
  return rules.flatMap((rule) => {
    const planted = rows[rule.table] ?? [];
    const named = (chosen: readonly Row[]) => [...new Set(chosen.map((row) => nameOf(rule, row)))].toSorted().join(' ');
    const tried: Attempt[] = [
      {
        what: `select ${rule.table}`,
        statement: `select string_agg(distinct ${keyOf(rule)}, ' ' order by ${keyOf(rule)}) from ${rule.table}`,
        expected: named(planted.filter((row) => rule.reads(who, row))),
      },
    ];
    for (const row of planted) {
      const one = `${rule.table} ${nameOf(rule, row)}`;
      const where = `where ${keyOf(rule)} = ${literal(nameOf(rule, row))} returning 1`;
      for (const { set, may } of rule.changes ?? []) {
        tried.push({
          what: `update ${one} set ${set}`,
          statement: `with done as (update ${rule.table} set ${set} ${where}) select 'done' from done limit 1`,
          expected: may(who, row) ? 'done' : '',
        });
      }
      for (const { like, may } of rule.adds ?? []) {
        const added = like(who, row);
        if (added)
          tried.push({
            what: `insert ${one} as ${JSON.stringify(added)}`,
            statement: insertion(rule.table, added),
            expected: may(who, added) ? 'done' : '',
          });
      }
      if (rule.removes) {
        tried.push({
          what: `delete ${one}`,
          statement: `with done as (delete from ${rule.table} ${where}) select 'done' from done limit 1`,
          expected: rule.removes(who, row) ? 'done' : '',
        });
      }
    }
    return tried;
  });
}

const keyOf = (rule: TableRule) => `(${rule.key ?? 'id'})::text`;

/** What the key's SQL says of a row: columns and the texts between them. */
function nameOf(rule: TableRule, row: Row): string {
  return (rule.key ?? 'id')
    .split('||')
    .map((piece) => piece.trim())
    .map((piece) => (piece.startsWith("'") ? piece.slice(1, -1) : String(row[piece])))
    .join('');
}

function insertion(table: string, row: Row): string {
  const columns = Object.keys(row).join(', ');
  return `with done as (insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, ${literal(JSON.stringify(row))}) returning 1) select 'done' from done`;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Tries everything through the application's role in one transaction of the actor; what came out otherwise than expected. */
export async function differences(db: TestDatabase, acting: Acting, attempts: readonly Attempt[]): Promise<string[]> {
  const answers = await asActor(db.app, acting, async (trx) => {
    const { rows } = await sql<{ answer: string }>`
      select probe.attempt(statement) as answer
        from unnest(${attempts.map(({ statement }) => statement)}::text[]) with ordinality as given (statement, place)
       order by place`.execute(trx);
    return rows.map(({ answer }) => answer);
  });
  return attempts.flatMap(({ what, expected }, place) => {
    const answer = answers[place] === 'let through' ? 'done' : answers[place];
    return answer === expected
      ? []
      : [`${JSON.stringify(acting)} ${what}\n  by design: ${expected || 'nothing'}\n  PostgreSQL: ${answer || 'nothing'}`];
  });
}
