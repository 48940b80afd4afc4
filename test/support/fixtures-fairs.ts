import type { AnyWrites } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import type { CorridorId } from '#modules/places';
import {
  actOnFair,
  addMeeting,
  createFair,
  decideOnGuest,
  joinFair,
  slotsOfFair,
  type FairId,
  type FairText,
  type MeetingId,
  type OfferId,
  type ParticipantId,
} from '#modules/trade';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** Fairs in every state that a page shows, with who comes and whom they meet. */
export interface FairWorld {
  /** Published; the meetings below are on it. */
  id: FairId;
  slots: string[];
  mine: ParticipantId;
  abroad: ParticipantId;
  organisation: ParticipantId;
  toMove: MeetingId;
  toRemove: MeetingId;
  /** A meeting that began this morning. */
  past: MeetingId;
  toEdit: FairId;
  toAnnounce: FairId;
  /** The person has not registered yet. */
  toRegister: FairId;
  toPropose: FairId;
  leaving: { mine: ParticipantId; desk: ParticipantId };
}

interface Guests {
  self: Somebody;
  mine: OfferId;
  abroad: OfferId;
}

/** Plants fairs of the two offices of the corridor. */
export async function plantFairs(cast: Cast, corridorId: CorridorId, guests: Guests, today: string): Promise<FairWorld> {
  const { offices, organisations } = cast.ground;
  const author = { by: 'fixtures', kind: 'human', at: '2026-01-01T00:00:00Z' } as const;
  const text: FairText = {
    corridorId,
    officeId: offices.padova.id,
    partnerOfficeId: offices.kaolack.id,
    kind: 'fair',
    title: makeTranslated('en', 'Fair of the two shores', author),
    about: makeTranslated('en', 'Food and cloth of both shores.', author),
    place: 'Hall of the Example',
    firstDay: addDays(today, 20),
    lastDay: addDays(today, 20),
    opens: '09:00',
    closes: '12:00',
    pauseFrom: null,
    pauseUntil: null,
    slotMinutes: 30,
    tables: 3,
    languages: ['en', 'fr'],
    registersFrom: today,
    registersUntil: addDays(today, 15),
    whoMay: ['ventures', 'organisations'],
  };
  const host = async <T>(work: (trx: AnyWrites) => Promise<T>) => await as(cast, cast.counsellor, work);
  const create = async (given: Partial<FairText> = {}) =>
    await host(async (trx) => await createFair(trx, cast.counsellor.accountId, { ...text, ...given }));
  const announce = async (given: Partial<FairText> = {}) => {
    const id = await create(given);
    await host(async (trx) => await actOnFair(trx, id, 'announce', new Date()));
    return id;
  };
  const come = async (fair: FairId, who: Somebody, guest: Parameters<typeof joinFair>[2]) => {
    const id = await as(cast, who, async (trx) => await joinFair(trx, fair, guest, { who: 'A firm of the example', languages: ['en'] }));
    await host(async (trx) => await decideOnGuest(trx, id, 'approved', new Date()));
    return id;
  };
  const all = async (fair: FairId) => ({
    mine: await come(fair, guests.self, { offerId: guests.mine }),
    abroad: await come(fair, cast.counsellorAbroad, { offerId: guests.abroad }),
    organisation: await come(fair, cast.provider, { organisationId: organisations.chamber }),
  });
  const slotsAt = async (fair: FairId) =>
    (await host(async (trx) => await slotsOfFair(trx, fair))).map(({ startsAt }) => startsAt.toISOString());
  const meet = async (fair: FairId, first: ParticipantId, second: ParticipantId, slot: string | undefined) =>
    await host(
      async (trx) =>
        await addMeeting(trx, fair, { first, second }, { slot: must(slot, 'a time of the fair'), table: 1, link: null }, new Date()),
    );
  const publish = async (fair: FairId) => await host(async (trx) => await actOnFair(trx, fair, 'publish', new Date()));

  const id = await announce();
  const people = await all(id);
  const slots = await slotsAt(id);
  const toMove = await meet(id, people.mine, people.abroad, slots[0]);
  const toRemove = await meet(id, people.mine, people.organisation, slots[1]);
  await publish(id);
  const early = await announce({ firstDay: today, lastDay: today, registersUntil: today, opens: '00:00', closes: '01:00' });
  const came = await all(early);
  const past = await meet(early, came.mine, came.abroad, (await slotsAt(early))[0]);
  await publish(early);
  const toPropose = await announce();
  await all(toPropose);
  return {
    id,
    slots,
    ...people,
    toMove,
    toRemove,
    past,
    toEdit: await create(),
    toAnnounce: await create(),
    toRegister: await announce(),
    toPropose,
    leaving: { mine: (await all(await announce())).mine, desk: (await all(await announce())).mine },
  };
}
