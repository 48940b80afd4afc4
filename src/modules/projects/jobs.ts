import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, translator, type Catalogue } from '#kernel/i18n';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { findOffice, type OfficeId } from '#modules/offices';

interface JobPost {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** Writes to the office that hands a deliverable in, two weeks before it is due, once. */
const remind = defineTask('projects.remind', z.object({}), async ({ db, log, keyring, catalogue, publicUrl }: JobPost & JobContext) => {
  const told = await asSystem(db, async (trx) => {
    const due = await trx
      .selectFrom('projects.deliverables as d')
      .innerJoin('projects.projects as p', 'p.id', 'd.project_id')
      .select(['d.id', 'd.title', 'd.office_id', 'p.id as project', 'p.acronym'])
      .where('d.state', '=', 'planned')
      .where('d.reminded_at', 'is', null)
      .where(sql<boolean>`d.due_on between current_date and current_date + 14`)
      .orderBy('d.due_on')
      .limit(200)
      .execute();
    for (const { id, title, office_id, project, acronym } of due) {
      const office = await findOffice(trx, office_id as OfficeId); // a partner is an office
      if (office?.email) {
        const language = office.languages.find(isLanguage) ?? firstLanguage;
        const t = translator(catalogue, language);
        await queueMail(trx, keyring, {
          to: { address: office.email },
          subject: t('projects.mail.due-subject', { acronym }),
          text: `${t('projects.mail.due', { title })}\n\n${publicUrl}/${language}/desk/projects/${project}`,
          language,
        });
      }
      await trx
        .updateTable('projects.deliverables')
        .set({ reminded_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute();
    }
    return due.length;
  });
  log.info({ told }, 'offices told that a deliverable is due in two weeks');
});

/** Every morning at 7:35 UTC; made up for when no worker ran then. */
export const projectsTimetable: readonly Timetable<JobPost>[] = [{ task: remind, at: '35 7 * * *', catchUpMs: 24 * 3_600_000 }];
