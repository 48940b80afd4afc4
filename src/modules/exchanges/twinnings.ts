import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import { mayActOnTwinning, type Sides, type Twinning, type TwinningAct, type TwinningId, type TwinningState } from './exchange.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'exchanges' | 'audit'>;

const twinnings = (trx: Reads<'exchanges'>) =>
  trx
    .selectFrom('exchanges.twinnings as w')
    .select([
      'w.id',
      'w.office_id as officeId',
      'w.partner_id as partnerId',
      'w.purpose',
      'w.from_day as fromDay',
      'w.until_day as untilDay',
      'w.state',
      'w.office_shows as officeShows',
      'w.partner_shows as partnerShows',
      'w.asked_by as askedBy',
      'w.demonstration',
    ])
    .$narrowType<{ state: TwinningState }>(); // a check constraint closes the list

const OWN = sql<boolean>`(w.office_id in (select exchanges.staff()) or w.partner_id in (select exchanges.staff()))`;

/** A twinning of an office of the actor; null otherwise, also where it is public. */
export async function getTwinning(trx: Reads<'exchanges'>, id: TwinningId): Promise<Twinning | null> {
  return (await twinnings(trx).where('w.id', '=', id).where(OWN).executeTakeFirst()) ?? null;
}

/** Twinnings of the actor's offices, the newest first. */
export async function ownTwinnings(trx: Reads<'exchanges'>, { state = null }: { state?: TwinningState | null } = {}): Promise<Twinning[]> {
  let query = twinnings(trx).where(OWN);
  if (state) query = query.where('w.state', '=', state);
  return await query.orderBy('w.asked_at', 'desc').orderBy('w.id').limit(1_000).execute();
}

/** Twinnings that both offices made public and that last today; of one office where it is named. */
export async function publicTwinnings(trx: Reads<'exchanges'>, today: Day, officeId: OfficeId | null = null): Promise<Twinning[]> {
  let query = twinnings(trx)
    .where('w.state', '=', 'agreed')
    .where('w.office_shows', '=', true)
    .where('w.partner_shows', '=', true)
    .where('w.until_day', '>=', today);
  if (officeId) query = query.where((eb) => eb.or([eb('w.office_id', '=', officeId), eb('w.partner_id', '=', officeId)]));
  return await query.orderBy('w.from_day', 'desc').orderBy('w.id').limit(1_000).execute();
}

export interface TwinningText {
  officeId: OfficeId;
  partnerId: OfficeId;
  purpose: string;
  fromDay: Day;
  untilDay: Day;
  /** The proposing office wishes it to be public. */
  shows: boolean;
  demonstration?: boolean;
}

/** Proposes a twinning to another office. Refusals: `same-office`, `days-wrong`, `past-day`, `twinned-already`, `not-yours`. */
export async function proposeTwinning(
  trx: Trx,
  by: string,
  given: TwinningText,
  { now, today }: { now: Date; today: Day },
): Promise<TwinningId> {
  const { officeId, partnerId, purpose, fromDay, untilDay, shows, demonstration = false } = given;
  if (officeId === partnerId) throw refuse('same-office', { field: 'partner' });
  if (untilDay <= fromDay) throw refuse('days-wrong', { field: 'until' });
  if (untilDay < today) throw refuse('past-day', { field: 'until' });
  const id = newId<'exchanges.twinnings'>();
  await trx
    .insertInto('exchanges.twinnings')
    .values({
      id,
      office_id: officeId,
      partner_id: partnerId,
      purpose,
      from_day: fromDay,
      until_day: untilDay,
      office_shows: shows,
      asked_by: by,
      asked_at: now,
      demonstration,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours', { field: 'office' }) : error;
    })
    .catch(onConstraint({ twinnings_once: () => refuse('twinned-already', { field: 'partner' }) }));
  await note(trx, id);
  return id;
}

const note = async (trx: Trx, id: TwinningId) =>
  await record(trx, { verb: 'exchanges.done', purpose: 'exchanges.purpose.exchange', objectKind: 'twinning', objectId: id });

/**
 * Agrees to a twinning, declines or withdraws it, shows or hides it, ends it. Nothing keeps by which side it ended.
 * Refusals: `not-found`, `same-person`, `wrong-state`, `not-yours`.
 */
export async function actOnTwinning(
  trx: Trx,
  by: string,
  id: TwinningId,
  { act, shows, sides }: { act: TwinningAct; shows: boolean; sides: Sides },
  now: Date,
): Promise<void> {
  const twinning = await getTwinning(trx, id);
  if (!twinning) throw refuse('not-found');
  if (!mayActOnTwinning(twinning, sides, act, by)) {
    const own = (act === 'agree' || act === 'decline') && twinning.state === 'proposed' && twinning.askedBy === by;
    throw refuse(own ? 'same-person' : 'wrong-state');
  }
  const changed = await trx
    .updateTable('exchanges.twinnings')
    .set(changes(act, sides, { by, now, shows }))
    .where('id', '=', id)
    .where('state', '=', twinning.state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, id);
}

function changes(act: TwinningAct, { asker, other }: Sides, { by, now, shows }: { by: string; now: Date; shows: boolean }) {
  const decided = { decided_by: by, decided_at: now };
  const shown = (value: boolean) => ({ ...(asker ? { office_shows: value } : {}), ...(other ? { partner_shows: value } : {}) });
  switch (act) {
    case 'agree':
      return { state: 'agreed', ...decided, partner_shows: shows };
    case 'decline':
      return { state: 'declined', ...decided, ended_at: now };
    case 'withdraw':
      return { state: 'withdrawn', ended_at: now };
    case 'show':
      return shown(true);
    case 'hide':
      return shown(false);
    case 'end':
      return { state: 'ended', ended_at: now };
  }
}
