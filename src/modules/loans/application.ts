import { sql } from 'kysely';
import type { GrantId } from '#kernel/consent';
import type { Id, Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import type { ApplicationState } from './application-state.ts';
import type { ProductId } from './product.ts';
import { refuse } from './refusals.ts';

export type ApplicationId = Id<'loans.applications'>;

/** An application as person, office and lender see it. */
export interface Application {
  readonly id: ApplicationId;
  readonly productId: ProductId;
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly officeId: string;
  readonly ventureId: VentureId | null;
  readonly grantId: GrantId;
  readonly state: ApplicationState;
  readonly amountMinor: bigint;
  readonly instalments: number;
  readonly purpose: string;
  /** The person lets the counsellor of their office follow it. */
  readonly officeFollows: boolean;
  readonly opinion: string | null;
  readonly question: string | null;
  readonly answer: string | null;
  readonly conditions: string | null;
  readonly reason: string | null;
  readonly agreedMinor: bigint | null;
  readonly agreedInstalments: number | null;
  readonly sentAt: Date;
  readonly decidedAt: Date | null;
  readonly signedOn: Day | null;
  readonly paidOutOn: Day | null;
  /** True for somebody who lends for the organisation. */
  readonly forLender: boolean;
}

/** Applications that the actor may see, newest first. */
export async function applicationsOf(
  trx: Reads<'loans'>,
  of: { personId: PersonId } | { lender: true; states?: readonly ApplicationState[] | undefined },
): Promise<Application[]> {
  let query = rowsOf(trx);
  if ('personId' in of) query = query.where('person_id', '=', of.personId);
  else {
    query = query.where(sql<boolean>`organisation_id in (select loans.lending())`);
    if (of.states) query = query.where('state', 'in', [...of.states]);
  }
  return (await query.orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(500).execute()).map(toApplication);
}

/** One application that the actor may see. Refusals: `not-found`. */
export async function loadApplication(trx: Reads<'loans'>, id: ApplicationId): Promise<Application> {
  const found = await findApplication(trx, id);
  if (!found) throw refuse('not-found');
  return found;
}

/** The same; null where there is none or the actor may not see it. */
export async function findApplication(trx: Reads<'loans'>, id: ApplicationId): Promise<Application | null> {
  const row = await rowsOf(trx).where('id', '=', id).executeTakeFirst();
  return row ? toApplication(row) : null;
}

function rowsOf(trx: Reads<'loans'>) {
  return trx
    .selectFrom('loans.applications')
    .selectAll()
    .select(sql<boolean>`organisation_id in (select loans.lending()) and grant_id in (select consent.granted_to_actor())`.as('for_lender'));
}

function toApplication(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): Application {
  return {
    id: row.id,
    productId: row.product_id as ProductId,
    organisationId: row.organisation_id as OrganisationId,
    personId: row.person_id as PersonId,
    officeId: row.office_id,
    ventureId: row.venture_id as VentureId | null,
    grantId: row.grant_id as GrantId,
    state: row.state as ApplicationState, // check constraint applications_state
    amountMinor: BigInt(row.amount_minor),
    instalments: row.instalments,
    purpose: row.purpose,
    officeFollows: row.office_follows,
    opinion: row.opinion,
    question: row.question,
    answer: row.answer,
    conditions: row.conditions,
    reason: row.reason,
    agreedMinor: row.agreed_minor === null ? null : BigInt(row.agreed_minor),
    agreedInstalments: row.agreed_instalments,
    sentAt: row.sent_at,
    decidedAt: row.decided_at,
    signedOn: row.signed_on,
    paidOutOn: row.paid_out_on,
    forLender: row.for_lender,
  };
}
