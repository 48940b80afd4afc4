import type { Reads } from '#kernel/db';

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
