import { sql } from 'kysely';
import type { Writes } from '#kernel/db';

/** Erasure, for the jobs role: the entries stay, sealed as they are, and nobody can say any more whom they mention. */
export async function forgetPseudonym(trx: Writes<'audit'>, kind: 'account' | 'subject', id: string): Promise<void> {
  await sql`select audit.forget(${kind}, ${id}::uuid)`.execute(trx);
}
