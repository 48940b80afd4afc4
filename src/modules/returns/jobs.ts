import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, loadMessages, translator } from '#kernel/i18n';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { getPerson } from '#modules/people';

interface ReminderContext {
  db: Database;
  keyring: Keyring;
  publicUrl: string;
}

/** Days before the day on which a follow-up is due. */
const AHEAD = 3;

/** Tells people who returned that their office will ask how they are; once each, and nobody who stopped or wants no message. */
const remind = defineTask('returns.remind', z.object({}), async ({ db, keyring, publicUrl, log }: ReminderContext & JobContext) => {
  const told = await asSystem(db, async (trx) => {
    const due = await trx
      .updateTable('returns.follow_ups')
      .set({ reminded_at: sql<Date>`now()` })
      .where('done_on', 'is', null)
      .where('reminded_at', 'is', null)
      .where('due_on', '<=', sql<string>`current_date + ${AHEAD}::int`)
      .where('plan_id', 'in', trx.selectFrom('returns.plans').select('id').where('state', 'not in', ['settled', 'withdrawn']))
      .returning('person_id')
      .execute();
    for (const personId of new Set(due.map((row) => row.person_id))) {
      const person = await getPerson(trx, personId);
      if (!person?.contact) continue;
      const language = isLanguage(person.language) ? person.language : firstLanguage;
      const t = translator(loadMessages(), language);
      const text = t('returns.mail.text', { link: `${publicUrl}/${language}/me/return` });
      const options = { language, subjectId: personId };
      const { reachBy, email, phone } = person.contact;
      if (reachBy === 'email' && email) {
        await queueMail(trx, keyring, { to: { address: email }, subject: t('returns.mail.subject'), text, ...options });
      } else if (reachBy === 'sms' && phone) await queueSms(trx, keyring, { to: phone, text, ...options });
    }
    return due.length;
  });
  log.info({ followUps: told }, 'follow-ups of returns announced');
});

/** Every morning at 5:10 UTC; made up for when no worker ran then. */
export const returnsTimetable: readonly Timetable<ReminderContext>[] = [{ task: remind, at: '10 5 * * *', catchUpMs: 24 * 3_600_000 }];
