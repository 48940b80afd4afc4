import type { Reads } from '#kernel/db';
import type { Day, Weekday } from '#kernel/time';
import { holidaysBetween } from '#modules/places';
import type { ClosedDay, Office, OfficeClosure, OfficeHours, OfficeId } from './office.ts';

/** The weekly opening hours of an office, in the order of the week. */
export async function officeHours(trx: Reads<'offices'>, officeId: OfficeId): Promise<OfficeHours[]> {
  const rows = await trx
    .selectFrom('offices.hours')
    .select(['weekday', 'opens', 'closes', 'women_only as womenOnly'])
    .where('office_id', '=', officeId)
    .orderBy('weekday')
    .orderBy('opens')
    .execute();
  return rows.map(({ weekday, opens, closes, womenOnly }) => ({
    weekday: weekday as Weekday, // the check constraint hours_weekday holds it to 1 to 7
    opens: opens.slice(0, 5),
    closes: closes.slice(0, 5),
    womenOnly,
  }));
}

/** The closures of an office between two days, both included, in order. */
export async function officeClosures(trx: Reads<'offices'>, officeId: OfficeId, from: Day, until: Day): Promise<OfficeClosure[]> {
  return await trx
    .selectFrom('offices.closures')
    .select(['on_day as onDay', 'reason'])
    .where('office_id', '=', officeId)
    .where('on_day', '>=', from)
    .where('on_day', '<=', until)
    .orderBy('on_day')
    .execute();
}

/**
 * Days between two days, both included, on which an office does not open: its closures and the public holidays of its
 * place. A day that is both counts once, as the closure.
 */
export async function closedDays(
  trx: Reads<'offices' | 'places'>,
  office: Pick<Office, 'id' | 'placeId'>,
  from: Day,
  until: Day,
): Promise<ClosedDay[]> {
  const days = new Map<Day, ClosedDay>();
  for (const { onDay, name, tentative } of await holidaysBetween(trx, office.placeId, from, until))
    days.set(onDay, { onDay, reason: name, kind: 'holiday', tentative });
  for (const closure of await officeClosures(trx, office.id, from, until))
    days.set(closure.onDay, { ...closure, kind: 'closure', tentative: false });
  return [...days.values()].toSorted((a, b) => (a.onDay < b.onDay ? -1 : 1));
}
