import { z } from 'zod';
import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, translator, type Catalogue } from '#kernel/i18n';
import { defineTask, type JobContext } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { addressesOf, type AssociationId } from '#modules/associations';
import { findOffice, type OfficeId } from '#modules/offices';
import type { MeetingId } from './forum.ts';

/** What writing letters needs. */
export interface Post {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** Writes to every association with a seat: that it is invited, that time or place changed, that it is called off, that minutes are there. */
export const tellSeats = defineTask('forums.tell', z.object({ meetingId: z.uuid() }), async (post: Post & JobContext, { meetingId }) => {
  const told = await asSystem(post.db, async (trx) => await tell(trx, post, meetingId as MeetingId)); // the payload is the id of one
  post.log.info({ told }, 'associations told of a meeting');
});

async function tell(trx: AnyWrites, post: Post, id: MeetingId): Promise<number> {
  const meeting = await trx
    .selectFrom('forums.meetings as m')
    .innerJoin('forums.forums as f', 'f.id', 'm.forum_id')
    .select(['m.id', 'm.starts_at as startsAt', 'm.venue', 'm.state', 'm.words', 'm.published_at as publishedAt', 'm.sequence'])
    .select(['f.id as forumId', 'f.name', 'f.office_id as officeId'])
    .where('m.id', '=', id)
    .where('m.told_at', 'is', null)
    .where('m.state', '<>', 'planned')
    .forUpdate('m')
    .executeTakeFirst();
  if (!meeting) return 0;
  const seats = await trx
    .selectFrom('forums.seats')
    .select('association_id as associationId')
    .distinct()
    .where('forum_id', '=', meeting.forumId)
    .where('association_id', 'is not', null)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', meeting.startsAt.toISOString().slice(0, 10))]))
    .execute();
  const office = await findOffice(trx, meeting.officeId as OfficeId); // by its foreign key
  const zone = office?.timeZone ?? 'UTC';
  for (const { associationId } of seats) await tellOne(trx, post, { ...meeting, zone }, associationId as AssociationId); // not null above
  await trx.updateTable('forums.meetings').set({ told_at: new Date() }).where('id', '=', id).execute();
  return seats.length;
}

interface Told {
  id: string;
  name: string;
  startsAt: Date;
  venue: string;
  state: string;
  words: string | null;
  publishedAt: Date | null;
  sequence: number;
  zone: string;
}

// uses messages: forums.mail.*
/** Which letter it is. */
function letterOf({ state, publishedAt, sequence }: Told): 'called-off' | 'minutes' | 'moved' | 'invited' {
  if (state === 'called-off') return 'called-off';
  if (publishedAt) return 'minutes';
  return sequence > 0 ? 'moved' : 'invited';
}

async function tellOne(trx: AnyWrites, { keyring, catalogue, publicUrl }: Post, meeting: Told, association: AssociationId): Promise<void> {
  const { language: known, addresses } = await addressesOf(trx, association);
  const language = isLanguage(known) ? known : firstLanguage;
  const t = translator(catalogue, language);
  const letter = letterOf(meeting);
  const { id, name, startsAt, venue, words, zone } = meeting;
  const values = { name, when: formatters(language, zone).instant(startsAt, 'long'), venue, why: words ?? '' };
  for (const address of addresses)
    await queueMail(trx, keyring, {
      to: { address },
      subject: t(`forums.mail.${letter}-subject`, values),
      text: [t(`forums.mail.${letter}`, values), `${publicUrl}/${language}/forums/meetings/${id}`].join('\n\n'),
      language,
    });
}
