import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { holdsContact } from '#kernel/text';
import { toLocal, type TimeZone } from '#kernel/time';
import { mayChange, type Fair, type Talk, type TalkId, type TalkText } from './fair.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'practicefairs'>;

const HTTPS = /^https:\/\/[^\s]+$/;

/** What a talk may be; `zone` is the network's, by whose days the fair runs. */
function check({ fromDay, untilDay }: Fair, { startsAt, speaker, link }: TalkText, zone: TimeZone): void {
  const { day } = toLocal(startsAt.toISOString(), zone);
  if (day < fromDay || day > untilDay) throw refuse('talk-day', { field: 'day' });
  if (holdsContact(speaker)) throw refuse('speaker-contact', { field: 'speaker' });
  if (link !== null && !(HTTPS.test(link) && URL.canParse(link))) throw refuse('link-wrong', { field: 'link' });
}

const onTalk = (error: unknown): never => {
  if (isForbidden(error)) throw refuse('not-open');
  return onConstraint({
    talks_stand: () => refuse('no-practice', { field: 'practice' }),
    talks_office: () => refuse('no-office', { field: 'office' }),
    talks_called_off: () => refuse('called-off'),
  })(error);
};

const columnsOf = ({ practiceId, startsAt, minutes, speaker, officeId }: TalkText) => ({
  practice_id: practiceId,
  starts_at: startsAt,
  minutes,
  speaker,
  office_id: officeId,
});

async function keepLink(trx: Trx, fair: Fair, id: TalkId, link: string | null): Promise<void> {
  await trx.deleteFrom('practicefairs.links').where('talk_id', '=', id).execute();
  if (link !== null) await trx.insertInto('practicefairs.links').values({ talk_id: id, fair_id: fair.id, link }).execute();
}

/**
 * Plans a talk of a stand. Refusals: `talk-day` outside the days of the fair, `speaker-contact`, `link-wrong` where it is no https
 * address, `no-practice` where it is no stand, `no-office`, `not-open`.
 */
export async function planTalk(trx: Trx, fair: Fair, text: TalkText, zone: TimeZone): Promise<TalkId> {
  check(fair, text, zone);
  const id = newId<'practicefairs.talks'>();
  await trx
    .insertInto('practicefairs.talks')
    .values({ id, fair_id: fair.id, ...columnsOf(text) })
    .execute()
    .catch(onTalk);
  await keepLink(trx, fair, id, text.link);
  return id;
}

/** What an editor does to a talk, and when. */
interface Change {
  talk: Talk;
  now: Date;
}

function checkChange({ talk, now }: Change): void {
  const verdict = mayChange(talk, now);
  if (verdict !== true) throw refuse(verdict);
}

/** Whether another day, hour or length was written: whoever comes has to know. */
export const isMoved = (talk: Pick<TalkText, 'startsAt' | 'minutes'>, text: Pick<TalkText, 'startsAt' | 'minutes'>): boolean =>
  talk.startsAt.getTime() !== text.startsAt.getTime() || talk.minutes !== text.minutes;

/**
 * Changes a talk; calendars learn of it by its sequence, and the timetable of an open fair says that it has moved.
 * Refusals: as when it is planned; `called-off`, `talk-over`.
 */
export async function changeTalk(
  trx: Trx,
  fair: Fair,
  { talk, text, now, zone }: Change & { text: TalkText; zone: TimeZone },
): Promise<void> {
  check(fair, text, zone);
  if (fair.state === 'open') checkChange({ talk, now });
  const moved = fair.state === 'open' && talk.startsAt.getTime() !== text.startsAt.getTime();
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.talks')
    .set({
      ...columnsOf(text),
      ...(moved ? { moved_from: talk.startsAt, moved_at: now } : {}),
      sequence: sql<number>`sequence + 1`,
    })
    .where('id', '=', talk.id)
    .where('fair_id', '=', fair.id)
    .executeTakeFirst()
    .catch(onTalk);
  if (numUpdatedRows === 0n) throw refuse('not-open');
  await keepLink(trx, fair, talk.id, text.link);
}

/**
 * Calls a talk of an open fair off with the reason, which everybody reads. It stays in the timetable; its link goes.
 * Refusals: `called-off`, `talk-over`, `not-open`.
 */
export async function callOffTalk(trx: Trx, fair: Fair, { talk, because, now }: Change & { because: string }): Promise<void> {
  checkChange({ talk, now });
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.talks')
    .set({ called_off: because, sequence: sql<number>`sequence + 1` })
    .where('id', '=', talk.id)
    .where('fair_id', '=', fair.id)
    .executeTakeFirst()
    .catch(onTalk);
  if (numUpdatedRows === 0n) throw refuse('not-open');
  await keepLink(trx, fair, talk.id, null);
}

/** Takes a talk out of the timetable of a draft. Refusal: `not-open`, also where everybody reads the fair: there it is called off. */
export async function removeTalk(trx: Trx, fair: Fair, id: TalkId): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('practicefairs.talks')
    .where('id', '=', id)
    .where('fair_id', '=', fair.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('not-open');
}
