import told from '../../../db/demo/exchanges.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import {
  actOnTwinning,
  actOnVisit,
  addItem,
  addParticipant,
  askVisit,
  getVisit,
  listNotices,
  ownTwinnings,
  proposeTwinning,
  reportVisit,
  writeNotice,
  type Notice,
  type TwinningId,
} from '#modules/exchanges';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Office = Notice['officeId'];
type ToldVisit = (typeof told.visits)[number];

const guest = { asker: true, other: false };
const host = { asker: false, other: true };

/** Tells what offices of the demonstration need, offer and agree on, as their planners did it. */
export async function loadExchanges(world: DemoWorld): Promise<void> {
  // An interrupted first start begins again: what is there already is not written twice.
  const there = await doing(world, 'planner.padova', async (trx) => {
    const { total } = await listNotices(trx, { kind: null, topic: null, language: null, officeId: null, words: '', page: 1, pageSize: 1 });
    return total > 0 || (await ownTwinnings(trx)).length > 0;
  });
  if (there) return;
  const now = world.network.now();
  const today = todayOf(now);
  for (const { office, by, untilDays, ...given } of told.notices) {
    const text = given as Pick<Notice, 'kind' | 'topic' | 'words' | 'about' | 'languages' | 'mode'>; // our own file; the table checks it
    const notice = {
      ...text,
      officeId: officeIn(world, office),
      courseId: null,
      validUntil: addDays(today, untilDays),
      demonstration: true,
    };
    await doing(world, by, async (trx, accountId) => await writeNotice(trx, accountId, notice, { now, today }));
  }
  const twinnings = new Map<string, TwinningId>();
  for (const one of told.twinnings) twinnings.set(`${one.office} ${one.partner}`, await loadTwinning(world, one));
  for (const one of told.visits) {
    const under = twinnings.get(`${one.guest} ${one.host}`) ?? twinnings.get(`${one.host} ${one.guest}`) ?? null;
    await loadVisit(world, one, one.twinned ? under : null);
  }
}

const todayOf = (now: Date) => toLocal(now.toISOString(), 'UTC').day;
const officeIn = (world: DemoWorld, code: string) => idIn(world.scopes, code) as Office; // idIn has just found it

async function doing<T>(world: DemoWorld, name: string, work: (trx: AnyWrites, accountId: string) => Promise<T>): Promise<T> {
  const actor = actorIn(world, `${name}@ponte-demo.example`);
  return await asActor(world.network.db, actor, async (trx) => await work(trx, actor.accountId));
}

async function loadTwinning(world: DemoWorld, one: (typeof told.twinnings)[number]): Promise<TwinningId> {
  const now = world.network.now();
  const today = todayOf(now);
  const id = await doing(world, one.by, async (trx, accountId) => {
    const [officeId, partnerId] = [officeIn(world, one.office), officeIn(world, one.partner)];
    const days = { fromDay: addDays(today, one.fromDays), untilDay: addDays(today, one.untilDays) };
    const given = { officeId, partnerId, purpose: one.purpose, ...days, shows: one.public, demonstration: true };
    return await proposeTwinning(trx, accountId, given, { now, today });
  });
  if (one.agreedBy)
    await doing(world, one.agreedBy, async (trx, accountId) => {
      await actOnTwinning(trx, accountId, id, { act: 'agree', shows: one.public, sides: host }, now);
    });
  return id;
}

/** Asked ten days before it began where it is over, today where it is still to come. */
async function loadVisit(world: DemoWorld, one: ToldVisit, twinningId: TwinningId | null): Promise<void> {
  const now = world.network.now();
  const today = todayOf(now);
  const fromDay = addDays(today, one.fromDays);
  const askedOn = one.fromDays < 0 ? addDays(fromDay, -10) : today;
  const id = await doing(world, one.by, async (trx, accountId) => {
    const offices = { guestId: officeIn(world, one.guest), hostId: officeIn(world, one.host) };
    const days = { fromDay, untilDay: addDays(today, one.untilDays) };
    const given = { ...offices, twinningId, purpose: one.purpose, ...days, people: one.people, demonstration: true };
    return await askVisit(trx, accountId, given, { now: new Date(`${askedOn}T09:00:00Z`), today: askedOn });
  });
  await doing(world, one.answeredBy, async (trx, accountId) => {
    await actOnVisit(trx, accountId, id, { act: 'accept', words: one.answer, sides: host }, now);
    const visit = await getVisit(trx, id);
    if (!visit) throw new Error('a host of the demonstration does not see the visit');
    for (const { afterDays, ...item } of one.items) await addItem(trx, visit, { ...item, onDay: addDays(fromDay, afterDays) });
  });
  await doing(world, one.by, async (trx, accountId) => {
    const visit = await getVisit(trx, id);
    if (!visit) throw new Error('a guest of the demonstration does not see the visit');
    for (const people of one.participants) await addParticipant(trx, visit, { ...people, officeId: visit.guestId, accountId: null });
    if (one.report) await reportVisit(trx, accountId, id, { ...one.report, sides: guest }, { now, today });
  });
}
