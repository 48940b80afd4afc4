import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { plantEveryTable, plantOne } from '#test/plant-rows';
import { runChecks } from '../src/app/doctor/run-checks.ts';

const db = await testDatabase({ unchecked: 'all' }); // planted rows mean nothing
const a = newId();
const b = newId();
const c = newId();
const id = newId();
const SOON = '2099-06-15T09:00:00Z';
const SOON_AFTER = '2099-06-15T09:30:00Z';

type Planted = readonly [table: string, row: Record<string, string | null>];

const posting = { entry_id: id, book_id: a, account_id: c, currency: 'EUR', pending: 'false', nth: '1' };

const loan = { country: 'IT', sector: 'A', currency: 'EUR', home_currency: 'EUR', loan_minor: '100', guaranteed_minor: '60', months: '12', number: '1' }; // prettier-ignore

/** For each check of db/checks: rows that break it, and what it must then name. */
const BREAKING: Record<string, { rows: readonly Planted[]; names: string }> = {
  'access-custody-of-an-office': { rows: [['access.subjects', { id, custodian_id: a }]], names: id },
  'access-role-in-a-scope': { rows: [['access.assignments', { id, scope_kind: 'office', scope_id: a, ended_at: null }]], names: id },
  'access-role-of-an-account': { rows: [['access.assignments', { id, account_id: a, ended_at: null }]], names: id },
  'access-erased-file-is-empty': {
    rows: [
      ['access.subject_keys', { subject_id: id, wrapped: null, destroyed_at: SOON }],
      ['people.people', { id, office_id: a }],
    ],
    names: id,
  },
  'appointments-seat-of-the-office': {
    rows: [
      ['offices.offices', { id: a, seats_per_slot: '2' }],
      ['appointments.appointments', { id, office_id: a, starts_at: SOON, ends_at: SOON_AFTER, seat: '3', state: 'booked' }],
    ],
    names: id,
  },
  'audit-seals-in-order': { rows: [['audit.seals', { number: '777' }]], names: '777' },
  'audit-entry-sealed-once': { rows: [['audit.seals', { number: '778', entry_count: '9', entries: '{[5,7)}' }]], names: '778' },
  'cases-open-at-the-custodian': {
    rows: [
      ['access.subjects', { id: c, custodian_id: a }],
      ['cases.cases', { id, person_id: c, office_id: b, state: 'open', closed_at: null }],
    ],
    names: id,
  },
  'cases-referral-to-the-recipient': {
    rows: [
      ['consent.grants', { id: c, subject_id: a, custodian_id: a, recipient_kind: 'organisation', recipient_id: a }],
      [
        'cases.referrals',
        {
          id,
          grant_id: c,
          person_id: a,
          case_id: a,
          step_id: a,
          office_id: a,
          service_id: null,
          organisation_id: b,
          organisation_standing: 'live',
        },
      ],
    ],
    names: id,
  },
  'cases-referral-rests-on-a-grant': {
    rows: [
      ['consent.grants', { id: c, subject_id: a, custodian_id: a, withdrawn_at: SOON }],
      ['cases.referrals', { id, grant_id: c, person_id: a, case_id: a, step_id: a, office_id: a, service_id: null, state: 'accepted' }],
    ],
    names: id,
  },
  'cases-offer-by-the-custodian': {
    rows: [
      ['access.subjects', { id: c, custodian_id: a }],
      ['consent.grants', { id: c, subject_id: c, custodian_id: a, recipient_kind: 'office', recipient_id: b, withdrawn_at: null }],
      [
        'cases.handovers',
        {
          id,
          person_id: c,
          case_id: c,
          grant_id: c,
          from_office_id: newId(),
          to_office_id: b,
          state: 'offered',
          kind: 'hand-over',
          ended_at: null,
        },
      ],
    ],
    names: id,
  },
  'cases-content-of-the-case': {
    rows: [
      ['cases.cases', { id: c, person_id: a, office_id: a }],
      ['cases.notes', { id, case_id: c, person_id: b, office_id: a }],
    ],
    names: id,
  },
  'consent-follows-custody': {
    rows: [
      ['access.subjects', { id: c, custodian_id: a }],
      ['consent.bases', { id, subject_id: c, custodian_id: b }],
    ],
    names: id,
  },
  'consent-override-by-two': {
    rows: [
      [
        'consent.override_requests',
        { id: c, subject_id: a, custodian_id: a, requested_by: a, state: 'asked', decided_by: null, decided_at: null },
      ],
      [
        'consent.grants',
        {
          id,
          subject_id: a,
          custodian_id: a,
          given_how: 'override',
          override_request_id: c,
          second_person: a,
          recorded_by: b,
          reason: 'because of what happened',
        },
      ],
    ],
    names: id,
  },
  'directory-service-of-its-organisation': {
    rows: [
      ['directory.organisations', { id: c, standing: 'live' }],
      ['directory.services', { id, organisation_id: c, standing: 'reported', source: '{}', assured_on: null }],
    ],
    names: id,
  },
  'offices-hours-apart': {
    rows: [
      ['offices.hours', { office_id: id, weekday: '1', opens: '09:00', closes: '12:00' }],
      ['offices.hours', { office_id: id, weekday: '1', opens: '11:00', closes: '13:00' }],
    ],
    names: id,
  },
  'offices-run-by-an-organisation': { rows: [['offices.offices', { id, organisation_id: a }]], names: id },
  'people-file-of-a-subject': {
    rows: [
      ['access.subjects', { id: c, custodian_id: a }],
      ['people.people', { id: c, office_id: b }],
    ],
    names: c,
  },
  'places-tree-without-circles': {
    rows: [
      ['places.places', { id, parent_id: c, level: 'region' }],
      ['places.places', { id: c, parent_id: id, level: 'region' }],
    ],
    names: id,
  },
  'loans-balance-of-its-payments': {
    rows: [
      [
        'loans.repayments',
        {
          id: a,
          loan_id: id,
          organisation_id: b,
          change_id: null,
          amount_minor: '5',
          reversed_at: null,
          reversed_by: null,
          reversed_why: null,
        },
      ],
    ],
    names: id,
  },
  'loans-stand-on-the-ledger': {
    rows: [
      ['loans.books', { organisation_id: id, book_id: a }],
      [
        'loans.loans',
        {
          organisation_id: id,
          application_id: a,
          product_id: a,
          person_id: a,
          office_id: a,
          state: 'running',
          balance_minor: '5',
          fee_minor: '0',
          reference: 'ML-1',
        },
      ],
    ],
    names: id,
  },
  'guarantees-stand-on-the-ledger': {
    rows: [['guarantees.guarantees', { id, window_id: a, fund_id: b, lender_id: c, measured_minor: '5', ...loan }]],
    names: a,
  },
  'guarantees-fees-on-the-ledger': {
    rows: [
      [
        'guarantees.fee_payments',
        { id, fund_id: b, window_id: a, lender_id: c, amount_minor: '5', takes_back: null, why: null, entry_id: newId() },
      ],
    ],
    names: a,
  },
  'savings-balance-of-the-ledger': {
    rows: [
      [
        'ledger.accounts',
        {
          id: b,
          posted_minor: '-5',
          pending_in_minor: '0',
          pending_out_minor: '0',
          last_nth: '0',
          floor_minor: null,
          ceiling_minor: null,
          closed_at: null,
        },
      ],
      ['savings.memberships', { id, account_id: b, state: 'running', reason: null, number: '0123456789cd', purpose: 'firm' }],
    ],
    names: id,
  },
  'ledger-balance-of-its-postings': {
    rows: [
      [
        'ledger.accounts',
        {
          id,
          posted_minor: '5',
          pending_in_minor: '0',
          pending_out_minor: '0',
          last_nth: '0',
          floor_minor: null,
          ceiling_minor: null,
          closed_at: null,
        },
      ],
    ],
    names: id,
  },
  'ledger-entries-balance': {
    rows: [['ledger.postings', { ...posting, n: '1', amount_minor: '5', balance_after_minor: '5' }]],
    names: id,
  },
  'ledger-running-balance': {
    rows: [['ledger.postings', { ...posting, n: '2', amount_minor: '5', balance_after_minor: '7' }]],
    names: id,
  },
  'learning-version-of-the-course': { rows: [['learning.courses', { id, version_id: a }]], names: id },
  'mentoring-shares-with-its-mentor': {
    rows: [
      ['consent.grants', { id: c, subject_id: a, custodian_id: a, recipient_kind: 'account', recipient_id: a }],
      ['mentoring.mentors', { id: a, account_id: b }],
      ['mentoring.pairs', { id, grant_id: c, mentor_id: a, person_id: a, office_id: a }],
    ],
    names: id,
  },
  'observatory-series-of-its-dimensions': {
    rows: [
      ['observatory.dimensions', { release_id: id, position: '1' }],
      ['observatory.series', { release_id: id, codes: '{2000000000}' }],
    ],
    names: id,
  },
  'ventures-lead-is-a-founder': { rows: [['ventures.ventures', { id, lead_person_id: a, office_id: a }]], names: id },
};

/** Plants rows, runs the checks as the owner role, and takes everything back; answers the rows that each broken check found. */
async function foundAfter(rows: readonly Planted[]): Promise<Map<string, string>> {
  const client = await db.superuser.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    for (const [table, row] of rows) await plantOne(client, table, row);
    await client.query('set local role ponte_owner');
    const { broken } = await runChecks(client);
    return new Map(
      broken.map((check) => [
        check.name,
        JSON.stringify(check.rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      ]),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
}

beforeAll(async () => {
  await plantEveryTable(db.superuser);
});

describe('the check', () => {
  for (const [name, { rows, names }] of Object.entries(BREAKING)) {
    test(`${name} finds what breaks it, as the owner role`, async () => {
      expect((await foundAfter([])).get(name) ?? '').not.toContain(names);
      expect((await foundAfter(rows)).get(name) ?? '').toContain(names);
    });
  }
});

test('every file of db/checks is proved here', async () => {
  const { ran } = await runChecks(db.superuser);
  expect(ran).toBe(Object.keys(BREAKING).length);
});
