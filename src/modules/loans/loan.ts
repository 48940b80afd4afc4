import type { Id, Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { PersonId } from '#modules/people';
import type { ApplicationId } from './application.ts';
import type { LoanState } from './loan-state.ts';

export type LoanId = Id<'loans.loans'>;

/** A loan as its lender reports it. */
export interface Loan {
  readonly id: LoanId;
  readonly applicationId: ApplicationId;
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  /** Number in the lender's own system. */
  readonly reference: string;
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly paidOutOn: Day;
  readonly state: LoanState;
  readonly rescheduled: boolean;
  readonly balanceMinor: bigint;
  readonly pastDueDays: number;
  readonly reportedOn: Day;
}

export interface AgreedInstalment {
  readonly n: number;
  readonly dueOn: Day;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
}

/** The loan that came of an application, where the actor may see it. */
export async function loanOf(trx: Reads<'loans'>, applicationId: ApplicationId): Promise<Loan | null> {
  const row = await loans(trx).where('application_id', '=', applicationId).executeTakeFirst();
  return row ? toLoan(row) : null;
}

/** What was agreed to be paid when. */
export async function instalmentsOf(trx: Reads<'loans'>, loanId: LoanId): Promise<AgreedInstalment[]> {
  const rows = await trx.selectFrom('loans.instalments').selectAll().where('loan_id', '=', loanId).orderBy('n').execute();
  return rows.map((row) => ({
    n: row.n,
    dueOn: row.due_on,
    principalMinor: BigInt(row.principal_minor),
    interestMinor: BigInt(row.interest_minor),
    feesMinor: BigInt(row.fees_minor),
  }));
}

function loans(trx: Reads<'loans'>) {
  return trx.selectFrom('loans.loans').selectAll();
}

function toLoan(row: Awaited<ReturnType<ReturnType<typeof loans>['execute']>>[number]): Loan {
  return {
    id: row.id,
    applicationId: row.application_id as ApplicationId,
    organisationId: row.organisation_id as OrganisationId,
    personId: row.person_id as PersonId,
    reference: row.reference,
    currency: row.currency,
    principalMinor: BigInt(row.principal_minor),
    paidOutOn: row.paid_out_on,
    state: row.state as LoanState, // check constraint loans_state
    rescheduled: row.rescheduled,
    balanceMinor: BigInt(row.balance_minor),
    pastDueDays: row.past_due_days,
    reportedOn: row.reported_on,
  };
}
