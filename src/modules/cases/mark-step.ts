import type { Writes } from '#kernel/db';
import type { CaseId } from './case.ts';
import { loadCase } from './load-case.ts';
import { loadStep } from './load-step.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';
import { follow } from './state-chart.ts';
import { allowedOnStep, stepChart, type StepAction, type StepId } from './step.ts';

/**
 * Starts, finishes, drops or replans a step; the person does so for steps that are theirs. `result` says what came of it.
 * Refusals: `not-found`, `case-closed`, `step-not-yours`, or the step's state.
 */
export async function markStep(trx: Writes<'cases' | 'audit'>, id: StepId, action: StepAction, result = ''): Promise<CaseId> {
  const step = await loadStep(trx, id);
  const found = await loadCase(trx, step.caseId);
  const verdict = allowedOnStep(
    { state: step.state, responsible: step.responsible, standing: found.standing, caseState: found.state },
    action,
  );
  if (verdict !== true) throw refuse(verdict);
  const state = follow(stepChart, step.state, action, refuse);
  const marked = await trx
    .updateTable('cases.steps')
    .set({ state, done_at: state === 'done' ? new Date() : null, ...(result ? { result } : {}), updated_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', step.state)
    .executeTakeFirst();
  // Somebody else was quicker: what they made of it is the reason.
  if (marked.numUpdatedRows === 0n) throw refuse(stepChart.reasons[(await loadStep(trx, id)).state]);
  await recordAct(trx, found, { verb: 'step-marked', objectKind: 'step', objectId: id, details: { state } });
  return step.caseId;
}
