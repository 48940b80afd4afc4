import { onConstraint, newId, type Writes } from '#kernel/db';
import { addMonths, type Day } from '#kernel/time';
import type { CaseId } from './case.ts';
import { FOLLOW_UP_MONTHS } from './follow-up.ts';
import { caseFor, type LoadedCase } from './load-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

/** How it ended: codes of the vocabularies `personOutcomes` and `ventureOutcomes`. */
export interface CaseOutcome {
  personOutcome: string;
  ventureOutcome: string | null;
}

/** When a case was closed that an office kept elsewhere: the day, and the instant that stands for it. */
export interface ClosedBefore {
  on: Day;
  at: Date;
}

/**
 * Closes a case with an outcome for person and venture, and plans the follow-ups from `today` on. Of a case that was closed
 * `before`, they count from that day, and only those still to come are planned: nobody can ask any more what has passed.
 * Refusals: `not-found`, `custodian-only`, `case-closed`, `referrals-open`, `offer-open`.
 */
export async function closeCase(
  trx: Writes<'cases' | 'audit'>,
  accountId: string,
  id: CaseId,
  outcome: CaseOutcome,
  today: Day,
  before: ClosedBefore = { on: today, at: new Date() },
): Promise<void> {
  const found = await caseFor(trx, id, 'close');
  await trx
    .updateTable('cases.cases')
    .set({
      state: 'closed',
      closed_at: before.at,
      closed_by: accountId,
      person_outcome: outcome.personOutcome,
      venture_outcome: outcome.ventureOutcome,
    })
    .where('id', '=', id)
    .execute();
  await planFollowUps(trx, found, before.on, today);
  await recordAct(trx, found, {
    verb: 'closed',
    details: { personOutcome: outcome.personOutcome, ventureOutcome: outcome.ventureOutcome },
  });
}

async function planFollowUps(trx: Writes<'cases'>, { id, personId, officeId }: LoadedCase, closedOn: Day, today: Day): Promise<void> {
  const planned = FOLLOW_UP_MONTHS.map((months) => ({ months, due_on: addMonths(closedOn, months) })).filter((one) => one.due_on >= today);
  if (planned.length === 0) return;
  await trx
    .insertInto('cases.follow_ups')
    .values(planned.map((one) => ({ id: newId<'cases.follow_ups'>(), case_id: id, person_id: personId, office_id: officeId, ...one })))
    // Closed a second time: what was not asked yet is asked counting from this close.
    .onConflict((conflict) =>
      conflict
        .constraint('follow_ups_once')
        .doUpdateSet((eb) => ({ due_on: eb.ref('excluded.due_on') }))
        .where('cases.follow_ups.done_at', 'is', null),
    )
    .execute();
}

/** Opens a closed case again. Refusals: `not-found`, `custodian-only`, `case-open`, `another-open`. */
export async function reopenCase(trx: Writes<'cases' | 'audit'>, id: CaseId): Promise<void> {
  const found = await caseFor(trx, id, 'reopen');
  await trx
    .updateTable('cases.cases')
    .set({ state: 'open', closed_at: null, closed_by: null, person_outcome: null, venture_outcome: null })
    .where('id', '=', id)
    .execute()
    .catch(onConstraint({ cases_one_open: () => refuse('another-open') }));
  await recordAct(trx, found, { verb: 'reopened' });
}
