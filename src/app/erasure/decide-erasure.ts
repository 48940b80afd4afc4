import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import type { Ground, Proposal, RequestId } from './erasure.ts';
import { finishName } from './finish-erasure.ts';
import { refuse } from './refusals.ts';

type Deciding = Writes<'access' | 'audit' | 'erasure' | 'jobs'>;

const purpose = 'app.purpose.erasure';
const objectKind = 'erasure';
const refused = onConstraint({
  requests_absent: () => refuse('erasure-absent'),
  requests_not_open: () => refuse('erasure-not-open'),
  requests_two_people: () => refuse('erasure-two-people'),
  due_absent: () => refuse('erasure-not-due'),
  due_not_open: () => refuse('erasure-not-due'),
});

/** The office manager says what the office would do, and why. Refusals: `erasure-not-open` (also for another office's). */
export async function proposeErasure(
  trx: Deciding,
  accountId: string,
  id: RequestId,
  { proposal, reason }: { proposal: Proposal; reason: string },
): Promise<void> {
  const proposed = await trx
    .updateTable('erasure.requests')
    .set({ state: 'proposed', proposal, proposal_reason: reason, proposed_by: accountId, proposed_at: new Date() })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'proposed'])
    .returning(['subject_id', 'custodian_id'])
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('erasure-not-open') : error;
    });
  if (!proposed) throw refuse('erasure-not-open');
  const { subject_id: subjectId, custodian_id: scopeId } = proposed;
  await record(trx, { verb: 'app.erasure-proposed', purpose, scopeId, subjectId, objectKind, objectId: id, details: { proposal } });
}

/**
 * The data-protection officer refuses, wholly or until a day to which the law demands the file (GDPR article 17(3)).
 * Refusals: `erasure-not-open`, `erasure-two-people`, `erasure-day-past`.
 */
export async function refuseErasure(
  trx: Deciding,
  accountId: string,
  id: RequestId,
  { reason, keepUntil, today }: { reason: string; keepUntil: string | null; today: string },
): Promise<void> {
  if (keepUntil !== null && keepUntil <= today) throw refuse('erasure-day-past', { field: 'keepUntil' });
  const done = await trx
    .updateTable('erasure.requests')
    .set({ state: 'refused', reason, keep_until: keepUntil, decided_by: accountId, decided_at: new Date() })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'proposed'])
    .returning(['subject_id', 'custodian_id'])
    .executeTakeFirst()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('erasure-not-open');
      return refused(error);
    });
  if (!done) throw refuse('erasure-not-open');
  const { subject_id: subjectId, custodian_id: scopeId } = done;
  await record(trx, { verb: 'app.erasure-refused', purpose, scopeId, subjectId, objectKind, objectId: id });
}

/**
 * The data-protection officer carries out a request: everything of the person goes in this transaction, the proof is written,
 * and a job removes what lies outside the database. Refusals: `erasure-absent`, `erasure-not-open`, `erasure-two-people`.
 */
export async function erasePerson(trx: Deciding, id: RequestId, ground: Exclude<Ground, 'period-over'>): Promise<void> {
  await sql`select erasure.erase(${id}::uuid, ${ground})`.execute(trx).catch(refused);
  await finishLater(trx, id, ground);
}

/** The data-protection officer erases a file whose clock has run out. Refusals: `erasure-not-due`, `erasure-two-people`. */
export async function eraseDue(trx: Deciding, subjectId: SubjectId): Promise<RequestId> {
  const id = newId<'erasure.requests'>(); // the proof of a clock has no request; its id is of the same list
  await sql`select erasure.erase_due(${subjectId}::uuid, ${id}::uuid)`.execute(trx).catch(refused);
  await finishLater(trx, id, 'period-over');
  return id;
}

async function finishLater(trx: Deciding, id: RequestId, ground: Ground): Promise<void> {
  await addJob(trx, finishName, { erasureId: id });
  // Without the person: the audit has just forgotten who that was.
  await record(trx, { verb: 'app.erased', purpose, objectKind, objectId: id, details: { ground } });
}

/** The data-protection officer keeps a due file for longer. Refusals: `erasure-not-due`, `erasure-day-past`. */
export async function extendDue(
  trx: Deciding,
  accountId: string,
  subjectId: SubjectId,
  { until, reason, today }: { until: string; reason: string; today: string },
): Promise<void> {
  if (until <= today) throw refuse('erasure-day-past', { field: 'until' });
  const extended = await trx
    .updateTable('erasure.due')
    .set({ extended_until: until, extended_reason: reason, extended_by: accountId, extended_at: new Date() })
    .where('subject_id', '=', subjectId)
    .returning('custodian_id')
    .executeTakeFirst();
  if (!extended) throw refuse('erasure-not-due');
  await record(trx, { verb: 'app.retention-extended', purpose, scopeId: extended.custodian_id, subjectId, details: { until } });
}
