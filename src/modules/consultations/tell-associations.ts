import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, translator, type Catalogue } from '#kernel/i18n';
import { defineTask, type JobContext } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { LINK_DAYS, waysToWrite, type AssociationId } from '#modules/associations';
import type { ConsultationId, Told } from './consultation.ts';

/** What writing letters needs. */
export interface Post {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** Letters of one run; the next run goes on where this one ended. */
const MOST_LETTERS = 500;

/** Writes to every association that was invited and was not told yet. */
export const tellAssociations = defineTask(
  'consultations.tell',
  z.object({ consultationId: z.uuid() }),
  async (post: Post & JobContext, { consultationId }) => {
    const told = await asSystem(post.db, async (trx) => await tellInvited(trx, post, consultationId as ConsultationId)); // the payload is the id of one
    post.log.info({ told }, 'associations told of a consultation');
  },
);

export async function tellInvited(trx: AnyWrites, post: Post, id: ConsultationId): Promise<number> {
  const due = await trx
    .selectFrom('consultations.invitations as i')
    .innerJoin('consultations.consultations as c', 'c.id', 'i.consultation_id')
    .select(['i.association_id as associationId', 'i.name', 'c.id', 'c.title', 'c.unit', 'c.until_on as untilOn'])
    .where('i.consultation_id', '=', id)
    .where('i.told_at', 'is', null)
    .where('c.state', '=', 'open')
    .where(sql<boolean>`c.until_on >= current_date`)
    .orderBy('i.association_id')
    .limit(MOST_LETTERS)
    .execute();
  for (const one of due) {
    const told = await tellOne(trx, post, one);
    await trx
      .updateTable('consultations.invitations')
      .set({ told, told_at: sql<Date>`now()` })
      .where('consultation_id', '=', id)
      .where('association_id', '=', one.associationId)
      .execute();
  }
  return due.length;
}

interface Due {
  id: ConsultationId;
  associationId: AssociationId;
  name: string;
  title: string;
  unit: string;
  untilOn: string;
}

/** Writes to all who write for the association; where none of them has an address, to its public one. */
async function tellOne(trx: AnyWrites, { keyring, catalogue, publicUrl }: Post, due: Due): Promise<Told> {
  const ways = await waysToWrite(trx, due.associationId);
  const language = isLanguage(ways.language) ? ways.language : firstLanguage;
  const t = translator(catalogue, language);
  const { id, associationId, name, title, unit, untilOn } = due;
  const words = t('consultations.mail.invited', { name, title, unit, until: formatters(language, 'UTC').date(untilOn) });
  const send = async (address: string, path: string, foot: string) =>
    await queueMail(trx, keyring, {
      to: { address },
      subject: t('consultations.mail.invited-subject', { title }),
      text: [words, `${publicUrl}/${language}/consultations/${path}`, foot].join('\n\n'),
      language,
    });
  const own = `for/${associationId}/${id}`;
  for (const { email, token } of ways.keepers)
    await (token
      ? send(email, `${own}?token=${token}`, t('consultations.mail.foot-link', { days: LINK_DAYS }))
      : send(email, own, t('consultations.mail.foot-account')));
  if (ways.keepers.length > 0) return 'keepers';
  if (!ways.email) return 'nobody';
  await send(ways.email, id, t('consultations.mail.foot-public'));
  return 'address';
}
