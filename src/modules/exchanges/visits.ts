import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import {
  mayActOnVisit,
  mayReport,
  type Sides,
  type TwinningId,
  type Visit,
  type VisitAct,
  type VisitId,
  type VisitState,
} from './exchange.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'exchanges' | 'audit'>;

/** A visit is looking at work, not working there: a month at most. */
const LONGEST_DAYS = 30;
/** Most people that an office can host at once. */
export const MOST_PEOPLE = 30;

const visits = (trx: Reads<'exchanges'>) =>
  trx
    .selectFrom('exchanges.visits as v')
    .select([
      'v.id',
      'v.guest_id as guestId',
      'v.host_id as hostId',
      'v.twinning_id as twinningId',
      'v.purpose',
      'v.from_day as fromDay',
      'v.until_day as untilDay',
      'v.people',
      'v.state',
      'v.asked_by as askedBy',
      'v.answer',
      'v.learned',
      'v.will_use as willUse',
      'v.ended_at as endedAt',
      'v.demonstration',
    ])
    .$narrowType<{ state: VisitState }>(); // a check constraint closes the list

/** A visit of an office of the actor, as guest or host; null otherwise. */
export async function getVisit(trx: Reads<'exchanges'>, id: VisitId): Promise<Visit | null> {
  return (await visits(trx).where('v.id', '=', id).executeTakeFirst()) ?? null;
}

/** Visits of the actor's offices, the latest first. */
export async function listVisits(
  trx: Reads<'exchanges'>,
  { state = null, twinningId = null }: { state?: VisitState | null; twinningId?: TwinningId | null } = {},
): Promise<Visit[]> {
  let query = visits(trx);
  if (state) query = query.where('v.state', '=', state);
  if (twinningId) query = query.where('v.twinning_id', '=', twinningId);
  return await query.orderBy('v.from_day', 'desc').orderBy('v.id').limit(1_000).execute();
}

export interface VisitText {
  guestId: OfficeId;
  hostId: OfficeId;
  twinningId: TwinningId | null;
  purpose: string;
  fromDay: Day;
  untilDay: Day;
  people: number;
  demonstration?: boolean;
}

/**
 * Asks another office for a visit. Refusals: `same-office`, `past-day`, `days-wrong`, `too-far` (over a month), `too-many`,
 * `not-twinned`, `not-yours`.
 */
export async function askVisit(trx: Trx, by: string, given: VisitText, { now, today }: { now: Date; today: Day }): Promise<VisitId> {
  const { guestId, hostId, fromDay, untilDay, people } = given;
  if (guestId === hostId) throw refuse('same-office', { field: 'host' });
  if (fromDay < today) throw refuse('past-day', { field: 'from' });
  if (untilDay < fromDay) throw refuse('days-wrong', { field: 'until' });
  if (untilDay > addDays(fromDay, LONGEST_DAYS)) throw refuse('too-far', { field: 'until' });
  if (people > MOST_PEOPLE) throw refuse('too-many', { field: 'people' });
  const id = newId<'exchanges.visits'>();
  await trx
    .insertInto('exchanges.visits')
    .values({
      id,
      guest_id: guestId,
      host_id: hostId,
      twinning_id: given.twinningId,
      purpose: given.purpose,
      from_day: fromDay,
      until_day: untilDay,
      people,
      asked_by: by,
      asked_at: now,
      demonstration: given.demonstration ?? false,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours', { field: 'guest' }) : error;
    })
    .catch(onConstraint({ visits_of_twinning: () => refuse('not-twinned', { field: 'twinning' }) }));
  await note(trx, id);
  return id;
}

const note = async (trx: Trx, id: VisitId) =>
  await record(trx, { verb: 'exchanges.done', purpose: 'exchanges.purpose.exchange', objectKind: 'study-visit', objectId: id });

/**
 * Accepts or declines a visit with a word, withdraws or cancels it.
 * Refusals: `not-found`, `same-person`, `wrong-state`, `words-missing`, `not-yours`.
 */
export async function actOnVisit(
  trx: Trx,
  by: string,
  id: VisitId,
  { act, words, sides }: { act: VisitAct; words: string | null; sides: Sides },
  now: Date,
): Promise<void> {
  const visit = await getVisit(trx, id);
  if (!visit) throw refuse('not-found');
  if (!mayActOnVisit(visit, sides, act, by)) {
    const own = (act === 'accept' || act === 'decline') && visit.state === 'asked' && visit.askedBy === by;
    throw refuse(own ? 'same-person' : 'wrong-state');
  }
  const answered = act === 'accept' || act === 'decline';
  if (answered && !words) throw refuse('words-missing', { field: 'words' });
  const state = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', cancel: 'cancelled' } as const;
  await change(trx, visit, {
    state: state[act],
    ...(answered ? { decided_by: by, decided_at: now, answer: words } : {}),
    ...(act === 'accept' ? {} : { ended_at: now }),
  });
}

/** The guests' report: what they learned and what they will use at home. Refusals: `not-found`, `not-over`, `wrong-state`, `not-yours`. */
export async function reportVisit(
  trx: Trx,
  by: string,
  id: VisitId,
  { learned, willUse, sides }: { learned: string; willUse: string; sides: Sides },
  { now, today }: { now: Date; today: Day },
): Promise<void> {
  const visit = await getVisit(trx, id);
  if (!visit) throw refuse('not-found');
  if (!mayReport(visit, sides, today)) throw refuse(visit.state === 'accepted' && visit.untilDay > today ? 'not-over' : 'wrong-state');
  await change(trx, visit, { state: 'reported', learned, will_use: willUse, reported_by: by, ended_at: now });
}

interface Change {
  state: VisitState;
  decided_by?: string;
  decided_at?: Date;
  answer?: string | null;
  ended_at?: Date;
  learned?: string;
  will_use?: string;
  reported_by?: string;
}

async function change(trx: Trx, { id, state }: Visit, set: Change): Promise<void> {
  const changed = await trx
    .updateTable('exchanges.visits')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, id);
}
