import type pg from 'pg';
import { readTables, tableName, type CatalogueTable } from '../../src/app/backup/catalogue.ts';
import { loadOrder } from '../../src/app/backup/load-order.ts';
import { candidates, type Column } from './plant-values.ts';

/** A name that stands in planted rows wherever a text may hold one: whoever finds it in a backup has read personal data. */
export { PLANTED_NAME } from './plant-values.ts';

type Row = Record<string, string | null>;

interface Reference {
  columns: string[];
  target: string;
  targetColumns: string[];
}

interface Shape {
  columns: Column[];
  references: Reference[];
  /** Columns of each check and unique constraint, by its name. */
  constraints: Map<string, string[]>;
  literals: string[];
}

/** How often values are tried for the first row, which must be, and for some more, of which others find two that belong together. */
const TRIES = [3000, 100, 100, 100];

/** Values that no constraint asks for and that a backup is expected to reset, and those of a table with too many closed lists to draw. */
const FIXED: Record<string, Row> = {
  'kernel.network': { time_zone: 'UTC' },
  'guarantees.guarantees': {
    country: 'IT',
    sector: 'A',
    currency: 'EUR',
    home_currency: 'EUR',
    loan_minor: '100',
    guaranteed_minor: '60',
    months: '12',
    number: '1',
  },
  'benchmarks.comparisons': { kind: 'places' },
  'benchmarks.drafts': { content: '{"kind": "places"}', kind: 'places' },
  'trade.offers': {
    kind: 'offer',
    what: 'product',
    hs_code: '1202',
    sector: null,
    quantity: null,
    unit: null,
    per: null,
    months: '{}',
    incoterm: null,
    term_place: null,
    certificates: '{}',
    at_end: 'origin',
    state: 'published',
  },
  'opportunities.opportunities': {
    kind: 'call',
    at_end: 'origin',
    corridor_ids: '{}',
    stages: '{}',
    audiences: '{}',
    amount_minor: null,
    amount_currency: null,
    conditions: '[]',
    source: '{"name": "test"}',
    reported: null,
    valid_from: '2026-01-01',
    valid_until: '2199-12-31',
    state: 'published',
    revision: '1',
    published_revision: '1',
  },
  // Per cent and ranges that belong together are not found by drawing.
  'loans.products': {
    replaces_id: null,
    least_minor: '1',
    most_minor: '12',
    least_instalments: '3',
    most_instalments: '12',
    way: 'instalments',
    annual_rate: '8',
    markup_percent: null,
    fee_percent: '1',
    grace: '0',
    valid_until: null,
    state: 'published',
    published_at: '2026-06-15T09:00:00Z',
    withdrawn_at: null,
  },
  'savings.schemes': {
    replaces_id: null,
    product_id: null,
    purposes: '{firm}',
    credit_multiple: '2',
    state: 'published',
    published_at: '2026-06-15T09:00:00Z',
    withdrawn_at: null,
  },
  'savings.memberships': { state: 'asked', number: '0123456789ab', account_id: null, purpose: 'firm' },
  'savings.movements': {
    kind: 'deposit',
    reference: 'D-1',
    drawer_id: null,
    home_minor: null,
    rate: null,
    rate_on: null,
    rate_source: null,
  },
  'savings.credits': {
    state: 'asked',
    agreed_minor: null,
    terms: null,
    reference: null,
    opened_on: null,
    ended_on: null,
    pledge_minor: '0',
    pledge_entry_id: null,
    taken_minor: '0',
  },
  'loans.applications': { state: 'sent', agreed_minor: null, agreed_instalments: null, paid_out_on: null },
  'loans.loans': { state: 'running', reference: 'ML-2026-001' },
  'loans.booked': {
    lent_minor: '100',
    cash_minor: '-100',
    interest_minor: '0',
    charges_minor: '0',
    written_off_minor: '0',
    recovered_minor: '0',
  },
  'loans.repayments': { reference: 'P-1', reversed_at: null, reversed_by: null, reversed_why: null },
  'graphile_worker._private_jobs': { locked_at: null, locked_by: null },
  // One fair: whoever comes to it is busy at one of its times.
  'trade.fairs': { id: '018f0000-0000-7000-8000-0000000000fa' },
  // Days of a quarter, over since, are not found by drawing.
  'counts.quarters': {
    key: '2025-1',
    from_day: '2025-01-01',
    until_day: '2025-03-31',
    ends_at: '2025-03-31T22:00:00Z',
    wait_days: '14',
    frozen_at: '2025-05-01T00:00:00Z',
  },
  'counts.frozen': { kind: 'region', office_ids: '{018f0000-0000-7000-8000-0000000000fa}', shown: '{}' },
  // Two codes that differ are not found by drawing.
  'exchangerates.rates': { base: 'EUR', currency: 'USD' },
  'remittances.services': {
    from_country: 'IT',
    to_country: 'SN',
    send_currency: 'EUR',
    receive_currency: 'XOF',
    least_minor: '100',
    most_minor: '50000',
  },
  'returns.plans': { leaving: 'IT', arriving: 'SN' },
  'graphile_worker._private_job_queues': { locked_at: null, locked_by: null },
  // A hash of 32 bytes, and an entry that is not the end of another, are not found by drawing.
  'ledger.entries': {
    kind: 'entry',
    request_hash: `\\x${'00'.repeat(32)}`,
    posting_count: '2',
    about_kind: null,
    about_id: null,
    settles: null,
    reverses: null,
    expires_at: null,
  },
  'ledger.postings': { pending: 'false', nth: '1', balance_after_minor: '5', amount_minor: '5' },
  'ledger.exchanges': { from_currency: 'EUR', to_currency: 'XOF' },
  'ledger.seals': { hash: '0'.repeat(64), entries: '{018f0000-0000-7000-8000-0000000000fa}' },
  // A value of a certain shape with four texts, or a reason: not found by drawing.
  'impacts.observations': {
    state: 'not-measured',
    value: null,
    observed_on: null,
    source: null,
    how: null,
    other: null,
    reason: 'Too early',
  },
};

/**
 * Puts rows into every table of our schemas that has none, as a superuser and without triggers. Values are tried at
 * random (always the same way) until the table's own constraints accept them; foreign keys lead to planted rows.
 */
export async function plantEveryTable(superuser: pg.Pool): Promise<CatalogueTable[]> {
  const client = await superuser.connect();
  try {
    await client.query(`begin; set local session_replication_role = replica`);
    const tables = await readTables(client);
    const ordered = loadOrder(tables.map((table) => ({ name: table.key, refersTo: table.refersTo, table })));
    for (const { table } of ordered) {
      const { rowCount } = await client.query(`select from ${tableName(table)} limit 1`);
      if (!rowCount) await plantTable(client, table);
    }
    await client.query('commit');
    return tables;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Plants one row with the values given, whatever they break of foreign keys; the rest is drawn. The client acts as a superuser without triggers. */
export async function plantOne(client: pg.ClientBase, key: string, fixed: Row): Promise<void> {
  const table = (await readTables(client)).find((one) => one.key === key);
  if (!table) throw new Error(`there is no table ${key}`);
  const problem = await plantRow(client, table, await readShape(client, table), seeded(key + JSON.stringify(fixed)), {
    limit: 3000,
    fixed,
  });
  if (problem) throw new Error(`no such row could be planted in ${key}: ${problem}`);
}

async function plantTable(client: pg.ClientBase, table: CatalogueTable): Promise<void> {
  const shape = await readShape(client, table);
  const random = seeded(table.key);
  for (const [row, tries] of TRIES.entries()) {
    const problem = await plantRow(client, table, shape, random, { limit: tries, fixed: FIXED[table.key] ?? {} });
    if (problem && row === 0) throw new Error(`no row could be planted in ${table.key}: ${problem}`);
  }
}

/** Tries values until a row is accepted; after a refusal only the columns of the broken constraint are drawn again. Answers the last problem. */
async function plantRow(
  client: pg.ClientBase,
  table: CatalogueTable,
  shape: Shape,
  random: () => number,
  { limit, fixed }: { limit: number; fixed: Row },
): Promise<string | null> {
  let row: Row = { ...fixed };
  let again: string[] | null = null;
  let problem = '';
  for (let tries = 0; tries < limit; tries += 1) {
    // From time to time from the beginning: a broken constraint may hang on a column that it does not name.
    if (again === null || tries % 100 === 99) row = { ...fixed };
    else for (const column of again) if (!(column in fixed)) delete row[column];
    if (!(await drawReferences(client, shape, row, fixed, random))) {
      problem = 'no planted rows that its foreign keys could refer to together';
      again = null;
      continue;
    }
    for (const column of shape.columns) if (!(column.name in row)) row[column.name] = draw(column, shape, random);
    const failure = await insert(client, table, shape, row);
    if (!failure) return null;
    problem = failure.message;
    again = failure.constraint ? (shape.constraints.get(failure.constraint) ?? null) : failure.column ? [failure.column] : null;
  }
  return problem;
}

async function insert(client: pg.ClientBase, table: CatalogueTable, shape: Shape, row: Row): Promise<pg.DatabaseError | null> {
  // A key may hold a column that the database makes itself: it is not written.
  const names = Object.keys(row).filter((name) => shape.columns.some((column) => column.name === name));
  await client.query('savepoint planting');
  try {
    await client.query(
      `insert into ${tableName(table)} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      names.map((name) => row[name]),
    );
    return null;
  } catch (error) {
    await client.query('rollback to savepoint planting');
    return error as pg.DatabaseError; // an insert fails for a reason of the database
  }
}

/** Leads the foreign keys to planted rows; answers whether such rows are there. */
async function drawReferences(client: pg.ClientBase, shape: Shape, row: Row, fixed: Row, random: () => number): Promise<boolean> {
  for (const { columns, target, targetColumns } of shuffled(shape.references, random)) {
    if (columns.some((column) => row[column] === null) || columns.every((column) => column in fixed)) continue;
    const known = columns.flatMap((column, index) =>
      row[column] === undefined ? [] : [{ value: row[column], column: targetColumns[index] }],
    );
    const where = known.map(({ column }, index) => `"${column}"::text = $${index + 1}`).join(' and ') || 'true';
    const { rows } = await client.query<Row>(
      `select ${targetColumns.map((name, index) => `"${name}"::text as "${columns[index]}"`).join(', ')} from ${target} where ${where} order by 1`,
      known.map(({ value }) => value),
    );
    const found = rows[Math.floor(random() * rows.length)];
    const optional = columns.filter((column) => row[column] === undefined && shape.columns.find(({ name }) => name === column)?.nullable);
    if (found && (optional.length === 0 || random() > 0.2)) Object.assign(row, found);
    else if (optional.length > 0) for (const column of optional) row[column] = null;
    else return false;
  }
  return true;
}

function draw(column: Column, shape: Shape, random: () => number): string | null {
  if (column.nullable && random() < 0.2) return null;
  const choices = candidates(column, shape.literals, random);
  return choices[Math.floor(random() * choices.length)] ?? null;
}

async function readShape(client: pg.ClientBase, table: CatalogueTable): Promise<Shape> {
  const name = tableName(table);
  const { rows: columns } = await client.query<Column>(
    `select a.attname as name, not a.attnotnull and not t.typnotnull as nullable, coalesce(el.typname, base.typname, t.typname) as type,
            el.oid is not null as array, case when t.typtype = 'd' then t.typname end as domain
       from pg_attribute a
       join pg_type t on t.oid = a.atttypid
       left join pg_type base on t.typtype = 'd' and base.oid = t.typbasetype
       left join pg_type el on t.typcategory = 'A' and el.oid = t.typelem
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      order by a.attnum`,
    [name],
  );
  const { rows: constraints } = await client.query<{
    name: string;
    kind: string;
    columns: string[];
    definition: string;
    target: string;
    targetColumns: string[];
  }>(
    `select k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid) as definition, k.confrelid::regclass::text as target,
            array(select attname::text from unnest(k.conkey) with ordinality as u (num, at) join pg_attribute on attrelid = k.conrelid and attnum = num order by at) as columns,
            array(select attname::text from unnest(k.confkey) with ordinality as u (num, at) join pg_attribute on attrelid = k.confrelid and attnum = num order by at) as "targetColumns"
       from pg_constraint k
      where k.conrelid = $1::regclass and k.contype <> 'n'
      union all
     select i.relname, 'i', '', '', array(select a.attname::text from pg_attribute a where a.attrelid = i.oid), '{}'
       from pg_index x
       join pg_class i on i.oid = x.indexrelid
      where x.indrelid = $1::regclass and x.indisunique and not exists (select from pg_constraint where conindid = i.oid)`,
    [name],
  );
  return {
    columns,
    references: constraints.filter(({ kind }) => kind === 'f'),
    constraints: new Map(constraints.map((one) => [one.name, one.columns])),
    literals: constraints.flatMap(({ definition }) =>
      [...definition.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, text = '']) => text.replaceAll("''", "'")),
    ),
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** The same numbers in every run (mulberry32). */
function seeded(word: string): () => number {
  let state = [...word].reduce((sum, sign) => Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0), 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
