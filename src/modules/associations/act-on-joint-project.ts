import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { AssociationId } from './association.ts';
import { jointNeedsWords, mayActJointly, mayTell, type JointAct, type JointProject } from './joint-project.ts';
import { jointPartnersOf } from './read-joint-projects.ts';
import { refuse } from './refusals.ts';
import { dayOf } from './write-association.ts';

const notYours = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-found') : error;
};

async function partnerIn(trx: Writes<'associations'>, { id }: JointProject, associationId: AssociationId) {
  const partner = (await jointPartnersOf(trx, [id])).get(id)?.find((one) => one.associationId === associationId);
  if (!partner) throw refuse('not-found');
  return partner;
}

/**
 * An association answers, leaves, begins, ends or withdraws. With the last yes the project is agreed and public.
 * Refusals: `not-found`, `wrong-state`, `words-missing`, `changed-meanwhile` where the words are no longer those that were read,
 * `joint-not-verified`.
 */
export async function actOnJointProject(
  trx: Writes<'associations'>,
  project: JointProject,
  associationId: AssociationId,
  { act, words, revision }: { act: JointAct; words: string | null; revision: number },
  now: Date,
): Promise<void> {
  const partner = await partnerIn(trx, project, associationId);
  if (!mayActJointly(project, partner, act)) throw refuse('wrong-state');
  if (act === 'yes' || act === 'no' || act === 'leave') {
    const answer = act === 'leave' ? 'left' : act;
    await trx
      .updateTable('associations.joint_partners')
      .set({ answer, answered_revision: act === 'leave' ? project.revision : revision, answered_at: now })
      .where('project_id', '=', project.id)
      .where('association_id', '=', associationId)
      .execute()
      .catch(notYours)
      .catch(
        onConstraint({
          joint_partners_read: () => refuse('changed-meanwhile'),
          joint_partners_asked: () => refuse('wrong-state'),
          joint_partners_verified: () => refuse('joint-not-verified'),
        }),
      );
    return;
  }
  if (jointNeedsWords(act) && !words) throw refuse('words-missing', { field: 'words' });
  const state = { begin: 'running', end: 'ended', withdraw: 'withdrawn' }[act];
  const changed = await trx
    .updateTable('associations.joint_projects')
    .set({ state, ...(act === 'begin' ? {} : { ended_at: now, outcome: words }) })
    .where('id', '=', project.id)
    .where('state', '=', project.state)
    .executeTakeFirst()
    .catch(notYours);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

/** An association tells what happened; it stays. Refusals: `not-found`, `wrong-state`, `in-the-future`. */
export async function tellJointly(
  trx: Writes<'associations'>,
  project: JointProject,
  associationId: AssociationId,
  { onDay, words }: { onDay: Day; words: string },
  now: Date,
): Promise<void> {
  if (!mayTell(project, await partnerIn(trx, project, associationId))) throw refuse('wrong-state');
  if (onDay > dayOf(now)) throw refuse('in-the-future', { field: 'onDay' });
  await trx
    .insertInto('associations.joint_updates')
    .values({ id: newId<'associations.joint_updates'>(), project_id: project.id, association_id: associationId, on_day: onDay, words })
    .execute()
    .catch(notYours);
}

/** An office says to which unit the associations can turn, or takes that back; it approves nothing. Refusals: `not-found`. */
export async function pointAtUnit(
  trx: Writes<'associations'>,
  { id }: Pick<JointProject, 'id'>,
  officeId: OfficeId,
  contact: { unit: string; reach: string } | null,
  now: Date,
): Promise<void> {
  if (!contact) {
    await trx.deleteFrom('associations.joint_contacts').where('project_id', '=', id).where('office_id', '=', officeId).execute();
    return;
  }
  const set = { ...contact, pointed_at: now };
  await trx
    .insertInto('associations.joint_contacts')
    .values({ project_id: id, office_id: officeId, ...set })
    .onConflict((conflict) => conflict.columns(['project_id', 'office_id']).doUpdateSet(set))
    .execute()
    .catch(notYours);
}
