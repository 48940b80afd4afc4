import { newId, onConstraint, type Reads } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PackageId, Project, ProjectId, WorkPackage } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

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
type Place = Pick<WorkPackage, 'number' | 'officeId'>;

function check({ fromDay, untilDay }: PackageText, project: Project): void {
  if (untilDay <= fromDay) throw refuse('days-wrong', { field: 'until' });
  if (fromDay < project.fromDay || untilDay > project.untilDay) throw refuse('outside-project', { field: 'from' });
}

const broken = onConstraint({
  packages_number_once: () => refuse('number-taken', { field: 'number' }),
  packages_partner: () => refuse('no-partner', { field: 'office' }),
  partners_here: () => refuse('partner-left', { field: 'office' }),
});

/** Adds a work package. Refusals: `days-wrong`, `outside-project`, `number-taken`, `no-partner`, `partner-left`, `not-yours`. */
export async function addPackage(
  trx: Trx,
  project: Project,
  { number, officeId, ...text }: PackageText & { number: number; officeId: OfficeId },
): Promise<PackageId> {
  check(text, project);
  const id = newId<'projects.packages'>();
  const { title, fromDay, untilDay } = text;
  await trx
    .insertInto('projects.packages')
    .values({ id, project_id: project.id, number, title, office_id: officeId, from_day: fromDay, until_day: untilDay })
    .execute()
    .catch(notYours())
    .catch(broken);
  await note(trx, project.id);
  return id;
}

/**
 * Changes title and days of a work package; the lead its number too, and the office that leads it.
 * Refusals: as in adding.
 */
export async function changePackage(
  trx: Trx,
  project: Project,
  id: PackageId,
  { number, officeId, ...text }: PackageText & Partial<Place>,
): Promise<void> {
  check(text, project);
  const changed = await trx
    .updateTable('projects.packages')
    .set({
      title: text.title,
      from_day: text.fromDay,
      until_day: text.untilDay,
      ...(number === undefined ? {} : { number }),
      ...(officeId === undefined ? {} : { office_id: officeId }),
    })
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(notYours())
    .catch(broken);
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, project.id);
}
