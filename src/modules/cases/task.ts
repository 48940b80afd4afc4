import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import type { CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { requireCounsellor } from './open-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

export type TaskId = Id<'cases.tasks'>;

/** What the office itself has to do for the case. */
export interface Task {
  id: TaskId;
  title: string;
  /** `YYYY-MM-DD`. */
  dueOn: string | null;
  assignedTo: string | null;
  doneAt: Date | null;
}

/** Adds a task for the office. Refusals: `not-found`, `custodian-only`, `case-closed`, `counsellor-unknown`. */
export async function addTask(
  trx: Writes<'cases' | 'audit'> & Reads<'access'>,
  accountId: string,
  caseId: CaseId,
  task: Pick<Task, 'title' | 'dueOn' | 'assignedTo'>,
): Promise<TaskId> {
  const found = await caseFor(trx, caseId, 'task');
  if (task.assignedTo && task.assignedTo !== accountId) await requireCounsellor(trx, found.officeId, task.assignedTo);
  const id = newId<'cases.tasks'>();
  await trx
    .insertInto('cases.tasks')
    .values({
      id,
      case_id: caseId,
      person_id: found.personId,
      office_id: found.officeId,
      title: task.title,
      due_on: task.dueOn,
      assigned_to: task.assignedTo,
      created_by: accountId,
    })
    .execute();
  await recordAct(trx, found, { verb: 'task-added', objectKind: 'task', objectId: id });
  return id;
}

/** Says that a task is done; also after the case was closed. Refusals: `not-found`, `task-done`. */
export async function finishTask(trx: Writes<'cases' | 'audit'>, accountId: string, id: TaskId): Promise<CaseId> {
  const caseId = await caseOfTask(trx, id);
  const found = await caseFor(trx, caseId, 'document');
  const done = await trx
    .updateTable('cases.tasks')
    .set({ done_at: new Date(), done_by: accountId })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('task-done');
  await recordAct(trx, found, { verb: 'task-done', objectKind: 'task', objectId: id });
  return caseId;
}

/** The case of a task. Refusals: `not-found`. */
export async function caseOfTask(trx: Reads<'cases'>, id: TaskId): Promise<CaseId> {
  const row = await trx.selectFrom('cases.tasks').select('case_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row.case_id;
}
