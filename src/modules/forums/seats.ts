import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { getAssociation, type AssociationId } from '#modules/associations';
import type { Forum, ForumId, Seat, SeatId } from './forum.ts';
import { refuse } from './refusals.ts';
import { notYours, recordDeed } from './write-forum.ts';

/** Seats of a board or forum, those of today and former ones, by the name of the body. */
export async function seatsOf(trx: Reads<'forums'>, forum: ForumId): Promise<Seat[]> {
  const rows = await trx
    .selectFrom('forums.seats')
    .select(['id', 'forum_id as forumId', 'association_id as associationId', 'name', 'task', 'since_on as sinceOn', 'until_on as untilOn'])
    .where('forum_id', '=', forum)
    .orderBy('name')
    .orderBy('since_on')
    .limit(1_000)
    .execute();
  return rows;
}

/** A seat of an association, with the board or forum on which it is. */
export interface SeatHeld {
  forumId: ForumId;
  forum: string;
  task: string | null;
  sinceOn: Day;
}

/** Seats that an association holds today on boards and forums that go on, by their names. */
export async function seatsOfAssociation(trx: Reads<'forums'>, id: AssociationId): Promise<SeatHeld[]> {
  return await trx
    .selectFrom('forums.seats as s')
    .innerJoin('forums.forums as f', 'f.id', 's.forum_id')
    .select(['f.id as forumId', 'f.name as forum', 's.task', 's.since_on as sinceOn'])
    .where('s.association_id', '=', id)
    .where('f.ended_on', 'is', null)
    .where(sql<boolean>`kernel.today() between s.since_on and coalesce(s.until_on, 'infinity')`)
    .orderBy('f.name')
    .orderBy('s.id')
    .limit(200)
    .execute();
}

export interface SeatText {
  /** The association of the register, or the name of another body: one of the two. */
  associationId: AssociationId | null;
  name: string | null;
  task: string | null;
  sinceOn: Day;
}

/**
 * Gives a seat to a verified association or to another body. Refusals: `not-yours`, `ended`, `seat-who` where neither or both are
 * named or the association is not verified, `seat-taken` where it has one.
 */
export async function giveSeat(trx: Writes<'forums' | 'associations' | 'audit'>, forum: Forum, given: SeatText): Promise<SeatId> {
  if (forum.endedOn) throw refuse('ended');
  if ((given.associationId === null) === (given.name === null)) throw refuse('seat-who', { field: 'association' });
  const association = given.associationId ? await getAssociation(trx, given.associationId) : null;
  if (given.associationId && association?.state !== 'verified') throw refuse('seat-who', { field: 'association' });
  const id = newId<'forums.seats'>();
  await trx
    .insertInto('forums.seats')
    .values({
      id,
      forum_id: forum.id,
      association_id: given.associationId,
      name: association?.name ?? given.name ?? '',
      task: given.task,
      since_on: given.sinceOn,
    })
    .execute()
    .catch(notYours)
    .catch(onConstraint({ seats_once: () => refuse('seat-taken', { field: 'association' }) }));
  await recordDeed(trx, { officeId: forum.officeId, kind: 'forum', id: forum.id });
  return id;
}

/** Ends a seat with its last day; it stays on record. Refusals: `not-found`, `days-wrong`, `wrong-state` for one that has ended. */
export async function endSeat(trx: Writes<'forums' | 'audit'>, forum: Forum, id: SeatId, untilOn: Day): Promise<void> {
  const seat = (await seatsOf(trx, forum.id)).find((one) => one.id === id);
  if (!seat) throw refuse('not-found');
  if (seat.untilOn) throw refuse('wrong-state');
  if (untilOn < seat.sinceOn) throw refuse('days-wrong', { field: 'untilOn' });
  const changed = await trx
    .updateTable('forums.seats')
    .set({ until_on: untilOn })
    .where('id', '=', id)
    .where('until_on', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await recordDeed(trx, { officeId: forum.officeId, kind: 'forum', id: forum.id });
}
