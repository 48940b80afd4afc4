import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, type Reads, type Writes } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import { standingGuarantees, type GuaranteeId, type GuaranteeState, type StandingGuarantee } from '#modules/guarantees';
import type { PersonId } from '#modules/people';
import { findApplication, type ApplicationId } from './application.ts';
import { loanOf } from './loan.ts';
import { getProduct } from './read-products.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'loans' | 'audit'>;

/** The guarantee of a loan as its people read it. Amounts in minor units of the loan's currency. */
export interface LoanGuarantee {
  readonly guaranteeId: GuaranteeId;
  /** Its number at the fund. */
  readonly number: number;
  readonly state: GuaranteeState;
  readonly fundName: string;
  readonly fundLanguage: string;
  /** Address of the fund where it is public. */
  readonly fundCode: string | null;
  readonly currency: Currency;
  readonly loanMinor: bigint;
  readonly guaranteedMinor: bigint;
  readonly leftMinor: bigint;
  readonly coveragePercent: string;
  /** Last day to pay the loan out, of a guarantee that is promised. */
  readonly lapseOn: Day | null;
  /** Last day on which the lender can call it. */
  readonly endsOn: Day | null;
  /** What the fund has paid. */
  readonly paidMinor: bigint;
}

/** The guarantee that is linked with an application, or with the loan that came of it, where the actor may see them; null where none is. */
export async function guaranteeOf(trx: Reads<'loans'>, id: ApplicationId): Promise<LoanGuarantee | null> {
  const { rows } = await sql<LoanGuarantee>`
    select guarantee_id as "guaranteeId", number, state, fund_name as "fundName", fund_language as "fundLanguage", fund_code as "fundCode",
           currency, loan_minor as "loanMinor", guaranteed_minor as "guaranteedMinor", left_minor as "leftMinor",
           coverage_percent as "coveragePercent", lapse_on as "lapseOn", ends_on as "endsOn", paid_minor as "paidMinor"
      from loans.guarantee_of(${id})`.execute(trx);
  return rows[0] ?? null;
}

/** What a lender links a guarantee with. */
export interface Guaranteeable {
  readonly applicationId: ApplicationId;
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly currency: Currency;
  /** The lender's page of it. */
  readonly path: string;
  /** The loan's number in the lender's own system; null before it is paid out. */
  readonly reference: string | null;
  readonly over: boolean;
}

/** An application by a live grant, or the loan that came of it, of an organisation for which the actor lends. Refusals: `not-found`. */
export async function asGuaranteeable(trx: Reads<'loans'>, id: ApplicationId): Promise<Guaranteeable> {
  const found = await findGuaranteeable(trx, id);
  if (!found) throw refuse('not-found');
  return found;
}

/** The same; null where it is not open to the actor any more. */
export async function findGuaranteeable(trx: Reads<'loans'>, id: ApplicationId): Promise<Guaranteeable | null> {
  const loan = await loanOf(trx, id);
  if (loan && (await lends(trx, loan.organisationId)))
    return { ...loan, path: `/lending/loans/${loan.id}`, over: loan.state === 'settled' || loan.state === 'recovered' };
  const one = await findApplication(trx, id);
  if (!one?.forLender) return null;
  const { currency } = await getProduct(trx, one.productId);
  const over = one.state === 'declined' || one.state === 'withdrawn';
  return { ...one, applicationId: id, currency, path: `/lending/applications/${id}`, reference: null, over };
}

async function lends(trx: Reads<'loans'>, organisationId: OrganisationId): Promise<boolean> {
  const { rows } = await sql`select from loans.lending() as l (id) where l.id = ${organisationId}`.execute(trx);
  return rows.length > 0;
}

/** Guarantees that the lender can link with a loan: its own, of the same currency, that stand and are not linked with another. */
export async function linkableGuarantees(
  trx: Reads<'loans' | 'guarantees'>,
  { organisationId, currency }: Guaranteeable,
  search: string | null,
): Promise<StandingGuarantee[]> {
  const linked = await trx.selectFrom('loans.guaranteed').select('guarantee_id').where('organisation_id', '=', organisationId).execute();
  const taken = new Set<string>(linked.map(({ guarantee_id }) => guarantee_id));
  return (await standingGuarantees(trx, organisationId, currency, search)).filter(({ id }) => !taken.has(id));
}

/**
 * Links a guarantee with a loan or an application. Refusals: `not-found`, `guarantee-missing` (there is none, or it is another lender's),
 * `guarantee-taken`, `guarantee-linked`, `guarantee-over`, `guarantee-currency`, `loan-over`.
 */
export async function linkGuarantee(trx: Trx, accountId: string, of: Guaranteeable, guaranteeId: GuaranteeId): Promise<void> {
  await trx
    .insertInto('loans.guaranteed')
    .values({ application_id: of.applicationId, organisation_id: of.organisationId, guarantee_id: guaranteeId, linked_by: accountId })
    .execute()
    .catch(onLink);
  await tellLinked(trx, of, 'guarantee-linked');
}

/** Takes a guarantee off a loan again. Refusals: `not-found`, `guarantee-in-force`. */
export async function unlinkGuarantee(trx: Trx, of: Guaranteeable): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('loans.guaranteed')
    .where('application_id', '=', of.applicationId)
    .executeTakeFirst()
    .catch(onLink);
  if (numDeletedRows === 0n) throw refuse('not-found');
  await tellLinked(trx, of, 'guarantee-unlinked');
}

/** The application that a guarantee of the actor's lender is linked with; null where none is. */
export async function linkedWith(trx: Reads<'loans'>, id: GuaranteeId): Promise<ApplicationId | null> {
  const row = await trx
    .selectFrom('loans.guaranteed')
    .select('application_id')
    .where('guarantee_id', '=', id)
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .executeTakeFirst();
  return (row?.application_id as ApplicationId | undefined) ?? null;
}

const refusalFor: Readonly<Record<string, () => Error>> = {
  guaranteed_guarantee: () => refuse('guarantee-missing', { field: 'guarantee' }),
  guaranteed_once: () => refuse('guarantee-taken', { field: 'guarantee' }),
  guaranteed_pkey: () => refuse('guarantee-linked'),
  guaranteed_stands: () => refuse('guarantee-over', { field: 'guarantee' }),
  guaranteed_currency: () => refuse('guarantee-currency', { field: 'guarantee' }),
  guaranteed_live: () => refuse('loan-over'),
  guaranteed_in_force: () => refuse('guarantee-in-force'),
};

function onLink(error: unknown): never {
  const known = refusalFor[brokenConstraint(error) ?? ''];
  if (known) throw known();
  throw isForbidden(error) ? refuse('not-found') : error;
}

async function tellLinked(trx: Writes<'audit'>, of: Guaranteeable, verb: string): Promise<void> {
  await record(trx, {
    verb: `loans.${verb}`,
    purpose: 'loans.purpose.loan',
    scopeId: of.organisationId,
    subjectId: of.personId,
    objectKind: 'loan-application',
    objectId: of.applicationId,
  });
}
