import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, translator } from '#kernel/i18n';
import { defineTask, type JobContext } from '#kernel/jobs';
import { queueMail } from '#kernel/mail';
import type { Post } from './act-on-association.ts';
import type { JointProjectId } from './joint-project.ts';
import { waysToWrite } from './ways-to-write.ts';
import { LINK_DAYS } from './write-association.ts';

/** Writes to every association that a joint project asks and that was not told of these words yet. */
export const tellPartners = defineTask(
  'associations.tell-partners',
  z.object({ projectId: z.uuid() }),
  async (post: Post & { db: Database } & JobContext, { projectId }) => {
    const told = await asSystem(post.db, async (trx) => {
      const due = await trx
        .selectFrom('associations.joint_partners as j')
        .innerJoin('associations.joint_projects as p', 'p.id', 'j.project_id')
        .innerJoin('associations.joint_partners as lead', (join) =>
          join.onRef('lead.project_id', '=', 'p.id').onRef('lead.association_id', '=', 'p.lead_id'),
        )
        .select(['p.id', 'p.title', 'j.association_id as associationId', 'j.name', 'lead.name as lead'])
        .where('p.id', '=', projectId as JointProjectId) // the payload is the id of one
        .where('p.state', '=', 'proposed')
        .whereRef('j.association_id', '<>', 'p.lead_id')
        .where('j.told_at', 'is', null)
        .orderBy('j.association_id')
        .execute();
      for (const one of due) {
        await tellOne(trx, post, one);
        await trx
          .updateTable('associations.joint_partners')
          .set({ told_at: sql<Date>`now()` })
          .where('project_id', '=', one.id)
          .where('association_id', '=', one.associationId)
          .execute();
      }
      return due.length;
    });
    post.log.info({ told }, 'associations asked whether they join a project');
  },
);

type Told = Parameters<typeof waysToWrite>;

async function tellOne(
  trx: Told[0] & Parameters<typeof queueMail>[0],
  { keyring, catalogue, publicUrl }: Post,
  { id, title, associationId, name, lead }: { id: JointProjectId; title: string; associationId: Told[1]; name: string; lead: string },
): Promise<void> {
  const ways = await waysToWrite(trx, associationId);
  const language = isLanguage(ways.language) ? ways.language : firstLanguage;
  const t = translator(catalogue, language);
  const at = `${publicUrl}/${language}/associations/mine/${associationId}/projects/${id}`;
  for (const { email, token } of ways.keepers)
    await queueMail(trx, keyring, {
      to: { address: email },
      subject: t('associations.joint.mail.subject', { title }),
      text: [
        t('associations.joint.mail.text', { name, lead, title }),
        token ? `${at}?token=${token}` : at,
        ...(token ? [t('associations.mail.foot', { days: LINK_DAYS })] : []),
      ].join('\n\n'),
      language,
    });
}
