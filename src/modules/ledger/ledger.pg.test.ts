import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, brokenConstraint, isForbidden, newId, nobody } from '#kernel/db';
import type { Refusal } from '#kernel/errors';
import { addDays, type Day } from '#kernel/time';
import { testDatabase } from '#test/database';
import { plantAccount } from '#test/plant';
import { expirePending } from './end-pending.ts';
import {
  balanceOn,
  closeAccount,
  closePeriod,
  exchangePostings,
  exchanged,
  findAccount,
  findBook,
  listBooks,
  openAccount,
  postEntry,
  postPending,
  readEntry,
  reverseEntry,
  setLimits,
  settlePending,
  statementPage,
  trialBalance,
  voidPending,
  type AccountId,
} from './index.ts';
import { entryOf, keeping, move, plantBook, today, type World } from './ledger.fixtures.ts';

const db = await testDatabase();
let world: World;
let keep: ReturnType<typeof keeping>;

beforeAll(async () => {
  world = await plantBook(db);
  keep = keeping(db, world);
});

const post = async (postings: Parameters<typeof entryOf>[1], more = {}) =>
  await keep(async (trx) => await postEntry(trx, entryOf(world, postings, more)));
const fund = async (amountMinor: bigint) => await post(move(world.capital, world.bank, amountMinor));
const stand = async (id: AccountId) => {
  const account = await keep(async (trx) => await findAccount(trx, id));
  return [account?.postedMinor, account?.pendingInMinor, account?.pendingOutMinor];
};
const end = (key: string = newId()) => ({ key, effectiveOn: today, description: 'End' });
const refused = async (work: Promise<unknown>, code: string) => {
  await expect(work).rejects.toSatisfy((error: Refusal) => error.code === code, code);
};
/** What the database says to a statement that the application would never send. */
const attempt = async (statement: ReturnType<typeof sql>, as: 'keeper' | 'owner' = 'keeper') => {
  const run =
    as === 'keeper' ? keep(async (trx) => await statement.execute(trx)) : asSystem(db.owner, async (trx) => await statement.execute(trx));
  return await run.then(
    (result) => Number(result.numAffectedRows ?? 0n),
    (error: unknown) => brokenConstraint(error) ?? (isForbidden(error) ? 'forbidden' : String(error)),
  );
};

describe('an entry', () => {
  test('moves money between accounts; the statement tells each balance', async () => {
    const account = await keep(
      async (trx) => await openAccount(trx, world.book, { code: 'till', name: 'Till', kind: 'asset', currency: 'EUR' }),
    );
    await post(move(world.capital, account, 100_00n));
    const { id } = await post(move(account, world.fees, 30_00n));
    const lines = await keep(async (trx) => {
      const found = await findAccount(trx, account);
      return await statementPage(trx, found!, { page: 1, size: 10 });
    });
    expect(lines.map((line) => [line.nth, line.amountMinor, line.balanceAfterMinor])).toEqual([
      [2n, -30_00n, 70_00n],
      [1n, 100_00n, 100_00n],
    ]);
    const entry = await keep(async (trx) => await readEntry(trx, id));
    expect(entry?.lines.map(({ code, amountMinor }) => [code, amountMinor])).toEqual([
      ['till', -30_00n],
      ['fees', 30_00n],
    ]);
  });

  test('sums to zero in each currency, whoever writes it', async () => {
    await refused(post([...move(world.capital, world.bank, 5n), ...move(world.capital, world.bank, 5n).slice(1)]), 'not-balanced');
    const id = newId();
    const entry = sql`
      insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description)
      values (${id}, ${world.book}, 'entry', ${today}, 2, ${id}, sha256(''), 'Planted')`;
    const planted = asSystem(db.owner, async (trx) => {
      await entry.execute(trx);
      await sql`
        insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
        values (${id}, 1, ${world.book}, ${world.capital}, 'EUR', -7, false, ${today}, 901, 0),
               (${id}, 2, ${world.book}, ${world.fees}, 'EUR', 8, false, ${today}, 901, 0)`.execute(trx);
    });
    await expect(planted).rejects.toSatisfy((error) => brokenConstraint(error) === 'postings_balance');
    expect(await attempt(entry, 'owner')).toBe('entries_complete');
  });

  test('has all its postings from the first moment; none comes later', async () => {
    const { id } = await fund(1n);
    const later = sql`
      insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
      values (${id}, 3, ${world.book}, ${world.capital}, 'EUR', -7, false, ${today}, 902, 0),
             (${id}, 4, ${world.book}, ${world.fees}, 'EUR', 7, false, ${today}, 902, 0)`;
    expect(await attempt(later, 'owner')).toBe('postings_complete');
    expect(await attempt(later)).toBe('forbidden');
  });

  test('is never changed or removed, by the owner of the database neither', async () => {
    const { id } = await fund(1n);
    const statements = [
      sql`update ledger.entries set description = 'Another' where id = ${id}`,
      sql`delete from ledger.entries where id = ${id}`,
      sql`update ledger.postings set amount_minor = 5 where entry_id = ${id}`,
      sql`delete from ledger.postings where entry_id = ${id}`,
      sql`truncate ledger.postings`,
      sql`truncate ledger.accounts cascade`,
    ];
    for (const statement of statements) {
      expect(await attempt(statement, 'owner')).toBe('ledger_append_only');
      expect(await attempt(statement)).toBe('forbidden');
    }
    expect(await attempt(sql`update ledger.accounts set posted_minor = 5 where id = ${world.bank}`)).toBe('forbidden');
    expect(
      await attempt(sql`select ledger.write_entry(null, null, null, null, null, null, null, null, null, null, null, null, null, null)`),
    ).toBe('forbidden');
  });

  test('asked for twice with one key is there once; the key with another request is refused', async () => {
    const key = newId();
    const first = await post(move(world.capital, world.bank, 11n), { key });
    const [posted] = await stand(world.bank);
    expect(await post(move(world.capital, world.bank, 11n), { key })).toEqual({ id: first.id, replayed: true });
    expect((await stand(world.bank))[0]).toBe(posted);
    await refused(post(move(world.capital, world.bank, 12n), { key }), 'key-reused');
    await refused(post(move(world.capital, world.bank, 11n), { key, description: 'Another' }), 'key-reused');
  });

  test('asked for twice at once with one key is there once', async () => {
    const key = newId();
    const [before] = await stand(world.bank);
    const answers = await Promise.all(Array.from({ length: 16 }, async () => await post(move(world.capital, world.bank, 3n), { key })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await stand(world.bank))[0]).toBe((before ?? 0n) + 3n);
  });

  test.each([
    ['no line', [], 'too-few-lines'],
    ['one line', [0], 'too-few-lines'],
    ['zero', [0, 0], 'no-amount'],
    ['10^30', [10n ** 30n, -(10n ** 30n)], 'amount-too-large'],
    ['201 lines', Array.from({ length: 201 }, () => 1), 'too-many-lines'],
  ])('refuses %s', async (_what, amounts, code) => {
    const postings = amounts.map((amount) => ({ accountId: world.capital, currency: 'EUR', amountMinor: BigInt(amount) }));
    await refused(post(postings), code);
  });

  test('refuses a wrong currency, an account of another book, and one that does not exist', async () => {
    await refused(post(move(world.capital, world.bank, 5n, 'XOF')), 'wrong-currency');
    const other = await plantBook(db);
    await refused(post(move(world.capital, other.bank, 5n)), 'account-missing');
    await refused(post(move(world.capital, newId<'ledger.accounts'>(), 5n)), 'account-missing');
    const [untouched] = await stand(world.capital);
    await refused(post(move(world.capital, other.bank, 5n)), 'account-missing');
    expect((await stand(world.capital))[0]).toBe(untouched);
  });
});

describe('limits', () => {
  test('hold on what is posted less what is pending', async () => {
    const saver = await keep(
      async (trx) =>
        await openAccount(trx, world.book, { code: 'saver', name: 'Saver', kind: 'liability', currency: 'EUR', ceilingMinor: 0n }),
    );
    await post(move(saver, world.fees, 100n));
    await post(move(world.fees, saver, 70n));
    // Case LED-PENDING-1: 100 credited, 70 debited; a pending debit of 50 would exceed the credits.
    await refused(
      keep(async (trx) => await postPending(trx, entryOf(world, move(world.fees, saver, 50n)))),
      'above-ceiling',
    );
    await keep(async (trx) => await postPending(trx, entryOf(world, move(world.fees, saver, 30n))));
    await refused(post(move(world.fees, saver, 1n)), 'above-ceiling');
    expect(await stand(saver)).toEqual([-30n, 30n, 0n]);
  });

  test('hold when 64 withdraw at once: never a cent too much', async () => {
    const till = await keep(
      async (trx) => await openAccount(trx, world.book, { code: 'till-64', name: 'Till', kind: 'asset', currency: 'EUR', floorMinor: 0n }),
    );
    await post(move(world.capital, till, 1_000n));
    const answers = await Promise.allSettled(Array.from({ length: 64 }, async () => await post(move(till, world.fees, 30n))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(33);
    expect(await stand(till)).toEqual([10n, 0n, 0n]);
  });

  test('are not set where the balance is outside them, and accounts close empty only', async () => {
    const account = await keep(
      async (trx) => await openAccount(trx, world.book, { code: 'closing', name: 'C', kind: 'asset', currency: 'EUR' }),
    );
    await post(move(world.capital, account, 10n));
    await refused(
      keep(async (trx) => await setLimits(trx, account, { ceilingMinor: 9n })),
      'outside-limits',
    );
    await refused(
      keep(async (trx) => await setLimits(trx, account, { floorMinor: 11n })),
      'outside-limits',
    );
    await refused(
      keep(async (trx) => await closeAccount(trx, account, new Date())),
      'not-empty',
    );
    await post(move(account, world.capital, 10n));
    await keep(async (trx) => await closeAccount(trx, account, new Date()));
    await refused(post(move(world.capital, account, 1n)), 'account-closed');
    const reopen = sql`update ledger.accounts set closed_at = null where id = ${account}`;
    expect(await attempt(reopen)).toBe('ledger_append_only');
    expect(await attempt(reopen, 'owner')).toBe('ledger_append_only');
  });
});

describe('a pending entry', () => {
  const reserve = async (amount: bigint, more = {}) =>
    await keep(async (trx) => await postPending(trx, { ...entryOf(world, move(world.capital, world.bank, amount)), ...more }));

  test('moves nothing until it is posted, in full or in part, and is ended once', async () => {
    const before = await stand(world.bank);
    const { id } = await reserve(500n);
    expect(await stand(world.bank)).toEqual([before[0], (before[1] ?? 0n) + 500n, before[2]]);
    const taken = await keep(async (trx) => await settlePending(trx, id, { ...end(), amountsMinor: [-200n, 200n] }));
    expect(await stand(world.bank)).toEqual([(before[0] ?? 0n) + 200n, before[1], before[2]]);
    await refused(
      keep(async (trx) => await settlePending(trx, id, end())),
      'ended-already',
    );
    await refused(
      keep(async (trx) => await voidPending(trx, id, end())),
      'ended-already',
    );
    expect((await keep(async (trx) => await readEntry(trx, id)))?.endedBy).toEqual({ id: taken.id, kind: 'settlement' });
  });

  test('is posted in full, and asked again gives the same answer', async () => {
    const { id } = await reserve(40n);
    const ending = end();
    const first = await keep(async (trx) => await settlePending(trx, id, ending));
    expect(await keep(async (trx) => await settlePending(trx, id, ending))).toEqual({ id: first.id, replayed: true });
    await refused(
      keep(async (trx) => await voidPending(trx, id, ending)),
      'key-reused',
    );
  });

  test('is never posted for more than it holds, on other lines or out of balance', async () => {
    const { id } = await reserve(40n);
    const settle = async (amountsMinor: bigint[]) => await keep(async (trx) => await settlePending(trx, id, { ...end(), amountsMinor }));
    await refused(settle([-41n, 41n]), 'more-than-reserved');
    await refused(settle([40n, -40n]), 'more-than-reserved');
    await refused(settle([-40n]), 'more-than-reserved');
    await refused(settle([-40n, 39n]), 'not-balanced');
    await keep(async (trx) => await voidPending(trx, id, end()));
  });

  test('that is voided frees what it held', async () => {
    const before = await stand(world.bank);
    const { id } = await reserve(77n);
    await keep(async (trx) => await voidPending(trx, id, end()));
    expect(await stand(world.bank)).toEqual(before);
  });

  test('expires: it cannot be posted afterwards, and the job frees what it held', async () => {
    const before = await stand(world.bank);
    const { id } = await reserve(88n, { expiresAt: new Date(Date.now() - 1_000) });
    await refused(
      keep(async (trx) => await settlePending(trx, id, end())),
      'expired',
    );
    const expire = async () => await asSystem(db.jobs, async (trx) => await expirePending(trx, new Date(), today));
    expect(await expire()).toBe(1);
    expect(await expire()).toBe(0);
    expect(await stand(world.bank)).toEqual(before);
    const live = await reserve(5n, { expiresAt: new Date(Date.now() + 60_000) });
    expect(await expire()).toBe(0);
    await keep(async (trx) => await voidPending(trx, live.id, end()));
  });

  test('ended by 16 at once is ended once', async () => {
    const { id } = await reserve(9n);
    const answers = await Promise.allSettled(
      Array.from({ length: 16 }, async (_, n) => await keep(async (trx) => await (n % 2 ? settlePending : voidPending)(trx, id, end()))),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is not what an entry is: an entry cannot be settled, a reservation not reversed', async () => {
    const entry = await fund(5n);
    await refused(
      keep(async (trx) => await settlePending(trx, entry.id, end())),
      'not-pending',
    );
    const { id } = await reserve(5n);
    await refused(
      keep(async (trx) => await reverseEntry(trx, id, end())),
      'not-reversible',
    );
    await keep(async (trx) => await voidPending(trx, id, end()));
  });
});

describe('a reversal', () => {
  test('mirrors its entry, is linked to it, and happens once', async () => {
    const before = await stand(world.bank);
    const { id } = await fund(123n);
    const back = await keep(async (trx) => await reverseEntry(trx, id, end()));
    expect(await stand(world.bank)).toEqual(before);
    expect((await keep(async (trx) => await readEntry(trx, id)))?.reversedBy).toBe(back.id);
    await refused(
      keep(async (trx) => await reverseEntry(trx, id, end())),
      'reversed-already',
    );
    await refused(
      keep(async (trx) => await reverseEntry(trx, newId<'ledger.entries'>(), end())),
      'not-found',
    );
  });

  test('keeps within the limits too', async () => {
    const till = await keep(
      async (trx) => await openAccount(trx, world.book, { code: 'till-rev', name: 'T', kind: 'asset', currency: 'EUR', floorMinor: 0n }),
    );
    const { id } = await post(move(world.capital, till, 10n));
    await post(move(till, world.fees, 4n));
    await refused(
      keep(async (trx) => await reverseEntry(trx, id, end())),
      'below-floor',
    );
  });

  test('that is not the mirror is refused by the database', async () => {
    const { id } = await fund(5n);
    const twisted = sql`
      select ledger.post(${world.book}, ${newId()}, 'reversal', ${today}, ${newId()}, 'Twisted', null, null,
                         ${[world.capital, world.bank]}, ${['EUR', 'EUR']}, ${[4n, -4n]}, ${id}, null, null)`;
    expect(await attempt(twisted)).toBe('postings_of_origin');
  });
});

describe('a closed period', () => {
  test('takes no entry any more and stays closed', async () => {
    const other = await plantBook(db);
    const as = keeping(db, other);
    const at = (day: string) => entryOf(other, move(other.capital, other.bank, 5n), { effectiveOn: day as Day });
    await as(async (trx) => await postEntry(trx, at('2026-06-30')));
    await as(async (trx) => await closePeriod(trx, other.book, '2026-06-30' as Day, today));
    await refused(
      as(async (trx) => await postEntry(trx, at('2026-06-30'))),
      'period-closed',
    );
    await as(async (trx) => await postEntry(trx, at('2026-07-01')));
    await refused(
      as(async (trx) => await closePeriod(trx, other.book, '2026-05-31' as Day, today)),
      'period-backwards',
    );
    await refused(
      as(async (trx) => await closePeriod(trx, other.book, today, today)),
      'period-ahead',
    );
    expect(await attempt(sql`update ledger.books set closed_through = null where id = ${other.book}`, 'owner')).toBe(
      'books_closed_forward',
    );
    expect((await as(async (trx) => await findBook(trx, other.book)))?.closedThrough).toBe('2026-06-30');
  });

  test('waits for the entries that are being written: none slips in behind it', async () => {
    const other = await plantBook(db);
    const as = keeping(db, other);
    let closed = false;
    await as(async (trx) => {
      await postEntry(trx, entryOf(other, move(other.capital, other.bank, 5n), { effectiveOn: addDays(today, -9) }));
      const closing = as(async (inner) => await closePeriod(inner, other.book, addDays(today, -1), today)).then(() => (closed = true));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(closed).toBe(false);
      void closing;
    });
    await expect.poll(() => closed).toBe(true);
  });
});

describe('money of two currencies', () => {
  test('changes through liquidity accounts, the spread on its own, the rate with its source', async () => {
    const open = async (code: string, currency: string) =>
      await keep(async (trx) => await openAccount(trx, world.book, { code, name: code, kind: 'asset', currency }));
    const [a1, l1, l2, a2] = [await open('a1', 'USD'), await open('l1', 'USD'), await open('l2', 'INR'), await open('a2', 'INR')];
    // Case LED-FX-1 of test/data/fund-cases.json.
    const exchange = { from: 'USD', to: 'INR', rate: '82.42135', on: today, source: 'A bank of the test' };
    const postings = exchangePostings(
      { giver: a1, taker: a2, liquidityFrom: l1, liquidityTo: l2 },
      { amountMinor: 10_000n, spreadMinor: 10n },
      exchange,
    );
    expect(postings.map(({ currency, amountMinor }) => `${currency} ${amountMinor}`)).toEqual([
      'USD -10000',
      'USD 10000',
      'USD -10',
      'USD 10',
      'INR -824214',
      'INR 824214',
    ]);
    const { id } = await post(postings, { exchange });
    expect((await keep(async (trx) => await readEntry(trx, id)))?.exchange).toEqual(exchange);
    expect((await stand(a2))[0]).toBe(824_214n);
    const half = postings.filter(({ accountId }) => accountId !== a2);
    await refused(post(half, { exchange }), 'not-balanced');
  });

  test.each([
    [100n, 'EUR', 'XOF', '655.957', 656n],
    [50n, 'EUR', 'XOF', '655.957', 328n],
    [655_957n, 'XOF', 'EUR', '0.00152449', 100_000n],
    [1_000n, 'EUR', 'TND', '3.35', 33_500n],
    [1n, 'TND', 'EUR', '0.5', 0n],
    [15n, 'TND', 'EUR', '1', 2n],
  ])('%s minor units of %s in %s at %s are %s, half to even', (amount, from, to, rate, expected) => {
    expect(exchanged(amount, from, to, rate)).toBe(expected);
  });
});

describe('a book', () => {
  test('is read and kept by its own people only', async () => {
    const other = await plantBook(db);
    const committee = await plantAccount(db, { roles: [{ role: 'committee-member', scope: world.fundId }] });
    const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
    const administrator = await plantAccount(db, { roles: [{ role: 'administrator' }] });
    const seen = async (who: typeof auditor) => (await asActor(db.app, who, async (trx) => await listBooks(trx))).map(({ id }) => id);
    expect(await seen(committee)).toEqual([world.book]);
    expect(await seen(auditor)).toEqual(expect.arrayContaining([world.book, other.book]));
    expect(await seen(administrator)).toEqual([]);
    expect(await asActor(db.app, nobody, async (trx) => await listBooks(trx))).toEqual([]);
    for (const who of [committee, auditor, administrator, other.keeper, { ...world.keeper, assurance: 1 as const }]) {
      const write = asActor(db.app, who, async (trx) => await postEntry(trx, entryOf(world, move(world.capital, world.bank, 5n))));
      await refused(write, 'keepers-only');
      const { id } = await fund(5n);
      expect(await asActor(db.app, other.keeper, async (trx) => await readEntry(trx, id))).toBeNull();
      await refused(
        asActor(db.app, other.keeper, async (trx) => await reverseEntry(trx, id, end())),
        'not-found',
      );
    }
    const forged = asActor(db.app, other.keeper, async (trx) => {
      await openAccount(trx, world.book, { code: 'mine', name: 'Mine', kind: 'asset', currency: 'EUR' });
    });
    await expect(forged).rejects.toSatisfy(isForbidden);
  });

  test('balances at the end of any day', async () => {
    const other = await plantBook(db);
    const as = keeping(db, other);
    const at = async (day: string, amount: bigint) =>
      await as(async (trx) => await postEntry(trx, entryOf(other, move(other.capital, other.bank, amount), { effectiveOn: day as Day })));
    await at('2026-03-01', 100n);
    await at('2026-05-01', 50n);
    const on = async (day: string) => await as(async (trx) => await trialBalance(trx, other.book, day as Day));
    expect((await on('2026-04-01')).totals).toEqual([{ currency: 'EUR', debitMinor: 100n, creditMinor: 100n }]);
    expect((await on('2026-05-01')).lines.map(({ code, debitMinor, creditMinor }) => [code, debitMinor, creditMinor])).toEqual([
      ['bank', 150n, 0n],
      ['capital', 0n, 150n],
    ]);
    expect(await as(async (trx) => await balanceOn(trx, { id: other.bank }, '2026-04-30' as Day))).toBe(100n);
  });
});
