import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import {
  mayAct,
  type Act,
  type Deliverable,
  type DeliverableId,
  type PackageId,
  type Project,
  type ProjectId,
  type Standing,
} from './project.ts';
import { note } from './projects.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'projects' | 'audit'>;

/** Deliverables of a project by the day they are due; for the public those that were accepted. */
export async function deliverablesOf(trx: Reads<'projects'>, id: ProjectId): Promise<Deliverable[]> {
  return await trx
    .selectFrom('projects.deliverables')
    .select([
      'id',
      'package_id as packageId',
      'title',
      'office_id as officeId',
      'due_on as dueOn',
      'state',
      'link',
      'handed_in_on as handedInOn',
      'accepted_on as acceptedOn',
    ])
    .where('project_id', '=', id)
    .orderBy('due_on')
    .orderBy('id')
    .$castTo<Deliverable>() // check and foreign keys hold what the compiler does not follow
    .execute();
}

/**
 * Plans a deliverable: the lead for any partner, a partner for itself.
 * Refusals: `outside-project`, `no-package`, `no-partner`, `not-yours`.
 */
export async function addDeliverable(
  trx: Trx,
  project: Project,
  given: { packageId: PackageId; title: string; officeId: OfficeId; dueOn: Day },
): Promise<DeliverableId> {
  if (given.dueOn < project.fromDay || given.dueOn > project.untilDay) throw refuse('outside-project', { field: 'dueOn' });
  const id = newId<'projects.deliverables'>();
  await trx
    .insertInto('projects.deliverables')
    .values({
      id,
      project_id: project.id,
      package_id: given.packageId,
      title: given.title,
      office_id: given.officeId,
      due_on: given.dueOn,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours', { field: 'office' }) : error;
    })
    .catch(
      onConstraint({
        deliverables_package: () => refuse('no-package', { field: 'package' }),
        deliverables_partner: () => refuse('no-partner', { field: 'office' }),
      }),
    );
  await note(trx, project.id);
  return id;
}

/**
 * Hands a deliverable in with its link, takes it back, or accepts it.
 * Refusals: `not-found`, `wrong-state`, `link-missing`, `link-wrong`, `not-yours`.
 */
export async function actOnDeliverable(
  trx: Trx,
  project: Project,
  id: DeliverableId,
  { act, link, standing }: { act: Act; link: string | null; standing: Standing },
  today: Day,
): Promise<void> {
  const found = (await deliverablesOf(trx, project.id)).find((one) => one.id === id);
  if (!found) throw refuse('not-found');
  if (!mayAct(found, standing, act)) throw refuse('wrong-state');
  if (act === 'hand-in' && !link) throw refuse('link-missing', { field: 'link' });
  if (act === 'hand-in' && link && !URL.canParse(link)) throw refuse('link-wrong', { field: 'link' });
  const sets = {
    'hand-in': { state: 'handed-in', link, handed_in_on: today },
    'take-back': { state: 'planned', handed_in_on: null },
    accept: { state: 'accepted', accepted_on: today },
  } as const satisfies Record<Act, object>;
  const changed = await trx
    .updateTable('projects.deliverables')
    .set(sets[act])
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .where('state', '=', found.state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    })
    .catch(onConstraint({ deliverables_link: () => refuse('link-wrong', { field: 'link' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, project.id);
}
