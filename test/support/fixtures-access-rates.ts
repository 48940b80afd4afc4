import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

/** A rate that counts and one that was withdrawn. */
export function plantRates(add: Add, { accounts }: Stage): void {
  for (const withdrawn of [false, true])
    add('exchangerates.rates', {
      id: newId(),
      source: newId(),
      base: 'EUR',
      currency: 'USD',
      on_day: '2026-11-20',
      rate: '1.15',
      imported_by: accounts[0],
      withdrawn_by: withdrawn ? accounts[0] : null,
      withdrawn_at: withdrawn ? days(-1) : null,
      withdrawn_why: withdrawn ? 'A digit was wrong' : null,
    });
}

const keeps: May = (who) => who.holds('administrator');
const counts = (row: Row) => row.withdrawn_at === null || row.withdrawn_at === undefined;
const another =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null || !counts(row)
      ? null
      : { ...row, id: newId(), source: newId(), imported_by: by === 'self' ? who.accountId : newId() };

/** Everybody reads the rates that count; administrators of the network add and withdraw, and nobody changes one. */
export const rateRules: readonly TableRule[] = [
  {
    table: 'exchangerates.rates',
    reads: (who, row) => counts(row) || keeps(who, row),
    changes: [
      {
        set: "withdrawn_by = kernel.actor(), withdrawn_at = now(), withdrawn_why = 'Wrong'",
        may: (who, row) => counts(row) && keeps(who, row),
      },
      { set: "withdrawn_by = gen_random_uuid(), withdrawn_at = now(), withdrawn_why = 'Wrong'", may: nobody },
      { set: 'rate = 2', may: nobody },
    ],
    adds: [
      { like: another('self'), may: keeps },
      { like: another('other'), may: nobody },
    ],
  },
];
