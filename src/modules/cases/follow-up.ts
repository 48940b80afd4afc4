import type { Id, Reads, Writes } from '#kernel/db';
import { moveStage, type Stage } from '#modules/ventures';
import type { CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

export type FollowUpId = Id<'cases.follow_ups'>;

/** Months after the close at which the office asks what became of person and venture. */
export const FOLLOW_UP_MONTHS = [3, 6, 12] as const;

export interface FollowUp {
  id: FollowUpId;
  months: number;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  doneAt: Date | null;
  reached: boolean | null;
  /** Code of the vocabulary `personOutcomes`. */
  personState: string | null;
  ventureStage: string | null;
  note: string;
}

/** What a follow-up found. */
export interface FollowUpAnswer {
  reached: boolean;
  personState: string | null;
  ventureStage: Stage | null;
  note: string;
}

/**
 * Records what became of person and venture; the venture moves to the stage found where this office has custody of it.
 * Refusals: `not-found`, `custodian-only`, `case-open`, `state-missing`, `follow-up-done`.
 */
export async function recordFollowUp(
  trx: Writes<'cases' | 'ventures' | 'audit'>,
  accountId: string,
  id: FollowUpId,
  answer: FollowUpAnswer,
): Promise<CaseId> {
  const { caseId, months } = await followUpOf(trx, id);
  const found = await caseFor(trx, caseId, 'follow-up');
  const { reached } = answer;
  if (reached && !answer.personState) throw refuse('state-missing', { field: 'personState' });
  const done = await trx
    .updateTable('cases.follow_ups')
    .set({
      done_at: new Date(),
      done_by: accountId,
      reached,
      person_state: reached ? answer.personState : null,
      venture_stage: reached ? answer.ventureStage : null,
      note: answer.note,
    })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('follow-up-done');
  if (reached && answer.ventureStage && found.ventureId && (await ownsVenture(trx, found.id))) {
    await moveStage(trx, accountId, found.ventureId, answer.ventureStage, 'follow-up');
  }
  await recordAct(trx, found, { verb: 'follow-up-done', objectKind: 'follow-up', objectId: id, details: { months, reached } });
  return caseId;
}

/** Whether the venture is in the custody of the case's own office: another founder's may be elsewhere. */
async function ownsVenture(trx: Writes<'cases'>, id: CaseId): Promise<boolean> {
  const row = await trx
    .selectFrom('cases.cases')
    .select('id')
    .where('id', '=', id)
    .whereRef('venture_office_id', '=', 'office_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The case of a follow-up, and how many months after its close it comes. Refusals: `not-found`. */
export async function followUpOf(trx: Reads<'cases'>, id: FollowUpId): Promise<{ caseId: CaseId; months: number }> {
  const row = await trx.selectFrom('cases.follow_ups').select(['case_id', 'months']).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return { caseId: row.case_id, months: row.months };
}
