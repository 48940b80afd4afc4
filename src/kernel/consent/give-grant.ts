import { sql } from 'kysely';
import { custodyOf, type Custody, type SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Actor, type Id, type Reads, type Writes } from '#kernel/db';
import type { FilePart, GivenHow, Recipient } from './parts.ts';
import { refuse } from './refusals.ts';

// uses messages: consent.verb.*
export type GrantId = Id<'consent.grants'>;

export interface GrantToGive {
  subjectId: SubjectId;
  recipient: Recipient;
  /** Full message key of the purpose, as the person read it. */
  purpose: string;
  parts: readonly FilePart[];
  /** Language in which the person read or heard the wording. */
  language: string;
  /** The exact sentence that the person agreed to. */
  wording: string;
  how: Exclude<GivenHow, 'override'>;
  /** Now where absent. */
  startsAt?: Date | undefined;
  /** At most five years after the start. */
  endsAt: Date;
}

/**
 * Records what the person allows: given on line by the person, or at the desk of the office that has custody.
 * Refusals: `not-found`, `forbidden`, `period`, `has-custody` (the recipient has the file anyway).
 */
export async function giveGrant(trx: Writes<'access' | 'audit' | 'consent'>, actor: Actor, grant: GrantToGive): Promise<GrantId> {
  const custody = await requireCustody(trx, grant.subjectId);
  if (grant.how === 'on-line' ? !custody.own : !custody.desk) throw refuse('forbidden');
  requireOther(grant.recipient, custody);
  const id = newId<'consent.grants'>();
  await trx
    .insertInto('consent.grants')
    .values({
      id,
      subject_id: grant.subjectId,
      custodian_id: custody.custodianId,
      recipient_kind: grant.recipient.kind,
      recipient_id: grant.recipient.id,
      purpose: grant.purpose,
      parts: [...new Set(grant.parts)],
      language: grant.language,
      wording: grant.wording,
      given_how: grant.how,
      recorded_by: actorId(actor),
      starts_at: grant.startsAt,
      ends_at: grant.endsAt,
    })
    .execute()
    .catch(onConstraint({ grants_period: () => refuse('period', { field: 'endsAt' }) }));
  await record(trx, {
    verb: 'consent.give',
    purpose: grant.purpose,
    scopeId: custody.desk ? custody.custodianId : null,
    subjectId: grant.subjectId,
    objectKind: 'grant',
    objectId: id,
    details: { parts: grant.parts, recipientKind: grant.recipient.kind, how: grant.how },
  });
  return id;
}

/**
 * Withdraws a grant, for good and at once; by the person, or at the desk on the person's word. An override is ended by the
 * office only. Refusals: `not-found` (also when withdrawn already), `override-stands`.
 */
export async function withdrawGrant(trx: Writes<'audit' | 'consent'>, actor: Actor, id: GrantId): Promise<void> {
  const withdrawn = await trx
    .updateTable('consent.grants')
    .set({ withdrawn_at: sql<Date>`now()`, withdrawn_by: actorId(actor) })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning(['subject_id', 'purpose', 'parts', 'given_how'])
    .executeTakeFirst();
  if (!withdrawn) throw refuse((await isOwnOverride(trx, id)) ? 'override-stands' : 'not-found');
  await record(trx, {
    verb: 'consent.withdraw',
    purpose: withdrawn.purpose,
    subjectId: withdrawn.subject_id,
    objectKind: 'grant',
    objectId: id,
    details: { parts: withdrawn.parts, how: withdrawn.given_how },
  });
}

async function isOwnOverride(trx: Reads<'consent'>, id: GrantId): Promise<boolean> {
  const found = await trx
    .selectFrom('consent.grants')
    .select('id')
    .where('id', '=', id)
    .where('given_how', '=', 'override')
    .where('withdrawn_at', 'is', null)
    .where('subject_id', 'in', sql<SubjectId>`(select access.own_subjects())`)
    .executeTakeFirst();
  return found !== undefined;
}

/** The custody of a file that the actor reaches. Refusals: `not-found`. */
export async function requireCustody(trx: Reads<'access'>, subjectId: SubjectId): Promise<Custody> {
  const custody = await custodyOf(trx, subjectId);
  if (!custody) throw refuse('not-found');
  return custody;
}

/** Refuses a grant to the office that has custody: it would look like something that the person could withdraw. */
export function requireOther(recipient: Recipient, custody: Custody): void {
  if (recipient.kind === 'office' && recipient.id === custody.custodianId) throw refuse('has-custody', { field: 'recipient' });
}

/** The account that acts. Refusals: `forbidden` for a visitor. */
export function actorId(actor: Actor): string {
  if (!actor.accountId) throw refuse('forbidden');
  return actor.accountId;
}
