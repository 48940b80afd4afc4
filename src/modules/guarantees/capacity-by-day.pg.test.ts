import { describe, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { addDays } from '#kernel/time';
import { trialBalance, type BookId } from '#modules/ledger';
import { seededSite } from '#test/fixtures';
import { act, fileOne } from '#test/fixtures-guaranteed-loans';
import { must } from '#test/fixtures-ground';
import { fundPeople } from '#test/fund-people';
import { balanceOf, balanceOn, capacityByDay, daysAsked, offBalance, roomOn, sumOf } from './by-day.ts';
import { chargeable, chargeFees } from './charge-fees.ts';
import { listWindows } from './read-funds.ts';
import { standingOf } from './read-guarantees.ts';

const { site, world } = await seededSite();
const { today, guarantees } = world;
const { id: fundId, open } = guarantees;

const { as, hands, get } = fundPeople(site, world);
const on = async (day: string, window = open) =>
  must((await as('fundManager', async (trx) => await capacityByDay(trx, window, day, day)))[0]);

describe('capacity by day', () => {
  test('is today what the window stands for, in every window', async () => {
    for (const { id } of await as('fundManager', async (trx) => await listWindows(trx, fundId))) {
      const { capitalMinor, outstandingMinor, reservedMinor, highestMinor } = must(
        await as('fundManager', async (trx) => await standingOf(trx, id)),
      );
      expect(await on(today, id)).toEqual({ day: today, capitalMinor, outstandingMinor, reservedMinor, highestMinor });
    }
  });

  test('changes on the day on which something took effect, and on no other', async () => {
    const [before, filed] = [await on(addDays(today, -31)), await fileOne(hands, fundId, open)];
    await act(hands, filed, 'approve', 'fund', addDays(today, -30), { lapseOn: today });
    await act(hands, filed, 'activate', 'lender', addDays(today, -20));
    await act(hands, filed, 'shrink', 'lender', addDays(today, -10), { owedMinor: 50_000n });
    const days = await as('fundManager', async (trx) => await capacityByDay(trx, open, addDays(today, -31), addDays(today, -10)));
    expect(days).toHaveLength(22);
    const moved = days.map(({ outstandingMinor, reservedMinor }) => [
      outstandingMinor - before.outstandingMinor,
      reservedMinor - before.reservedMinor,
    ]);
    expect(moved[0]).toEqual([0n, 0n]);
    for (const day of moved.slice(1, 11)) expect(day).toEqual([0n, 60_000n]);
    for (const day of moved.slice(11, 21)) expect(day).toEqual([60_000n, 0n]);
    expect(moved[21]).toEqual([30_000n, 0n]);
    // Terms were published ten days ago: before, nothing could be guaranteed.
    expect(must(days[0]).highestMinor).toBe(0n);
    expect((await on(today)).highestMinor).toBe((await on(today)).capitalMinor * 4n);
  });

  test('begins with nothing, and capital stands from the day on which it was paid', async () => {
    expect(await on('1970-01-01')).toMatchObject({ capitalMinor: 0n, outstandingMinor: 0n, reservedMinor: 0n });
    expect((await on(addDays(today, -251))).capitalMinor).toBe(0n);
    expect((await on(addDays(today, -250))).capitalMinor).toBe(10_000_000n);
  });

  test('is read by those who follow the fund alone', async () => {
    for (const player of ['fundManager', 'committeeMember', 'auditor', 'administrator'] as const)
      expect(await as(player, async (trx) => await capacityByDay(trx, open, today, today))).toHaveLength(1);
    for (const player of ['lender', 'counsellor', 'person'] as const) {
      expect(await as(player, async (trx) => await capacityByDay(trx, open, today, today))).toEqual([]);
      expect(await as(player, async (trx) => await balanceOn(trx, fundId, today))).toEqual([]);
      expect((await as(player, async (trx) => await offBalance(trx, fundId, today))).length).toBe(0);
      expect((await get(player, `/desk/guarantee-windows/${open}/capacity`)).statusCode).not.toBe(200);
      expect((await get(player, `/desk/guarantee-funds/${fundId}/balance`)).statusCode).not.toBe(200);
    }
    expect((await get('fundManager', `/desk/guarantee-funds/${guarantees.other}/balance`)).statusCode).toBe(404);
  });

  test('is shown for the last 90 days, and as a table of every day', async () => {
    const path = `/desk/guarantee-windows/${open}/capacity`;
    expect((await get('fundManager', path)).body).toContain('Room day by day');
    const file = (await get('fundManager', `${path}?format=csv`)).body.trim().split('\n');
    expect([file.length, file[0]?.trim()]).toEqual([91, 'day,currency,capital,highest,outstanding,reserved,room']);
    const last = await on(today);
    const room = (minor: bigint) => `${minor / 100n}.${(minor % 100n).toString().padStart(2, '0')}`;
    expect(file.at(-1)?.trim()).toBe([today, 'EUR', ...[last.capitalMinor, last.highestMinor, last.outstandingMinor, last.reservedMinor, roomOn(last)].map(room)].join(',')); // prettier-ignore
  });

  test.each([
    ['from=yesterday', 'Write both days'],
    ['until=2026-02-30', 'Write both days'],
    ['from=2026-02-02&until=2026-02-01', 'first day is after the last'],
    ['until=2199-01-01', 'has not come yet'],
    ['from=1990-01-01&until=2026-01-01', 'at most two years'],
    ['from=-infinity', 'Write both days'],
  ])('of wrong days is refused with what to do: %s', async (query, words) => {
    for (const format of ['', '&format=csv']) {
      const answer = await get('fundManager', `/desk/guarantee-windows/${open}/capacity?${query}${format}`);
      expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true]);
    }
  });

  test('asks for days that exist, at most two years of them', () => {
    expect(daysAsked('', '', '2026-03-31')).toEqual({ from: '2026-01-01', until: '2026-03-31', wrong: null });
    expect(daysAsked('2024-03-31', '', '2026-03-31').wrong).toBeNull();
    expect(daysAsked('2024-03-30', '2026-03-31', '2026-03-31').wrong).toBe('long');
  });
});

describe('the balance', () => {
  test('has every sum of the trial balance, and its sides are equal, on every day on which something moved', async () => {
    await asSystem(site.db.jobs, async (trx) => {
      for (const one of await chargeable(trx)) await chargeFees(trx, one);
    });
    const { rows } = await site.db.superuser.query<{ book: BookId; day: string }>(
      `select distinct e.book_id as book, e.effective_on::text as day from guarantees.funds f join ledger.entries e on e.book_id = f.book_id
        where f.id = $1`,
      [fundId],
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { book, day } of rows) {
      const lines = await as('fundManager', async (trx) => await balanceOn(trx, fundId, day));
      const trial = await as('fundManager', async (trx) => await trialBalance(trx, book, day));
      for (const { currency, debitMinor } of trial.totals) {
        const own = lines.filter((line) => line.currency === currency);
        expect(own.reduce((sum, { amountMinor }) => (amountMinor > 0n ? sum + amountMinor : sum), 0n)).toBe(debitMinor);
        expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n);
        const balance = balanceOf(own);
        expect(sumOf(balance, 'assets')).toBe(sumOf(balance, 'liabilities', 'own'));
      }
    }
  });

  test('stands beside promises that are those of the ledger, with the part of counter-guarantors', async () => {
    const off = await as('auditor', async (trx) => await offBalance(trx, fundId, today));
    for (const { windowId, outstandingMinor, reservedMinor, counteredMinor } of off) {
      expect(await on(today, windowId)).toMatchObject({ outstandingMinor, reservedMinor });
      // The fixtures' counter-guarantor bears half of everything.
      expect([outstandingMinor / 2n, (outstandingMinor + 1n) / 2n]).toContain(counteredMinor);
    }
    const before = must(
      (await as('auditor', async (trx) => await offBalance(trx, fundId, addDays(today, -400)))).find((one) => one.windowId === open),
    );
    expect(before).toMatchObject({ outstandingMinor: 0n, reservedMinor: 0n, counteredMinor: 0n });
  });

  test('turns an account to the other side where the fund owes what others owed', () => {
    const line = (kind: 'asset' | 'equity', part: string, amountMinor: bigint) =>
      ({ currency: 'EUR', kind, part, name: null, amountMinor }) as const;
    const rows = balanceOf([line('asset', 'cash', 100n), line('asset', 'counter-due', -30n), line('equity', 'capital', -70n)]);
    expect(rows.map(({ side, part, amountMinor }) => [side, part, amountMinor])).toEqual([
      ['assets', 'cash', 100n],
      ['liabilities', 'counter-due', 30n],
      ['own', 'capital', 70n],
    ]);
  });

  test('is a page and a file of any day that has been', async () => {
    const path = `/desk/guarantee-funds/${fundId}/balance`;
    const { body } = await get('committeeMember', path);
    for (const words of ['What the fund has', 'Fees that lenders owe', 'Set aside for claims', 'Outside the balance'])
      expect(body).toContain(words);
    const file = (await get('fundManager', `${path}?format=csv`)).body;
    for (const words of ['assets,cash,EUR,', 'own,capital,EUR,', 'off-balance,']) expect(file).toContain(words);
    expect((await get('fundManager', `${path}?day=2001-01-01`)).statusCode).toBe(200);
    for (const day of ['2199-01-01', 'today', '2026-13-01']) expect((await get('fundManager', `${path}?day=${day}`)).statusCode).toBe(422);
    expect((await get('fundManager', `/desk/guarantee-funds/${newId()}/balance`)).statusCode).toBe(404);
  });
});
