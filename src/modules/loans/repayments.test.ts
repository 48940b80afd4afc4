import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { allocationOrders, repay, type AllocationOrder } from './allocation.ts';
import { arrearsOn, classOf, type Pause } from './arrears.ts';
import { payoff, recover, reschedule, waiveUnearned, writeOff } from './change-of-terms.ts';
import { charge, instalmentFee } from './charges.ts';
import { dueDates } from './due-dates.ts';
import { leftOf, minorOf, NOTHING, outstanding, paidSoFar, parts, sumOf, unpaid, type InstalmentState } from './instalment-state.ts';
import { portfolioAtRisk } from './portfolio-at-risk.ts';
import { loanSchedule } from './schedule.ts';
import { termsSchema } from './terms.ts';

interface Event {
  type: string;
  date: string;
  amount: string;
  percent: string;
}
interface Case {
  id: string;
  input: Record<string, string>;
  events: Event[];
  snapshots: { transactions?: Record<string, string>[]; schedule?: Record<string, string | number>[]; totals?: Record<string, string> }[];
}
const given = JSON.parse(readFileSync(join(projectRoot(), 'test/data/loan-schedule-cases.json'), 'utf8')) as {
  allocation_cases: Case[];
  charge_cases: Case[];
  arrears_cases: {
    id: string;
    input: { graceOnArrearsAgeingDays: number; pauses: Pause[]; disbursementDate: string; downPaymentDue: string };
    expected: {
      rows: {
        date: string;
        delinquentAmount: string;
        delinquentDate?: string;
        delinquentDays: number;
        pastDueDays: number;
        range?: string;
      }[];
    };
  }[];
};

const cents = (text: string) => minorOf(text, 2);
const begin = (input: Record<string, unknown>, convention = 'cumulative') =>
  unpaid(loanSchedule(termsSchema.parse({ ...input, convention })), 'EUR');

function after(input: Record<string, string>, events: readonly Event[]): InstalmentState[] {
  let now: readonly InstalmentState[] = begin(input);
  for (const { type, date, amount, percent } of events) {
    if (type === 'percentage_charge') now = instalmentFee(now, percent);
    if (type === 'fee') now = charge(now, 'fees', { on: date, amountMinor: cents(amount) });
    if (type === 'penalty') now = charge(now, 'penalties', { on: date, amountMinor: cents(amount) });
    if (type === 'repayment')
      now = repay(now, { paidOn: date, amountMinor: cents(amount) }, input['allocationStrategy'] as AllocationOrder).instalments;
  }
  return [...now];
}

describe('the cases of a credit system in use', () => {
  test.each([...given.allocation_cases, ...given.charge_cases])('$id is exact to the cent', ({ input, events, snapshots }) => {
    for (const snapshot of snapshots) {
      const now = after(input, events);
      const wanted = (snapshot.schedule ?? []).filter((row) => row['kind'] !== 'disbursement');
      let balance = cents(input['principal'] ?? '0');
      for (const [at, row] of wanted.entries()) {
        const one = now[at] as InstalmentState; // as many as the case has
        balance -= one.owed.principal;
        const shown = {
          due: one.due,
          ...Object.fromEntries(parts.map((part) => [part, one.owed[part]])),
          total: sumOf(one.owed),
          balanceAfter: balance,
          paid: sumOf(one.paid),
          inAdvance: one.inAdvanceMinor,
          late: one.lateMinor,
          outstanding: sumOf(leftOf(one)),
          paidDate: one.paidOn ?? undefined,
        };
        for (const [name, value] of Object.entries(shown))
          expect(value, `${name} of ${row['n']}`).toEqual(typeof value === 'bigint' ? cents(String(row[name])) : row[name]);
      }
      if (snapshot.totals) {
        const total = (of: (one: InstalmentState) => bigint) => now.reduce((sum, one) => sum + of(one), 0n);
        expect(total((one) => sumOf(one.owed))).toBe(cents(snapshot.totals['Due'] ?? ''));
        expect(total((one) => sumOf(one.paid))).toBe(cents(snapshot.totals['Paid'] ?? ''));
        expect(total((one) => one.inAdvanceMinor)).toBe(cents(snapshot.totals['In advance'] ?? ''));
        expect(sumOf(outstanding(now))).toBe(cents(snapshot.totals['Outstanding'] ?? ''));
      }
      for (const { type, ...wantedParts } of snapshot.transactions ?? []) {
        if (type !== 'Repayment') continue;
        for (const part of parts) expect(paidSoFar(now)[part], part).toBe(cents(wantedParts[part] ?? ''));
        expect(outstanding(now).principal).toBe(cents(wantedParts['loanBalance'] ?? ''));
      }
    }
  });

  test.each(given.arrears_cases)('$id is exact to the day', ({ input, expected }) => {
    const due = [input.downPaymentDue, ...dueDates({ instalments: 3, repayEvery: 15, frequency: 'DAYS' }, input.disbursementDate)];
    const instalments = due.map((day, at) => ({ ...fresh(at + 1, day), owed: { ...NOTHING, principal: 25_000n } }));
    for (const row of expected.rows) {
      const found = arrearsOn(instalments, row.date, { graceDays: input.graceOnArrearsAgeingDays, pauses: input.pauses });
      expect(found, row.date).toMatchObject({
        overdueMinor: cents(row.delinquentAmount),
        pastDueDays: row.pastDueDays,
        delinquentDays: row.delinquentDays,
        ...(row.delinquentDate && { delinquentOn: row.delinquentDate }),
      });
      if (row.range)
        expect(classOf(found.delinquentDays), row.date).toBe(row.range === 'NO_DELINQUENCY' ? null : Number(row.range.slice(6)));
    }
  });
});

const fresh = (n: number, due: string): InstalmentState => ({
  n,
  due,
  owed: NOTHING,
  paid: NOTHING,
  inAdvanceMinor: 0n,
  lateMinor: 0n,
  paidOn: null,
});

const amounts = fc.bigInt({ min: 0n, max: 200_000n });
const loans = fc
  .array(fc.record({ principal: amounts, interest: amounts, fees: amounts, penalties: amounts }), { minLength: 1, maxLength: 24 })
  .map((owed) =>
    owed.map((one, at) => ({
      ...fresh(at + 1, dueDates({ instalments: at + 1, repayEvery: 1, frequency: 'MONTHS' }, '2026-01-31')[at] ?? ''),
      owed: one,
    })),
  );
const payments = fc.array(
  fc.record({
    paidOn: fc
      .integer({ min: 1, max: 28 })
      .chain((day) => fc.integer({ min: 1, max: 12 }).map((month) => `2026-${two(month)}-${two(day)}`)),
    amountMinor: fc.bigInt({ min: 1n, max: 2_000_000n }),
  }),
  { maxLength: 8 },
);
const two = (number: number) => String(number).padStart(2, '0');
const orders = fc.constantFrom(...(Object.keys(allocationOrders) as AllocationOrder[]));

describe('whatever is paid', () => {
  test('parts sum to the payment, nothing is negative, nothing above what is owed, and the order holds', () => {
    fc.assert(
      fc.property(loans, payments, orders, (loan, paid, order) => {
        let now: readonly InstalmentState[] = loan;
        for (const payment of paid) {
          const { instalments, settled, overMinor } = repay(now, payment, order);
          expect(sumOf(settled) + overMinor).toBe(payment.amountMinor);
          expect(sumOf(outstanding(now)) - sumOf(outstanding(instalments))).toBe(sumOf(settled));
          if (overMinor > 0n) expect(sumOf(outstanding(instalments))).toBe(0n);
          for (const one of instalments) {
            for (const part of parts) expect(one.paid[part] >= 0n && one.paid[part] <= one.owed[part]).toBe(true);
            expect(one.inAdvanceMinor + one.lateMinor <= sumOf(one.paid)).toBe(true);
          }
          // Nothing goes to an instalment while an older one is open, nor to a part while one before it in the order is.
          const touched = instalments.filter((one, at) => sumOf(one.paid) > sumOf((now[at] as InstalmentState).paid));
          for (const one of touched.slice(0, -1)) expect(sumOf(leftOf(one))).toBe(0n);
          const last = touched.at(-1);
          if (last) {
            const sequence = allocationOrders[order][payment.paidOn < last.due ? 'inAdvance' : 'due'];
            const before = now[last.n - 1] as InstalmentState;
            const reached = sequence.findLastIndex((part) => last.paid[part] > before.paid[part]);
            for (const part of sequence.slice(0, reached)) expect(leftOf(last)[part]).toBe(0n);
          }
          now = instalments;
        }
      }),
    );
  });

  test('a payment of nothing or less is refused', () => {
    for (const amountMinor of [0n, -1n])
      expect(() =>
        repay([fresh(1, '2026-01-31')], { paidOn: '2026-01-01', amountMinor }, 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER'),
      ).toThrow(expect.objectContaining({ code: 'not-above-zero' }) as Error);
  });

  test('paying early, late and all that is owed leaves nothing, and what is above belongs to the borrower', () => {
    fc.assert(
      fc.property(loans, orders, (loan, order) => {
        const owed = sumOf(outstanding(loan));
        const { instalments, overMinor } = repay(loan, { paidOn: '2026-03-15', amountMinor: owed + 7n }, order);
        expect(overMinor).toBe(7n);
        expect(arrearsOn(instalments, '2030-01-01', { graceDays: 0 })).toMatchObject({
          overdueMinor: 0n,
          pastDueDays: 0,
          delinquentOn: null,
        });
      }),
    );
  });
});

describe('terms that change', () => {
  const loan = begin({
    currency: 'EUR',
    principal: '1200.00',
    annualRatePercent: '12',
    instalments: 12,
    repayEvery: 1,
    frequency: 'MONTHS',
    interestMethod: 'FLAT',
    amortisation: 'EQUAL_INSTALLMENTS',
    disbursementDate: '2026-01-01',
  });

  test('a payoff owes the interest to come, or not, as the contract says', () => {
    expect(payoff(loan, '2026-03-01', 'owed')).toEqual({ ...NOTHING, principal: 120_000n, interest: 14_400n });
    expect(payoff(loan, '2026-03-01', 'waived')).toEqual({ ...NOTHING, principal: 120_000n, interest: 2_400n });
    const paid = repay(
      waiveUnearned(loan, '2026-03-01'),
      { paidOn: '2026-03-01', amountMinor: 122_400n },
      'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER',
    );
    expect(paid.overMinor).toBe(0n);
    expect(sumOf(outstanding(paid.instalments))).toBe(0n);
  });

  test('rescheduling keeps the principal and carries what was due', () => {
    const late = repay(loan, { paidOn: '2026-02-01', amountMinor: 11_200n }, 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER').instalments;
    const next = begin({
      currency: 'EUR',
      principal: '1100.00',
      annualRatePercent: '6',
      instalments: 20,
      repayEvery: 1,
      frequency: 'MONTHS',
      interestMethod: 'FLAT',
      amortisation: 'EQUAL_INSTALLMENTS',
      disbursementDate: '2026-04-15',
    });
    const changed = reschedule(late, '2026-04-15', next);
    expect(outstanding(changed).principal).toBe(110_000n);
    expect(paidSoFar(changed)).toEqual(paidSoFar(late));
    expect(changed.map(({ n }) => n)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
    // Two instalments of 12.00 interest were due and not paid.
    expect(changed[1]?.owed.interest).toBe((next[0]?.owed.interest ?? 0n) + 2_400n);
    expect(arrearsOn(changed, '2026-05-15', { graceDays: 0 }).pastDueDays).toBe(0);
  });

  test('new terms of another sum, of a day gone by, or of a loan that is paid are refused', () => {
    const [sum, days, left] = ['wrong-principal', 'wrong-days', 'nothing-left'].map((code) => expect.objectContaining({ code }) as Error);
    expect(() => reschedule(loan, '2026-01-15', loan.slice(1))).toThrow(sum);
    expect(() => reschedule(loan, '2026-02-01', loan)).toThrow(days);
    const paid = repay(loan, { paidOn: '2026-01-02', amountMinor: 134_400n }, 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER').instalments;
    expect(() => reschedule(paid, '2026-01-15', loan)).toThrow(left);
    expect(() => writeOff(paid)).toThrow(left);
  });

  test('what is recovered lessens the loss, principal first, and never below nothing', () => {
    fc.assert(
      fc.property(loans, fc.bigInt({ min: 1n, max: 9_000_000n }), (any, amountMinor) => {
        fc.pre(sumOf(outstanding(any)) > 0n);
        const lost = writeOff(any);
        const now = recover(lost, amountMinor);
        expect(sumOf(now.recovered) + now.overMinor).toBe(amountMinor);
        expect(sumOf(now.lost) + sumOf(now.recovered)).toBe(sumOf(lost));
        if (now.lost.principal > 0n) expect(now.recovered.interest).toBe(0n);
        if (now.overMinor > 0n) expect(sumOf(now.lost)).toBe(0n);
      }),
    );
  });

  test('a charge after the last day is due with the last instalment', () => {
    const now = charge(loan, 'penalties', { on: '2029-01-01', amountMinor: 500n });
    expect(now.at(-1)?.owed.penalties).toBe(500n);
    expect(() => charge(loan, 'fees', { on: '2026-01-01', amountMinor: 0n })).toThrow(
      expect.objectContaining({ code: 'not-above-zero' }) as Error,
    );
  });
});

describe('portfolio at risk', () => {
  const one = { balanceMinor: 100_000n, pastDueDays: 0, rescheduled: false, writtenOff: false };

  test('counts the whole balance, strictly above the days, with what was rescheduled beside it and what was written off on no side', () => {
    const found = portfolioAtRisk(
      [
        one,
        { ...one, pastDueDays: 30 },
        { ...one, pastDueDays: 31 },
        { ...one, rescheduled: true },
        { ...one, writtenOff: true, pastDueDays: 400 },
      ],
      30,
    );
    expect(found).toEqual({
      grossMinor: 400_000n,
      atRiskMinor: 100_000n,
      percent: '25.00',
      withRescheduledMinor: 200_000n,
      withRescheduledPercent: '50.00',
      rescheduledMinor: 100_000n,
      writtenOffMinor: 100_000n,
    });
  });

  test('of no loans is not said, and more days never mean more risk', () => {
    expect(portfolioAtRisk([], 30).percent).toBeNull();
    const portfolios = fc.array(
      fc.record({ balanceMinor: amounts, pastDueDays: fc.nat(400), rescheduled: fc.boolean(), writtenOff: fc.boolean() }),
    );
    fc.assert(
      fc.property(portfolios, fc.nat(200), fc.nat(200), (all, few, more) => {
        const [narrow, wide] = [portfolioAtRisk(all, few + more), portfolioAtRisk(all, few)];
        expect(narrow.atRiskMinor <= wide.atRiskMinor && wide.atRiskMinor <= wide.withRescheduledMinor).toBe(true);
        expect(wide.withRescheduledMinor <= wide.grossMinor).toBe(true);
      }),
    );
  });
});
