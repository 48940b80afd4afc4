import { sql } from 'kysely';
import { isForbidden, onConstraint, type Reads, type Writes } from '#kernel/db';
import { record } from '#kernel/audit';
import type { PersonId } from '#modules/people';
import type { NoteId } from './note.ts';
import { refuse } from './refusals.ts';

/** A note that an office asks to keep out of the person's copy of their data, because of the rights of other people. */
export interface Withholding {
  noteId: NoteId;
  personId: PersonId;
  officeId: string;
  askedBy: string;
  askedAt: Date;
  reason: string;
}

/**
 * Asks to keep a note out of the copy that the person gets (GDPR article 15(4)); from now it is kept back until the
 * data-protection officer decides, at most 30 days. Refusals: `not-found`, `note-shared`, `withheld-already`, `withhold-reason`.
 */
export async function askToWithhold(trx: Writes<'cases' | 'audit'>, accountId: string, noteId: NoteId, reason: string): Promise<void> {
  const note = await trx
    .selectFrom('cases.notes')
    .select(['person_id', 'office_id', 'shared_with_person'])
    .where('id', '=', noteId)
    .executeTakeFirst();
  if (!note) throw refuse('not-found');
  if (note.shared_with_person) throw refuse('note-shared');
  await trx
    .insertInto('cases.note_withholdings')
    .values({ note_id: noteId, person_id: note.person_id, office_id: note.office_id, asked_by: accountId, reason })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    })
    .catch(
      onConstraint({
        note_withholdings_pkey: () => refuse('withheld-already'),
        note_withholdings_reason: () => refuse('withhold-reason', { field: 'reason' }),
      }),
    );
  await recordStep(trx, 'note-withholding-asked', { noteId, personId: note.person_id, officeId: note.office_id });
}

/** The data-protection officer decides, once. Refusals: `not-found` (also when decided), `withhold-reason`. */
export async function decideWithholding(
  trx: Writes<'cases' | 'audit'>,
  accountId: string,
  noteId: NoteId,
  decision: { withhold: boolean; reason: string },
): Promise<void> {
  const decided = await trx
    .updateTable('cases.note_withholdings')
    .set({
      state: decision.withhold ? 'withheld' : 'refused',
      decided_by: accountId,
      decided_at: sql<Date>`now()`,
      decision_reason: decision.reason,
    })
    .where('note_id', '=', noteId)
    .where('state', '=', 'asked')
    .returning(['person_id', 'office_id'])
    .executeTakeFirst()
    .catch(onConstraint({ note_withholdings_decision_reason: () => refuse('withhold-reason', { field: 'reason' }) }));
  if (!decided) throw refuse('not-found');
  const verb = decision.withhold ? 'note-withheld' : 'note-released';
  await recordStep(trx, verb, { noteId, personId: decided.person_id, officeId: decided.office_id });
}

/** What waits for the decision, oldest first, at most 200; for the data-protection officer. */
export async function listWithholdings(trx: Reads<'cases'>): Promise<Withholding[]> {
  const rows = await trx
    .selectFrom('cases.note_withholdings')
    .select(['note_id as noteId', 'person_id as personId', 'office_id as officeId', 'asked_by as askedBy', 'asked_at as askedAt', 'reason'])
    .where('state', '=', 'asked')
    .orderBy('asked_at')
    .limit(200)
    .execute();
  return rows;
}

/** How many notes about the actor are kept out of their copy: they are told that, and can complain. */
export async function countKeptBack(trx: Reads<'cases'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from cases.kept_back_notes()`.execute(trx);
  return rows[0]?.count ?? 0;
}

async function recordStep(trx: Writes<'audit'>, verb: string, of: { noteId: NoteId; personId: PersonId; officeId: string }): Promise<void> {
  await record(trx, {
    verb: `cases.${verb}`,
    purpose: 'access.purpose.own-file',
    scopeId: of.officeId,
    subjectId: of.personId,
    objectKind: 'note',
    objectId: of.noteId,
  });
}
