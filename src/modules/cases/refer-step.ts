import { sql } from 'kysely';
import { giveGrant } from '#kernel/consent';
import { newId, onConstraint, type Actor, type Reads, type Writes } from '#kernel/db';
import type { OrganisationId, ServiceId } from '#modules/directory';
import type { Agreement } from './agreement.ts';
import { requireService } from './change-plan.ts';
import { caseFor } from './load-case.ts';
import { loadStep } from './load-step.ts';
import { partsOf } from './parts.ts';
import { recordAct } from './record-act.ts';
import type { ReferralId } from './referral.ts';
import { refuse } from './refusals.ts';
import { mayChangeStep, type StepId } from './step.ts';

/** What is sent to a provider, and what the person agreed that it may see. */
export interface ReferralToSend {
  organisationId: OrganisationId;
  serviceId: ServiceId | null;
  /** Parts of the file besides those that every referral needs. */
  parts: readonly string[];
  /** What the counsellor asks for. */
  message: string;
  agreement: Agreement;
  endsAt: Date;
}

/**
 * Sends a step to a provider by a grant of the person.
 * Refusals: `not-found`, `custodian-only`, `case-closed`, `step-done`, `step-dropped`, `referred-already`,
 * `organisation-unknown`, `service-unknown`.
 */
export async function referStep(
  trx: Writes<'cases' | 'access' | 'audit' | 'consent'> & Reads<'directory'>,
  actor: Actor & { accountId: string },
  stepId: StepId,
  referral: ReferralToSend,
): Promise<ReferralId> {
  const step = await loadStep(trx, stepId);
  const found = await caseFor(trx, step.caseId, 'refer');
  const verdict = mayChangeStep(step.state);
  if (verdict !== true) throw refuse(verdict);
  if (referral.serviceId) await requireService(trx, referral.serviceId);
  await dropEnded(trx, stepId);
  const grantId = await giveGrant(trx, actor, {
    subjectId: step.personId,
    recipient: { kind: 'organisation', id: referral.organisationId },
    purpose: 'cases.purpose.referral',
    parts: partsOf('referral', referral.parts),
    language: referral.agreement.language,
    wording: referral.agreement.wording,
    how: referral.agreement.how,
    endsAt: referral.endsAt,
  });
  const id = newId<'cases.referrals'>();
  await trx
    .insertInto('cases.referrals')
    .values({
      id,
      case_id: step.caseId,
      step_id: stepId,
      person_id: step.personId,
      office_id: found.officeId,
      organisation_id: referral.organisationId,
      service_id: referral.serviceId,
      grant_id: grantId,
      message: referral.message,
      sent_by: actor.accountId,
    })
    .execute()
    .catch(
      onConstraint({
        referrals_one_open: () => refuse('referred-already'),
        referrals_organisation: () => refuse('organisation-unknown', { field: 'service' }),
        referrals_service: () => refuse('service-unknown', { field: 'service' }),
      }),
    );
  await recordAct(trx, found, { verb: 'referred', objectKind: 'referral', objectId: id });
  return id;
}

/** A referral whose grant ran out is over, though the nightly job has not said so yet. */
async function dropEnded(trx: Writes<'cases'>, stepId: StepId): Promise<void> {
  await trx
    .updateTable('cases.referrals')
    .set({ state: 'withdrawn' })
    .where('step_id', '=', stepId)
    .where('state', 'in', ['sent', 'seen', 'accepted'])
    .where(sql<boolean>`not consent.live(grant_id)`)
    .execute();
}
