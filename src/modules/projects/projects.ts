import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { addMonths, type Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PackageId, Project, ProjectId, WorkPackage } from './project.ts';
import { refuse } from './refusals.ts';

// uses messages: projects.verb.*
// uses messages: projects.purpose.*
type Trx = Writes<'projects' | 'audit'>;

/** No grant agreement runs longer. */
const LONGEST_MONTHS = 120;

const projects = (trx: Reads<'projects'>) =>
  trx
    .selectFrom('projects.projects as p')
    .select([
      'p.id',
      'p.acronym',
      'p.title',
      'p.purpose',
      'p.lead_id as leadId',
      'p.funder',
      'p.agreement',
      'p.from_day as fromDay',
      'p.until_day as untilDay',
      'p.published_at as publishedAt',
      'p.demonstration',
    ]);

const OWN = sql<boolean>`(p.id in (select projects.known()))`;

/** A project of which an office of the actor is a partner; null otherwise, also where it is public. */
export async function getProject(trx: Reads<'projects'>, id: ProjectId): Promise<Project | null> {
  return (await projects(trx).where('p.id', '=', id).where(OWN).executeTakeFirst()) ?? null;
}

/** Projects of the actor's offices, the latest first. */
export async function ownProjects(trx: Reads<'projects'>): Promise<Project[]> {
  return await projects(trx).where(OWN).orderBy('p.from_day', 'desc').orderBy('p.id').limit(1_000).execute();
}

/** A project that its lead made public; null otherwise. */
export async function publishedProject(trx: Reads<'projects'>, id: ProjectId): Promise<Project | null> {
  return (await projects(trx).where('p.id', '=', id).where('p.published_at', 'is not', null).executeTakeFirst()) ?? null;
}

/** Projects that their leads made public, the latest first. */
export async function publishedProjects(trx: Reads<'projects'>): Promise<Project[]> {
  return await projects(trx).where('p.published_at', 'is not', null).orderBy('p.from_day', 'desc').orderBy('p.id').limit(1_000).execute();
}

export interface ProjectText {
  acronym: string;
  title: string;
  purpose: string;
  funder: string | null;
  agreement: string | null;
  fromDay: Day;
  untilDay: Day;
}

function check({ fromDay, untilDay }: ProjectText): void {
  if (untilDay <= fromDay) throw refuse('days-wrong', { field: 'until' });
  if (untilDay > addMonths(fromDay, LONGEST_MONTHS)) throw refuse('too-long', { field: 'until' });
}

const columnsOf = ({ fromDay, untilDay, ...text }: ProjectText) => ({ ...text, from_day: fromDay, until_day: untilDay });

/** Begins a project of one's own office, its lead and first partner. Refusals: `days-wrong`, `too-long`, `not-yours`. */
export async function beginProject(
  trx: Trx,
  by: string,
  { leadId, demonstration = false, ...text }: ProjectText & { leadId: OfficeId; demonstration?: boolean },
  now: Date,
): Promise<ProjectId> {
  check(text);
  const id = newId<'projects.projects'>();
  await trx
    .insertInto('projects.projects')
    .values({ id, ...columnsOf(text), lead_id: leadId, created_by: by, created_at: now, demonstration })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours', { field: 'lead' }) : error;
    });
  await trx.insertInto('projects.partners').values({ project_id: id, office_id: leadId }).execute();
  await note(trx, id);
  return id;
}

/** Writes into the audit that somebody worked on a project. */
export const note = async (trx: Trx, id: ProjectId): Promise<void> =>
  await record(trx, { verb: 'projects.done', purpose: 'projects.purpose.project', objectKind: 'project', objectId: id });

/** Changes what a project is. Refusals: as in beginning, `not-yours`. */
export async function changeProject(trx: Trx, id: ProjectId, text: ProjectText): Promise<void> {
  check(text);
  const changed = await trx.updateTable('projects.projects').set(columnsOf(text)).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}

/** Makes a project public, or takes it back. Refusals: `not-yours`. */
export async function publishProject(trx: Trx, id: ProjectId, publishedAt: Date | null): Promise<void> {
  const changed = await trx.updateTable('projects.projects').set({ published_at: publishedAt }).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}

/** Offices that run a project, as far as the actor may know. */
export async function partnersOf(trx: Reads<'projects'>, id: ProjectId): Promise<OfficeId[]> {
  const rows = await trx
    .selectFrom('projects.partners')
    .select('office_id as officeId')
    .where('project_id', '=', id)
    .orderBy('office_id')
    .execute();
  return rows.map(({ officeId }) => officeId);
}

/** Adds a partner office. Refusals: `partner-already`, `not-yours`. */
export async function addPartner(trx: Trx, id: ProjectId, officeId: OfficeId): Promise<void> {
  await trx
    .insertInto('projects.partners')
    .values({ project_id: id, office_id: officeId })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    })
    .catch(onConstraint({ partners_pkey: () => refuse('partner-already', { field: 'office' }) }));
  await note(trx, id);
}

/** Work packages of a project by their number. */
export async function packagesOf(trx: Reads<'projects'>, id: ProjectId): Promise<WorkPackage[]> {
  return await trx
    .selectFrom('projects.packages')
    .select(['id', 'number', 'title', 'office_id as officeId', 'from_day as fromDay', 'until_day as untilDay'])
    .where('project_id', '=', id)
    .orderBy('number')
    .$castTo<WorkPackage>() // its office is one of the partners, whose key the compiler does not follow
    .execute();
}

export type PackageText = Pick<WorkPackage, 'title' | 'fromDay' | 'untilDay'>;

function checkPackage({ fromDay, untilDay }: PackageText, project: Project): void {
  if (untilDay <= fromDay) throw refuse('days-wrong', { field: 'until' });
  if (fromDay < project.fromDay || untilDay > project.untilDay) throw refuse('outside-project', { field: 'from' });
}

/** Adds a work package. Refusals: `days-wrong`, `outside-project`, `number-taken`, `no-partner`, `not-yours`. */
export async function addPackage(
  trx: Trx,
  project: Project,
  { number, officeId, ...text }: PackageText & { number: number; officeId: OfficeId },
): Promise<PackageId> {
  checkPackage(text, project);
  const id = newId<'projects.packages'>();
  const { title, fromDay, untilDay } = text;
  await trx
    .insertInto('projects.packages')
    .values({ id, project_id: project.id, number, title, office_id: officeId, from_day: fromDay, until_day: untilDay })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    })
    .catch(
      onConstraint({
        packages_number_once: () => refuse('number-taken', { field: 'number' }),
        packages_partner: () => refuse('no-partner', { field: 'office' }),
      }),
    );
  await note(trx, project.id);
  return id;
}

/** Changes title and days of a work package. Refusals: `days-wrong`, `outside-project`, `not-yours`. */
export async function changePackage(trx: Trx, project: Project, id: PackageId, text: PackageText): Promise<void> {
  checkPackage(text, project);
  const changed = await trx
    .updateTable('projects.packages')
    .set({ title: text.title, from_day: text.fromDay, until_day: text.untilDay })
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, project.id);
}
