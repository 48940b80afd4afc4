import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import type { Day } from '#kernel/time';
import { testDatabase } from '#test/database';
import {
  chainText,
  exchangePostings,
  findBook,
  journalOf,
  openAccount,
  postEntry,
  postPending,
  sealBatch,
  verifyBook,
  voidPending,
  type BookReport,
} from './index.ts';
import { entryOf, keeping, move, plantBook, today, type World } from './ledger.fixtures.ts';

const db = await testDatabase({ unchecked: 'all' }); // what is sealed is changed here, to see that it shows
let world: World;
let keep: ReturnType<typeof keeping>;

beforeAll(async () => {
  world = await plantBook(db);
  keep = keeping(db, world);
});

const textOf = async (parts: AsyncIterable<string>) => {
  const all: string[] = [];
  for await (const part of parts) all.push(part);
  return all.join('');
};
const sealAll = async () => {
  while (await asSystem(db.jobs, async (trx) => await sealBatch(trx, 3))) continue;
};
const verify = async (known?: { number: bigint; hash: string }): Promise<BookReport> =>
  await keep(async (trx) => await verifyBook(trx, world.book, known));
/** Changes rows as nobody can who comes through PostgreSQL's rules. */
const tamper = async (statement: string, values: unknown[] = []) => {
  const client = await db.superuser.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    await client.query(statement, values);
    await client.query('commit');
  } finally {
    client.release();
  }
};

/** What an outsider does with the file, in twelve lines and with no word of ours: compute each hash, and sum the postings. */
function checkFile(text: string): { seals: number; entries: number; sums: Map<string, bigint> } {
  const sums = new Map<string, bigint>();
  let [hash, seals, entries] = ['0'.repeat(64), 0, 0];
  const lines = text.split('\n').slice(0, -1);
  while (lines.length > 0) {
    const [, number, before, named, count] = (lines.shift() ?? '').split(' ');
    const covered = lines.splice(0, Number(count));
    if (before !== hash || Number(number) !== seals + 1) throw new Error('The chain is broken');
    hash = createHash('sha256')
      .update(`${hash}\n${covered.map((line) => `${line}\n`).join('')}`)
      .digest('hex');
    if (hash !== named) throw new Error(`Seal ${number} does not hold`);
    for (const line of covered)
      for (const [account, currency, amount] of (JSON.parse(line) as [[string, string, number][]]).at(-1) ?? [])
        sums.set(`${account} ${currency}`, (sums.get(`${account} ${currency}`) ?? 0n) + BigInt(amount));
    [seals, entries] = [seals + 1, entries + covered.length];
  }
  return { seals, entries, sums };
}

describe('the seals of a book', () => {
  test('cover every entry in batches; an outsider computes them again from the file', async () => {
    for (let n = 1n; n <= 7n; n += 1n) await keep(async (trx) => await postEntry(trx, entryOf(world, move(world.capital, world.bank, n))));
    expect(await verify()).toMatchObject({ seals: 0, entries: 0, waiting: 7, broken: null });
    await sealAll();
    expect(await verify()).toMatchObject({ seals: 3, entries: 7, waiting: 0, broken: null });
    const file = checkFile(await keep(async (trx) => await textOf(chainText(trx, world.book))));
    expect(file).toMatchObject({ seals: 3, entries: 7 });
    expect(file.sums.get('bank EUR')).toBe(28n);
  });

  test('tell which seal a changed entry lies under, also where the sum still holds', async () => {
    const whole = await verify();
    const { rows } = await db.superuser.query<{ id: string }>(
      'select entries[2] as id from ledger.seals where book_id = $1 and number = 2',
      [world.book],
    );
    await tamper("update ledger.entries set description = 'Another' where id = $1", [rows[0]?.id]);
    expect((await verify()).broken).toEqual({ seal: 2n, reason: 'entry-changed' });
    await tamper("update ledger.entries set description = 'A movement' where id = $1", [rows[0]?.id]);
    expect(await verify()).toEqual(whole);
    await tamper('update ledger.postings set amount_minor = 2 * amount_minor where entry_id = $1', [rows[0]?.id]);
    expect((await verify()).broken).toEqual({ seal: 2n, reason: 'entry-changed' });
    await tamper('update ledger.postings set amount_minor = amount_minor / 2 where entry_id = $1', [rows[0]?.id]);
  });

  test('show a seal that was made anew, an end that was cut off, and an entry that was never sealed', async () => {
    const { rows } = await db.superuser.query<{ number: string; hash: string }>(
      'select number, hash from ledger.seals where book_id = $1 order by number desc limit 1',
      [world.book],
    );
    const known = { number: BigInt(rows[0]?.number ?? 0), hash: rows[0]?.hash ?? '' };
    expect((await verify({ ...known, hash: 'f'.repeat(64) })).broken).toEqual({ seal: known.number, reason: 'seal-changed' });
    await keep(async (trx) => await postEntry(trx, entryOf(world, move(world.capital, world.bank, 5n))));
    await tamper('delete from ledger.unsealed');
    expect((await verify(known)).broken).toEqual({ seal: null, reason: 'entry-unsealed' });
    await tamper(
      'insert into ledger.unsealed select id, book_id from ledger.entries e where not exists (select from ledger.seals s where e.id = any (s.entries))',
    );
    await tamper('delete from ledger.seals where book_id = $1 and number = $2', [world.book, known.number]);
    expect((await verify(known)).broken).toEqual({ seal: known.number, reason: 'seal-missing' });
  });
});

/** An entry of a journal, as programs of plain-text accounting read it. */
function readJournal(text: string) {
  const declared = [...text.matchAll(/^account (\S+)$/gm)].map(([, name]) => name);
  const entries = [...text.matchAll(/^(\d{4}-\d\d-\d\d) \* \(([0-9a-f-]{36})\) ([^\n;]*)\n((?: {4}\S+ {2}-?[\d.]+ [A-Z]{3}\n)+)\n/gm)];
  return {
    declared,
    entries: entries.map(([, day, , words, lines = '']) => ({
      day,
      words,
      lines: lines
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/ +/)),
    })),
    rest: entries.reduce((left, [whole]) => left.replace(whole, ''), text),
  };
}

test('the journal declares its accounts and currencies and holds what moved, each entry in balance; descriptions cannot break it', async () => {
  const fund = await plantBook(db);
  const as = keeping(db, fund);
  const open = async (code: string, currency: string) =>
    await as(async (trx) => await openAccount(trx, fund.book, { code, name: code, kind: 'asset', currency }));
  const liquidity = await open('exchange', 'EUR');
  const [liquidityTo, abroad] = [await open('exchange', 'XOF'), await open('bank:kaolack', 'XOF')];
  const post = async (postings: Parameters<typeof entryOf>[1], more = {}) =>
    await as(async (trx) => await postEntry(trx, entryOf(fund, postings, more)));
  await post(move(fund.capital, fund.bank, 100_050n), { description: 'Capital; put in\n2026-01-01 * forged | note' });
  const exchange = { from: 'EUR', to: 'XOF', rate: '655.957', on: today, source: 'A peg' };
  const accounts = { giver: fund.bank, taker: abroad, liquidityFrom: liquidity, liquidityTo };
  await post(exchangePostings(accounts, { amountMinor: 10_000n, spreadMinor: 25n }, exchange), {
    exchange,
    effectiveOn: '2026-01-31' as Day,
  });
  const pending = await as(async (trx) => await postPending(trx, entryOf(fund, move(fund.bank, fund.fees, 1n))));
  await as(async (trx) => await voidPending(trx, pending.id, { key: 'gone', effectiveOn: today, description: 'Gone' }));

  const text = await as(async (trx) => await textOf(journalOf(trx, (await findBook(trx, fund.book))!)));
  const journal = readJournal(text);
  expect(
    journal.rest
      .trim()
      .split('\n')
      .filter((line) => !/^(;|commodity|account|$)/.test(line)),
  ).toEqual([]);
  expect(text).toContain('commodity 1000.00 EUR\ncommodity 1000. XOF\n');
  expect(journal.entries.map(({ day, words }) => [day, words])).toEqual([
    ['2026-01-31', 'A movement'],
    [today, 'Capital put in 2026-01-01 * forged note'],
  ]);
  const used = new Set<string | undefined>();
  for (const { lines } of journal.entries) {
    const sums = new Map<string, bigint>();
    for (const [account, amount = '', currency = ''] of lines) {
      used.add(account);
      sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount.replace('.', '')));
    }
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  }
  expect(journal.declared).toEqual(expect.arrayContaining([...used]));
  expect(journal.entries[0]?.lines).toContainEqual(['asset:bank:kaolack', '65596', 'XOF']);
});
