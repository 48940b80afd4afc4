import { sql } from 'kysely';
import type { GrantId } from '#kernel/consent';
import type { Reads } from '#kernel/db';
import type { OrganisationId, ServiceId } from '#modules/directory';
import type { PersonId } from '#modules/people';
import type { CaseId } from './case.ts';
import type { ReferralId, ReferralOutcome, ReferralState } from './referral.ts';
import { refuse } from './refusals.ts';
import type { StepId } from './step.ts';

/** A referral as office, provider and person see it. */
export interface Referral {
  id: ReferralId;
  caseId: CaseId;
  stepId: StepId;
  personId: PersonId;
  officeId: string;
  organisationId: OrganisationId;
  serviceId: ServiceId | null;
  grantId: GrantId;
  state: ReferralState;
  message: string;
  reason: string | null;
  outcome: ReferralOutcome | null;
  report: string | null;
  sentAt: Date;
  seenAt: Date | null;
  answeredAt: Date | null;
  reportedAt: Date | null;
  /** True for somebody who answers for the organisation. */
  forProvider: boolean;
}

/** Referrals with the columns of {@link Referral}, to be narrowed by the caller. */
export function referralRows(trx: Reads<'cases'>) {
  return trx
    .selectFrom('cases.referrals as r')
    .select([
      'r.id',
      'r.case_id as caseId',
      'r.step_id as stepId',
      'r.person_id as personId',
      'r.office_id as officeId',
      'r.organisation_id as organisationId',
      'r.service_id as serviceId',
      'r.grant_id as grantId',
      'r.state',
      'r.message',
      'r.reason',
      'r.outcome',
      'r.report',
      'r.sent_at as sentAt',
      'r.seen_at as seenAt',
      'r.answered_at as answeredAt',
      'r.reported_at as reportedAt',
      sql<boolean>`r.organisation_id in (select access.organisations())`.as('forProvider'),
    ])
    .$narrowType<{ state: ReferralState; outcome: ReferralOutcome | null }>(); // check constraints hold both lists
}

/** A referral that the actor may see. Refusals: `not-found`. */
export async function loadReferral(trx: Reads<'cases'>, id: ReferralId): Promise<Referral> {
  const found = await referralRows(trx).where('r.id', '=', id).executeTakeFirst();
  if (!found) throw refuse('not-found');
  return found;
}

/** The referrals of a case that the actor may see, newest first. */
export async function referralsOf(trx: Reads<'cases'>, caseId: CaseId): Promise<Referral[]> {
  return await referralRows(trx).where('r.case_id', '=', caseId).orderBy('r.sent_at', 'desc').execute();
}
