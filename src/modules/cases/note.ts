import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import type { CaseId } from './case.ts';
import { caseFor, type LoadedCase } from './load-case.ts';
import { recordAct } from './record-act.ts';

export type NoteId = Id<'cases.notes'>;

/** What a counsellor wrote; its text is null once the person was erased. */
export interface Note {
  id: NoteId;
  text: string | null;
  authorId: string;
  writtenIn: string;
  writtenAt: Date;
  sharedWithPerson: boolean;
}

const contextOf = (id: string) => ({ table: 'cases.notes', column: 'sealed', id });

/** Writes a note, sealed under the person's key. Refusals: `not-found`, and `erased` of the keys. */
export async function writeNote(
  trx: Writes<'cases' | 'access' | 'audit'>,
  keyring: Keyring,
  accountId: string,
  caseId: CaseId,
  { text, sharedWithPerson }: { text: string; sharedWithPerson: boolean },
): Promise<NoteId> {
  const found = await caseFor(trx, caseId, 'write-note');
  const id = newId<'cases.notes'>();
  const key = await subjectKey(trx, keyring, found.personId);
  await trx
    .insertInto('cases.notes')
    .values({
      id,
      case_id: caseId,
      person_id: found.personId,
      office_id: found.officeId,
      written_in: found.actingOfficeId ?? found.officeId,
      author_id: accountId,
      shared_with_person: sharedWithPerson,
      sealed: seal(key, text, contextOf(id)),
    })
    .execute();
  await recordAct(trx, found, { verb: 'note-written', objectKind: 'note', objectId: id });
  return id;
}

/**
 * The notes of a case that the actor may read, newest first; the person reads those shared with them, and in a
 * copy of their data (GDPR article 15) every one that is not kept back for the rights of others. The caller records the reading.
 */
export async function notesOf(
  trx: Reads<'cases' | 'access'>,
  keyring: Keyring,
  of: Pick<LoadedCase, 'id' | 'personId' | 'standing'>,
  { copy = false }: { copy?: boolean } = {},
): Promise<Note[]> {
  let query = trx
    .selectFrom('cases.notes')
    .select(['id', 'sealed', 'author_id', 'written_in', 'written_at', 'shared_with_person'])
    .where('case_id', '=', of.id)
    .orderBy('written_at', 'desc')
    .limit(copy ? 10_000 : 500);
  if (of.standing === 'own' && !copy) query = query.where('shared_with_person', '=', true);
  const rows = await query.execute();
  const key = rows.length > 0 ? (await subjectKeys(trx, keyring, [of.personId])).get(of.personId) : undefined;
  return rows.map((row) => ({
    id: row.id,
    text: key ? unsealText(key, row.sealed, contextOf(row.id)) : null,
    authorId: row.author_id,
    writtenIn: row.written_in,
    writtenAt: row.written_at,
    sharedWithPerson: row.shared_with_person,
  }));
}

/** The case of a note that the actor may read; null otherwise. */
export async function caseOfNote(trx: Reads<'cases'>, id: NoteId): Promise<CaseId | null> {
  const row = await trx.selectFrom('cases.notes').select('case_id').where('id', '=', id).executeTakeFirst();
  return row?.case_id ?? null;
}
