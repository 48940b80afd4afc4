import { record } from '#kernel/audit';
import { onConstraint, type Writes } from '#kernel/db';
import type { MentorId } from './mentor.ts';
import { refuse } from './refusals.ts';

/**
 * Confirms what a mentor says of themselves, for the office that they named, or takes the confirmation back.
 * Refusals: `not-found` (also for the desk of another office), `own-profile` (nobody confirms themselves).
 */
export async function confirmMentor(
  trx: Writes<'mentoring' | 'audit'>,
  accountId: string,
  id: MentorId,
  confirmed: boolean,
): Promise<void> {
  const done = await trx
    .updateTable('mentoring.mentors')
    .set({ confirmed_at: confirmed ? new Date() : null, confirmed_by: confirmed ? accountId : null })
    .where('id', '=', id)
    .where('account_id', '<>', accountId)
    .returning('office_id')
    .executeTakeFirst()
    .catch(onConstraint({ mentors_not_confirmed: () => refuse('own-profile') }));
  if (!done) throw refuse('not-found');
  await record(trx, {
    verb: confirmed ? 'mentoring.mentor-confirmed' : 'mentoring.mentor-unconfirmed',
    purpose: 'mentoring.purpose.mentoring',
    scopeId: done.office_id,
    objectKind: 'mentor',
    objectId: id,
  });
}
