import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';

/** Accounts linked to a file, where the actor may read their learning: as the desk that has custody, by a grant, or as the person. */
export async function learnersOf(trx: Reads<'learning'>, personId: PersonId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select learning.learners_of(${personId}) as id`.execute(trx);
  return rows.map(({ id }) => id);
}
