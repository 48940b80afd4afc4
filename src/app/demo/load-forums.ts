import told from '../../../db/demo/forums.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import { addDays, fromLocal } from '#kernel/time';
import { searchAssociations } from '#modules/associations';
import {
  actOnMeeting,
  addPoint,
  answerPoint,
  beginForum,
  findForumByName,
  getForum,
  getMeeting,
  giveSeat,
  keepAttendance,
  keepMinutes,
  planMeeting,
  pointsOf,
  seatsOf,
  type Forum,
  type ForumText,
} from '#modules/forums';
import { findOffice } from '#modules/offices';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.forums)[number];
type ToldMeeting = Told['meetings'][number];
interface ToldSeat {
  association?: string;
  body?: string;
  task: string | null;
  sinceDaysAgo: number;
}

/** Writes down the demonstration's boards and forums as planners of their offices do, up to published minutes and a meeting to come. */
export async function loadForums(world: DemoWorld): Promise<void> {
  for (const one of told.forums) {
    const planner = actorIn(world, `${one.by}@ponte-demo.example`);
    await asActor(world.network.db, planner, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (!(await findForumByName(trx, one.name))) await write(trx, world, one, planner.accountId);
    });
  }
}

async function write(trx: AnyWrites, world: DemoWorld, one: Told, by: string): Promise<void> {
  const now = world.network.now();
  const today = now.toISOString().slice(0, 10);
  const officeId = idIn(world.scopes, one.office) as ForumText['officeId']; // idIn has just found it
  const office = await findOffice(trx, officeId);
  if (!office) throw new Error(`the demonstration has no office ${one.office}`);
  const { name, language, about, rules, contact } = one;
  const kind = one.kind as ForumText['kind']; // our own file; the table refuses another
  const given = { officeId, placeId: office.placeId, kind, name, language, about, rules, contact, demonstration: true };
  const forum = await getForum(trx, await beginForum(trx, by, given, now));
  if (!forum) return;
  for (const { association, body, task, sinceDaysAgo } of one.seats as ToldSeat[])
    await giveSeat(trx, forum, {
      associationId: association ? await associationOf(trx, association) : null,
      name: body ?? null,
      task,
      sinceOn: addDays(today, -sinceDaysAgo),
    });
  for (const meeting of one.meetings) {
    const at = (time: string) => new Date(fromLocal(addDays(today, meeting.inDays), time, office.timeZone));
    await meet(trx, forum, meeting, { by, now, startsAt: at(meeting.starts), endsAt: at(meeting.ends) });
  }
}

async function associationOf(trx: AnyWrites, name: string) {
  const { associations } = await searchAssociations(trx, { page: 1, pageSize: 100 });
  const found = associations.find((one) => one.name === name);
  if (!found) throw new Error(`the demonstration has no association ${name}`);
  return found.id;
}

interface When {
  by: string;
  now: Date;
  startsAt: Date;
  endsAt: Date;
}

async function meet(trx: AnyWrites, forum: Forum, one: ToldMeeting, { by, now, startsAt, endsAt }: When): Promise<void> {
  const text = { startsAt, endsAt, venue: one.venue, link: null };
  const id = await planMeeting(trx, by, { forum, text, now });
  const act = async (deed: 'convene' | 'hold' | 'publish') => {
    const meeting = await getMeeting(trx, id);
    if (meeting) await actOnMeeting(trx, forum, { meeting, act: deed, words: null, now });
  };
  const meeting = await getMeeting(trx, id);
  if (!meeting) return;
  for (const { title, words } of one.points) await addPoint(trx, forum, meeting, { title, words, link: null, consultationId: null });
  await act('convene');
  if (one.state !== 'published') return;
  await act('hold');
  for (const [at, point] of (await pointsOf(trx, id)).entries()) {
    const { said, opinion } = one.points[at] ?? {};
    if (said) await keepMinutes(trx, forum, point, { said, opinion: opinion ?? null });
  }
  const came = (await seatsOf(trx, forum.id)).map(
    (seat) => [seat.id, (one.came as string[]).includes(seat.name) ? 'present' : 'excused'] as const,
  );
  await keepAttendance(trx, forum, id, new Map(came));
  for (const [at, point] of (await pointsOf(trx, id)).entries()) {
    const answer = one.points[at]?.answer;
    if (answer) await answerPoint(trx, forum, point, { ...answer, now } as Parameters<typeof answerPoint>[3]); // our own file
  }
  await act('publish');
}
