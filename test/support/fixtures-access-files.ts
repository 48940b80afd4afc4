import { newId } from '#kernel/db';
import {
  as,
  forgedOffice,
  forgedWith,
  fresh,
  inCase,
  jointly,
  nobody,
  officers,
  ofId,
  ofPerson,
  ofSubject,
  part,
  single,
  type May,
  type TableRule,
} from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row } from './fixtures-access-world.ts';

const both = (row: Row) => [row.first_id, row.second_id];
const ownsBoth: May = (who, row) => both(row).every((id) => who.own.has(id));
const keepsBoth: May = (who, row) => both(row).every((id) => who.keeps(id));
const linked = (how: string) => ({
  how,
  reason: how === 'officer-decision' ? 'both offices showed the same papers' : null,
  ended_at: null,
  ended_by: null,
});

const people: TableRule[] = [
  {
    table: 'access.subjects',
    reads: (who, row) => who.keeps(row.id) || who.own.has(row.id) || who.shares(row.id, 'identity'),
    adds: [{ like: fresh, may: (who, row) => who.desks.has(row.custodian_id) }],
  },
  part('people.people', 'identity', ofId, {
    change: 'language = language',
    adds: [{ like: (_who, row) => row, may: (who, row) => who.keeps(row.id) }],
  }),
  single('people.identities', 'identity', 'given_name = given_name'),
  single('people.contacts', 'contact', 'note = note'),
  single('people.profiles', 'profile', 'languages = languages'),
  part('people.identity_numbers', 'documents', ofPerson, {
    adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) }, forgedOffice],
    removes: (who, row) => who.keeps(row.person_id),
  }),
  {
    table: 'access.subject_keys',
    key: 'subject_id',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id),
    adds: [
      {
        like: (_who, row) => row,
        may: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id),
      },
    ],
  },
  {
    table: 'access.subject_accounts',
    key: "subject_id || '/' || account_id",
    reads: (who, row) =>
      who.keeps(row.subject_id) || (who.assurance >= 1 && row.account_id === who.accountId) || who.holds('data-protection-officer'),
    changes: [
      {
        set: "how = 'officer-decision', ended_at = now()",
        may: (who, row) =>
          who.keeps(row.subject_id) || (who.assurance >= 1 && row.account_id === who.accountId) || who.holds('data-protection-officer'),
      },
    ],
    adds: [
      {
        like: (_who, row) => ({ ...row, account_id: newId() }),
        may: (who, row) => who.keeps(row.subject_id) || (who.holds('data-protection-officer') && row.ended_at !== null),
      },
    ],
  },
  {
    table: 'access.withheld',
    key: "subject_id || '/' || part",
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.shares(row.subject_id),
    removes: (who, row) => who.own.has(row.subject_id),
  },
  {
    table: 'access.links',
    reads: (who, row) => both(row).some((id) => who.keeps(id) || who.own.has(id)) || officers(who, row),
    changes: [
      {
        set: 'ended_at = now(), ended_by = kernel.actor()',
        may: (who, row) =>
          row.ended_at === null &&
          ((row.how !== 'officer-decision' && ownsBoth(who, row)) ||
            (row.how === 'spoken-at-desk' && keepsBoth(who, row)) ||
            who.holds('data-protection-officer')),
      },
      { set: 'ended_at = null, ended_by = null', may: nobody },
    ],
    adds: [
      { like: (who, row) => ({ ...as('made_by')(who, row), ...linked('on-line') }), may: ownsBoth },
      { like: (who, row) => ({ ...as('made_by')(who, row), ...linked('signed-at-desk') }), may: keepsBoth },
      {
        like: (who, row) => ({ ...as('made_by')(who, row), ...linked('officer-decision') }),
        may: (who) => who.holds('data-protection-officer'),
      },
      { like: (who, row) => (row.made_by === who.accountId ? null : { ...fresh(who, row), ...linked('on-line') }), may: nobody },
      { like: forgedWith('first_custodian_id', (who) => ({ made_by: who.accountId, ...linked('signed-at-desk') })), may: nobody },
    ],
  },
  part('identity.code_cards', null, ofSubject, {
    change: 'revoked_at = revoked_at',
    adds: [
      {
        like: (who, row) => ({ ...as('issued_by')(who, row), lookup: newId(), revoked_at: new Date().toISOString() }),
        may: (who, row) => who.keeps(row.subject_id),
      },
    ],
  }),
  {
    table: 'identity.contact_claims',
    key: 'subject_id',
    reads: (who, row) => who.keeps(row.subject_id),
    changes: [{ set: 'fingerprint = fingerprint', may: (who, row) => who.keeps(row.subject_id) }],
    adds: [{ like: (_who, row) => ({ ...row, kind: 'phone' }), may: (who, row) => who.keeps(row.subject_id) }],
    removes: (who, row) => who.keeps(row.subject_id),
  },
];

const consent: TableRule[] = [
  {
    table: 'consent.grants',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || who.grants.has(row.id) || officers(who, row),
    changes: [
      {
        set: 'withdrawn_by = withdrawn_by',
        may: (who, row) => who.keeps(row.subject_id) || (who.own.has(row.subject_id) && row.given_how !== 'override'),
      },
      {
        set: 'told_how = told_how',
        may: (who, row) => who.keeps(row.subject_id) || (who.own.has(row.subject_id) && row.given_how !== 'override'),
      },
    ],
    adds: [
      {
        like: (who, row) => (row.given_how === 'override' ? null : as('recorded_by')(who, row)),
        may: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id),
      },
      { like: (who, row) => (row.recorded_by === who.accountId ? null : fresh(who, row)), may: nobody },
      {
        like: (who, row) =>
          row.given_how === 'override' ? null : forgedWith('custodian_id', () => ({ recorded_by: who.accountId }))(who, row),
        may: nobody,
      },
    ],
  },
  part('consent.bases', null, ofSubject, {
    change: 'law = law',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || officers(who, row),
    adds: [{ like: (who, row) => ({ ...fresh(who, row), purpose: 'q' }), may: (who, row) => who.keeps(row.subject_id) }],
  }),
  {
    table: 'consent.override_requests',
    reads: (who, row) => who.keeps(row.subject_id) || who.own.has(row.subject_id) || officers(who, row),
    changes: [{ set: "state = 'declined', decided_by = kernel.actor(), decided_at = now()", may: (who, row) => who.keeps(row.subject_id) }],
    adds: [{ like: as('requested_by'), may: (who, row) => who.keeps(row.subject_id) }],
  },
];

const founders = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).filter((one) => one.venture_id === venture && !one.left_at);
const readsVenture = (who: Rights, venture: unknown, office: unknown) =>
  who.desks.has(office) || founders(who, venture).some((one) => who.own.has(one.person_id) || who.shares(one.person_id, 'venture'));

const ventures: TableRule[] = [
  {
    table: 'ventures.ventures',
    reads: (who, row) => readsVenture(who, row.id, row.office_id),
    changes: [{ set: 'title = title', may: (who, row) => who.keeps(row.lead_person_id) }],
    adds: [{ like: fresh, may: (who, row) => who.keeps(row.lead_person_id) }, forgedOffice],
  },
  {
    table: 'ventures.founders',
    key: "venture_id || '/' || person_id",
    reads: (who, row) => who.desks.has(row.office_id) || who.own.has(row.person_id) || who.shares(row.person_id, 'venture'),
    changes: [
      { set: 'left_at = left_at', may: (who, row) => who.desks.has(row.office_id) && (who.keeps(row.person_id) || Boolean(row.left_at)) },
      // A founder whose file went to another office is still taken out by the desk of the venture.
      { set: 'left_at = now()', may: (who, row) => who.desks.has(row.office_id) },
    ],
    adds: [{ like: (_who, row) => row, may: (who, row) => who.desks.has(row.office_id) && who.keeps(row.person_id) }],
  },
  {
    table: 'ventures.events',
    reads: (who, row) => readsVenture(who, row.venture_id, row.office_id),
    adds: [{ like: fresh, may: (who, row) => who.desks.has(row.office_id) }, forgedOffice],
  },
];

const plan = (who: Rights, row: Row) => who.keeps(row.person_id) || who.own.has(row.person_id) || who.shares(row.person_id, 'plan');
const writesNote: May = (who, row) => jointly(who, row) && who.desks.has(row.written_in);
const sendsReferral: May = (who, row) => who.keeps(row.person_id);
const becomes = (state: string) => `state = '${state}', reason = coalesce(reason, 'no place'), outcome = coalesce(outcome, 'helped')`;
const answersReferral: May = (who, row) => who.organisations.has(row.organisation_id) && who.grants.has(row.grant_id);
const openOffer = (row: Row) => ['offered', 'seen'].includes(String(row.state));

const notesRule: TableRule = {
  table: 'cases.notes',
  reads: (who, row) => {
    const hidden = who.keptBack(row.person_id, 'notes', row.written_at);
    if (who.own.has(row.person_id) && !heldBack(who, row)) return true;
    if (who.keeps(row.person_id) && (who.desks.has(row.written_in) || !hidden)) return true;
    return (who.shares(row.person_id, 'notes') && !hidden) || (inCase.joint(who, row) && row.author_id === who.accountId);
  },
  adds: [
    { like: as('author_id'), may: writesNote },
    { like: (who, row) => (row.author_id === who.accountId ? null : fresh(who, row)), may: nobody },
    { like: forgedWith('office_id', (who, row) => ({ author_id: who.accountId, written_in: row.office_id })), may: nobody },
  ],
};
const waiting = { state: 'asked', decided_by: null, decided_at: null, decision_reason: null };
const heldBack = (who: Rights, note: Row) =>
  (who.rows['cases.note_withholdings'] ?? []).some((one) => one.note_id === note.id && one.state !== 'refused');
const readsNote = (who: Rights, id: unknown) =>
  (who.rows['cases.notes'] ?? []).some((note) => note.id === id && notesRule.reads(who, note));
const asksToWithhold: May = (who, row) => who.accountId !== null && who.keeps(row.person_id) && readsNote(who, row.note_id);

const cases: TableRule[] = [
  part('cases.cases', 'plan', ofPerson, {
    change: 'reason = reason',
    adds: [
      {
        like: (who, row) => ({
          ...fresh(who, row),
          venture_id: null,
          venture_office_id: null,
          state: 'closed',
          closed_at: new Date().toISOString(),
          person_outcome: 'other',
        }),
        may: (who, row) => who.keeps(row.person_id),
      },
      forgedOffice,
    ],
  }),
  { table: 'cases.events', key: "case_id || '/' || kind", reads: plan },
  {
    table: 'cases.blockers',
    reads: (who, row) => plan(who, row) || inCase.joint(who, row),
    changes: [{ set: 'note = note', may: jointly }],
    adds: [{ like: fresh, may: jointly }, forgedOffice],
  },
  part('cases.follow_ups', 'plan', ofPerson, {
    change: 'note = note',
    adds: [
      { like: (who, row) => ({ ...fresh(who, row), months: 6 }), may: (who, row) => who.keeps(row.person_id) },
      { like: forgedWith('office_id', () => ({ months: 6 })), may: nobody },
    ],
  }),
  part('cases.tasks', null, ofPerson, {
    change: 'title = title',
    adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) }, forgedOffice],
  }),
  {
    table: 'cases.steps',
    reads: (who, row) => plan(who, row) || inCase.joint(who, row) || who.referred.has(row.id),
    changes: [
      { set: "state = 'under-way'", may: (who, row) => jointly(who, row) || (who.own.has(row.person_id) && row.responsible === 'person') },
      { set: "title = 'Another plan'", may: jointly },
    ],
    adds: [{ like: fresh, may: jointly }, forgedOffice],
  },
  notesRule,
  {
    table: 'cases.note_withholdings',
    key: 'note_id',
    reads: (who, row) => who.keeps(row.person_id) || officers(who, row),
    changes: [
      {
        set: "state = 'withheld', decided_by = kernel.actor(), decided_at = now(), decision_reason = 'it would show who told it'",
        may: (who, row) => row.state === 'asked' && who.holds('data-protection-officer'),
      },
    ],
    // A note has one row: a second one is refused by its key, after row security has let it pass.
    adds: [
      { like: (who, row) => ({ ...row, ...waiting, asked_by: who.accountId }), may: asksToWithhold },
      { like: (who, row) => ({ ...row, ...waiting, state: 'withheld', asked_by: who.accountId }), may: nobody },
    ],
  },
  {
    table: 'cases.referrals',
    reads: (who, row) => who.keeps(row.person_id) || who.own.has(row.person_id) || answersReferral(who, row) || inCase.joint(who, row),
    changes: [
      {
        set: becomes('withdrawn'),
        may: (who, row) => who.keeps(row.person_id) && ['sent', 'seen', 'accepted', 'withdrawn'].includes(String(row.state)),
      },
      {
        set: becomes('accepted'),
        may: (who, row) => answersReferral(who, row) && ['sent', 'seen', 'accepted'].includes(String(row.state)),
      },
      { set: becomes('reported'), may: (who, row) => answersReferral(who, row) && ['accepted', 'reported'].includes(String(row.state)) },
    ],
    adds: [
      {
        like: (who, row) => ({
          ...as('sent_by')(who, row),
          state: 'sent',
          organisation_id: row.organisation_id,
          step_id: anotherStep(who, row),
        }),
        may: sendsReferral,
      },
      {
        like: (who, row) => (row.sent_by === who.accountId ? null : { ...fresh(who, row), state: 'sent', step_id: anotherStep(who, row) }),
        may: nobody,
      },
    ],
  },
  {
    table: 'cases.handovers',
    reads: (who, row) => who.desks.has(row.from_office_id) || who.desks.has(row.to_office_id) || who.own.has(row.person_id),
    changes: [
      { set: "state = 'accepted'", may: nobody },
      { set: "state = 'seen'", may: (who, row) => who.desks.has(row.to_office_id) && openOffer(row) },
      {
        set: "state = 'withdrawn'",
        may: (who, row) =>
          (openOffer(row) && (who.desks.has(row.to_office_id) || who.keeps(row.person_id))) ||
          (row.state === 'asked' && who.desks.has(row.to_office_id)),
      },
    ],
    adds: [
      { like: (who, row) => (row.state === 'asked' ? fresh(who, row) : null), may: (who, row) => who.desks.has(row.to_office_id) },
      { like: (who, row) => (row.person_id === null ? null : { ...fresh(who, row), state: 'accepted', ended_at: null }), may: nobody },
    ],
  },
];

function anotherStep(who: Rights, row: Row): unknown {
  return (who.rows['cases.steps'] ?? []).find((one) => one.case_id === row.case_id && one.title === 'Course')?.id;
}

/** What hangs on a person's file. */
export const fileRules: readonly TableRule[] = [...people, ...consent, ...ventures, ...cases];
