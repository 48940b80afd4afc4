import { onConstraint, type Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { Partner, ProjectId } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

/** Offices that run a project or ran it, as far as the actor may know. */
export async function partnersOf(trx: Reads<'projects'>, id: ProjectId): Promise<Partner[]> {
  return await trx
    .selectFrom('projects.partners')
    .select(['office_id as officeId', 'task', 'left_on as leftOn'])
    .where('project_id', '=', id)
    .orderBy('office_id')
    .execute();
}

/** Adds a partner office. Refusals: `partner-already`, `not-yours`. */
export async function addPartner(trx: Trx, id: ProjectId, officeId: OfficeId, task: string | null = null): Promise<void> {
  await trx
    .insertInto('projects.partners')
    .values({ project_id: id, office_id: officeId, task })
    .execute()
    .catch(notYours())
    .catch(onConstraint({ partners_pkey: () => refuse('partner-already', { field: 'office' }) }));
  await note(trx, id);
}

/**
 * Changes what a partner does, ends its part with a last day, or takes it up again. Nothing of it is removed.
 * Refusals: `partner-leads`, `partner-open` while something that it answers for goes on, `not-yours`.
 */
export async function changePartner(
  trx: Trx,
  id: ProjectId,
  officeId: OfficeId,
  { task, leftOn }: { task: string | null; leftOn: Day | null },
): Promise<void> {
  const changed = await trx
    .updateTable('projects.partners')
    .set({ task, left_on: leftOn })
    .where('project_id', '=', id)
    .where('office_id', '=', officeId)
    .executeTakeFirst()
    .catch(
      onConstraint({
        partners_lead: () => refuse('partner-leads', { field: 'leftOn' }),
        partners_open: () => refuse('partner-open', { field: 'leftOn' }),
      }),
    );
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}
