import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { allocationOrderNames } from './allocation.ts';
import { recover, writeOff } from './change-of-terms.ts';
import { leftOf, NOTHING, outstanding, paidSoFar, parts, sumOf, type InstalmentState } from './instalment-state.ts';
import { settlePayments, type Payment, type Rule } from './settle-payments.ts';

const DAY = '2026-01-01';
const minor = fc.bigInt({ min: 0n, max: 50_000n });

/** A loan of some instalments, nothing paid yet. */
const loans = fc.array(fc.record({ principal: minor, interest: minor, fees: minor }), { minLength: 1, maxLength: 12 }).map((owed) =>
  owed.map((one, at): InstalmentState => ({
    n: at + 1,
    due: addDays(DAY, 30 * (at + 1)),
    owed: { ...NOTHING, ...one },
    paid: NOTHING,
    inAdvanceMinor: 0n,
    lateMinor: 0n,
    paidOn: null,
  })),
);
const payments = fc
  .array(fc.record({ day: fc.nat(500), amountMinor: fc.bigInt({ min: 1n, max: 80_000n }) }), { maxLength: 8 })
  .map((given) =>
    given.map(({ day, amountMinor }, at): Payment => ({ id: `p${at}`, paidOn: addDays(DAY, day), amountMinor, endsEarly: false })),
  );
const rules = fc.constantFrom<Rule>(...allocationOrderNames, 'recovery');
const takenOf = (settled: ReturnType<typeof settlePayments>) => [...settled.taken].toSorted(([one], [other]) => (one < other ? -1 : 1));

describe('payments settle', () => {
  test('the same, in whichever order they were recorded, and to the last unit', () => {
    fc.assert(
      fc.property(loans, payments, rules, fc.infiniteStream(fc.nat()), (loan, given, rule, order) => {
        const shuffled = given.map((one) => ({ one, at: order.next().value as number })).toSorted((a, b) => a.at - b.at);
        const settled = settlePayments(loan, given, rule);
        const again = settlePayments(
          loan,
          shuffled.map(({ one }) => one),
          rule,
        );
        expect(again.wrong).toEqual(settled.wrong);
        expect(takenOf(again)).toEqual(takenOf(settled));
        for (const [id, taken] of settled.taken) {
          const { amountMinor = 0n } = given.find((one) => one.id === id) ?? {};
          expect(taken.reduce((sum, part) => sum + sumOf(part.settled), 0n)).toBe(amountMinor);
        }
        for (const one of settled.instalments) for (const part of parts) expect(leftOf(one)[part] >= 0n).toBe(true);
        const total = given.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        if (settled.wrong) expect(total > sumOf(outstanding(loan))).toBe(true);
        else expect(sumOf(paidSoFar(settled.instalments))).toBe(total);
      }),
    );
  });

  test('after a write-off as the rule of recovery says: principal first', () => {
    fc.assert(
      fc.property(loans, fc.bigInt({ min: 1n, max: 900_000n }), (loan, amountMinor) => {
        fc.pre(sumOf(outstanding(loan)) >= amountMinor);
        const one = { id: 'p', paidOn: '2027-01-01', amountMinor, endsEarly: false };
        const { instalments } = settlePayments(loan, [one], 'recovery');
        expect(outstanding(instalments)).toEqual(recover(writeOff(loan), amountMinor).lost);
      }),
    );
  });

  test('a loan that ends early with all that is due, and no interest that is not', () => {
    const loan = [1, 2].map((n): InstalmentState => ({
      n,
      due: addDays(DAY, 30 * n),
      owed: { ...NOTHING, principal: 1_000n, interest: 50n },
      paid: NOTHING,
      inAdvanceMinor: 0n,
      lateMinor: 0n,
      paidOn: null,
    }));
    const end = (amountMinor: bigint) =>
      settlePayments(loan, [{ id: 'p', paidOn: addDays(DAY, 30), amountMinor, endsEarly: true }], allocationOrderNames[0]);
    expect(end(2_050n).wrong).toBeNull();
    expect(sumOf(outstanding(end(2_050n).instalments))).toBe(0n);
    expect(
      end(2_050n)
        .taken.get('p')
        ?.map(({ waivedMinor }) => waivedMinor),
    ).toEqual([0n, 50n]);
    expect(end(2_049n).wrong).toEqual({ id: 'p', why: 'not-the-payoff', owedMinor: 2_050n });
    expect(end(2_051n).wrong).toEqual({ id: 'p', why: 'too-much-paid', owedMinor: 2_050n });
  });
});
