import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { createLog } from '#kernel/log';
import { addDays, addMonths, type Day } from '#kernel/time';
import { seededSite, type Player } from '#test/fixtures';
import { act, fileOne, payIn } from '#test/fixtures-guaranteed-loans';
import { someTerms } from '#test/fixtures-guarantees';
import { must } from '#test/fixtures-ground';
import { fundPeople } from '#test/fund-people';
import type { OrganisationId } from '#modules/directory';
import { chargeable } from './charge-fees.ts';
import { bookFeePayment, feeAccounts, feePayments, feesOf, feeYears, takeFeePaymentBack } from './fees.ts';
import type { GuaranteeId } from './filing.ts';
import type { Terms, WindowId } from './fund.ts';
import { guaranteeTimetable } from './jobs.ts';
import { listVersions } from './read-funds.ts';
import { findGuarantee, standingOf } from './read-guarantees.ts';
import { saveTerms } from './save-terms.ts';
import { admitLender, beginWindow, publishDraft } from './write-fund.ts';

const { site, world } = await seededSite();
const { today, guarantees } = world;
const fundId = guarantees.id;
/** The first of a month, so that months of 30 days are whole. */
const monthsAgo = (months: number): Day => addMonths(`${today.slice(0, 7)}-01`, -months);

const { as, hands, get, post } = fundPeople(site, world);

async function windowWith(change: Partial<Terms> = {}): Promise<WindowId> {
  const id = await as('fundManager', async (trx) => {
    const by = hands.accounts.fund;
    const window = { id: await beginWindow(trx, by, fundId, `Fees ${newId().slice(-6)} (invented)`), fundId, name: 'Window' };
    const wide = { lenderCapPercent: '100', sectorCapPercent: '100', groupCapMinor: null, borrowerCapMinor: 10_000_000_000n };
    await saveTerms(trx, by, window, null, { ...someTerms(addDays(today, -10)), ...wide, ...change });
    await publishDraft(trx, by, window, must((await listVersions(trx, [window.id]))[0]));
    const organisationId = world.organisations.bank as OrganisationId; // a key of the fixtures
    await admitLender(trx, by, window, { organisationId, name: null, agreedOn: addDays(today, -2_000), untilOn: null });
    return window.id;
  });
  await payIn(hands, fundId, id, 100_000_000n, addDays(today, -2_000));
  return id;
}

/** A guarantee whose loan was paid out on a day. */
async function activeSince(window: WindowId, loanOn: Day, loanMinor = 100_000n, months = 60): Promise<GuaranteeId> {
  const id = await fileOne(hands, fundId, window, { loanMinor, months });
  await act(hands, id, 'approve', 'fund', loanOn, { lapseOn: loanOn });
  await act(hands, id, 'activate', 'lender', loanOn);
  return id;
}

const log = createLog({ logLevel: 'silent' });
/** The job of every day. */
const runJob = async (): Promise<void> => {
  const { task } = must(guaranteeTimetable.find((one) => one.task.name === 'guarantees.fees'));
  await task.perform({ db: site.db.jobs, log, signal: new AbortController().signal } as never, {}); // it uses no more of its context
};
const feesIn = async (id: GuaranteeId) => await as('fundManager', async (trx) => await feesOf(trx, id));
const account = async (window: WindowId) =>
  (await as('fundManager', async (trx) => await feeAccounts(trx, fundId))).find(({ windowId }) => windowId === window);
const posted = async (window: WindowId): Promise<Record<string, bigint>> => {
  const { rows } = await site.db.superuser.query<{ part: string; minor: string }>(
    `select a.part, a.posted_minor::text as minor
       from guarantees.windows w join guarantees.funds f on f.id = w.fund_id
       join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code like 'w' || w.number || ':%'
      where w.id = $1 and a.part in ('fees', 'fees-due', 'cash')`,
    [window],
  );
  return Object.fromEntries(rows.map(({ part, minor }) => [part, BigInt(minor)]));
};

interface Case {
  id: string;
  input: Record<string, string>;
  expected: Record<string, string>;
}
const { guarantee_fund_cases: cases } = JSON.parse(readFileSync(join(projectRoot(), 'test/data/fund-cases.json'), 'utf8')) as {
  guarantee_fund_cases: Case[];
};
const cents = (text: string | undefined): bigint => BigInt((text ?? '').replace('.', ''));

describe('fees are charged', () => {
  test.each([
    ['opening', 'annualOnOpening'],
    ['average', 'annualOnAverage'],
  ] as const)('to the cent of case GF-FEE-1 on the %s amount', async (feeBase, expected) => {
    const { input, expected: sums } = must(cases.find(({ id }) => id === 'GF-FEE-1'));
    const terms = { upFrontPercent: input['upfrontPercent'] ?? '', yearlyPercent: input['annualPercent'] ?? '', feeBase } as const;
    const window = await windowWith({ ...terms, dayCount: '30/360', coveragePercent: '100' });
    const loanOn = monthsAgo(12);
    const opening = cents(input['openingGuaranteed']);
    const id = await activeSince(window, loanOn, opening);
    const until = addMonths(loanOn, 12);
    await act(hands, id, 'shrink', 'lender', until, { owedMinor: cents(input['closingGuaranteed']) });
    await runJob();
    const fees = await feesIn(id);
    const upFront = (opening * cents(sums['upfront'])) / cents(input['guaranteed']);
    expect(fees.map((fee) => [fee.kind, fee.amountMinor, fee.from, fee.until])).toEqual([
      ['up-front', upFront, loanOn, null],
      ['yearly', cents(sums[expected]), loanOn, until],
    ]);
    expect(await posted(window)).toMatchObject({ fees: -(upFront + cents(sums[expected])), 'fees-due': upFront + cents(sums[expected]) });
  });

  test('once, however often and at how many places the job runs', async () => {
    const window = await windowWith();
    const id = await activeSince(window, monthsAgo(30));
    await Promise.all([runJob(), runJob(), runJob()]);
    await runJob();
    // 600.00 guaranteed: 0.5 per cent at the start, 1 per cent of each of two years; the third is not over.
    expect((await feesIn(id)).map(({ amountMinor }) => amountMinor)).toEqual([300n, 600n, 600n]);
    expect(await posted(window)).toMatchObject({ fees: -1_500n, 'fees-due': 1_500n });
    expect(await account(window)).toMatchObject({ chargedMinor: 1_500n, paidMinor: 0n, dueMinor: 1_500n });
    expect((await as('lender', async (trx) => await standingOf(trx, window)))?.capitalMinor).toBe(100_000_000n);
  });

  test('for the part of the last year once it ends, and then never again', async () => {
    const window = await windowWith();
    const loanOn = monthsAgo(18);
    const id = await activeSince(window, loanOn);
    const endsOn = addMonths(loanOn, 15);
    await act(hands, id, 'shrink', 'lender', addMonths(loanOn, 6), { owedMinor: 50_000n });
    await act(hands, id, 'repay', 'lender', endsOn);
    await runJob();
    const expected = [
      ['up-front', loanOn, null, 300n],
      // Half a year of 600.00 and half of 300.00, then a quarter of 300.00: 75 hundredths of a euro.
      ['yearly', loanOn, addMonths(loanOn, 12), 450n],
      ['yearly', addMonths(loanOn, 12), endsOn, 75n],
    ];
    const charged = async () => (await feesIn(id)).map(({ kind, from, until, amountMinor }) => [kind, from, until, amountMinor]);
    expect(await charged()).toEqual(expected);
    await runJob();
    expect(await charged()).toEqual(expected);
    expect((await asSystem(site.db.jobs, async (trx) => await chargeable(trx))).filter((one) => one.id === id)).toEqual([]);
  });

  test('until the day on which it could last be called where it ended by itself', async () => {
    const window = await windowWith({ waitingDays: 0 });
    const loanOn = monthsAgo(7);
    const id = await activeSince(window, loanOn, 100_000n, 6);
    await runJob();
    expect(await feesIn(id)).toEqual([]); // it waits for its end
    await asSystem(site.db.jobs, async (trx) => await sql`select guarantees.clock_step(${id}, ${newId()}, 'expire')`.execute(trx));
    await runJob();
    expect((await feesIn(id)).at(-1)).toMatchObject({ from: loanOn, until: addDays(addMonths(loanOn, 6), 1) });
  });

  test('in the fund’s currency at the rate of the day, and later where there is none', async () => {
    const rate = async (ago: number) =>
      await site.db.superuser.query(
        `insert into exchangerates.rates (id, source, base, currency, on_day, rate) values (gen_random_uuid(), 'Test bank (invented)', 'EUR', 'TND', $1, '3')`,
        [addDays(today, -ago)],
      );
    await rate(30);
    const window = await windowWith({ currency: 'TND' });
    const id = await activeSince(window, addDays(today, -30), 5_000_000n);
    await runJob();
    expect(await feesIn(id)).toEqual([]);
    await rate(0);
    await runJob();
    // 3,000 dinars guaranteed: 15 dinars, at 3 dinars a euro 5.00.
    expect(await feesIn(id)).toMatchObject([{ amountMinor: 15_000n, homeMinor: 500n, rateOn: today, rateSource: 'Test bank (invented)' }]);
    expect(await posted(window)).toMatchObject({ fees: -500n, 'fees-due': 500n });
  });
});

describe('nobody but the job', () => {
  const charge = async (player: 'lender' | 'fundManager', id: GuaranteeId) =>
    await as(
      player,
      async (trx) =>
        await sql`select guarantees.charge_fee(${id}, ${newId()}, 'up-front', ${addDays(today, -30)}::date, null, 300::bigint, '{}')`.execute(
          trx,
        ),
    );

  test('charges; and the job not more than the terms allow, nor another time', async () => {
    const window = await windowWith();
    const loanOn = monthsAgo(13);
    const id = await activeSince(window, loanOn);
    for (const player of ['lender', 'fundManager'] as const) await expect(charge(player, id)).rejects.toThrow('permission denied');
    const job = async (kind: string, from: Day, until: Day | null, amount: bigint, facts = '{}') =>
      await asSystem(
        site.db.jobs,
        async (trx) =>
          await sql`select guarantees.charge_fee(${id}, ${newId()}, ${kind}, ${from}, ${until}, ${amount}, ${facts})`.execute(trx),
      );
    const year = addMonths(loanOn, 12);
    for (const [kind, from, until, amount, facts] of [
      ['up-front', loanOn, null, 301n],
      ['up-front', addDays(loanOn, 1), null, 300n],
      ['yearly', loanOn, year, 620n],
      ['yearly', loanOn, year, -1n],
      ['yearly', loanOn, addDays(year, 1), 600n],
      ['yearly', loanOn, addDays(year, -1), 598n],
      ['yearly', addDays(loanOn, 1), year, 600n],
      ['yearly', year, addMonths(loanOn, 24), 600n],
      ['yearly', loanOn, year, 600n, '{"above": "2", "below": "1"}'],
    ] as const)
      await expect(job(kind, from, until, amount, facts)).rejects.toThrow(/fee|rate/);
    expect(await feesIn(id)).toEqual([]);
    const waiting = await fileOne(hands, fundId, window);
    await expect(
      asSystem(
        site.db.jobs,
        async (trx) =>
          await sql`select guarantees.charge_fee(${waiting}, ${newId()}, 'up-front', ${today}::date, null, 0::bigint, '{}')`.execute(trx),
      ),
    ).rejects.toThrow('no fee');
  });

  test('writes fees or changes them, and nobody posts to their accounts by hand', async () => {
    const window = await windowWith();
    const id = await activeSince(window, addDays(today, -30));
    await runJob();
    for (const player of ['lender', 'fundManager', 'administrator'] as const) {
      await expect(
        as(player, async (trx) => await sql`update guarantees.fees set home_minor = 0 where guarantee_id = ${id}`.execute(trx)),
      ).rejects.toThrow('permission denied');
      await expect(as(player, async (trx) => await sql`delete from guarantees.fee_payments`.execute(trx))).rejects.toThrow(
        'permission denied',
      );
    }
    await expect(site.db.superuser.query('delete from guarantees.fees where guarantee_id = $1', [id])).rejects.toThrow('never changed');
    const { rows } = await site.db.superuser.query<{ kept: boolean }>(
      "select kept from ledger.accounts where part in ('fees', 'fees-due')",
    );
    expect(rows.every(({ kept }) => kept)).toBe(true);
  });
});

describe('a payment of fees', () => {
  const begun = async () => {
    const window = await windowWith();
    await activeSince(window, monthsAgo(13));
    await runJob();
    return { window, lenderId: must(await account(window)).lenderId };
  };

  test('lowers what is due, never below nothing, and can be taken back once', async () => {
    const { window, lenderId } = await begun();
    const book = async (amountMinor: bigint, onDay = today, id = newId<'guarantees.fee_payments'>()) => {
      await as('fundManager', async (trx) => {
        await bookFeePayment(trx, id, { id: window, fundId }, lenderId, { onDay, amountMinor });
      });
      return id;
    };
    await expect(book(901n)).rejects.toThrow('fee-more');
    await expect(book(100n, addDays(today, -1))).rejects.toThrow('fee-more'); // charged today
    await expect(book(100n, addDays(today, 1))).rejects.toThrow('day-ahead');
    await expect(book(0n)).rejects.toThrow('no-amount');
    const id = await book(600n);
    await book(600n, today, id); // the same payment again
    expect(await account(window)).toMatchObject({ chargedMinor: 900n, paidMinor: 600n, dueMinor: 300n });
    expect(await posted(window)).toMatchObject({ 'fees-due': 300n, cash: 100_000_600n });
    const both = await Promise.allSettled([book(200n), book(200n)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const back = async () => {
      await as('fundManager', async (trx) => {
        await takeFeePaymentBack(trx, newId<'guarantees.fee_payments'>(), id, fundId, 'Another lender paid it.');
      });
    };
    await back();
    await expect(back()).rejects.toThrow('fee-taken-back');
    expect(await account(window)).toMatchObject({ paidMinor: 200n, dueMinor: 700n });
    expect(await posted(window)).toMatchObject({ 'fees-due': 700n, cash: 100_000_200n });
    expect((await as('fundManager', async (trx) => await feePayments(trx, fundId, id)))[0]).toMatchObject({ stands: false });
  });

  test('is booked by the manager of that fund alone', async () => {
    const { window, lenderId } = await begun();
    const pay = async (player: Exclude<Player, 'visitor'>) => {
      await as(player, async (trx) => {
        await bookFeePayment(trx, newId<'guarantees.fee_payments'>(), { id: window, fundId }, lenderId, { onDay: today, amountMinor: 1n });
      });
    };
    for (const player of ['lender', 'committeeMember', 'administrator', 'auditor'] as const)
      await expect(pay(player)).rejects.toThrow('not-found');
    const other = await site.db.superuser.query<{ id: string }>('select id from guarantees.windows where fund_id <> $1', [fundId]);
    for (const { id } of other.rows)
      await expect(
        as(
          'fundManager',
          async (trx) => await sql`select guarantees.pay_fee(${id}, ${lenderId}, ${newId()}, ${today}::date, 1::bigint)`.execute(trx),
        ),
      ).rejects.toThrow('not yours');
    await expect(
      as(
        'lender',
        async (trx) => await sql`select guarantees.take_fee_payment_back(${guarantees.feePayment}, ${newId()}, 'mine')`.execute(trx),
      ),
    ).rejects.toThrow('not yours');
    expect(await account(window)).toMatchObject({ paidMinor: 0n });
  });

  test('is typed by the manager, who reads what was wrong', async () => {
    const { window, lenderId } = await begun();
    const path = `/desk/guarantee-funds/${fundId}/fees/book`;
    const typed = { account: `${window}_${lenderId}`, day: today, amount: '5' };
    for (const [change, words] of [
      [{ amount: '9.01' }, 'more than the lender owed'],
      [{ amount: '-1' }, 'above 0'],
      [{ day: addDays(today, 1) }, 'not come yet'],
      [{ account: `${window}_${newId()}` }, 'Choose the lender and the window'],
    ] as const) {
      const answer = await post('fundManager', path, { ...typed, ...change });
      expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true]);
    }
    expect((await post('lender', path, typed)).statusCode).not.toBe(303);
    expect((await post('fundManager', path, typed)).statusCode).toBe(303);
    expect((await get('fundManager', `/desk/guarantee-funds/${fundId}/fees`)).body).toContain('Payments');
    expect((await get('fundManager', `/desk/guarantee-funds/${newId()}/fees`)).statusCode).toBe(404);
    expect(await account(window)).toMatchObject({ paidMinor: 500n });
  });
});

describe('who reads fees', () => {
  test('a lender its own, on the guarantee and on the page of fees; the fund’s people all', async () => {
    const window = await windowWith();
    const id = await activeSince(window, addDays(today, -40));
    await runJob();
    for (const player of ['lender', 'fundManager', 'committeeMember', 'auditor'] as const) {
      expect((await get(player, `/desk/guarantees/${id}`)).body).toContain('owes €3.00 of fees');
      expect((await get(player, `/desk/guarantee-funds/${fundId}/fees`)).body).toContain('What lenders owe');
    }
    expect((await get('fundManager', `/desk/guarantee-funds/${fundId}/report`)).body).toContain('Fees by year');
    // A loan of another lender of the window: the bank reads nothing of it.
    const one = must(await as('fundManager', async (trx) => await findGuarantee(trx, id, 'en')));
    const stranger = newId();
    await site.db.superuser.query(
      `insert into guarantees.lenders (id, fund_id, name, created_by) values ($1, $2, 'Another bank (invented)', $3)`,
      [stranger, fundId, hands.accounts.fund],
    );
    const before = await as('lender', async (trx) => await feeYears(trx, fundId));
    await site.db.superuser.query('update guarantees.guarantees set lender_id = $1 where id = $2', [stranger, one.id]);
    expect(await as('lender', async (trx) => await feesOf(trx, id))).toEqual([]);
    expect((await as('lender', async (trx) => await feeAccounts(trx, fundId))).some(({ windowId }) => windowId === window)).toBe(false);
    expect(await as('lender', async (trx) => await feeYears(trx, fundId))).not.toEqual(before);
    expect((await as('fundManager', async (trx) => await feeAccounts(trx, fundId))).some(({ windowId }) => windowId === window)).toBe(true);
  });
});
