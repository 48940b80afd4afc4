import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { serviceNames, type ServiceId } from '#modules/directory';
import type { CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { loadStep } from './load-step.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';
import { mayChangeStep, type StepId, type StepText } from './step.ts';

const unknownService = onConstraint({ steps_service: () => refuse('service-unknown', { field: 'service' }) });

/** Adds a step at the end of the plan; an agreement to the plan before ends with it. Refusals: `not-found`, `case-closed`, `service-unknown`. */
export async function addStep(
  trx: Writes<'cases' | 'audit'> & Reads<'directory'>,
  accountId: string,
  caseId: CaseId,
  text: StepText,
): Promise<StepId> {
  const found = await caseFor(trx, caseId, 'work');
  if (text.serviceId) await requireService(trx, text.serviceId);
  const id = newId<'cases.steps'>();
  await trx
    .insertInto('cases.steps')
    .values({
      id,
      case_id: caseId,
      person_id: found.personId,
      office_id: found.officeId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from cases.steps where case_id = ${caseId})`,
      created_by: accountId,
      ...stepRow(text),
    })
    .execute()
    .catch(unknownService);
  await recordAct(trx, found, { verb: 'step-added', objectKind: 'step', objectId: id });
  return id;
}

/** Changes the words of a step that is planned or under way. Refusals: `not-found`, `case-closed`, `step-done`, `step-dropped`, `service-unknown`. */
export async function changeStep(trx: Writes<'cases' | 'audit'> & Reads<'directory'>, id: StepId, text: StepText): Promise<CaseId> {
  const step = await loadStep(trx, id);
  const found = await caseFor(trx, step.caseId, 'work');
  const verdict = mayChangeStep(step.state);
  if (verdict !== true) throw refuse(verdict);
  if (text.serviceId && text.serviceId !== step.serviceId) await requireService(trx, text.serviceId);
  await trx
    .updateTable('cases.steps')
    .set({ ...stepRow(text), updated_at: new Date() })
    .where('id', '=', id)
    .execute()
    .catch(unknownService);
  await recordAct(trx, found, { verb: 'step-changed', objectKind: 'step', objectId: id });
  return step.caseId;
}

/** Moves a step one place up or down in the plan. Refusals: `not-found`, `case-closed`, `step-first`, `step-last`. */
export async function moveStep(trx: Writes<'cases' | 'audit'>, id: StepId, direction: 'up' | 'down'): Promise<CaseId> {
  const step = await loadStep(trx, id);
  const found = await caseFor(trx, step.caseId, 'work');
  const up = direction === 'up';
  const neighbour = await trx
    .selectFrom('cases.steps')
    .select(['id', 'position'])
    .where('case_id', '=', step.caseId)
    .where('position', up ? '<' : '>', step.position)
    .where('state', '<>', 'dropped')
    .orderBy('position', up ? 'desc' : 'asc')
    .executeTakeFirst();
  if (!neighbour) throw refuse(up ? 'step-first' : 'step-last');
  await trx
    .updateTable('cases.steps')
    .set({ position: sql<number>`case id when ${id} then ${neighbour.position}::int else ${step.position}::int end` })
    .where('id', 'in', [id, neighbour.id])
    .execute();
  await recordAct(trx, found, { verb: 'step-moved', objectKind: 'step', objectId: id });
  return step.caseId;
}

function stepRow(text: StepText) {
  return { title: text.title, detail: text.detail, responsible: text.responsible, service_id: text.serviceId, due_on: text.dueOn };
}

/** Refuses a service to which nobody can be sent today. */
export async function requireService(trx: Reads<'directory'>, id: ServiceId): Promise<void> {
  const service = (await serviceNames(trx, [id], 'en')).get(id);
  if (!service?.usable) throw refuse('service-unknown', { field: 'service' });
}
