import { record } from '#kernel/audit';
import { newId, type Writes } from '#kernel/db';
import { money, toDecimalText } from '#kernel/money';
import type { Day } from '#kernel/time';
import { bookLoan } from './books.ts';
import { follow } from './follow.ts';
import { outstanding, sumOf } from './instalment-state.ts';
import { loanMoves, loanReasons, type LoanState } from './loan-state.ts';
import { lockLoan, type Loan, type LoanId } from './loan.ts';
import { getProduct } from './read-products.ts';
import { refuse } from './refusals.ts';
import { settlePayments, type Payment, type Settled } from './settle-payments.ts';
import { readStanding, type RecordedPayment, type RepaymentId, type Standing } from './standing.ts';

type Trx = Writes<'loans' | 'audit'>;

/** A payment as the lender tells it. */
export interface NewRepayment {
  readonly paidOn: Day;
  readonly amountMinor: bigint;
  /** Number in the lender's own system. */
  readonly reference: string;
  readonly endsEarly: boolean;
}

/** A payment that came out of nothing known: the same number again with the same day and amount is no news. */
export function knownAs(payments: readonly RecordedPayment[], one: NewRepayment): 'new' | 'same' | 'other' | 'taken-back' {
  const known = payments.find(({ reference }) => reference === one.reference);
  if (!known) return 'new';
  if (known.reversed) return 'taken-back';
  return known.paidOn === one.paidOn && known.amountMinor === one.amountMinor ? 'same' : 'other';
}

/** Why a payment cannot be of that day; null where it can. */
export function wrongDay(
  { loan, changes }: Pick<Standing, 'loan' | 'changes'>,
  paidOn: Day,
  today: Day,
): 'day-to-come' | 'before-paid-out' | 'before-change' | null {
  if (paidOn > today) return 'day-to-come';
  if (paidOn < loan.paidOutOn) return 'before-paid-out';
  return paidOn < (changes.at(-1)?.onDay ?? paidOn) ? 'before-change' : null;
}

/**
 * Records a payment of a loan once, whoever sends it how often, and settles what it pays. Refusals: `not-found`, `day-to-come`,
 * `before-paid-out`, `before-change`, `payment-known`, `payment-taken-back`, `nothing-left`, `too-much-paid`, `not-the-payoff`.
 */
export async function recordRepayment(
  trx: Trx,
  accountId: string,
  loanId: LoanId,
  one: NewRepayment,
  today: Day,
): Promise<'recorded' | 'known'> {
  if (one.amountMinor <= 0n) throw refuse('not-above-zero', { field: 'amount' });
  const loan = await lockLoan(trx, loanId);
  const standing = await readStanding(trx, loan);
  const known = knownAs(standing.payments, one);
  if (known === 'same') return 'known';
  if (known !== 'new') throw refuse(known === 'other' ? 'payment-known' : 'payment-taken-back', { field: 'reference' });
  const wrong = wrongDay(standing, one.paidOn, today);
  if (wrong) throw refuse(wrong, { field: 'day' });
  if (sumOf(outstanding(standing.instalments)) === 0n) throw refuse('nothing-left');
  const payment = { ...one, id: newId<'loans.repayments'>() };
  const settled = await settleLoan(trx, standing, [...livePayments(standing), payment]);
  if (settled.wrong) throw tooMuch(loan, settled.wrong);
  await keepPayments(trx, accountId, standing, [payment], settled, today);
  return 'recorded';
}

export const tooMuch = ({ currency }: Pick<Loan, 'currency'>, { why, owedMinor }: NonNullable<Settled['wrong']>) =>
  refuse(why, { field: 'amount', values: { owed: `${toDecimalText(money(owedMinor, currency))} ${currency}` } });

/** Payments that count and that the terms of now settle. */
export function livePayments({ payments, changes }: Standing): RecordedPayment[] {
  const since = changes.at(-1)?.id ?? null;
  return payments.filter(({ changeId, reversed }) => changeId === since && reversed === null);
}

/** What the payments of a loan settle, by its product and whether it was written off. */
export async function settleLoan(trx: Trx, { loan, agreed }: Standing, payments: readonly Payment[]): Promise<Settled> {
  const lost = loan.state === 'written-off' || loan.state === 'recovered';
  const { allocationOrder } = await getProduct(trx, loan.productId);
  return settlePayments(agreed, payments, lost ? 'recovery' : allocationOrder);
}

/** Writes new payments of a locked loan with what all payments of the terms of now settle. */
export async function keepPayments(
  trx: Trx,
  accountId: string,
  standing: Standing,
  fresh: readonly (NewRepayment & { id: RepaymentId })[],
  settled: Settled,
  today: Day,
): Promise<void> {
  const { loan, changes } = standing;
  await trx
    .insertInto('loans.repayments')
    .values(
      fresh.map((one) => ({
        id: one.id,
        loan_id: loan.id,
        organisation_id: loan.organisationId,
        change_id: changes.at(-1)?.id ?? null,
        reference: one.reference,
        paid_on: one.paidOn,
        amount_minor: one.amountMinor,
        ends_early: one.endsEarly,
        recorded_by: accountId,
      })),
    )
    .execute();
  await keepSettled(trx, standing, settled, today);
  await bookLoan(trx, loan.id, today);
  await tell(trx, loan, 'repaid', fresh.map(({ reference }) => reference).join(' '));
}

async function keepSettled(trx: Trx, standing: Standing, settled: Settled, today: Day): Promise<void> {
  const { loan } = standing;
  const state = stateAfter(loan.state, sumOf(outstanding(settled.instalments)) === 0n);
  // What is settled owes nothing, at every moment: it runs again before anything is owed again.
  const reopened = state === 'running' || state === 'written-off';
  if (reopened) await report(trx, loan, state, today);
  const before = livePayments(standing).map(({ id }) => id);
  if (before.length > 0) await trx.deleteFrom('loans.allocations').where('repayment_id', 'in', before).execute();
  const rows = [...settled.taken].flatMap(([id, taken]) =>
    taken.map(({ n, settled: part, waivedMinor }) => ({
      repayment_id: id as RepaymentId, // the ids that were given in
      loan_id: loan.id,
      organisation_id: loan.organisationId,
      n,
      principal_minor: part.principal,
      interest_minor: part.interest,
      fees_minor: part.fees,
      waived_minor: waivedMinor,
    })),
  );
  if (rows.length > 0) await trx.insertInto('loans.allocations').values(rows).execute();
  if (!reopened) await report(trx, loan, state, today);
}

async function report(trx: Trx, { id }: Loan, state: LoanState, today: Day): Promise<void> {
  await trx.updateTable('loans.loans').set({ state, reported_on: today }).where('id', '=', id).execute();
}

function stateAfter(state: LoanState, free: boolean): LoanState {
  const action = (
    {
      running: free ? 'settle' : null,
      settled: free ? null : 'reopen',
      'written-off': free ? 'recover' : null,
      recovered: free ? null : 'reopen',
    } as const
  )[state];
  return action === null ? state : follow(loanMoves, loanReasons, state, action);
}

/**
 * Takes back a payment that was wrong: the row stays with the reason, and what it settled is owed again. Refusals: `not-found`,
 * `taken-back-already`, `terms-changed-since`, `later-first`.
 */
export async function takeBack(trx: Trx, accountId: string, id: RepaymentId, why: string, now: { at: Date; today: Day }): Promise<Loan> {
  const loan = await lockLoan(trx, await loanOfPayment(trx, id));
  const standing = await readStanding(trx, loan);
  const one = standing.payments.find((payment) => payment.id === id);
  if (!one) throw refuse('not-found');
  if (one.reversed) throw refuse('taken-back-already');
  if (one.changeId !== (standing.changes.at(-1)?.id ?? null)) throw refuse('terms-changed-since');
  const left = livePayments(standing).filter((payment) => payment.id !== id);
  const settled = await settleLoan(trx, standing, left);
  if (settled.wrong) throw refuse('later-first');
  await trx
    .updateTable('loans.repayments')
    .set({ reversed_at: now.at, reversed_by: accountId, reversed_why: why })
    .where('id', '=', id)
    .execute();
  await keepSettled(trx, standing, settled, now.today);
  await bookLoan(trx, loan.id, now.today);
  await tell(trx, loan, 'payment-taken-back', one.reference);
  return loan;
}

/** The loan of a payment that the actor may see. Refusals: `not-found`. */
export async function loanOfPayment(trx: Writes<'loans'>, id: RepaymentId): Promise<LoanId> {
  const row = await trx.selectFrom('loans.repayments').select('loan_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row.loan_id as LoanId;
}

/** Puts what the lender did about a loan on record. */
export async function tell(trx: Writes<'audit'>, loan: Loan, verb: string, reference = ''): Promise<void> {
  await record(trx, {
    verb: `loans.${verb}`,
    purpose: 'loans.purpose.loan',
    scopeId: loan.organisationId,
    subjectId: loan.personId,
    objectKind: 'loan',
    objectId: loan.id,
    details: { reference },
  });
}
