import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { holdsContact } from '#kernel/text';
import { toLocal, type TimeZone } from '#kernel/time';
import type { Fair, TalkId, TalkText } from './fair.ts';
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
  return onConstraint({ talks_stand: () => refuse('no-practice', { field: 'practice' }) })(error);
};

const columnsOf = ({ practiceId, startsAt, minutes, speaker }: TalkText) => ({
  practice_id: practiceId,
  starts_at: startsAt,
  minutes,
  speaker,
});

async function keepLink(trx: Trx, fair: Fair, id: TalkId, link: string | null): Promise<void> {
  await trx.deleteFrom('practicefairs.links').where('talk_id', '=', id).execute();
  if (link !== null) await trx.insertInto('practicefairs.links').values({ talk_id: id, fair_id: fair.id, link }).execute();
}

/**
 * Plans a talk of a stand. Refusals: `talk-day` outside the days of the fair, `speaker-contact`, `link-wrong` where it is no https
 * address, `no-practice` where it is no stand, `not-open`.
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

/** Changes a talk; calendars learn of it by its sequence. Refusals: as when it is planned. */
export async function changeTalk(trx: Trx, fair: Fair, id: TalkId, text: TalkText, zone: TimeZone): Promise<void> {
  check(fair, text, zone);
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.talks')
    .set({ ...columnsOf(text), sequence: sql<number>`sequence + 1` })
    .where('id', '=', id)
    .where('fair_id', '=', fair.id)
    .executeTakeFirst()
    .catch(onTalk);
  if (numUpdatedRows === 0n) throw refuse('not-open');
  await keepLink(trx, fair, id, text.link);
}

/** Takes a talk out of the timetable. Refusal: `not-open`. */
export async function removeTalk(trx: Trx, fair: Fair, id: TalkId): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('practicefairs.talks')
    .where('id', '=', id)
    .where('fair_id', '=', fair.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('not-open');
}
