import type { Context } from '#kernel/http';
import { addDays, isDay, toLocal, type Day } from '#kernel/time';
import type { Office } from '#modules/offices';
import { freeSlots, HORIZON_DAYS, type Seeker } from '../free-slots.ts';
import { byDay, type Slot } from '../slots.ts';

/** The free times of seven days, and where there are more. */
export interface SlotWeek {
  from: Day;
  to: Day;
  days: { day: Day; slots: Slot[] }[];
  /** First day of an earlier or later week that has free times. */
  earlier: Day | null;
  later: Day | null;
}

/** The week from a day on; where none is named, the first that has free times. Null where nothing is free at all. */
export async function slotWeek(ctx: Context, office: Office, wanted: string, seeker: Seeker): Promise<SlotWeek | null> {
  const dayOf = (moment: string) => toLocal(moment, office.timeZone).day;
  const today = dayOf(ctx.now.toISOString());
  const days = byDay(await freeSlots(ctx.trx, office, today, HORIZON_DAYS + 1, ctx.now, seeker), dayOf);
  const first = days[0]?.day;
  if (!first) return null;
  const from = isDay(wanted) && wanted >= today && wanted <= addDays(today, HORIZON_DAYS) ? wanted : first;
  const to = addDays(from, 6);
  const nearest = days.findLast(({ day }) => day < from)?.day;
  return {
    from,
    to,
    days: days.filter(({ day }) => day >= from && day <= to),
    earlier: nearest ? weekBefore(nearest, from, today) : null,
    later: days.find(({ day }) => day > to)?.day ?? null,
  };
}

/** The start of the seven days before; where those are all full, of the seven that end with the nearest earlier free day. */
function weekBefore(nearest: Day, from: Day, today: Day): Day {
  const start = nearest >= addDays(from, -7) ? addDays(from, -7) : addDays(nearest, -6);
  return start > today ? start : today;
}

/** The free times of the day on which a moment lies. */
export async function slotsOnDay(ctx: Context, office: Office, moment: string, seeker: Seeker): Promise<{ day: Day; slots: Slot[] }> {
  const { day } = toLocal(moment, office.timeZone);
  return { day, slots: await freeSlots(ctx.trx, office, day, 1, ctx.now, seeker) };
}
