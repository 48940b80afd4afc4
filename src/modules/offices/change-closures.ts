import { onConstraint, type Actor, type Writes } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { OfficeId } from './office.ts';
import { recordChange } from './record-change.ts';
import { refuse } from './refusals.ts';
import { requireManager } from './require-manager.ts';

export interface DayToClose {
  onDay: Day;
  /** Shown on the public page; in the language given. */
  reason: string | null;
  lang: string;
}

/** Closes an office on a day. Refusals: `closed-already`; those of access. */
export async function closeDay(
  trx: Writes<'offices' | 'access' | 'audit'>,
  actor: Actor,
  officeId: OfficeId,
  { onDay, reason, lang }: DayToClose,
  at: string,
): Promise<void> {
  await requireManager(trx, actor, officeId);
  await trx
    .insertInto('offices.closures')
    .values({
      office_id: officeId,
      on_day: onDay,
      reason: reason ? makeTranslated(lang, reason, { by: 'office', kind: 'human', at }) : null,
    })
    .execute()
    .catch(onConstraint({ closures_pkey: () => refuse('closed-already', { field: 'onDay' }) }));
  await recordChange(trx, 'close-day', officeId, [onDay]);
}

/** Takes a closure back; a day without one stays as it is. Refusals: those of access. */
export async function reopenDay(trx: Writes<'offices' | 'access' | 'audit'>, actor: Actor, officeId: OfficeId, onDay: Day): Promise<void> {
  await requireManager(trx, actor, officeId);
  const { numDeletedRows } = await trx
    .deleteFrom('offices.closures')
    .where('office_id', '=', officeId)
    .where('on_day', '=', onDay)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await recordChange(trx, 'reopen-day', officeId, [onDay]);
}
