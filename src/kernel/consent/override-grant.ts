import { sql } from 'kysely';
import { z } from 'zod';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Actor, type Id, type Reads, type Writes } from '#kernel/db';
import { addJob, declareTask } from '#kernel/jobs';
import { actorId, requireCustody, requireOther, type GrantId } from './give-grant.ts';
import type { FilePart, Recipient } from './parts.ts';
import { refuse } from './refusals.ts';

export type OverrideRequestId = Id<'consent.override_requests'>;

/** The notice to the person that their file was shared without their grant; a module that knows their address does it. */
export const notifyOverride = declareTask('consent.notify-override', z.object({ grantId: z.uuid() }));

export interface OverrideToRequest {
  subjectId: SubjectId;
  recipient: Recipient;
  purpose: string;
  parts: readonly FilePart[];
  /** Why it cannot wait for the person (20 to 2000 characters); the person reads it. */
  reason: string;
  language: string;
  /** At most 90 days from now. */
  endsAt: Date;
}

/** A request that waits for a second officer, or was decided. */
export interface OverrideRequest {
  id: OverrideRequestId;
  subjectId: SubjectId;
  custodianId: string;
  requestedBy: string;
  recipient: Recipient;
  purpose: string;
  parts: FilePart[];
  reason: string;
  language: string;
  endsAt: Date;
  createdAt: Date;
}

/**
 * Asks to share without the person's grant; nothing is shared until a second officer of the office confirms.
 * Refusals: `not-found`, `forbidden`, `reason`, `period`, `has-custody`.
 */
export async function requestOverride(
  trx: Writes<'access' | 'audit' | 'consent'>,
  actor: Actor,
  wanted: OverrideToRequest,
): Promise<OverrideRequestId> {
  const custody = await requireCustody(trx, wanted.subjectId);
  if (!custody.desk) throw refuse('forbidden');
  requireOther(wanted.recipient, custody);
  const id = newId<'consent.override_requests'>();
  await trx
    .insertInto('consent.override_requests')
    .values({
      id,
      subject_id: wanted.subjectId,
      custodian_id: custody.custodianId,
      requested_by: actorId(actor),
      recipient_kind: wanted.recipient.kind,
      recipient_id: wanted.recipient.id,
      purpose: wanted.purpose,
      parts: [...new Set(wanted.parts)],
      reason: wanted.reason,
      language: wanted.language,
      ends_at: wanted.endsAt,
    })
    .execute()
    .catch(
      onConstraint({
        override_requests_reason: () => refuse('reason', { field: 'reason' }),
        override_requests_period: () => refuse('period', { field: 'endsAt' }),
      }),
    );
  await recordStep(trx, 'consent.ask-override', { ...wanted, custodianId: custody.custodianId }, id);
  return id;
}

/**
 * Confirms an override as the second officer: the grant holds at once, and a notice to the person is on its way.
 * Refusals: `not-found` (also when decided already), `second-person`, `period` (it would have ended by now).
 */
export async function overrideGrant(trx: Writes<'audit' | 'consent' | 'jobs'>, actor: Actor, id: OverrideRequestId): Promise<GrantId> {
  const request = await findAsked(trx, id);
  if (request.requested_by === actor.accountId) throw refuse('second-person');
  await decide(trx, actor, id, 'confirmed');
  const grantId = newId<'consent.grants'>();
  await trx
    .insertInto('consent.grants')
    .values({
      id: grantId,
      subject_id: request.subject_id,
      custodian_id: request.custodian_id,
      given_in: request.custodian_id,
      recipient_kind: request.recipient_kind,
      recipient_id: request.recipient_id,
      purpose: request.purpose,
      parts: request.parts,
      language: request.language,
      wording: request.reason,
      reason: request.reason,
      given_how: 'override',
      recorded_by: actorId(actor),
      second_person: request.requested_by,
      override_request_id: id,
      ends_at: request.ends_at,
    })
    .execute()
    .catch(onConstraint({ grants_period: () => refuse('period') }));
  await addJob(trx, notifyOverride, { grantId });
  await recordStep(trx, 'consent.override', toRequest(request), grantId);
  return grantId;
}

/**
 * Declines an override with a reason, or takes the own request back without one. Refusals: `not-found` (also when decided
 * already), `decline-reason`.
 */
export async function declineOverride(
  trx: Writes<'audit' | 'consent'>,
  actor: Actor,
  id: OverrideRequestId,
  reason: string | null = null,
): Promise<void> {
  const request = await findAsked(trx, id);
  if (!reason && request.requested_by !== actor.accountId) throw refuse('decline-reason', { field: 'reason' });
  await decide(trx, actor, id, 'declined', reason);
  await recordStep(trx, 'consent.decline-override', toRequest(request), id);
}

/** A request that waits, for the offices that may decide it, the person and the network's officers; null otherwise. */
export async function findOverrideRequest(trx: Reads<'consent'>, id: OverrideRequestId): Promise<OverrideRequest | null> {
  const row = await trx
    .selectFrom('consent.override_requests')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return row ? toRequest(row) : null;
}

/** Requests of the actor's offices that wait for a second officer, oldest first. */
export async function listOverrideRequests(trx: Reads<'consent'>): Promise<OverrideRequest[]> {
  const rows = await trx
    .selectFrom('consent.override_requests')
    .selectAll()
    .where('state', '=', 'asked')
    .orderBy('created_at')
    .limit(200)
    .execute();
  return rows.map(toRequest);
}

async function findAsked(trx: Reads<'consent'>, id: OverrideRequestId) {
  const found = await trx
    .selectFrom('consent.override_requests')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (!found) throw refuse('not-found');
  return found;
}

async function decide(
  trx: Writes<'consent'>,
  actor: Actor,
  id: OverrideRequestId,
  state: 'confirmed' | 'declined',
  reason: string | null = null,
): Promise<void> {
  const decided = await trx
    .updateTable('consent.override_requests')
    .set({ state, decided_by: actorId(actor), decided_at: sql<Date>`now()`, decision_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (decided.numUpdatedRows === 0n) throw refuse('not-found');
}

function toRequest(row: Awaited<ReturnType<typeof findAsked>>): OverrideRequest {
  return {
    id: row.id,
    subjectId: row.subject_id,
    custodianId: row.custodian_id,
    requestedBy: row.requested_by,
    recipient: { kind: row.recipient_kind as Recipient['kind'], id: row.recipient_id }, // check constraint override_requests_recipient_kind
    purpose: row.purpose,
    parts: row.parts as FilePart[], // check constraint override_requests_parts
    reason: row.reason,
    language: row.language,
    endsAt: row.ends_at,
    createdAt: row.created_at,
  };
}

async function recordStep(
  trx: Writes<'audit'>,
  verb: string,
  about: { subjectId: SubjectId; custodianId: string; purpose: string; parts: readonly FilePart[]; recipient: Recipient },
  objectId: string,
): Promise<void> {
  await record(trx, {
    verb,
    purpose: about.purpose,
    scopeId: about.custodianId,
    subjectId: about.subjectId,
    objectKind: verb === 'consent.override' ? 'grant' : 'override-request',
    objectId,
    details: { parts: about.parts, recipientKind: about.recipient.kind },
  });
}
