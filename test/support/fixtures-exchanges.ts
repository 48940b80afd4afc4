import {
  actOnTwinning,
  actOnVisit,
  addItem,
  addParticipant,
  askVisit,
  getVisit,
  itemsOf,
  proposeTwinning,
  writeNotice,
} from '#modules/exchanges';
import { addDays } from '#kernel/time';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { plantAccount, type Somebody } from './plant.ts';

const guest = { asker: true, other: false };
const host = { asker: false, other: true };

/** Needs, offers, twinnings and visits between the manager's office and the one abroad, a record for each form. */
export async function plantExchanges(cast: Cast, manager: Somebody) {
  const now = cast.site.network.now();
  const { today } = cast.ground;
  const later = addDays(today, 20);
  const when = { now, today };
  const [padova, kaolack] = [officeOf(cast), officeOf(cast, true)];
  const abroad = await plantAccount(cast.site.db, { roles: [{ role: 'planner', scope: kaolack }] });
  const text = {
    words: null,
    about: 'Reading a balance (invented)',
    languages: ['en', 'fr'],
    mode: 'both',
    courseId: null,
    validUntil: later,
  } as const;
  const write = async (who: Somebody, officeId: typeof padova, kind: 'need' | 'offer', topic: 'credit' | 'return') =>
    await as(
      cast,
      who,
      async (trx) => await writeNotice(trx, who.accountId, { ...text, languages: [...text.languages], officeId, kind, topic }, when),
    );
  const propose = async (who: Somebody, officeId: typeof padova, partnerId: typeof padova) =>
    await as(cast, who, async (trx) => {
      const given = { officeId, partnerId, purpose: 'Counters of both (invented)', fromDay: today, untilDay: later, shows: true };
      return await proposeTwinning(trx, who.accountId, given, when);
    });
  const ask = async (who: Somebody, guestId: typeof padova, hostId: typeof padova, fromDay = later) =>
    await as(cast, who, async (trx) => {
      const given = { guestId, hostId, twinningId: null, purpose: 'The counter (invented)', fromDay, untilDay: fromDay, people: 5 };
      return await askVisit(trx, who.accountId, given, when);
    });
  const accepted = async (fromDay = later) => {
    const id = await ask(manager, padova, kaolack, fromDay);
    const act = 'accept' as const;
    await as(cast, abroad, async (trx) => await actOnVisit(trx, abroad.accountId, id, { act, words: 'Welcome', sides: host }, now));
    await as(cast, manager, async (trx) => {
      const visit = must(await getVisit(trx, id));
      await addItem(trx, visit, { onDay: fromDay, starts: '09:00', ends: '10:00', what: 'The counter', who: null });
      await addParticipant(trx, visit, { officeId: padova, task: 'Counsellors', number: 2, accountId: null });
    });
    return id;
  };
  const declined = await propose(manager, padova, kaolack);
  const withdraw = { act: 'withdraw' as const, shows: false, sides: guest };
  await as(cast, manager, async (trx) => await actOnTwinning(trx, manager.accountId, declined, withdraw, now));
  const shown = await accepted();
  return {
    need: await write(manager, padova, 'need', 'credit'),
    toChange: await write(manager, padova, 'need', 'return'),
    toEnd: await write(manager, padova, 'offer', 'return'),
    offer: await write(abroad, kaolack, 'offer', 'credit'),
    twinning: await propose(abroad, kaolack, padova),
    asked: await ask(abroad, kaolack, padova),
    shown,
    item: must(await as(cast, manager, async (trx) => (await itemsOf(trx, shown))[0])).id,
    toPlan: await accepted(),
    over: await accepted(today),
    later,
  };
}
