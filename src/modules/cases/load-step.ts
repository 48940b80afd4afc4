import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { CaseId } from './case.ts';
import { refuse } from './refusals.ts';
import type { Responsible, Step, StepId, StepState } from './step.ts';

/** A step with the case it belongs to. */
export interface LoadedStep extends Step {
  caseId: CaseId;
  personId: PersonId;
  officeId: string;
}

const stepColumns = [
  'id',
  'case_id',
  'person_id',
  'office_id',
  'position',
  'title',
  'detail',
  'responsible',
  'service_id',
  'due_on',
  'state',
  'result',
  'done_at',
] as const;

/** A step that the actor may read. Refusals: `not-found`. */
export async function loadStep(trx: Reads<'cases'>, id: StepId): Promise<LoadedStep> {
  const row = await trx.selectFrom('cases.steps').select(stepColumns).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toStep(row);
}

/** The steps of a case in the order of the plan, as far as the actor may read them. */
export async function stepsOf(trx: Reads<'cases'>, caseId: CaseId): Promise<LoadedStep[]> {
  const rows = await trx
    .selectFrom('cases.steps')
    .select(stepColumns)
    .where('case_id', '=', caseId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(toStep);
}

interface StepRow {
  id: StepId;
  case_id: CaseId;
  person_id: PersonId;
  office_id: string;
  position: number;
  title: string;
  detail: string;
  responsible: string;
  service_id: Step['serviceId'];
  due_on: string | null;
  state: string;
  result: string;
  done_at: Date | null;
}

function toStep(row: StepRow): LoadedStep {
  return {
    id: row.id,
    caseId: row.case_id,
    personId: row.person_id,
    officeId: row.office_id,
    position: row.position,
    title: row.title,
    detail: row.detail,
    responsible: row.responsible as Responsible, // check constraint steps_responsible
    serviceId: row.service_id,
    dueOn: row.due_on,
    state: row.state as StepState, // check constraint steps_state
    result: row.result,
    doneAt: row.done_at,
  };
}
