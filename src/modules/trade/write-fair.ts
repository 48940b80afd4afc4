import { record } from '#kernel/audit';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { findOffice } from '#modules/offices';
import { fairAfter, slotsOf, type Fair, type FairAction, type FairId, type FairText } from './fair.ts';
import { getFair, participantsOf, slotsOfFair } from './read-fairs.ts';
import { refuse } from './refusals.ts';
import { planTell } from './tell-fair.ts';

type Trx = Writes<'trade' | 'audit' | 'jobs'> & Reads<'offices'>;

const onFair = onConstraint({
  fairs_two_offices: () => refuse('same-office', { field: 'partner' }),
  fairs_days: () => refuse('fair-days', { field: 'lastDay' }),
  fairs_hours: () => refuse('fair-hours', { field: 'closes' }),
  fairs_pause: () => refuse('fair-pause', { field: 'pauseUntil' }),
  fairs_somewhere: () => refuse('fair-place', { field: 'place' }),
  fairs_registration: () => refuse('fair-registration', { field: 'registersUntil' }),
  fairs_scheduled: () => refuse('fair-scheduled'),
});

async function rowOf(trx: Reads<'offices'>, text: FairText) {
  const office = await findOffice(trx, text.officeId);
  const partner = text.partnerOfficeId ? await findOffice(trx, text.partnerOfficeId) : null;
  if (!office) throw refuse('not-found');
  const times = { ...text, timeZone: office.timeZone };
  if (text.lastDay < text.firstDay) throw refuse('fair-days', { field: 'lastDay' });
  if (text.closes <= text.opens) throw refuse('fair-hours', { field: 'closes' });
  const slots = slotsOf(times);
  if (!slots) throw refuse('fair-slots', { field: 'slotMinutes' });
  const row = {
    corridor_id: text.corridorId,
    partner_office_id: text.partnerOfficeId,
    kind: text.kind,
    title: JSON.stringify(text.title),
    about: JSON.stringify(text.about),
    place: text.place,
    first_day: text.firstDay,
    last_day: text.lastDay,
    opens: text.opens,
    closes: text.closes,
    pause_from: text.pauseFrom,
    pause_until: text.pauseUntil,
    time_zone: office.timeZone,
    other_time_zone: partner && partner.timeZone !== office.timeZone ? partner.timeZone : null,
    slot_minutes: text.slotMinutes,
    tables: text.tables,
    languages: text.languages,
    registers_from: text.registersFrom,
    registers_until: text.registersUntil,
    who_may: text.whoMay,
  };
  return { row, slots };
}

async function told(trx: Trx, verb: string, { id, officeId }: Pick<Fair, 'id' | 'officeId'>): Promise<void> {
  await record(trx, { verb, purpose: 'trade.purpose.trade', scopeId: officeId, subjectId: null, objectKind: 'fair', objectId: id });
}

/** Writes down a fair as a draft, with its times. Refusals: days, hours, pause, registration, no place, no times, the same office twice. */
export async function createFair(trx: Trx, accountId: string, text: FairText): Promise<FairId> {
  const { row, slots } = await rowOf(trx, text);
  const id = newId<'trade.fairs'>();
  await trx
    .insertInto('trade.fairs')
    .values({ id, office_id: text.officeId, created_by: accountId, ...row })
    .execute()
    .catch(onFair);
  await keepSlots(trx, id, slots);
  await told(trx, 'trade.fair-written', { id, officeId: text.officeId });
  return id;
}

/** Changes a fair; its times stay once meetings are planned. Refusals: as for a new one, not found, times with meetings. */
export async function changeFair(trx: Trx, id: FairId, text: FairText): Promise<void> {
  const fair = await getFair(trx, id);
  if (!fair) throw refuse('not-found');
  const { row, slots } = await rowOf(trx, { ...text, officeId: fair.officeId });
  const changed = await trx
    .updateTable('trade.fairs')
    .set({ ...row, updated_at: new Date() })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onFair);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await keepSlots(trx, id, slots);
  await told(trx, 'trade.fair-written', fair);
}

/** Brings the times of a fair to what its days and hours say; a time that stays keeps who is busy then. */
async function keepSlots(trx: Writes<'trade'>, id: FairId, slots: readonly { startsAt: string; endsAt: string }[]): Promise<void> {
  const kept = (await slotsOfFair(trx, id)).map(({ startsAt, endsAt }) => `${startsAt.toISOString()} ${endsAt.toISOString()}`);
  const wanted = new Set(slots.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`));
  if (kept.length === wanted.size && kept.every((one) => wanted.has(one))) return;
  await trx.deleteFrom('trade.fair_slots').where('fair_id', '=', id).execute();
  await trx
    .insertInto('trade.fair_slots')
    .values(slots.map(({ startsAt, endsAt }) => ({ fair_id: id, starts_at: startsAt, ends_at: endsAt })))
    .execute();
}

/** Announces a fair, publishes its schedule, ends or cancels it; those who come are told. Refusals: not found, wrong state. */
export async function actOnFair(trx: Trx, id: FairId, action: FairAction, now: Date): Promise<void> {
  const fair = await getFair(trx, id);
  if (!fair) throw refuse('not-found');
  const state = fairAfter(fair.state, action);
  if (!state) throw refuse('wrong-state');
  const changed = await trx
    .updateTable('trade.fairs')
    .set({ state, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', fair.state)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, `trade.fair-${action}`, fair);
  if (action !== 'publish' && action !== 'cancel') return;
  for (const one of await participantsOf(trx, id)) {
    const concerned = one.state === 'approved' || (action === 'cancel' && one.state === 'asked');
    if (concerned) await planTell(trx, one.id, action === 'publish' ? 'published' : 'cancelled', now);
  }
}
