import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';

// uses messages: returns.verb.*

/** Puts on record what was read or done about a person's return; the office is named where its desk did it. */
export async function putOnRecord(
  trx: Writes<'audit'>,
  verb: string,
  of: { personId: PersonId; officeId: string; side?: 'person' | 'counsellor' },
  objectId?: string,
): Promise<void> {
  await record(trx, {
    verb: `returns.${verb}`,
    purpose: 'people.purpose.counselling',
    scopeId: of.side === 'person' ? null : of.officeId,
    subjectId: of.personId,
    ...(objectId ? { objectKind: 'return', objectId } : {}),
    ...(verb === 'read' ? { details: { parts: ['return'] } } : {}),
  });
}
