import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { networkKey, seal, unsealText, type Keyring } from '#kernel/keys';
import type { Day } from '#kernel/time';
import { MOST_ROWS } from './desk-work.ts';
import { refuse } from './refusals.ts';
import type { ReviewId } from './review.ts';

type NoteId = Id<'peerreviews.notes'>;

export interface NoteText {
  heldOn: Day;
  /** Task of whoever was spoken to: "a teacher of the course". */
  role: string;
  /** Only where they agreed to be named to the team. */
  name: string | null;
  words: string;
}

export interface Note extends NoteText {
  id: NoteId;
  writtenBy: string;
}

const context = (id: NoteId) => ({ table: 'peerreviews.notes', column: 'sealed', id });

/** Notes of interviews, for the team; nothing for anybody else. */
export async function notesOf(trx: Reads<'peerreviews'>, keyring: Keyring, id: ReviewId): Promise<Note[]> {
  const rows = await trx
    .selectFrom('peerreviews.notes')
    .select(['id', 'sealed', 'held_on as heldOn', 'written_by as writtenBy'])
    .where('review_id', '=', id)
    .orderBy('held_on')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...(JSON.parse(unsealText(networkKey(keyring, 'answers'), sealed, context(row.id))) as Omit<NoteText, 'heldOn'>), // sealed below
  }));
}

/** Keeps the notes of an interview, sealed. Refusals: `name-without-agreement`, `wrong-state`. */
export async function addNote(
  trx: Writes<'peerreviews'>,
  keyring: Keyring,
  by: string,
  review: ReviewId,
  { agreed, ...note }: NoteText & { agreed: boolean },
  now: Date,
): Promise<void> {
  if (note.name !== null && !agreed) throw refuse('name-without-agreement', { field: 'agreed' });
  const id = newId<'peerreviews.notes'>();
  const { heldOn, ...text } = note;
  await trx
    .insertInto('peerreviews.notes')
    .values({
      id,
      review_id: review,
      sealed: seal(networkKey(keyring, 'answers'), JSON.stringify(text), context(id)),
      held_on: heldOn,
      written_by: by,
      written_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
}
