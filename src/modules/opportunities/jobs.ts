import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { officesById } from '#modules/offices';

/** Days before the last one on which the keeping office is told. */
export const REMIND_DAYS = 14;

/** Marks what is past; nobody sees it since midnight, by the policy of the table. */
const expire = defineTask('opportunities.expire', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const expired = await asSystem(db, async (trx) =>
    trx
      .updateTable('opportunities.opportunities')
      .set({ state: 'expired' })
      .where('state', '=', 'published')
      .where('last_day', '<', sql<string>`current_date`)
      .executeTakeFirst(),
  );
  log.info({ opportunities: Number(expired.numUpdatedRows) }, 'opportunities expired');
});

interface ReminderContext {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** Tells each office by e-mail, in its first language, what of its own ends within two weeks; each end once. */
const remind = defineTask(
  'opportunities.remind',
  z.object({}),
  async ({ db, keyring, catalogue, publicUrl, log }: ReminderContext & JobContext) => {
    const count = await asSystem(db, async (trx) => {
      const ending = await trx
        .updateTable('opportunities.opportunities')
        .set({ reminded_for: sql<string>`last_day` })
        .where('state', '=', 'published')
        .where('last_day', '<=', sql<string>`current_date + ${REMIND_DAYS}::int`)
        .where(sql<boolean>`reminded_for is distinct from last_day`)
        .returning(['id', 'office_id', 'title', 'last_day'])
        .execute();
      const offices = await officesById(
        trx,
        ending.map((one) => one.office_id),
      );
      for (const office of offices.values()) {
        if (!office.email) continue;
        const language = office.languages.find(isLanguage) ?? firstLanguage;
        const t = translator(catalogue, language);
        const lines = ending
          .filter((one) => one.office_id === office.id)
          .map((one) => `${one.last_day}  ${textIn(one.title, language).text}\n${publicUrl}/${language}/desk/opportunities/${one.id}`);
        await queueMail(trx, keyring, {
          to: { address: office.email },
          subject: t('opportunities.remind.subject', { count: lines.length }),
          text: t('opportunities.remind.text', { list: lines.join('\n\n') }),
          language,
        });
      }
      return ending.length;
    });
    log.info({ opportunities: count }, 'offices reminded of opportunities that end');
  },
);

/** Every night at 0:25 UTC, and the reminders at 5:20; made up for when no worker ran then. */
export const opportunitiesTimetable: readonly Timetable<ReminderContext>[] = [
  { task: expire, at: '25 0 * * *', catchUpMs: 24 * 3_600_000 },
  { task: remind, at: '20 5 * * *', catchUpMs: 24 * 3_600_000 },
];
