import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import { daysBetween, type Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { PersonId } from '#modules/people';
import type { ApplicationId } from './application.ts';
import type { LoanState } from './loan-state.ts';
import type { ProductId } from './product.ts';
import { refuse } from './refusals.ts';

export type LoanId = Id<'loans.loans'>;

/** A loan as its lender reports it. */
export interface Loan {
  readonly id: LoanId;
  readonly applicationId: ApplicationId;
  readonly organisationId: OrganisationId;
  readonly productId: ProductId;
  readonly personId: PersonId;
  /** Number in the lender's own system. */
  readonly reference: string;
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly paidOutOn: Day;
  readonly state: LoanState;
  readonly rescheduled: boolean;
  /** Principal still owed; after a write-off the part of the loss that it is. */
  readonly balanceMinor: bigint;
  /** Day on which the oldest instalment that is not paid is or was due; null where nothing is owed. */
  readonly owedSince: Day | null;
  /** Day on which the lender last recorded something. */
  readonly reportedOn: Day;
}

/** Days since the oldest instalment that is not paid was due. */
export function pastDueDays({ owedSince }: Pick<Loan, 'owedSince'>, today: Day): number {
  return owedSince === null ? 0 : Math.max(0, daysBetween(owedSince, today));
}

/** The loan that came of an application, where the actor may see it. */
export async function loanOf(trx: Reads<'loans'>, applicationId: ApplicationId): Promise<Loan | null> {
  const row = await loans(trx).where('application_id', '=', applicationId).executeTakeFirst();
  return row ? toLoan(row) : null;
}

/** A loan that the actor may see. Refusals: `not-found`. */
export async function seenLoan(trx: Reads<'loans'>, id: LoanId): Promise<Loan> {
  const row = await loans(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toLoan(row);
}

/** A loan of an organisation for which the actor lends. Refusals: `not-found`. */
export async function lentLoan(trx: Reads<'loans'>, id: LoanId): Promise<Loan> {
  const row = await loans(trx)
    .where('id', '=', id)
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toLoan(row);
}

/** The same, locked until the end of the transaction: what is recorded about one loan is recorded one after the other. */
export async function lockLoan(trx: Reads<'loans'>, id: LoanId): Promise<Loan> {
  const row = await loans(trx)
    .where('id', '=', id)
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toLoan(row);
}

function loans(trx: Reads<'loans'>) {
  return trx.selectFrom('loans.loans').selectAll();
}

/** A loan as its row has it. */
export function toLoan(row: Awaited<ReturnType<ReturnType<typeof loans>['execute']>>[number]): Loan {
  return {
    id: row.id,
    applicationId: row.application_id as ApplicationId,
    organisationId: row.organisation_id as OrganisationId,
    productId: row.product_id as ProductId,
    personId: row.person_id as PersonId,
    reference: row.reference,
    currency: row.currency,
    principalMinor: BigInt(row.principal_minor),
    paidOutOn: row.paid_out_on,
    state: row.state as LoanState, // check constraint loans_state
    rescheduled: row.rescheduled,
    balanceMinor: BigInt(row.balance_minor),
    owedSince: row.owed_since,
    reportedOn: row.reported_on,
  };
}
