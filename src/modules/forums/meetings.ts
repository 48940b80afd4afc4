import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import { mayAct, type Act, type Forum, type ForumId, type Meeting, type MeetingId, type MeetingState, type MeetingText } from './forum.ts';
import { refuse } from './refusals.ts';
import { tellSeats } from './tell-seats.ts';
import { notYours, recordDeed } from './write-forum.ts';

const LONGEST_MS = 3 * 24 * 3_600_000;

function meetings(trx: Reads<'forums'>) {
  return trx
    .selectFrom('forums.meetings as m')
    .select([
      'm.id',
      'm.forum_id as forumId',
      'm.starts_at as startsAt',
      'm.ends_at as endsAt',
      'm.venue',
      'm.link',
      'm.state',
      'm.words',
      'm.sequence',
      'm.published_at as publishedAt',
    ])
    .$narrowType<{ state: MeetingState }>(); // a check constraint closes the list
}

/** Meetings of a board or forum that the actor reads, the latest first. */
export async function meetingsOf(trx: Reads<'forums'>, forum: ForumId): Promise<Meeting[]> {
  return await meetings(trx).where('m.forum_id', '=', forum).orderBy('m.starts_at', 'desc').limit(1_000).execute();
}

export async function getMeeting(trx: Reads<'forums'>, id: MeetingId): Promise<Meeting | null> {
  return (await meetings(trx).where('m.id', '=', id).executeTakeFirst()) ?? null;
}

/** What was typed, or a refusal: `times-wrong`, `link-wrong`. */
function checked(text: MeetingText): MeetingText {
  const lasts = text.endsAt.getTime() - text.startsAt.getTime();
  if (lasts <= 0 || lasts > LONGEST_MS) throw refuse('times-wrong', { field: 'endsTime' });
  if (text.link !== null && !/^https?:\/\/\S+$/.test(text.link)) throw refuse('link-wrong', { field: 'link' });
  return text;
}

/** Plans a meeting; nobody outside the office reads it before it is convened. Refusals: `not-yours`, `ended`, `times-wrong`, `link-wrong`. */
export async function planMeeting(
  trx: Writes<'forums' | 'audit'>,
  by: string,
  { forum, text, now }: { forum: Forum; text: MeetingText; now: Date },
): Promise<MeetingId> {
  if (forum.endedOn) throw refuse('ended');
  const { startsAt, endsAt, venue, link } = checked(text);
  const id = newId<'forums.meetings'>();
  await trx
    .insertInto('forums.meetings')
    .values({ id, forum_id: forum.id, starts_at: startsAt, ends_at: endsAt, venue, link, created_by: by, created_at: now })
    .execute()
    .catch(notYours);
  await recordDeed(trx, { officeId: forum.officeId, kind: 'meeting', id });
  return id;
}

/**
 * Moves a meeting that is not over. Whoever was invited is told of the new time or place.
 * Refusals: `times-wrong`, `link-wrong`, `wrong-state`.
 */
export async function changeMeeting(
  trx: Writes<'forums' | 'audit' | 'jobs'>,
  { officeId }: Forum,
  { id, state }: Meeting,
  text: MeetingText,
): Promise<void> {
  const { startsAt, endsAt, venue, link } = checked(text);
  const changed = await trx
    .updateTable('forums.meetings')
    .set({ starts_at: startsAt, ends_at: endsAt, venue, link, sequence: sql<number>`sequence + 1`, told_at: null })
    .where('id', '=', id)
    .where('state', '=', state)
    .where('state', 'in', ['planned', 'convened'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  if (state === 'convened') await tell(trx, id);
  await recordDeed(trx, { officeId, kind: 'meeting', id });
}

/**
 * Takes the next step of a meeting: invites everybody with a seat, notes that it was held, publishes the minutes, or calls it off.
 * Refusals: `wrong-state`, `not-begun`, `no-agenda`, `no-minutes`, `words-missing`.
 */
export async function actOnMeeting(
  trx: Writes<'forums' | 'audit' | 'jobs'>,
  { officeId }: Forum,
  { meeting, act, words, now }: { meeting: Meeting; act: Act; words: string | null; now: Date },
): Promise<void> {
  const { id, state } = meeting;
  if (!mayAct(meeting, act, now)) throw refuse(act === 'hold' && state === 'convened' ? 'not-begun' : 'wrong-state');
  if (act === 'call-off' && !words) throw refuse('words-missing', { field: 'words' });
  const changed = await trx
    .updateTable('forums.meetings')
    .set(stepOf(act, words, now))
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch(
      onConstraint({
        meetings_steps: () => refuse('wrong-state'),
        meetings_begun: () => refuse('not-begun'),
        meetings_agenda: () => refuse('no-agenda'),
        meetings_minutes: () => refuse('no-minutes'),
      }),
    );
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  // A meeting that was only planned was never heard of.
  if (act !== 'hold' && state !== 'planned') await tell(trx, id);
  if (act === 'convene') await tell(trx, id);
  await recordDeed(trx, { officeId, kind: 'meeting', id });
}

function stepOf(act: Act, words: string | null, now: Date) {
  switch (act) {
    case 'convene':
      return { state: 'convened', told_at: null };
    case 'hold':
      return { state: 'held' };
    case 'publish':
      return { published_at: now, told_at: null };
    case 'call-off':
      return { state: 'called-off', words, sequence: sql<number>`sequence + 1`, told_at: null };
  }
}

async function tell(trx: Writes<'jobs'>, id: MeetingId): Promise<void> {
  await addJob(trx, tellSeats, { meetingId: id }, { key: `forums.tell:${id}` });
}
