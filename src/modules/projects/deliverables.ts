import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { keepFile, type Place } from '#kernel/files';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import {
  mayAct,
  mayChange,
  type Act,
  type Deliverable,
  type DeliverableId,
  type PackageId,
  type Project,
  type ProjectId,
  type Standing,
} from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

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
      'file_id as fileId',
      'handed_in_on as handedInOn',
      'accepted_on as acceptedOn',
    ])
    .where('project_id', '=', id)
    .orderBy('due_on')
    .orderBy('id')
    .$castTo<Deliverable>() // check and foreign keys hold what the compiler does not follow
    .execute();
}

const broken = onConstraint({
  deliverables_package: () => refuse('no-package', { field: 'package' }),
  deliverables_partner: () => refuse('no-partner', { field: 'office' }),
  partners_here: () => refuse('partner-left', { field: 'office' }),
});

/**
 * Plans a deliverable: the lead for any partner, a partner for itself.
 * Refusals: `outside-project`, `no-package`, `no-partner`, `partner-left`, `not-yours`.
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
    .catch(notYours('office'))
    .catch(broken);
  await note(trx, project.id);
  return id;
}

async function deliverableIn(trx: Reads<'projects'>, project: Project, id: DeliverableId): Promise<Deliverable> {
  const found = (await deliverablesOf(trx, project.id)).find((one) => one.id === id);
  if (!found) throw refuse('not-found');
  return found;
}

/**
 * Writes title and day of a deliverable anew; the lead its package too, and the office that hands it in.
 * Refusals: as in planning, `not-found`, `wrong-state`.
 */
export async function changeDeliverable(
  trx: Trx,
  project: Project,
  id: DeliverableId,
  { given, standing }: { given: { title: string; dueOn: Day; packageId?: PackageId; officeId?: OfficeId }; standing: Standing },
): Promise<void> {
  const found = await deliverableIn(trx, project, id);
  if (!mayChange(found, standing)) throw refuse('wrong-state');
  const { title, dueOn, packageId = found.packageId, officeId = found.officeId } = given;
  if (dueOn < project.fromDay || dueOn > project.untilDay) throw refuse('outside-project', { field: 'dueOn' });
  const changed = await trx
    .updateTable('projects.deliverables')
    .set({ title, due_on: dueOn, package_id: packageId, office_id: officeId })
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(notYours())
    .catch(broken);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, project.id);
}

/** What is handed in: an address, a file, or both; without a new file one of before stays. */
export interface HandedIn {
  link: string | null;
  file: { name: string; bytes: Uint8Array } | null;
  place: Place;
  by: string;
}

/**
 * Hands a deliverable in with its address or file, takes it back, or accepts it.
 * Refusals: `not-found`, `wrong-state`, `link-missing`, `link-wrong`, `not-yours`, those of keeping a file.
 */
export async function actOnDeliverable(
  trx: Trx & Writes<'access' | 'audit' | 'files'>,
  project: Project,
  id: DeliverableId,
  { act, standing, handed }: { act: Act; standing: Standing; handed: HandedIn },
  today: Day,
): Promise<void> {
  const found = await deliverableIn(trx, project, id);
  if (!mayAct(found, standing, act)) throw refuse('wrong-state');
  const sets = {
    'hand-in': async () => ({ state: 'handed-in', ...(await content(trx, found, handed)), handed_in_on: today }),
    'take-back': () => ({ state: 'planned', handed_in_on: null }),
    accept: () => ({ state: 'accepted', accepted_on: today }),
  } as const satisfies Record<Act, () => object>;
  const changed = await trx
    .updateTable('projects.deliverables')
    .set(await sets[act]())
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .where('state', '=', found.state)
    .executeTakeFirst()
    .catch(notYours())
    .catch(onConstraint({ deliverables_link: () => refuse('link-wrong', { field: 'link' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, project.id);
}

async function content(trx: Writes<'access' | 'audit' | 'files'>, { fileId }: Deliverable, { link, file, place, by }: HandedIn) {
  if (!link && !file && !fileId) throw refuse('link-missing', { field: 'link' });
  if (link && !URL.canParse(link)) throw refuse('link-wrong', { field: 'link' });
  if (!file) return { link };
  const purpose = 'projects.purpose.project';
  return { link, file_id: await keepFile(trx, place, by, { subjectId: null, name: file.name, content: file.bytes, purpose }) };
}
