import told from '../../../db/demo/learning-groups.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { translator } from '#kernel/i18n';
import {
  addRoom,
  enrolAtDesk,
  enrolSelf,
  findCourse,
  getGroup,
  learnersOfGroup,
  markAttendance,
  moveGroup,
  planGroup,
  planSession,
  sessionsOf,
  type AttendanceState,
  type Audience,
  type EnrolmentId,
  type GroupId,
  type Mode,
  type RoomId,
} from '#modules/learning';
import { enrolWording } from '#modules/learning/pages';
import { officeNames, type OfficeId } from '#modules/offices';
import { fileOfReference } from '#modules/people';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type ToldGroup = (typeof told.groups)[number];

/** Tells of rooms, groups with sessions in the coming weeks, two that have begun, and who takes part or waits, by the use cases of the pages. */
export async function loadLearningGroups(world: DemoWorld): Promise<void> {
  const rooms = new Map<string, RoomId>();
  for (const { office, manager, name, seats, stepFree } of told.rooms) {
    const officeId = idIn(world.scopes, office) as OfficeId; // the importer gave it
    const id = await asActor(
      world.network.db,
      actorIn(world, manager),
      async (trx) => await addRoom(trx, officeId, { name, seats, stepFree }),
    );
    rooms.set(name, id);
  }
  for (const group of told.groups) {
    const id = await plan(world, group, rooms);
    for (const person of group.people) await enrolPerson(world, group, id, person);
    for (const email of group.accounts) await enrolAccount(world, id, email);
    if (group.attended) await hold(world, group, id, new Map(Object.entries(group.attended)));
  }
}

async function plan(world: DemoWorld, group: ToldGroup, rooms: ReadonlyMap<string, RoomId>): Promise<GroupId> {
  const now = world.network.now();
  const { day } = toLocal(now.toISOString(), group.zone);
  const manager = actorIn(world, group.manager);
  const trainer = idIn(world.accounts, group.trainer);
  return await asActor(world.network.db, manager, async (trx) => {
    const course = await findCourse(trx, group.course);
    if (!course) throw new Error(`the demonstration names a course that there is not: ${group.course}`);
    const id = await planGroup(trx, manager.accountId, {
      courseId: course.id,
      officeId: idIn(world.scopes, group.office) as OfficeId, // the importer gave it
      trainers: [trainer],
      name: group.name,
      way: group.way as Mode, // our own file; loading it is its check
      audience: group.audience as Audience, // as above
      womenOnly: group.womenOnly,
      language: group.language,
      otherOfficeId: group.otherOffice === null ? null : (idIn(world.scopes, group.otherOffice) as OfficeId), // the importer gave it
      places: group.places,
      enrolFrom: new Date(fromLocal(day, '00:00', group.zone)),
      enrolUntil: new Date(fromLocal(addDays(day, group.enrolForDays), '24:00', group.zone)),
      attendancePercent: group.percent,
    });
    const planned = await getGroup(trx, id);
    if (!planned) throw new Error('a group that was just planned is not there');
    // A session that lies in the past was planned before it, as every session is.
    const plannedAt = new Date(now.getTime() + Math.min(0, ...group.sessions.map(({ inDays }) => inDays - 1)) * 86_400_000);
    for (const [index, { inDays, at, minutes }] of group.sessions.entries()) {
      const startsAt = new Date(fromLocal(addDays(day, inDays), at, group.zone));
      const lesson = course.content.lessons[index]?.code ?? null;
      const place = { roomId: group.room === null ? null : (rooms.get(group.room) ?? null), link: group.link };
      const session = {
        startsAt,
        endsAt: new Date(startsAt.getTime() + minutes * 60_000),
        trainerId: trainer,
        lesson,
        topic: null,
        ...place,
      };
      await planSession(trx, manager.accountId, planned, session, plannedAt);
    }
    await moveGroup(trx, id, 'open');
    return id;
  });
}

async function agreed(world: DemoWorld, trx: Parameters<Parameters<typeof asActor>[2]>[0], id: GroupId, language: 'it' | 'fr' | 'ar') {
  const group = await getGroup(trx, id);
  if (!group) throw new Error('a group of the demonstration is not there');
  const office = (await officeNames(trx, [group.officeId], language)).get(group.officeId) ?? '';
  const course = group.courseTitle.texts[language]?.text ?? group.courseTitle.texts.en?.text ?? '';
  return {
    group,
    language,
    wording: enrolWording(translator(world.network.catalogue, language), { course, office, audience: group.audience }),
  };
}

async function enrolPerson(world: DemoWorld, told: ToldGroup, id: GroupId, person: ToldGroup['people'][number]): Promise<void> {
  const officer = actorIn(world, person.officer);
  const officeId = idIn(world.scopes, told.office) as OfficeId; // the importer gave it
  await asActor(world.network.db, officer, async (trx) => {
    const personId = await fileOfReference(trx, officeId, person.reference);
    if (!personId) throw new Error(`the demonstration names a file that there is not: ${person.reference}`);
    const { group, ...agreement } = await agreed(world, trx, id, person.language === 'fr' ? 'fr' : 'it');
    const asking = { name: person.name, forMe: false, how: 'spoken-at-desk' as const, ...agreement };
    await enrolAtDesk(trx, officer, { id: personId, officeId }, group, asking);
  });
}

/** The trainer ticks who was at how many of the sessions, from the first on, and the group ends. */
async function hold(world: DemoWorld, told: ToldGroup, id: GroupId, attended: ReadonlyMap<string, number>): Promise<void> {
  const trainer = actorIn(world, told.trainer);
  await asActor(world.network.db, trainer, async (trx) => {
    const learners = await learnersOfGroup(trx, id);
    for (const [index, session] of (await sessionsOf(trx, [id])).entries()) {
      const ticks = learners.map(
        (one) => [one.id, (attended.get(one.name) ?? 0) > index ? 'present' : 'absent'] as const satisfies [EnrolmentId, AttendanceState],
      );
      await markAttendance(trx, trainer.accountId, session, new Map(ticks), world.network.now());
    }
    for (const to of ['running', 'ended'] as const) await moveGroup(trx, id, to);
  });
}

const who: { [key: string]: { name: string; language: 'it' | 'fr' | 'ar' }; fatima: { name: string; language: 'ar' } } = {
  awa: { name: 'Awa', language: 'fr' },
  fatima: { name: 'Fatima', language: 'ar' },
  marta: { name: 'Marta', language: 'it' },
  luca: { name: 'Luca', language: 'it' },
};

async function enrolAccount(world: DemoWorld, id: GroupId, email: string): Promise<void> {
  const accountId = idIn(world.accounts, email);
  await asActor(world.network.db, { accountId, assurance: 1 }, async (trx) => {
    const { name, language } = who[email.split('.')[0] ?? ''] ?? who.fatima;
    const { group, ...agreement } = await agreed(world, trx, id, language);
    await enrolSelf(trx, accountId, group, { name, forMe: false, ...agreement });
  });
}
