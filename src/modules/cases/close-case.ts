import { onConstraint, newId, type Writes } from '#kernel/db';
import { addMonths, type Day } from '#kernel/time';
import type { CaseId } from './case.ts';
import { FOLLOW_UP_MONTHS } from './follow-up.ts';
import { caseFor } from './load-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

/** How it ended: codes of the vocabularies `personOutcomes` and `ventureOutcomes`. */
export interface CaseOutcome {
  personOutcome: string;
  ventureOutcome: string | null;
}

/**
 * Closes a case with an outcome for person and venture, and plans the follow-ups from `today` on.
 * Refusals: `not-found`, `custodian-only`, `case-closed`, `referrals-open`, `offer-open`.
 */
export async function closeCase(
  trx: Writes<'cases' | 'audit'>,
  accountId: string,
  id: CaseId,
  outcome: CaseOutcome,
  today: Day,
): Promise<void> {
  const found = await caseFor(trx, id, 'close');
  await trx
    .updateTable('cases.cases')
    .set({
      state: 'closed',
      closed_at: new Date(),
      closed_by: accountId,
      person_outcome: outcome.personOutcome,
      venture_outcome: outcome.ventureOutcome,
    })
    .where('id', '=', id)
    .execute();
  await trx
    .insertInto('cases.follow_ups')
    .values(
      FOLLOW_UP_MONTHS.map((months) => ({
        id: newId<'cases.follow_ups'>(),
        case_id: id,
        person_id: found.personId,
        office_id: found.officeId,
        months,
        due_on: addMonths(today, months),
      })),
    )
    // Closed a second time: what was not asked yet is asked counting from this close.
    .onConflict((conflict) =>
      conflict
        .constraint('follow_ups_once')
        .doUpdateSet((eb) => ({ due_on: eb.ref('excluded.due_on') }))
        .where('cases.follow_ups.done_at', 'is', null),
    )
    .execute();
  await recordAct(trx, found, {
    verb: 'closed',
    details: { personOutcome: outcome.personOutcome, ventureOutcome: outcome.ventureOutcome },
  });
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
