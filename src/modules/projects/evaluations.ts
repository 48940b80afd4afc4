import { newId, onConstraint, type Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Evaluation, EvaluationId, Finding, Phase } from './evaluation.ts';
import type { Project, ProjectId } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

/** Evaluations of a project, half way first; for the public those that were published. */
export async function evaluationsOf(trx: Reads<'projects'>, id: ProjectId): Promise<Evaluation[]> {
  const rows = await trx
    .selectFrom('projects.evaluations')
    .select(['id', 'phase', 'evaluator', 'summary', 'published_at as publishedAt'])
    .where('project_id', '=', id)
    .orderBy('phase', 'desc')
    .$narrowType<{ phase: Phase }>() // a check constraint closes the list
    .execute();
  const findings = await trx
    .selectFrom('projects.findings')
    .select([
      'evaluation_id as evaluationId',
      'criterion_id as criterionId',
      'result',
      'found',
      'reason',
      'evidence',
      'found_on as foundOn',
    ])
    .where('project_id', '=', id)
    .$castTo<Finding & { evaluationId: EvaluationId }>() // as above
    .execute();
  return rows.map((row) => ({ ...row, findings: findings.filter(({ evaluationId }) => evaluationId === row.id) }));
}

/** Writes who evaluated and what was found on the whole; once a phase, as often as needed before it is published. Refusals: `published`, `not-yours`. */
export async function keepEvaluation(
  trx: Trx,
  projectId: ProjectId,
  { phase, ...text }: Pick<Evaluation, 'phase' | 'evaluator' | 'summary'>,
): Promise<void> {
  await trx
    .insertInto('projects.evaluations')
    .values({ id: newId<'projects.evaluations'>(), project_id: projectId, phase, ...text })
    .onConflict((conflict) => conflict.constraint('evaluations_once').doUpdateSet(text))
    .execute()
    .catch(notYours())
    .catch(onConstraint({ evaluations_published: () => refuse('published') }));
  await note(trx, projectId);
}

/**
 * Writes what was found on a criterion, or anew before it is published. Refusals: `finding-missing`, `evidence-missing`,
 * `reason-missing`, `outside-project`, `not-agreed`, `published`.
 */
export async function keepFinding(
  trx: Trx,
  project: Project,
  evaluation: Pick<Evaluation, 'id' | 'publishedAt'>,
  { criterionId, result, found, reason, evidence, foundOn }: Finding,
  today: Day,
): Promise<void> {
  if (evaluation.publishedAt) throw refuse('published');
  const measurable = result !== 'not-measurable';
  if (measurable && !found) throw refuse('finding-missing', { field: 'found' });
  if (measurable && !evidence) throw refuse('evidence-missing', { field: 'evidence' });
  if (!measurable && !reason) throw refuse('reason-missing', { field: 'reason' });
  if (foundOn < project.fromDay || foundOn > today) throw refuse('outside-project', { field: 'foundOn' });
  const set = { result, found: measurable ? found : null, reason: measurable ? null : reason, evidence, found_on: foundOn };
  await trx
    .insertInto('projects.findings')
    .values({ project_id: project.id, evaluation_id: evaluation.id, criterion_id: criterionId, ...set })
    .onConflict((conflict) => conflict.constraint('findings_pkey').doUpdateSet(set))
    .execute()
    .catch(notYours())
    .catch(onConstraint({ findings_agreed: () => refuse('not-agreed'), findings_criterion: () => refuse('not-found') }));
  await note(trx, project.id);
}

/** Publishes an evaluation that is whole; it never changes after. Refusals: `findings-missing`, `published`. */
export async function publishEvaluation(trx: Trx, projectId: ProjectId, id: EvaluationId, now: Date): Promise<void> {
  const changed = await trx
    .updateTable('projects.evaluations')
    .set({ published_at: now })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onConstraint({ evaluations_whole: () => refuse('findings-missing'), evaluations_published: () => refuse('published') }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, projectId);
}
