import { sql } from 'kysely';
import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { GrantId } from './give-grant.ts';
import type { ToldHow } from './parts.ts';
import { refuse } from './refusals.ts';

/**
 * Puts on record that the person was told of an override: by the job that sent the notice, or by the office that has the
 * file. Refusals: `not-found` (also when told already, and for whoever may not say so).
 */
export async function recordTold(trx: Writes<'audit' | 'consent'>, id: GrantId, how: ToldHow): Promise<void> {
  const told = await trx
    .updateTable('consent.grants')
    .set({ told_at: sql<Date>`now()`, told_how: how })
    .where('id', '=', id)
    .where('given_how', '=', 'override')
    .where('told_at', 'is', null)
    .returning(['subject_id', 'custodian_id', 'purpose'])
    .executeTakeFirst();
  if (!told) throw refuse('not-found');
  await record(trx, {
    verb: 'consent.tell-override',
    purpose: told.purpose,
    scopeId: told.custodian_id,
    subjectId: told.subject_id,
    objectKind: 'grant',
    objectId: id,
    details: { how },
  });
}
