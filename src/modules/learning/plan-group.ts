import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { AccountId, CourseId } from './course.ts';
import { groupMoves, whyNot, type Group, type GroupId, type GroupState, type GroupText } from './group.ts';
import { moveUp } from './enrol.ts';
import { planTelling } from './plan-tellings.ts';
import { getGroup, trainersOf } from './read-groups.ts';
import { refuse } from './refusals.ts';
import { sessionsOf } from './session.ts';

// uses messages: learning.verb.*
// uses messages: learning.purpose.*
type Plans = Writes<'learning' | 'jobs' | 'audit'>;

/**
 * Plans a group of a course at an office. Row security refuses an office whose groups the actor does not plan, and trainers
 * who are none. Refusals: `enrol-period`.
 */
export async function planGroup(
  trx: Plans,
  accountId: string,
  { courseId, officeId, trainers, ...text }: GroupText & { courseId: CourseId; officeId: OfficeId; trainers: readonly string[] },
): Promise<GroupId> {
  const id = newId<'learning.groups'>();
  await trx
    .insertInto('learning.groups')
    .values({ id, course_id: courseId, office_id: officeId, ...columnsOf(text), created_by: accountId })
    .execute()
    .catch(onConstraint({ groups_enrol: () => refuse('enrol-period', { field: 'enrolUntil' }) }));
  await setTrainers(trx, { id, officeId }, trainers);
  await note(trx, 'learning.group-planned', id, officeId);
  return id;
}

/**
 * Changes a group; with more places than before the next in the line move up. Refusals: `not-found`, `enrol-period`,
 * `places-taken` (fewer places than people who have one), `trainer-has-sessions`.
 */
export async function changeGroup(
  trx: Plans,
  id: GroupId,
  { trainers, ...text }: GroupText & { trainers: readonly string[] },
): Promise<void> {
  const group = await requireGroup(trx, id);
  if (text.places < group.enrolled) throw refuse('places-taken', { field: 'places' });
  const changed = await trx
    .updateTable('learning.groups')
    .set({ ...columnsOf(text), changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onConstraint({ groups_enrol: () => refuse('enrol-period', { field: 'enrolUntil' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await setTrainers(trx, group, trainers);
  await moveUp(trx, id);
}

function columnsOf(text: GroupText) {
  return {
    name: text.name,
    way: text.way,
    audience: text.audience,
    women_only: text.womenOnly,
    language: text.language,
    other_office_id: text.otherOfficeId,
    places: text.places,
    enrol_from: text.enrolFrom,
    enrol_until: text.enrolUntil,
    attendance_percent: text.attendancePercent,
  };
}

async function setTrainers(trx: Plans, { id, officeId }: { id: GroupId; officeId: OfficeId }, wanted: readonly string[]): Promise<void> {
  const before = await trainersOf(trx, id);
  const gone = before.filter((one) => !wanted.includes(one)) as AccountId[];
  const added = [...new Set(wanted)].filter((one) => !before.includes(one)) as AccountId[]; // ids of accounts are plain text in forms
  if (gone.length > 0)
    await trx
      .deleteFrom('learning.group_trainers')
      .where('group_id', '=', id)
      .where('account_id', 'in', gone)
      .execute()
      .catch(onConstraint({ sessions_trainer: () => refuse('trainer-has-sessions', { field: 'trainers' }) }));
  if (added.length > 0)
    await trx
      .insertInto('learning.group_trainers')
      .values(added.map((account_id) => ({ group_id: id, office_id: officeId, account_id })))
      .execute();
}

/** Moves a group on. Refusals: `not-found`, `not-now`, and the guards of whyNot: `no-trainer`, `no-session`. */
export async function moveGroup(trx: Plans, id: GroupId, to: GroupState): Promise<void> {
  const group = await requireGroup(trx, id);
  if (!(groupMoves[group.state] as readonly GroupState[]).includes(to)) throw refuse('not-now');
  const sessions = (await sessionsOf(trx, [id])).filter(({ state }) => state === 'planned');
  const reason = whyNot(to, { trainers: (await trainersOf(trx, id)).length, sessions: sessions.length });
  if (reason) throw refuse(reason);
  await setState(trx, group, to, null);
  await note(trx, 'learning.group-moved', id, group.officeId);
}

/** Calls a group off, with its sessions to come, and tells those enrolled and those who wait. Refusals: `not-found`, `not-now`. */
export async function callOffGroup(trx: Plans, id: GroupId, reason: string): Promise<void> {
  const group = await requireGroup(trx, id);
  if (group.state === 'ended' || group.state === 'called-off') throw refuse('not-now');
  await trx
    .updateTable('learning.sessions')
    .set((eb) => ({ state: 'called-off', reason, sequence: eb('sequence', '+', 1), changed_at: sql<Date>`now()` }))
    .where('group_id', '=', id)
    .where('state', '=', 'planned')
    .where('starts_at', '>', sql<Date>`now()`)
    .execute();
  await setState(trx, group, 'called-off', reason);
  await planTelling(trx, { kind: 'group-off', groupId: id });
  await note(trx, 'learning.group-called-off', id, group.officeId);
}

async function setState(trx: Plans, { id, state }: Group, to: GroupState, reason: string | null): Promise<void> {
  const moved = await trx
    .updateTable('learning.groups')
    .set({ state: to, reason, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw refuse('not-now');
}

async function requireGroup(trx: Plans, id: GroupId): Promise<Group> {
  const group = await getGroup(trx, id);
  if (!group) throw refuse('not-found');
  return group;
}

async function note(trx: Writes<'audit'>, verb: string, id: GroupId, officeId: string): Promise<void> {
  await record(trx, { verb, purpose: 'learning.purpose.teaching', scopeId: officeId, objectKind: 'group', objectId: id });
}
