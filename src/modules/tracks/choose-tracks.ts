import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { refuse } from './refusals.ts';
import type { Track } from './track.ts';

/** How a person said it. */
export const hows = ['on-line', 'signed-at-desk', 'spoken-at-desk'] as const;
export type How = (typeof hows)[number];

/** One track of a person, with what they agreed to. */
export interface Chosen {
  track: Track;
  how: How;
  language: string;
  wording: string;
  chosenAt: Date;
}

/**
 * Keeps to which tracks a person counts themselves: new ones with the wording agreed to, and those left out are removed, not
 * marked. Which ones stays out of the audit trail. As the person (`on-line`) or the desk that has custody. Refusals: `not-found`.
 */
export async function chooseTracks(
  trx: Writes<'tracks' | 'audit'>,
  accountId: string,
  file: { personId: PersonId; officeId: string },
  chosen: { tracks: readonly Track[]; how: How; language: string; wording: string },
): Promise<void> {
  const before = (await tracksOf(trx, file.personId)).map(({ track }) => track);
  const [added, removed] = [chosen.tracks.filter((one) => !before.includes(one)), before.filter((one) => !chosen.tracks.includes(one))];
  if (removed.length > 0) {
    await trx.deleteFrom('tracks.chosen').where('person_id', '=', file.personId).where('track', 'in', removed).execute();
  }
  if (added.length > 0) {
    const { how, language, wording } = chosen;
    const said = { person_id: file.personId, office_id: file.officeId, how, language, wording, by_account: accountId };
    await trx
      .insertInto('tracks.chosen')
      .values(added.map((track) => ({ ...said, track })))
      .onConflict((conflict) => conflict.constraint('chosen_pkey').doNothing())
      .execute()
      .catch(onConstraint({ chosen_person: () => refuse('not-found') }))
      .catch((error: unknown) => {
        throw isForbidden(error) ? refuse('not-found') : error;
      });
  }
  if (added.length + removed.length === 0) return;
  await record(trx, {
    verb: chosen.tracks.length > 0 ? 'tracks.chosen' : 'tracks.withdrawn',
    purpose: 'tracks.purpose.tracks',
    scopeId: chosen.how === 'on-line' ? null : file.officeId,
    subjectId: file.personId,
  });
}

// uses messages: tracks.verb.*
/** A person's tracks, for themselves and the desk that has custody; nobody else reads any. */
export async function tracksOf(trx: Reads<'tracks'>, personId: PersonId): Promise<Chosen[]> {
  const rows = await trx
    .selectFrom('tracks.chosen')
    .select(['track', 'how', 'language', 'wording', 'chosen_at'])
    .where('person_id', '=', personId)
    .orderBy(sql`array_position(tracks.known(), track)`)
    .execute();
  return rows.map((row) => ({
    track: row.track as Track, // check constraint chosen_track
    how: row.how as How, // check constraint chosen_how
    language: row.language,
    wording: row.wording,
    chosenAt: row.chosen_at,
  }));
}
