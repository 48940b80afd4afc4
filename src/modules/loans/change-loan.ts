import { newId, type Writes } from '#kernel/db';
import { allocate, money, toDecimalText } from '#kernel/money';
import type { Day } from '#kernel/time';
import { bookLoan } from './books.ts';
import { reschedule, writeOff } from './change-of-terms.ts';
import { percentOf } from './charges.ts';
import { follow } from './follow.ts';
import { leftOf, outstanding, sumOf, unpaid, type InstalmentState } from './instalment-state.ts';
import { loanMoves, loanReasons } from './loan-state.ts';
import { lockLoan, type Loan, type LoanId } from './loan.ts';
import { methods } from './offer.ts';
import type { Product } from './product.ts';
import { getProduct } from './read-products.ts';
import { livePayments, tell, wrongDay } from './record-repayment.ts';
import { refuse } from './refusals.ts';
import { loanSchedule } from './schedule.ts';
import { readStanding, type ChangeId, type Standing } from './standing.ts';
import { termsSchema } from './terms.ts';

type Trx = Writes<'loans' | 'audit'>;

/** New terms of a loan that cannot be repaid as agreed. */
export interface NewTerms {
  readonly firstDueOn: Day;
  readonly instalments: number;
  /** Interest a year in per cent, or without interest the mark-up of what is still owed. */
  readonly percent: string;
}

/**
 * The instalments of new terms from a day: principal still owed, and what was due besides, with the first of them.
 * Refusals: the loan’s state, `nothing-left`, `first-due-later`.
 */
export function newInstalments(standing: Standing, product: Product, terms: NewTerms, today: Day): InstalmentState[] {
  const { loan, instalments } = standing;
  follow(loanMoves, loanReasons, loan.state, 'reschedule');
  if (terms.firstDueOn <= today) throw refuse('first-due-later', { field: 'first' });
  const { principal } = outstanding(instalments);
  if (principal === 0n) throw refuse('nothing-left');
  const byMarkup = product.way === 'mark-up';
  const rows = loanSchedule(
    termsSchema.parse({
      convention: 'cumulative',
      currency: loan.currency,
      principal: toDecimalText(money(principal, loan.currency)),
      annualRatePercent: byMarkup ? '0' : terms.percent,
      instalments: terms.instalments,
      repayEvery: 1,
      frequency: product.frequency,
      disbursementDate: today,
      firstRepaymentDate: terms.firstDueOn,
      ...methods[product.way],
    }),
  );
  const fees = allocate(
    money(byMarkup ? percentOf(principal, terms.percent) : 0n, loan.currency),
    Array.from({ length: terms.instalments }, () => 1n),
  );
  const fresh = unpaid(rows, loan.currency).map((one, at) => ({ ...one, owed: { ...one.owed, fees: fees[at]?.amountMinor ?? 0n } }));
  return reschedule(instalments, today, fresh).slice(-terms.instalments);
}

/**
 * Changes the terms of a loan from today on: what is not paid ends, new instalments begin, and the loan counts as rescheduled.
 * Refusals: `not-found`, those of {@link newInstalments}.
 */
export async function rescheduleLoan(
  trx: Trx,
  accountId: string,
  id: LoanId,
  { reason, ...terms }: NewTerms & { reason: string },
  today: Day,
): Promise<Loan> {
  const loan = await lockLoan(trx, id);
  const standing = await readStanding(trx, loan);
  const fresh = newInstalments(standing, await getProduct(trx, loan.productId), terms, today);
  const due = outstanding(standing.instalments.filter((one) => one.due <= today));
  const { principal } = outstanding(standing.instalments);
  const changeId = await addChange(trx, accountId, loan, {
    kind: 'reschedule',
    onDay: today,
    reason,
    principalMinor: principal,
    chargesMinor: sumOf(due) - due.principal,
  });
  const ended = standing.instalments.filter((one) => sumOf(leftOf(one)) > 0n).map(({ n }) => n);
  await trx.updateTable('loans.instalments').set({ ended_by: changeId }).where('loan_id', '=', id).where('n', 'in', ended).execute();
  const { last } = await trx
    .selectFrom('loans.instalments')
    .select(({ fn }) => fn.max('n').as('last'))
    .where('loan_id', '=', id)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('loans.instalments')
    .values(
      fresh.map(({ due: dueOn, owed }, at) => ({
        loan_id: id,
        organisation_id: loan.organisationId,
        change_id: changeId,
        n: last + at + 1,
        due_on: dueOn,
        principal_minor: owed.principal,
        interest_minor: owed.interest,
        fees_minor: owed.fees,
      })),
    )
    .execute();
  await trx.updateTable('loans.loans').set({ rescheduled: true, reported_on: today }).where('id', '=', id).execute();
  await tell(trx, loan, 'rescheduled');
  return loan;
}

/**
 * Writes off all that is owed of a loan, today or on the day on which the lender did. What comes in afterwards lessens the loss.
 * Refusals: `not-found`, `nothing-left`, the loan's state, `day-to-come`, `before-paid-out`, `paid-since`.
 */
export async function writeOffLoan(trx: Trx, accountId: string, id: LoanId, reason: string, today: Day, onDay: Day = today): Promise<Loan> {
  const loan = await lockLoan(trx, id);
  const state = follow(loanMoves, loanReasons, loan.state, 'write-off');
  const standing = await readStanding(trx, loan);
  const wrong = wrongDay(standing, onDay, today);
  if (wrong) throw refuse(wrong === 'before-change' ? 'paid-since' : wrong, { field: 'day' });
  if (livePayments(standing).some(({ paidOn }) => paidOn > onDay)) throw refuse('paid-since', { field: 'day' });
  const lost = writeOff(standing.instalments);
  await addChange(trx, accountId, loan, {
    kind: 'write-off',
    onDay,
    reason,
    principalMinor: lost.principal,
    chargesMinor: sumOf(lost) - lost.principal,
  });
  await trx.updateTable('loans.loans').set({ state, reported_on: today }).where('id', '=', id).execute();
  await bookLoan(trx, id, today);
  await tell(trx, loan, 'written-off');
  return loan;
}

interface Change {
  kind: 'reschedule' | 'write-off';
  onDay: Day;
  reason: string;
  principalMinor: bigint;
  chargesMinor: bigint;
}

async function addChange(trx: Trx, accountId: string, loan: Loan, change: Change): Promise<ChangeId> {
  const id = newId<'loans.changes'>();
  await trx
    .insertInto('loans.changes')
    .values({
      id,
      loan_id: loan.id,
      organisation_id: loan.organisationId,
      kind: change.kind,
      on_day: change.onDay,
      reason: change.reason,
      principal_minor: change.principalMinor,
      charges_minor: change.chargesMinor,
      made_by: accountId,
    })
    .execute();
  return id;
}
