import { makeTranslated } from '#kernel/i18n';
import { newId } from '#kernel/db';
import type { Add } from './fixtures-access-published.ts';
import { days } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import { at, type OneFile, type Row, type Stage } from './fixtures-access-world.ts';

const words = makeTranslated('en', 'Small loan', { by: 'the lender', kind: 'human', at: '2026-11-01T09:00:00Z' });

const terms = {
  name: words,
  about: words,
  eligible: words,
  currency: 'EUR',
  least_minor: 1,
  most_minor: 1000,
  least_instalments: 1,
  most_instalments: 12,
  frequency: 'MONTHS',
  way: 'instalments',
  annual_rate: '8',
  valid_from: '2026-01-01',
};

/** A draft and a published product of each lender. */
export function plantLoanProducts(add: Add, stage: Stage): void {
  for (const organisation_id of stage.organisations)
    for (const state of ['draft', 'published'])
      add('loans.products', {
        id: newId(),
        organisation_id,
        ...terms,
        state,
        published_at: state === 'draft' ? null : days(-1),
        withdrawn_at: null,
        created_by: at(stage.accounts, 0),
      });
}

/** An application that rests on a grant of the file, and for every second one the loan that came of it. */
export function plantLoans(add: Add, stage: Stage, products: readonly Row[], of: Row, one: OneFile, grants: readonly string[]): void {
  grants.forEach((grant_id, number) => {
    const organisation_id = at(stage.organisations, one.meetsAt + number);
    const product = products.find((row) => row.organisation_id === organisation_id && row.state === 'published');
    const lent = (one.writtenIn + number) % 2 === 0;
    const application_id = newId();
    const owner = { organisation_id, person_id: of.person_id, office_id: of.office_id };
    add('loans.applications', {
      id: application_id,
      ...owner,
      product_id: product?.id,
      grant_id,
      state: lent ? 'paid-out' : number === 0 ? 'sent' : 'declined',
      reason: lent || number === 0 ? null : 'too early',
      amount_minor: 100,
      instalments: 6,
      purpose: 'An oven',
      office_follows: one.author % 2 === 0,
      agreed_minor: lent ? 100 : null,
      agreed_instalments: lent ? 6 : null,
      signed_on: lent ? '2026-11-01' : null,
      paid_out_on: lent ? '2026-11-02' : null,
      sent_by: at(stage.accounts, 0),
    });
    if (!lent) return;
    const loan_id = newId();
    add('loans.loans', {
      id: loan_id,
      application_id,
      product_id: product?.id,
      ...owner,
      reference: `L${loan_id.slice(-12)}`,
      currency: 'EUR',
      principal_minor: 100,
      paid_out_on: '2026-11-02',
      reported_on: '2026-11-02',
      state: 'running',
      created_by: at(stage.accounts, 0),
    });
    add('loans.instalments', {
      loan_id,
      organisation_id,
      n: 1,
      due_on: '2026-12-02',
      principal_minor: 100,
      interest_minor: 1,
      fees_minor: 0,
    });
    const repayment_id = newId();
    add('loans.changes', {
      id: newId(),
      loan_id,
      organisation_id,
      kind: 'reschedule',
      on_day: '2026-11-10',
      reason: 'A bad harvest',
      principal_minor: 100,
      charges_minor: 0,
      made_by: at(stage.accounts, 0),
    });
    add('loans.repayments', {
      id: repayment_id,
      loan_id,
      organisation_id,
      reference: 'P-1',
      paid_on: '2026-11-12',
      amount_minor: 11,
      recorded_by: at(stage.accounts, 0),
    });
    add('loans.allocations', { repayment_id, loan_id, organisation_id, n: 1, principal_minor: 10, interest_minor: 1, fees_minor: 0 });
  });
}

/** Ponte keeps the books of one lender. */
export function plantLoanBooks(add: Add, { organisations, accounts }: Stage, books: readonly Row[]): void {
  add('loans.books', { organisation_id: at(organisations, 0), book_id: books[0]?.id, chosen_by: at(accounts, 0) });
}

/** Guarantees that stand for loans, as far as the lender of the loan has one. */
export function plantGuaranteed(
  add: Add,
  stage: Stage,
  applications: readonly Row[],
  guarantees: readonly Row[],
  lenders: readonly Row[],
): void {
  const free = [...guarantees];
  for (const { id: application_id, organisation_id } of applications) {
    const place = free.findIndex(({ lender_id }) => lenders.find(({ id }) => id === lender_id)?.organisation_id === organisation_id);
    const [taken] = place < 0 ? [] : free.splice(place, 1);
    if (taken) add('loans.guaranteed', { application_id, organisation_id, guarantee_id: taken.id, linked_by: at(stage.accounts, 0) });
  }
}

const lends: May = (who, row) => who.lends.has(row.organisation_id);
const byGrant: May = (who, row) => lends(who, row) && who.grants.has(row.grant_id);
const own: May = (who, row) => who.own.has(row.person_id);
const followed: May = (who, row) => row.office_follows === true && who.desks.has(row.office_id);
const sends: May = (who, row) => own(who, row) || followed(who, row);
const readsApplication: May = (who, row) => sends(who, row) || byGrant(who, row);

const applicationOf = (who: Parameters<May>[0], row: Row): Row =>
  (who.rows['loans.applications'] ?? []).find(({ id }) => id === row.application_id) ?? {};
const readsLoan: May = (who, row) => own(who, row) || lends(who, row) || followed(who, applicationOf(who, row));
const loanOf = (who: Parameters<May>[0], row: Row): Row => (who.rows['loans.loans'] ?? []).find(({ id }) => id === row.loan_id) ?? {};

const isLent: May = (who, row) => (who.rows['loans.loans'] ?? []).some(({ application_id }) => application_id === row.application_id);

const sent = (who: Parameters<May>[0], row: Row): Row => ({
  ...row,
  id: newId(),
  state: 'sent',
  reason: null,
  agreed_minor: null,
  agreed_instalments: null,
  signed_on: null,
  paid_out_on: null,
  sent_by: who.accountId,
});

/** Lenders keep what they offer; an application is read by the person, the office that they let follow, and the lender by their grant. */
export const loanRules: readonly TableRule[] = [
  {
    table: 'loans.products',
    reads: (who, row) => row.published_at !== null || lends(who, row),
    changes: [{ set: 'grace = grace', may: lends }],
    adds: [
      {
        like: (who, row) => ({ ...row, id: newId(), state: 'draft', published_at: null, created_by: who.accountId }),
        may: lends,
      },
      { like: (who, row) => ({ ...row, id: newId(), state: 'published', published_at: days(-1), created_by: who.accountId }), may: nobody },
    ],
  },
  {
    table: 'loans.applications',
    reads: readsApplication,
    changes: [
      { set: 'office_follows = office_follows', may: readsApplication },
      { set: "conditions = 'with the lease'", may: byGrant },
      { set: "answer = 'it is'", may: (who, row) => sends(who, row) && !byGrant(who, row) },
    ],
    adds: [
      { like: sent, may: sends },
      { like: (who, row) => ({ ...sent(who, row), state: 'in-review' }), may: nobody },
    ],
  },
  {
    table: 'loans.loans',
    reads: readsLoan,
    changes: [{ set: 'rescheduled = rescheduled', may: lends }],
    adds: [
      {
        like: (who, row) => ({ ...row, id: newId(), reference: `N${newId().slice(-12)}`, created_by: who.accountId }),
        may: (who, row) => lends(who, row) && who.grants.has(applicationOf(who, row).grant_id),
      },
    ],
  },
  {
    table: 'loans.guaranteed',
    key: 'application_id',
    reads: (who, row) => lends(who, row) || readsApplication(who, applicationOf(who, row)),
    removes: lends,
    adds: [
      {
        like: (who, row) => ({ ...row, linked_by: who.accountId }),
        may: (who, row) => {
          const application = applicationOf(who, row);
          return lends(who, row) && (isLent(who, row) || (byGrant(who, application) && application.state === 'sent'));
        },
      },
      { like: (_who, row) => ({ ...row, linked_by: newId() }), may: nobody },
    ],
  },
  { table: 'loans.books', key: 'organisation_id', reads: lends },
  {
    table: 'loans.instalments',
    key: "loan_id || '/' || n",
    reads: (who, row) => readsLoan(who, loanOf(who, row)),
    changes: [{ set: 'ended_by = ended_by', may: lends }],
    adds: [{ like: (_who, row) => row, may: lends }],
  },
  {
    table: 'loans.changes',
    reads: (who, row) => readsLoan(who, loanOf(who, row)),
    adds: [
      { like: (who, row) => ({ ...row, id: newId(), made_by: who.accountId }), may: lends },
      { like: (_who, row) => ({ ...row, id: newId(), made_by: newId() }), may: nobody },
    ],
  },
  {
    table: 'loans.repayments',
    reads: (who, row) => readsLoan(who, loanOf(who, row)),
    changes: [{ set: "reversed_at = now(), reversed_by = kernel.actor(), reversed_why = 'wrong'", may: lends }],
    adds: [
      { like: (who, row) => ({ ...row, id: newId(), reference: `R${newId().slice(-12)}`, recorded_by: who.accountId }), may: lends },
      { like: (_who, row) => ({ ...row, id: newId(), reference: `R${newId().slice(-12)}`, recorded_by: newId() }), may: nobody },
    ],
  },
  {
    table: 'loans.allocations',
    key: "repayment_id || '/' || n",
    reads: (who, row) => readsLoan(who, loanOf(who, row)),
    removes: lends,
    adds: [{ like: (_who, row) => row, may: lends }],
  },
];
