import { sql } from 'kysely';
import type { Writes } from '#kernel/db';

/** Nightly, by the jobs role: removes sessions, verifications and counts of tries that can matter to nobody any more. */
export async function sweepIdentity(trx: Writes<'identity'>, now: Date): Promise<void> {
  await sql`delete from identity.verifications where expires_at < ${now}`.execute(trx);
  await sql`delete from identity.tries where counted_at < ${now}::timestamptz - interval '2 days'`.execute(trx);
  await sql`delete from identity.sessions where created_at < ${now}::timestamptz - interval '60 days'`.execute(trx);
}
