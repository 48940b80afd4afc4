import type { Actor, Writes } from '#kernel/db';
import type { OfficeHours, OfficeId } from './office.ts';
import { hoursOverlap } from './office.ts';
import { officeHours } from './office-times.ts';
import { recordChange } from './record-change.ts';
import { refuse } from './refusals.ts';
import { requireManager } from './require-manager.ts';

/** Adds opening hours to a weekday. Refusals: `closes-before-opening`, `hours-overlap`; those of access. */
export async function addHours(
  trx: Writes<'offices' | 'access' | 'audit'>,
  actor: Actor,
  officeId: OfficeId,
  line: OfficeHours,
): Promise<void> {
  await requireManager(trx, actor, officeId);
  if (line.closes <= line.opens) throw refuse('closes-before-opening', { field: 'closes' });
  if (hoursOverlap([...(await officeHours(trx, officeId)), line])) throw refuse('hours-overlap', { field: 'opens' });
  await trx
    .insertInto('offices.hours')
    .values({ office_id: officeId, weekday: line.weekday, opens: line.opens, closes: line.closes, women_only: line.womenOnly })
    .execute();
  await recordChange(trx, 'add-hours', officeId, [`weekday-${line.weekday}`]);
}

/** Removes the opening hours that begin at a time of a weekday. Refusals: `hours-gone`; those of access. */
export async function removeHours(
  trx: Writes<'offices' | 'access' | 'audit'>,
  actor: Actor,
  officeId: OfficeId,
  line: Pick<OfficeHours, 'weekday' | 'opens'>,
): Promise<void> {
  await requireManager(trx, actor, officeId);
  const { numDeletedRows } = await trx
    .deleteFrom('offices.hours')
    .where('office_id', '=', officeId)
    .where('weekday', '=', line.weekday)
    .where('opens', '=', line.opens)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('hours-gone');
  await recordChange(trx, 'remove-hours', officeId, [`weekday-${line.weekday}`]);
}
