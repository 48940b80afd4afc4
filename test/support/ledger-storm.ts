import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import type pg from 'pg';
import { projectRoot } from '#kernel/i18n';
import type { TrialBook } from './ledger-deed.ts';
import { deeds, partOf, type Deed, type Line } from './ledger-model.ts';

/** What a writer's process is told. */
export interface WriterOrder {
  url: string;
  keeper: string;
  book: TrialBook;
  writer: number;
  seed: number;
  count: number;
  /** Deeds before this one were answered already. */
  from: number;
}

/** The deeds of a writer, a row at a time; everybody who knows the seed knows them. */
export function rowOf(seed: number, writer: number, chunk: number): Deed[] {
  const [row = []] = fc.sample(deeds(`${writer}.${chunk}`, { minLength: 500, maxLength: 500 }), {
    seed: seed + writer * 1_000_003 + chunk,
    numRuns: 1,
  });
  return row;
}

export interface StormOrder {
  /** Of the application's role. */
  url: string;
  superuser: pg.Pool;
  keeper: string;
  book: TrialBook;
  operations: number;
  writers: number;
  /** How often each writer's process is killed on its way, and a connection of the database cut. */
  kills: number;
  seed: number;
}

export interface StormReport {
  operations: number;
  done: number;
  refused: number;
  kills: number;
  cuts: number;
  seconds: number;
  /** What does not hold, in words; empty where all holds. */
  broken: string[];
}

/** Lets several processes write at once, kills them and their connections on the way, and compares what was answered with what stands there. */
export async function storm(order: StormOrder): Promise<StormReport> {
  const start = performance.now();
  const share = Math.ceil(order.operations / order.writers);
  const answers = new Map<string, string>();
  const counted = { asked: 0, kills: 0, cuts: 0 };
  await Promise.all(
    Array.from({ length: order.writers }, async (_, writer) => {
      let from = 0;
      for (let life = 0; from < share; life += 1) {
        const last = life >= order.kills;
        const until = last ? share : Math.ceil((share * (life + 1)) / (order.kills + 1));
        from += await live(
          { url: order.url, keeper: order.keeper, book: order.book, writer, seed: order.seed, count: share, from },
          until - from,
          answers,
        );
        if (from >= share) break;
        counted.kills += 1;
        counted.cuts += await cut(order.superuser);
      }
      counted.asked += from;
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const broken = await compare(order, share, answers);
  const done = [...answers.values()].filter((answer) => answer.startsWith('ok')).length;
  return { operations: counted.asked, done, refused: answers.size - done, kills: counted.kills, cuts: counted.cuts, seconds, broken };
}

/** One life of a writer: killed without warning after `deaths` answers; tells how many it gave. */
async function live(order: WriterOrder, deaths: number, answers: Map<string, string>): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(projectRoot(), 'test/support/ledger-storm-writer.ts'), JSON.stringify(order)],
    { cwd: projectRoot(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  let given = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const space = line.indexOf(' ');
    const key = line.slice(0, space);
    const answer = line.slice(space + 1);
    const before = answers.get(key);
    // A deed that is asked again gives the answer that it gave; one that was refused may be done the second time.
    if (before?.startsWith('ok') && before !== answer) throw new Error(`${key} was answered ${before}, then ${answer}`);
    answers.set(key, answer);
    given += 1;
    if (given === deaths && order.from + given < order.count) child.kill('SIGKILL');
  }
  const code = await closed;
  if (code !== 0 && code !== null) throw new Error(`A writer ended with ${code}`);
  return given;
}

/** Cuts one busy connection of the application in the middle of what it does. */
async function cut(superuser: pg.Pool): Promise<number> {
  const { rowCount } = await superuser.query(`
    select pg_terminate_backend(pid)
      from pg_stat_activity
     where datname = current_database() and usename = 'ponte_app' and state <> 'idle'
     order by random() limit 1`);
  return rowCount ?? 0;
}

interface Row {
  key: string;
  id: string;
  kind: string;
  origin: string | null;
  lines: Line[];
}

const kindOf = { entry: 'entry', pending: 'pending', settle: 'settlement', void: 'void', reverse: 'reversal' } as const;

/** Whether all that was answered stands there, as it was asked, and nothing else does. */
async function compare({ superuser, book, writers, seed }: StormOrder, share: number, answers: Map<string, string>): Promise<string[]> {
  const { rows } = await superuser.query<Omit<Row, 'lines'> & { accounts: string[] | null; amounts: string[] | null }>(
    `select e.idempotency_key as key, e.id, e.kind, o.idempotency_key as origin,
            array_agg(p.account_id order by p.n)::text[] as accounts, array_agg(p.amount_minor order by p.n)::text[] as amounts
       from ledger.entries e
       left join ledger.entries o on o.id = coalesce(e.settles, e.reverses)
       left join ledger.postings p on p.entry_id = e.id
      where e.book_id = $1
      group by e.id, o.idempotency_key`,
    [book.bookId],
  );
  const standing = new Map<string, Row>();
  for (const { accounts, amounts, ...row } of rows) {
    const lines = (amounts ?? []).flatMap((minor, n) =>
      minor === null ? [] : [{ account: book.accounts.findIndex((id) => id === accounts?.[n]), minor: BigInt(minor) }],
    );
    standing.set(row.key, { ...row, lines });
  }
  const broken: string[] = [];
  const say = (text: string) => {
    if (broken.length < 20) broken.push(text);
  };
  const asked = new Map<string, Deed>();
  for (let writer = 0; writer < writers; writer += 1) {
    for (let chunk = 0, place = 0; place < share; chunk += 1)
      for (const deed of rowOf(seed, writer, chunk).slice(0, share - place)) {
        asked.set(deed.key, deed);
        place += 1;
      }
  }
  for (const [key, deed] of asked) {
    const answer = answers.get(key);
    const row = standing.get(key);
    if (!answer) say(`${key} was never answered`);
    else if (answer.startsWith('no') && row) say(`${key} was refused (${answer}) and stands there`);
    else if (answer.startsWith('ok') && answer.slice(3) !== row?.id) say(`${key} was done as ${answer} and is ${row?.id ?? 'lost'}`);
    else if (row && !isAsked(row, deed, standing)) say(`${key} is not what was asked`);
  }
  for (const key of standing.keys()) if (!asked.has(key)) say(`${key} was never asked for`);
  const crossed = await superuser.query<{ code: string }>(
    `select a.code
       from (select distinct on (p.account_id, p.entry_id) p.account_id, p.balance_after_minor as balance
               from ledger.postings p where not p.pending order by p.account_id, p.entry_id, p.nth desc) s
       join ledger.accounts a on a.id = s.account_id
      where a.book_id = $1 and (s.balance < a.floor_minor or s.balance > a.ceiling_minor)`,
    [book.bookId],
  );
  for (const { code } of crossed.rows) say(`${code} crossed its limit`);
  return broken;
}

function isAsked(row: Row, deed: Deed, standing: Map<string, Row>): boolean {
  if (row.kind !== kindOf[deed.do]) return false;
  if (deed.do === 'entry' || deed.do === 'pending') return same(row.lines, deed.lines);
  const origin = standing.get(deed.of);
  if (!origin || row.origin !== deed.of) return false;
  if (deed.do === 'void') return row.lines.length === 0;
  return same(
    row.lines,
    origin.lines.map(({ account, minor }) => ({ account, minor: deed.do === 'reverse' ? -minor : partOf(minor, deed.percent) })),
  );
}

const same = (a: readonly Line[], b: readonly Line[]) =>
  a.length === b.length && a.every(({ account, minor }, n) => account === b[n]?.account && minor === b[n].minor);
