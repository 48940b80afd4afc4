import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import type { PersonId } from '#modules/people';
import type { PairId, Side } from './pair.ts';
import { refuse } from './refusals.ts';
import { loadSession, type SessionId } from './session.ts';

export type NoteId = Id<'mentoring.notes'>;

// uses messages: mentoring.reader.*
/** Who may read a note besides the one who wrote it. */
export const readers = ['founder', 'mentor', 'co-mentor', 'office'] as const;
export type Reader = (typeof readers)[number];

export interface Note {
  id: NoteId;
  sessionId: SessionId;
  pairId: PairId;
  /** Null once the person was erased. */
  text: string | null;
  authorId: string;
  writtenAt: Date;
  readers: Reader[];
}

const contextOf = (id: string) => ({ table: 'mentoring.notes', column: 'sealed', id });

/** Writes a note on a session, sealed under the founder's key, for the readers named. Refusals: `not-found`, `state-…`, and `erased` of the keys. */
export async function writeNote(
  trx: Writes<'mentoring' | 'access'>,
  keyring: Keyring,
  accountId: string,
  sessionId: SessionId,
  side: Side,
  { text, readers: chosen }: { text: string; readers: readonly Reader[] },
): Promise<NoteId> {
  const { session, pair } = await loadSession(trx, sessionId, side);
  if (pair.state !== 'running') throw refuse(`state-${pair.state}`);
  const id = newId<'mentoring.notes'>();
  const key = await subjectKey(trx, keyring, session.personId);
  await trx
    .insertInto('mentoring.notes')
    .values({
      id,
      session_id: sessionId,
      pair_id: session.pairId,
      person_id: session.personId,
      office_id: session.officeId,
      author_id: accountId,
      for_founder: side === 'founder' || chosen.includes('founder'),
      for_mentor: side === 'mentor' || chosen.includes('mentor'),
      for_co_mentor: chosen.includes('co-mentor'),
      for_office: chosen.includes('office'),
      sealed: seal(key, text, contextOf(id)),
    })
    .execute();
  return id;
}

/**
 * Notes that the actor may read, the newest first. On the pages of the founder only those meant for them are shown; in a copy
 * of their data (GDPR article 15) every one.
 */
export async function notesOf(
  trx: Reads<'mentoring' | 'access'>,
  keyring: Keyring,
  of: { personId: PersonId; pairIds?: readonly PairId[] },
  { onlyForFounder = false }: { onlyForFounder?: boolean } = {},
): Promise<Note[]> {
  if (of.pairIds?.length === 0) return [];
  let query = trx
    .selectFrom('mentoring.notes')
    .select([
      'id',
      'session_id',
      'pair_id',
      'sealed',
      'author_id',
      'written_at',
      'for_founder',
      'for_mentor',
      'for_co_mentor',
      'for_office',
    ])
    .where('person_id', '=', of.personId)
    .orderBy('written_at', 'desc')
    .limit(1_000);
  if (of.pairIds) query = query.where('pair_id', 'in', [...of.pairIds]);
  if (onlyForFounder) query = query.where('for_founder', '=', true);
  const rows = await query.execute();
  const key = rows.length > 0 ? (await subjectKeys(trx, keyring, [of.personId])).get(of.personId) : undefined;
  return rows.map((row) => ({
    id: row.id,
    sessionId: row.session_id,
    pairId: row.pair_id,
    text: key ? unsealText(key, row.sealed, contextOf(row.id)) : null,
    authorId: row.author_id,
    writtenAt: row.written_at,
    readers: readers.filter((reader) => row[columnOf[reader]]),
  }));
}

const columnOf = {
  founder: 'for_founder',
  mentor: 'for_mentor',
  'co-mentor': 'for_co_mentor',
  office: 'for_office',
} as const satisfies Record<Reader, string>;
