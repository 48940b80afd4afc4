import { giveGrant } from '#kernel/consent';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Actor, type Reads, type Writes } from '#kernel/db';
import type { Agreement } from './agreement.ts';
import type { CaseId } from './case.ts';
import { handoverChart, LAPSE_DAYS, NEUTRAL_REASON, type HandoverId, type HandoverKind } from './handover.ts';
import { loadCase } from './load-case.ts';
import { loadHandover, type Handover } from './load-handover.ts';
import { requireOffice } from './offer-handover.ts';
import { partsOf } from './parts.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';
import { follow } from './state-chart.ts';

const DAY_MS = 86_400_000;

/** A request for somebody who came by themselves, as they describe themselves. */
export interface HandoverRequest {
  kind: HandoverKind;
  /** The actor's own office. */
  toOfficeId: string;
  /** The office where the person says they were before. */
  fromOfficeId: string;
  parts: readonly string[];
  claimedName: string;
  claimedContact: string | null;
  claimedBirthYear: number | null;
  agreement: Agreement;
  message: string;
}

/**
 * Asks another office for the file of a person who came by themselves and agrees. Says nothing, and learns nothing, of
 * whether the person is known there. Refusals: `office-unknown`, `same-office`; a desk that is not the actor's is forbidden.
 */
export async function askForHandover(
  trx: Writes<'cases' | 'audit'> & Reads<'offices'>,
  accountId: string,
  request: HandoverRequest,
): Promise<HandoverId> {
  await requireOffice(trx, request.fromOfficeId, request.toOfficeId, 'fromOfficeId');
  const id = newId<'cases.handovers'>();
  await trx
    .insertInto('cases.handovers')
    .values({
      id,
      kind: request.kind,
      started_by: 'other-end',
      from_office_id: request.fromOfficeId,
      to_office_id: request.toOfficeId,
      state: 'asked',
      parts: [...partsOf(request.kind, request.parts)],
      claimed_name: request.claimedName,
      claimed_contact: request.claimedContact,
      claimed_birth_year: request.claimedBirthYear,
      agreement: request.agreement.wording,
      agreement_language: request.agreement.language,
      agreement_how: request.agreement.how,
      message: request.message,
      started_by_account: accountId,
      lapses_at: new Date(Date.now() + LAPSE_DAYS * DAY_MS),
    })
    .execute();
  await record(trx, {
    verb: 'cases.handover-asked',
    purpose: 'cases.purpose.hand-over',
    scopeId: request.toOfficeId,
    objectKind: 'handover',
    objectId: id,
  });
  return id;
}

/**
 * Answers a request with the file that the officer found: it becomes an offer, by the agreement that the person gave at the
 * other end. Refusals: `not-found`, `custodian-only`, `offered-already`, or the request's state.
 */
export async function offerOnRequest(
  trx: Writes<'cases' | 'access' | 'audit' | 'consent'>,
  actor: Actor & { accountId: string },
  id: HandoverId,
  caseId: CaseId,
): Promise<Handover> {
  const request = await requestTo(trx, id);
  const state = follow(handoverChart, request.state, 'offer', refuse);
  const found = await loadCase(trx, caseId);
  if (found.standing !== 'custody' || found.officeId !== request.fromOfficeId) throw refuse('not-found');
  if (!request.claim) throw refuse('not-found');
  const lapsesAt = new Date(Date.now() + LAPSE_DAYS * DAY_MS);
  const grantId = await giveGrant(trx, actor, {
    subjectId: found.personId,
    recipient: { kind: 'office', id: request.toOfficeId },
    purpose: request.kind === 'joint' ? 'cases.purpose.joint' : 'cases.purpose.hand-over',
    parts: request.parts,
    language: request.claim.language,
    wording: request.claim.agreement,
    how: request.claim.how,
    endsAt: request.kind === 'joint' ? new Date(Date.now() + JOINT_DAYS * DAY_MS) : lapsesAt,
  });
  const offered = await trx
    .updateTable('cases.handovers')
    .set({ state, person_id: found.personId, case_id: caseId, grant_id: grantId, lapses_at: lapsesAt })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
    .catch(onConstraint({ handovers_one_open: () => refuse('offered-already') }));
  if (offered.numUpdatedRows === 0n) throw refuse('handover-not-open');
  await recordAct(trx, found, {
    verb: 'handover-offered',
    objectKind: 'handover',
    objectId: id,
    details: { parts: request.parts, kind: request.kind },
  });
  return { ...request, state, personId: found.personId, caseId, grantId };
}

/** Joint work that was asked for lasts so long; the sentence the person agreed to says it. */
export const JOINT_DAYS = 365;

/** Declines a request; the other end reads one neutral sentence, whatever the reason. Refusals: `not-found`, or the request's state. */
export async function declineRequest(trx: Writes<'cases' | 'audit'>, accountId: string, id: HandoverId): Promise<Handover> {
  const request = await requestTo(trx, id);
  if (request.state !== 'asked') throw refuse(handoverChart.reasons[request.state]);
  const declined = await trx
    .updateTable('cases.handovers')
    .set({ state: 'declined', reason: NEUTRAL_REASON, answered_at: new Date(), answered_by: accountId })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (declined.numUpdatedRows === 0n) throw refuse('handover-not-open');
  await record(trx, {
    verb: 'cases.handover-declined',
    purpose: 'cases.purpose.hand-over',
    scopeId: request.fromOfficeId,
    objectKind: 'handover',
    objectId: id,
  });
  return { ...request, state: 'declined' };
}

async function requestTo(trx: Writes<'cases'>, id: HandoverId): Promise<Handover> {
  const request = await loadHandover(trx, id);
  if (!request.forFrom || request.startedBy !== 'other-end') throw refuse('not-found');
  return request;
}
