import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { addStep, addTask, caseOfPerson } from '#modules/cases';
import type { PairId, Side } from './pair.ts';
import { loadPair } from './read-pairs.ts';
import { refuse } from './refusals.ts';
import { loadSession, type SessionId } from './session.ts';

export type ActionId = Id<'mentoring.actions'>;

/** What founder and mentor agreed: what, who, until when. */
export interface Action {
  id: ActionId;
  sessionId: SessionId;
  pairId: PairId;
  title: string;
  who: Side;
  /** `YYYY-MM-DD`. */
  dueOn: string | null;
  doneAt: Date | null;
  plannedAs: 'step' | 'task' | null;
}

/** Writes down what was agreed in a session. Refusals: `not-found`, `state-…`. */
export async function agreeAction(
  trx: Writes<'mentoring'>,
  accountId: string,
  sessionId: SessionId,
  side: Side,
  action: Pick<Action, 'title' | 'who' | 'dueOn'>,
): Promise<ActionId> {
  const { session, pair } = await loadSession(trx, sessionId, side);
  if (pair.state !== 'running') throw refuse(`state-${pair.state}`);
  const id = newId<'mentoring.actions'>();
  await trx
    .insertInto('mentoring.actions')
    .values({
      id,
      session_id: sessionId,
      pair_id: session.pairId,
      person_id: session.personId,
      office_id: session.officeId,
      title: action.title,
      who: action.who,
      due_on: action.dueOn,
      created_by: accountId,
    })
    .execute();
  return id;
}

/** Says that an action is done. Refusals: `not-found`, `action-done`. */
export async function finishAction(trx: Writes<'mentoring'>, accountId: string, id: ActionId, side: Side): Promise<Action> {
  const action = await loadAction(trx, id, side);
  const done = await trx
    .updateTable('mentoring.actions')
    .set({ done_at: new Date(), done_by: accountId })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('action-done');
  return action;
}

/**
 * Takes an action into the case: what the founder or the mentor does becomes a step of the plan, what the office does a task
 * of the desk. Refusals: `not-found`, `action-done`, `action-planned`, `no-case`, those of the case.
 */
export async function planAction(
  trx: Writes<'mentoring' | 'cases' | 'audit'> & Reads<'directory' | 'access'>,
  accountId: string,
  id: ActionId,
): Promise<Action> {
  const action = await loadAction(trx, id, 'office');
  if (action.doneAt) throw refuse('action-done');
  if (action.plannedAs) throw refuse('action-planned');
  const { personId } = await loadPair(trx, action.pairId, 'office');
  const caseId = await caseOfPerson(trx, personId);
  if (!caseId) throw refuse('no-case');
  const { title, dueOn, who } = action;
  if (who === 'office') await addTask(trx, accountId, caseId, { title, dueOn, assignedTo: accountId });
  else
    await addStep(trx, accountId, caseId, {
      title,
      detail: '',
      responsible: who === 'founder' ? 'person' : 'counsellor',
      serviceId: null,
      dueOn,
    });
  await trx
    .updateTable('mentoring.actions')
    .set({ planned_as: who === 'office' ? 'task' : 'step' })
    .where('id', '=', id)
    .execute();
  return action;
}

/** The actions of a pair, open ones first. */
export async function actionsOf(trx: Reads<'mentoring'>, pairId: PairId): Promise<Action[]> {
  const rows = await actions(trx)
    .where('pair_id', '=', pairId)
    .orderBy('done_at', 'desc')
    .orderBy('due_on')
    .orderBy('id')
    .limit(300)
    .execute();
  return rows.map(toAction);
}

/** An action of a pair of this side. Refusals: `not-found`. */
export async function loadAction(trx: Reads<'mentoring'>, id: ActionId, side: Side): Promise<Action> {
  const row = await actions(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  await loadPair(trx, row.pair_id, side);
  return toAction(row);
}

function actions(trx: Reads<'mentoring'>) {
  return trx.selectFrom('mentoring.actions').select(['id', 'session_id', 'pair_id', 'title', 'who', 'due_on', 'done_at', 'planned_as']);
}

function toAction(row: Awaited<ReturnType<ReturnType<typeof actions>['execute']>>[number]): Action {
  return {
    id: row.id,
    sessionId: row.session_id,
    pairId: row.pair_id,
    title: row.title,
    who: row.who as Side, // check constraint actions_who
    dueOn: row.due_on,
    doneAt: row.done_at,
    plannedAs: row.planned_as as Action['plannedAs'], // check constraint actions_planned_as
  };
}
