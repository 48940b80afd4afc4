import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { as, fresh, nobody, officers, ofSubject, type May, type TableRule } from './fixtures-access-rule.ts';

const REASON = 'a reason of twenty letters';
const officer: May = (who) => who.holds('data-protection-officer');

/** Who asked does not decide. */
const second: May = (who, row) => officer(who, row) && row.asked_by !== who.accountId;

/** A number that no other request of these worlds has. */
let number = 0;
const another = () => {
  number += 1;
  return { number };
};

/** Who asks, proposes and decides about erasures, and who sees what is due. */
export const erasureRules: readonly TableRule[] = [
  {
    table: 'erasure.requests',
    reads: (who, row) => who.keeps(ofSubject(row)) || who.own.has(ofSubject(row)) || officers(who, row),
    changes: [
      { set: `state = 'withdrawn', withdrawn_at = now()`, may: (who, row) => who.own.has(ofSubject(row)) },
      {
        set: `state = 'proposed', proposal = 'erase', proposal_reason = '${REASON}', proposed_by = kernel.actor(), proposed_at = now()`,
        may: (who, row) => who.managed.has(row.custodian_id),
      },
      { set: `state = 'proposed', proposal = 'erase', proposal_reason = '${REASON}', proposed_by = id, proposed_at = now()`, may: nobody },
      { set: `state = 'refused', reason = '${REASON}', decided_by = kernel.actor(), decided_at = now()`, may: second },
    ],
    adds: [
      {
        like: (who, row) => ({ ...as('asked_by')(who, row), ...another(), asked_how: 'person' }),
        may: (who, row) => who.own.has(ofSubject(row)),
      },
      {
        like: (who, row) => ({ ...as('asked_by')(who, row), ...another(), asked_how: 'desk' }),
        may: (who, row) => who.keeps(ofSubject(row)),
      },
      { like: (who, row) => (row.asked_by === who.accountId ? null : { ...fresh(who, row), ...another() }), may: nobody },
    ],
  },
  { table: 'erasure.proofs', reads: (who, row) => who.desks.has(row.office_id) || officers(who, row) },
  {
    table: 'erasure.due',
    key: 'subject_id',
    reads: (who, row) => who.keeps(ofSubject(row)) || who.own.has(ofSubject(row)) || officers(who, row),
    changes: [
      {
        set: `extended_until = '2031-01-31', extended_reason = '${REASON}', extended_by = kernel.actor(), extended_at = now()`,
        may: officer,
      },
    ],
  },
  {
    table: 'erasure.clocks',
    key: 'purpose',
    reads: (who) => who.holds('administrator', 'data-protection-officer', 'auditor'),
    changes: [{ set: 'confirmed_by = kernel.actor(), confirmed_at = now()', may: (who) => who.holds('administrator') }],
  },
];

/** A request about a file, of which the office has said nothing for weeks, and its clock. */
export function plantErasure(add: Add, { id, office }: { id: string; office: string }, askedBy: string): void {
  const held = { subject_id: id, custodian_id: office };
  add('erasure.requests', {
    id: newId(),
    ...another(),
    ...held,
    asked_how: 'desk',
    asked_by: askedBy,
    asked_at: days(-20),
    account_too: false,
    state: 'asked',
  });
  add('erasure.due', { ...held, last_activity_on: '2020-01-31', due_on: '2025-01-31' });
}

/** What stays of files that are gone, and the periods. */
export function plantProofs(add: Add, offices: readonly string[], decidedBy: string): void {
  for (const office_id of offices) {
    const what = { asked_how: 'desk', asked_at: days(-30), ground: 'not-needed', decided_by: decidedBy };
    add('erasure.proofs', { id: newId(), ...another(), subject_id: newId(), office_id, ...what, finished_at: days(-1) });
  }
  add('erasure.clocks', { purpose: 'people.purpose.counselling', months: 60 });
}
