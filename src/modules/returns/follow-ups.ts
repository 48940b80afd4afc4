import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import { addDays } from '#kernel/time';
import { addTask, caseOfPerson } from '#modules/cases';
import type { PersonId } from '#modules/people';
import { isOpen, type Plan, type PlanId } from './plan.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

export type FollowUpId = Id<'returns.follow_ups'>;

export const followUpHows = ['visit', 'phone', 'message', 'at-desk'] as const;
export type FollowUpHow = (typeof followUpHows)[number];

/** Early-warning signs: each one seen leads to a task of the desk. */
export const signs = [
  'no-income',
  'no-housing',
  'no-school',
  'ill',
  'unsafe',
  'alone',
  'debt',
  'venture-stalled',
  'wants-to-leave',
] as const;
export type Sign = (typeof signs)[number];

/** Days in which the desk looks into a sign. */
export const TASK_DAYS = 3;

export interface FollowUp {
  id: FollowUpId;
  planId: PlanId;
  personId: PersonId;
  officeId: string;
  /** Months after the arrival; null for a visit in between. */
  months: number | null;
  dueOn: string;
  doneOn: string | null;
  how: FollowUpHow | null;
  signs: Sign[];
  note: string | null;
}

const contextOf = (id: string) => ({ table: 'returns.follow_ups', column: 'note', id });

/** The visits and follow-ups of a return, in the order of their days. */
export async function followUpsOf(trx: Reads<'returns' | 'access'>, keyring: Keyring, planId: PlanId): Promise<FollowUp[]> {
  return await load(trx, keyring, { planId });
}

/** One of them. Refusals: `not-found`. */
export async function getFollowUp(trx: Reads<'returns' | 'access'>, keyring: Keyring, id: FollowUpId): Promise<FollowUp> {
  const [found] = await load(trx, keyring, { id });
  if (!found) throw refuse('not-found');
  return found;
}

/** What these desks have to do until a day, the longest due first; returns that were stopped are left out. */
export async function dueFollowUps(
  trx: Reads<'returns' | 'access'>,
  keyring: Keyring,
  officeIds: readonly string[],
  until: string,
): Promise<FollowUp[]> {
  return officeIds.length === 0 ? [] : await load(trx, keyring, { officeIds, until });
}

/** Plans a visit. Refusals: `not-found`, `ended`. */
export async function planVisit(trx: Writes<'returns'>, plan: Plan, dueOn: string): Promise<FollowUpId> {
  if (plan.standing !== 'desk') throw refuse('not-found');
  if (!isOpen(plan)) throw refuse('ended');
  const id = newId<'returns.follow_ups'>();
  await trx
    .insertInto('returns.follow_ups')
    .values({ id, plan_id: plan.id, person_id: plan.personId, office_id: plan.officeId, due_on: dueOn })
    .execute();
  return id;
}

export interface Told {
  how: FollowUpHow;
  signs: readonly Sign[];
  note: string | null;
  /** Title of the task, in the officer's language. */
  taskTitle: string;
  today: string;
}

/**
 * Records a follow-up, once. Any sign leads to a task in the person's case, due in {@link TASK_DAYS} days.
 * Refusals: `not-found`, `done-already`, `no-case` (there is a sign and no case to put the task into), and those of the task.
 */
export async function recordFollowUp(
  trx: Writes<'returns' | 'cases' | 'access' | 'audit'>,
  keyring: Keyring,
  accountId: string,
  id: FollowUpId,
  told: Told,
): Promise<void> {
  const found = await getFollowUp(trx, keyring, id);
  if (found.doneOn) throw refuse('done-already');
  const taskId = told.signs.length > 0 ? await putTask(trx, accountId, found, told) : null;
  const recorded = await trx
    .updateTable('returns.follow_ups')
    .set({
      done_on: told.today,
      how: told.how,
      signs: [...told.signs],
      note: told.note ? seal(await subjectKey(trx, keyring, found.personId), told.note, contextOf(id)) : null,
      done_by: accountId,
      task_id: taskId,
    })
    .where('id', '=', id)
    .where('done_on', 'is', null)
    .executeTakeFirst();
  if (recorded.numUpdatedRows === 0n) throw refuse('not-found');
  await putOnRecord(trx, 'followed-up', { personId: found.personId, officeId: found.officeId }, found.planId);
}

async function putTask(trx: Writes<'cases' | 'access' | 'audit'>, accountId: string, { personId }: FollowUp, told: Told) {
  const caseId = await caseOfPerson(trx, personId);
  if (!caseId) throw refuse('no-case', { field: 'signs' });
  return await addTask(trx, accountId, caseId, { title: told.taskTitle, dueOn: addDays(told.today, TASK_DAYS), assignedTo: null });
}

type Of = { id: FollowUpId } | { planId: PlanId } | { officeIds: readonly string[]; until: string };

async function load(trx: Reads<'returns' | 'access'>, keyring: Keyring, of: Of): Promise<FollowUp[]> {
  const rows = await trx
    .selectFrom('returns.follow_ups as f')
    .innerJoin('returns.plans as p', 'p.id', 'f.plan_id')
    .select(['f.id', 'f.plan_id', 'f.person_id', 'f.office_id', 'f.months', 'f.due_on', 'f.done_on', 'f.how', 'f.signs', 'f.note'])
    .where((eb) => {
      if ('id' in of) return eb('f.id', '=', of.id);
      if ('planId' in of) return eb('f.plan_id', '=', of.planId);
      return eb.and([
        eb('f.office_id', 'in', [...of.officeIds]),
        eb('f.due_on', '<=', of.until),
        eb('f.done_on', 'is', null),
        eb('p.state', 'not in', ['settled', 'withdrawn']),
      ]);
    })
    .orderBy('f.due_on')
    .orderBy('f.id')
    .limit(500)
    .execute();
  const keys = await subjectKeys(
    trx,
    keyring,
    rows.filter((row) => row.note).map((row) => row.person_id),
  );
  return rows.map((row) => {
    const key = keys.get(row.person_id);
    return {
      id: row.id,
      planId: row.plan_id,
      personId: row.person_id,
      officeId: row.office_id,
      months: row.months,
      dueOn: row.due_on,
      doneOn: row.done_on,
      how: row.how as FollowUpHow | null, // check constraints of the table hold both lists
      signs: row.signs as Sign[],
      note: key && row.note ? unsealText(key, row.note, contextOf(row.id)) : null,
    };
  });
}
