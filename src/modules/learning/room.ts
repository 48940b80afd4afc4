import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { refuse } from './refusals.ts';

export type RoomId = Id<'learning.rooms'>;

export interface RoomText {
  name: string;
  seats: number;
  stepFree: boolean;
}

/** Room in which an office teaches. */
export interface Room extends RoomText {
  id: RoomId;
  officeId: string;
  retired: boolean;
}

const taken = onConstraint({ rooms_once: () => refuse('room-name-taken', { field: 'name' }) });

/** Rooms of offices by name; those that are no longer offered last. */
export async function roomsOf(trx: Reads<'learning'>, officeIds: readonly string[]): Promise<Room[]> {
  if (officeIds.length === 0) return [];
  const rows = await trx
    .selectFrom('learning.rooms')
    .select(['id', 'office_id', 'name', 'seats', 'step_free', 'retired_at'])
    .where('office_id', 'in', officeIds as OfficeId[]) // only compared
    .orderBy('name')
    .orderBy('id')
    .execute();
  const rooms = rows.map((row) => ({
    id: row.id,
    officeId: row.office_id as string,
    name: row.name,
    seats: row.seats,
    stepFree: row.step_free,
    retired: row.retired_at !== null,
  }));
  return rooms.toSorted((a, b) => Number(a.retired) - Number(b.retired));
}

export async function getRoom(trx: Reads<'learning'>, id: RoomId): Promise<Room | null> {
  const row = await trx.selectFrom('learning.rooms').select('office_id').where('id', '=', id).executeTakeFirst();
  return row ? ((await roomsOf(trx, [row.office_id])).find((room) => room.id === id) ?? null) : null;
}

/** Adds a room to an office. Row security refuses an office whose groups the actor does not plan. Refusals: `room-name-taken`. */
export async function addRoom(trx: Writes<'learning'>, officeId: OfficeId, { name, seats, stepFree }: RoomText): Promise<RoomId> {
  const id = newId<'learning.rooms'>();
  await trx.insertInto('learning.rooms').values({ id, office_id: officeId, name, seats, step_free: stepFree }).execute().catch(taken);
  return id;
}

/** Changes a room, or no longer offers it for new sessions. Refusals: `not-found`, `room-name-taken`. */
export async function changeRoom(trx: Writes<'learning'>, id: RoomId, room: RoomText & { retired: boolean }): Promise<void> {
  const changed = await trx
    .updateTable('learning.rooms')
    .set({ name: room.name, seats: room.seats, step_free: room.stepFree, retired_at: room.retired ? new Date() : null })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(taken);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}
