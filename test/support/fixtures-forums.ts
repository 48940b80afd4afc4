import {
  actOnMeeting,
  addPoint,
  beginForum,
  getForum,
  getMeeting,
  giveSeat,
  keepMinutes,
  planMeeting,
  pointsOf,
  type Forum,
  type ForumId,
  type MeetingId,
  type PointId,
} from '#modules/forums';
import { addDays } from '#kernel/time';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** A meeting with its one point. */
export interface PlantedMeeting {
  id: MeetingId;
  point: PointId;
}

const kinds = ['toConvene', 'toMove', 'toFill', 'toChange', 'toClear', 'toNote', 'toAttend', 'toAnswer', 'published'] as const;
type Kind = (typeof kinds)[number];
const HOUR_MS = 3_600_000;

/** Boards of the manager's office, with meetings for each thing that is done with one. */
export async function plantForums(cast: Cast, manager: Somebody) {
  const now = cast.site.network.now();
  const { today } = cast.ground;
  const { padova } = cast.ground.places;
  const begin = async (name: string): Promise<Forum> =>
    await as(cast, manager, async (trx) => {
      const text = { officeId: officeOf(cast), placeId: padova.id, kind: 'board' as const, name, language: 'en' };
      const words = { about: 'To be heard', rules: 'One seat for each association', contact: 'Unit of boards' };
      return must(await getForum(trx, await beginForum(trx, manager.accountId, { ...text, ...words }, now)));
    });
  const seat = async (forum: Forum, name: string) =>
    await as(
      cast,
      manager,
      async (trx) => await giveSeat(trx, forum, { associationId: null, name, task: null, sinceOn: addDays(today, -90) }),
    );
  const shown = await begin('Shown board (invented)');
  await seat(shown, 'Chamber of the example');
  const toEndSeat = await begin('Board with a seat to end (invented)');

  /** A meeting of yesterday, as far along as is asked. */
  const meet = async (kind: Kind): Promise<PlantedMeeting> =>
    await as(cast, manager, async (trx) => {
      const startsAt = new Date(now.getTime() - 24 * HOUR_MS);
      const text = { startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS), venue: 'Town hall', link: null };
      const id = await planMeeting(trx, manager.accountId, { forum: shown, text, now });
      const meeting = async () => must(await getMeeting(trx, id));
      const given = { title: 'Hours of the counter', words: null, link: null, consultationId: null };
      const { files: store, keyring } = cast.site.network;
      const file = { name: 'hours.txt', bytes: Buffer.from('Hours of the counter'), place: { store, keyring }, by: manager.accountId };
      const point = await addPoint(trx, shown, await meeting(), given, kind === 'published' ? file : null);
      const act = async (one: 'convene' | 'hold' | 'publish') => {
        await actOnMeeting(trx, shown, { meeting: await meeting(), act: one, words: null, now });
      };
      if (['toNote', 'toAttend', 'toAnswer', 'published'].includes(kind)) {
        await act('convene');
        await act('hold');
      }
      if (kind === 'toAnswer' || kind === 'published')
        await keepMinutes(trx, shown, must((await pointsOf(trx, id))[0]), { said: 'It was asked for.', opinion: 'Open in the evening.' });
      if (kind === 'published') await act('publish');
      return { id, point };
    });
  const meetings: Partial<Record<Kind, PlantedMeeting>> = {};
  for (const kind of kinds) meetings[kind] = await meet(kind);
  return {
    where: `${officeOf(cast)}.${padova.id}`,
    shown: shown.id,
    toEdit: (await begin('Board to edit (invented)')).id,
    toEnd: (await begin('Board to end (invented)')).id,
    toSeat: (await begin('Board to seat (invented)')).id,
    toEndSeat: { forum: toEndSeat.id, seat: await seat(toEndSeat, 'Union of the example') },
    toPlan: (await begin('Board to plan (invented)')).id satisfies ForumId,
    meetings: meetings as Record<Kind, PlantedMeeting>, // one for each kind
  };
}
