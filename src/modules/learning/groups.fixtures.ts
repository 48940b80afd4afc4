import { asActor } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { plantAccount, type Somebody } from '#test/plant';
import type { EnrolmentId } from './enrolment.ts';
import { enrolSelf, type Asking } from './enrol.ts';
import type { Group, GroupId, GroupText } from './group.ts';
import { moveGroup, planGroup } from './plan-group.ts';
import type { LearningWorld } from './learning.fixtures.ts';
import { getGroup } from './read-groups.ts';
import { addRoom } from './room.ts';
import { planSession, type SessionId, type SessionText } from './session.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two offices with their staff, a room, and how groups are planned, met and joined there. */
export async function openGroups({ course, db, twoOffices }: Pick<LearningWorld, 'course' | 'db' | 'twoOffices'>) {
  /** The real clock: enrolment opens and closes by the clock of the database. */
  const clock = new Date();
  const inDays = (days: number, hours = 0) => new Date(clock.getTime() + days * DAY + hours * HOUR);

  const { padova, kaolack, manager, counsellor } = await twoOffices();
  const trainer = await plantAccount(db, { name: 'Tina', roles: [{ role: 'trainer', scope: padova }] });
  const otherTrainer = await plantAccount(db, { name: 'Omar', roles: [{ role: 'trainer', scope: padova }] });

  const text = (more: Partial<GroupText> = {}): GroupText => ({
    name: 'Tuesday evenings',
    way: 'class',
    audience: 'founders',
    womenOnly: false,
    language: 'it',
    otherOfficeId: null,
    places: 2,
    enrolFrom: inDays(-1),
    enrolUntil: inDays(20),
    attendancePercent: 50,
    ...more,
  });

  const room = await asActor(
    db.app,
    manager,
    async (trx) => await addRoom(trx, padova as OfficeId, { name: 'Room 1', seats: 20, stepFree: true }),
  );

  const plan = async (more: Partial<GroupText> = {}, trainers = [trainer.accountId], who: Somebody = manager): Promise<GroupId> =>
    await asActor(
      db.app,
      who,
      async (trx) => await planGroup(trx, who.accountId, { ...text(more), courseId: course, officeId: padova as OfficeId, trainers }),
    );

  const groupOf = async (id: GroupId, who: Somebody = manager): Promise<Group> => {
    const group = await asActor(db.app, who, async (trx) => await getGroup(trx, id));
    if (!group) throw new Error('no such group');
    return group;
  };

  const meet = async (id: GroupId, more: Partial<SessionText> = {}, who: Somebody = manager): Promise<SessionId> => {
    const group = await groupOf(id, who);
    return await asActor(
      db.app,
      who,
      async (trx) =>
        await planSession(
          trx,
          who.accountId,
          group,
          {
            startsAt: inDays(10),
            endsAt: inDays(10, 2),
            roomId: room,
            trainerId: trainer.accountId,
            lesson: 'first',
            topic: null,
            link: null,
            ...more,
          },
          clock,
        ),
    );
  };

  /** A group that takes people, with one session at an hour of its own. */
  let hour = 0;
  const openGroup = async (more: Partial<GroupText> = {}): Promise<{ id: GroupId; session: SessionId }> => {
    const id = await plan(more);
    hour += 3;
    const session = await meet(id, { startsAt: inDays(30, hour), endsAt: inDays(30, hour + 2) });
    await asActor(db.app, manager, async (trx) => await moveGroup(trx, id, 'open'));
    return { id, session };
  };

  const asking = (more: Partial<Asking> = {}): Asking => ({
    name: 'Awa S.',
    forMe: false,
    language: 'en',
    wording: 'I agree that my trainers see my name.',
    ...more,
  });

  const enrol = async (who: Somebody, id: GroupId, more: Partial<Asking> = {}): Promise<{ id: EnrolmentId; state: string }> => {
    const group = await groupOf(id, who);
    return await asActor(db.app, who, async (trx) => await enrolSelf(trx, who.accountId, group, asking(more)));
  };

  /** Moves a session into the past, as time does. */
  const letPass = async (session: SessionId, daysAgo: number, hours = 0): Promise<void> => {
    await db.superuser.query('update learning.sessions set starts_at = $2, ends_at = $3 where id = $1', [
      session,
      inDays(-daysAgo, hours),
      inDays(-daysAgo, hours + 2),
    ]);
  };
  return {
    clock,
    inDays,
    padova,
    kaolack,
    manager,
    counsellor,
    trainer,
    otherTrainer,
    text,
    room,
    plan,
    groupOf,
    meet,
    openGroup,
    asking,
    enrol,
    letPass,
  };
}
