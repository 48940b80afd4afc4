import type { Reads, Writes } from '#kernel/db';
import { record } from '#kernel/audit';
import type { PersonId } from '#modules/people';
import { refuse } from './refusals.ts';

export const withheldParts = ['notes', 'documents', 'appointments'] as const;
export type WithheldPart = (typeof withheldParts)[number];

/** A part of the file that the person did not agree to pass on: what is older than `before` stays out of sight. */
export interface Withheld {
  part: WithheldPart;
  before: Date;
}

/** What of a file is kept back since a hand-over, for the person and for the office that has custody. */
export async function withheldOf(trx: Reads<'access'>, personId: PersonId): Promise<Withheld[]> {
  const rows = await trx
    .selectFrom('access.withheld')
    .select(['part', 'before'])
    .where('subject_id', '=', personId)
    .orderBy('part')
    .execute();
  return rows.map((row) => ({ part: row.part as WithheldPart, before: row.before })); // check constraint withheld_part
}

/** The person lets their present office see what was kept back. Refusals: `not-found` for anybody else. */
export async function releaseWithheld(trx: Writes<'access' | 'audit'>, personId: PersonId, part: WithheldPart): Promise<void> {
  const released = await trx.deleteFrom('access.withheld').where('subject_id', '=', personId).where('part', '=', part).executeTakeFirst();
  if (released.numDeletedRows === 0n) throw refuse('not-found');
  await record(trx, { verb: 'cases.released', purpose: 'access.purpose.own-file', subjectId: personId, details: { part } });
}
