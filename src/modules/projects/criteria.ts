import { newId, onConstraint, type Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Criterion, CriterionId, CriterionText } from './evaluation.ts';
import type { Project, ProjectId } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

/** What a project is judged by, by number; for the public what was agreed, once an evaluation is published. */
export async function criteriaOf(trx: Reads<'projects'>, id: ProjectId): Promise<Criterion[]> {
  return await trx
    .selectFrom('projects.criteria')
    .select([
      'id',
      'number',
      'question',
      'measure',
      'baseline',
      'target',
      'measured_on as measuredOn',
      'evaluator',
      'agreed_on as agreedOn',
    ])
    .where('project_id', '=', id)
    .orderBy('number')
    .execute();
}

const columnsOf = ({ measuredOn, ...text }: CriterionText) => ({ ...text, measured_on: measuredOn });
const taken = onConstraint({ criteria_number_once: () => refuse('number-taken', { field: 'number' }) });

/** Nobody can look before the project begins. */
function check({ measuredOn }: CriterionText, { fromDay }: Project): void {
  if (measuredOn < fromDay) throw refuse('outside-project', { field: 'measuredOn' });
}

/** Writes a criterion down, as a draft. Refusals: `number-taken`, `outside-project`, `not-yours`. */
export async function addCriterion(trx: Trx, project: Project, text: CriterionText): Promise<CriterionId> {
  check(text, project);
  const id = newId<'projects.criteria'>();
  await trx
    .insertInto('projects.criteria')
    .values({ id, project_id: project.id, ...columnsOf(text) })
    .execute()
    .catch(notYours())
    .catch(taken);
  await note(trx, project.id);
  return id;
}

/** Changes a criterion that is not agreed. Refusals: as in adding, `wrong-state` for one that was agreed. */
export async function changeCriterion(trx: Trx, project: Project, id: CriterionId, text: CriterionText): Promise<void> {
  check(text, project);
  const changed = await trx
    .updateTable('projects.criteria')
    .set(columnsOf(text))
    .where('project_id', '=', project.id)
    .where('id', '=', id)
    .where('agreed_on', 'is', null)
    .executeTakeFirst()
    .catch(taken);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, project.id);
}

/** Takes a draft away. Refusals: `wrong-state` for one that was agreed. */
export async function removeCriterion(trx: Trx, projectId: ProjectId, id: CriterionId): Promise<void> {
  const removed = await trx
    .deleteFrom('projects.criteria')
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .where('agreed_on', 'is', null)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw refuse('wrong-state');
  await note(trx, projectId);
}

/** Agrees on all drafts; they stay as they are from now on. Refusals: `nothing-to-agree`. */
export async function agreeCriteria(trx: Trx, projectId: ProjectId, today: Day): Promise<void> {
  const agreed = await trx
    .updateTable('projects.criteria')
    .set({ agreed_on: today })
    .where('project_id', '=', projectId)
    .where('agreed_on', 'is', null)
    .executeTakeFirst();
  if (agreed.numUpdatedRows === 0n) throw refuse('nothing-to-agree');
  await note(trx, projectId);
}
