import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PersonId } from './person.ts';

/** Which of these references the desk has already given to a file. */
export async function knownReferences(trx: Reads<'people'>, officeId: string, references: readonly string[]): Promise<Set<string>> {
  if (references.length === 0) return new Set();
  const rows = await trx
    .selectFrom('people.people')
    .select('reference')
    .where('office_id', '=', officeId)
    .where('reference', 'in', [...new Set(references)])
    .execute();
  return new Set(rows.map((row) => row.reference));
}

/** The file that an office calls so, for its own desk and for the data-protection officer; null for everybody else. */
export async function fileOfReference(trx: Reads<'people'>, officeId: string, reference: string): Promise<PersonId | null> {
  const { rows } = await sql<{ id: PersonId | null }>`select people.file_of_reference(${officeId}, ${reference}) as id`.execute(trx);
  return rows[0]?.id ?? null;
}
