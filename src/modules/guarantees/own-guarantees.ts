import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { OrganisationId } from '#modules/directory';
import type { GuaranteeId } from './filing.ts';
import type { GuaranteeState } from './guarantee.ts';

/** States in which a guarantee can stand for a loan: asked for, promised, in force, or called and not yet paid in full. */
export const standingStates: readonly GuaranteeState[] = ['filed', 'asked', 'approved', 'active', 'called', 'part-paid'];

/** A guarantee as its lender chooses it for a loan. */
export interface StandingGuarantee {
  readonly id: GuaranteeId;
  readonly number: number;
  readonly state: GuaranteeState;
  /** The lender's own number of the loan. */
  readonly reference: string;
  readonly loanMinor: bigint;
  readonly fund: string;
}

const MOST = 2_000;

/** Guarantees that a lender of the actor filed in a currency and that stand, newest first; those of a number where one is given. */
export async function standingGuarantees(
  trx: Reads<'guarantees'>,
  organisationId: OrganisationId,
  currency: Currency,
  search: string | null,
): Promise<StandingGuarantee[]> {
  let query = trx
    .selectFrom('guarantees.guarantees as g')
    .innerJoin('guarantees.lenders as l', 'l.id', 'g.lender_id')
    .innerJoin('guarantees.funds as f', 'f.id', 'g.fund_id')
    .select(['g.id', 'g.number', 'g.state', 'g.reference', 'g.loan_minor as loanMinor', 'f.name as fund'])
    .where('l.organisation_id', '=', organisationId)
    .where('g.currency', '=', currency)
    .where('g.state', 'in', [...standingStates]);
  if (search) query = query.where((eb) => eb.or([eb('g.reference', '=', search), eb(sql`g.number::text`, '=', search)]));
  const rows = await query.orderBy('g.id', 'desc').limit(MOST).execute();
  return rows as StandingGuarantee[]; // a constraint holds the state to the list
}
