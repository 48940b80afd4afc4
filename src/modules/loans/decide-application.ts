import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { applicationMoves, applicationReasons, type ApplicationAction, type ApplicationState } from './application-state.ts';
import { loadApplication, type Application, type ApplicationId } from './application.ts';
import { bookLoan } from './books.ts';
import { follow } from './follow.ts';
import { offerOf } from './offer.ts';
import { getProduct } from './read-products.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'loans' | 'audit'>;

/** An application for somebody who lends for the organisation, by a live grant. Refusals: `not-found`. */
export async function asLender(trx: Trx, id: ApplicationId): Promise<Application> {
  const found = await loadApplication(trx, id);
  if (!found.forLender) throw refuse('not-found');
  return found;
}

/** The lender opens an application: the first time begins the review. Every opening is on record. Refusals: `not-found`. */
export async function openApplication(trx: Trx, id: ApplicationId, parts: readonly string[]): Promise<Application> {
  const found = await asLender(trx, id);
  await tell(trx, found, 'application-read', parts);
  if (found.state !== 'sent') return found;
  await trx.updateTable('loans.applications').set({ state: 'in-review' }).where('id', '=', id).where('state', '=', 'sent').execute();
  return { ...found, state: 'in-review' };
}

/** Asks for more. Refusals: `not-found`, the application's state. */
export async function askForMore(trx: Trx, id: ApplicationId, question: string): Promise<Application> {
  return await move(trx, id, 'ask', { question });
}

export interface Approval {
  readonly amountMinor: bigint;
  readonly instalments: number;
  readonly conditions: string;
}

/** Approves an amount and a term, with conditions. Refusals: `not-found`, `amount-range`, `instalment-range`, the application's state. */
export async function approve(trx: Trx, accountId: string, id: ApplicationId, approval: Approval, today: Day): Promise<Application> {
  const { productId } = await asLender(trx, id);
  offerOf(await getProduct(trx, productId), approval.amountMinor, approval.instalments, today);
  return await move(trx, id, 'approve', {
    agreed_minor: approval.amountMinor,
    agreed_instalments: approval.instalments,
    conditions: approval.conditions,
    decided_by: accountId,
    decided_at: new Date(),
  });
}

/** Declines with a reason; from then on the lender sees nothing more. Refusals: `not-found`, the application's state. */
export async function decline(trx: Trx, accountId: string, id: ApplicationId, reason: string): Promise<Application> {
  return await move(trx, id, 'decline', { reason, decided_by: accountId, decided_at: new Date() });
}

/** Records that the contract was signed. Refusals: `not-found`, `day-to-come`, the application's state. */
export async function sign(trx: Trx, id: ApplicationId, signedOn: Day, today: Day): Promise<Application> {
  if (signedOn > today) throw refuse('day-to-come', { field: 'day' });
  return await move(trx, id, 'sign', { signed_on: signedOn });
}

/**
 * Records that the loan was paid out, under its number in the lender's own system: the loan begins with its agreed schedule.
 * Refusals: `not-found`, `day-to-come`, `before-signature`, `reference-used`, the application's state.
 */
export async function payOut(
  trx: Trx,
  accountId: string,
  id: ApplicationId,
  { paidOutOn, reference }: { paidOutOn: Day; reference: string },
  today: Day,
): Promise<Application> {
  if (paidOutOn > today) throw refuse('day-to-come', { field: 'day' });
  const before = await asLender(trx, id);
  if (before.signedOn !== null && paidOutOn < before.signedOn) throw refuse('before-signature', { field: 'day' });
  const paid = await move(trx, id, 'pay-out', { paid_out_on: paidOutOn });
  const product = await getProduct(trx, paid.productId);
  const offer = offerOf(product, paid.agreedMinor ?? paid.amountMinor, paid.agreedInstalments ?? paid.instalments, paidOutOn);
  const loanId = newId<'loans.loans'>();
  await trx
    .insertInto('loans.loans')
    .values({
      id: loanId,
      application_id: id,
      product_id: paid.productId,
      organisation_id: paid.organisationId,
      person_id: paid.personId,
      office_id: paid.officeId,
      reference,
      currency: offer.currency,
      fee_minor: offer.feeMinor,
      principal_minor: offer.amountMinor,
      paid_out_on: paidOutOn,
      reported_on: paidOutOn,
      created_by: accountId,
    })
    .execute()
    .catch(onConstraint({ loans_own_reference: () => refuse('reference-used', { field: 'reference' }) }));
  await trx
    .insertInto('loans.instalments')
    .values(
      offer.rows.map(({ n, due, owed }) => ({
        loan_id: loanId,
        organisation_id: paid.organisationId,
        n,
        due_on: due,
        principal_minor: owed.principal,
        interest_minor: owed.interest,
        fees_minor: owed.fees,
      })),
    )
    .execute();
  await bookLoan(trx, loanId, today);
  return paid;
}

/** Says that an application was sent and decided earlier, for a demonstration; only the owner of everything may. */
export async function dateApplicationBack(trx: Writes<'loans'>, id: ApplicationId, at: Date): Promise<void> {
  await trx.updateTable('loans.applications').set({ sent_at: at, decided_at: at }).where('id', '=', id).execute();
}

interface Decision {
  question?: string;
  conditions?: string;
  reason?: string;
  agreed_minor?: bigint;
  agreed_instalments?: number;
  decided_by?: string;
  decided_at?: Date;
  signed_on?: Day;
  paid_out_on?: Day;
}

const verbs = { ask: 'asked', approve: 'approved', decline: 'declined', sign: 'signed', 'pay-out': 'paid-out' } as const;
type LenderAction = keyof typeof verbs & ApplicationAction;

async function move(trx: Trx, id: ApplicationId, action: LenderAction, columns: Decision): Promise<Application> {
  const found = await asLender(trx, id);
  const state: ApplicationState = follow(applicationMoves, applicationReasons, found.state, action);
  // On record first: who declines does not reach the row any more.
  await tell(trx, found, verbs[action]);
  const changed = await trx
    .updateTable('loans.applications')
    .set({ state, ...columns })
    .where('id', '=', id)
    .where('state', '=', found.state)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  return { ...found, state };
}

async function tell(trx: Writes<'audit'>, found: Application, verb: string, parts: readonly string[] = []): Promise<void> {
  await record(trx, {
    verb: `loans.${verb}`,
    purpose: 'loans.purpose.application',
    scopeId: found.organisationId,
    subjectId: found.personId,
    objectKind: 'loan-application',
    objectId: found.id,
    details: { parts },
  });
}
