import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

/** A service that is compared and one that was withdrawn, each with a price. */
export function plantRemittances(add: Add, { accounts }: Stage): void {
  for (const withdrawn of [false, true]) {
    const id = newId();
    add('remittances.services', {
      id,
      provider: newId(),
      from_country: 'IT',
      to_country: 'SN',
      send_currency: 'EUR',
      receive_currency: 'XOF',
      least_minor: 100,
      most_minor: 50_000,
      pay_in: 'cash',
      pay_out: 'cash',
      created_by: accounts[0],
      withdrawn_by: withdrawn ? accounts[0] : null,
      withdrawn_at: withdrawn ? days(-1) : null,
      withdrawn_why: withdrawn ? 'The firm closed' : null,
    });
    add('remittances.prices', {
      id: newId(),
      service_id: id,
      observed_on: '2026-11-20',
      speed: 'hour',
      fee_minor: 400,
      source: 'Price list',
      recorded_by: accounts[0],
    });
  }
}

const keeps: May = (who) => who.holds('administrator', 'editor', 'planner');
const serviceOf = (who: Rights, row: Row): Row =>
  row.service_id === undefined ? row : ((who.rows['remittances.services'] ?? []).find((one) => one.id === row.service_id) ?? {});
const reads: May = (who, row) => keeps(who, row) || (serviceOf(who, row).withdrawn_at ?? null) === null;

const another =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null
      ? null
      : {
          ...row,
          id: newId(),
          provider: newId(),
          created_by: by === 'self' ? who.accountId : newId(),
          withdrawn_by: null,
          withdrawn_at: null,
          withdrawn_why: null,
        };
const seenBy =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), recorded_by: by === 'self' ? who.accountId : newId() };

/** Everybody reads what is compared; planners, editors and administrators of the network add and withdraw, and nobody changes what was seen. */
export const remittanceRules: readonly TableRule[] = [
  {
    table: 'remittances.services',
    reads,
    changes: [
      { set: "withdrawn_by = kernel.actor(), withdrawn_at = now(), withdrawn_why = 'Closed'", may: keeps },
      { set: "withdrawn_by = gen_random_uuid(), withdrawn_at = now(), withdrawn_why = 'Closed'", may: nobody },
      { set: 'withdrawn_by = null, withdrawn_at = null, withdrawn_why = null', may: keeps },
    ],
    adds: [
      { like: another('self'), may: keeps },
      { like: another('other'), may: nobody },
    ],
  },
  {
    table: 'remittances.prices',
    reads,
    adds: [
      { like: seenBy('self'), may: keeps },
      { like: seenBy('other'), may: nobody },
    ],
  },
];
