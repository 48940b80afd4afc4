import type { Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { findServices, type ServicesFound } from '#modules/directory';
import { describeOffice, responsibleOffice, type OfficeView } from '#modules/offices';
import type { PracticeEntry } from '#modules/practices';
import { readPracticesAbout } from '#modules/practices/pages';
import {
  describePlace,
  findCorridor,
  listOpenings,
  type CorridorId,
  type CorridorView,
  type Opening,
  type Place,
  type PlaceView,
} from '#modules/places';

/** What the corridor page shows of one end. */
export interface CorridorEnd {
  view: PlaceView;
  openings: Opening[];
  /** Some services of today there, the last checked first. */
  services: ServicesFound;
  /** The office responsible; null where there is none. */
  office: OfficeView | null;
  /** The place by which it is responsible. */
  territory: Place | undefined;
}

export interface CorridorData {
  recorded: CorridorView;
  /** What authorities did about the two places, or wider ones. */
  practices: PracticeEntry[];
  origin: CorridorEnd;
  destination: CorridorEnd;
}

/** Gathers both ends of a corridor. */
export async function readCorridor(ctx: Context, origin: Place, destination: Place): Promise<CorridorData> {
  const recorded = await findCorridor(ctx.trx, origin.id, destination.id);
  const around = [...(recorded.about ? [recorded.about.corridor] : []), ...recorded.wider, ...recorded.narrower];
  const ids = around.map(({ id }) => id);
  const practices = await readPracticesAbout(ctx, { placeIds: [origin.id, destination.id] });
  return { recorded, practices, origin: await readEnd(ctx, origin, ids), destination: await readEnd(ctx, destination, ids) };
}

async function readEnd(ctx: Context, place: Place, corridorIds: readonly CorridorId[]): Promise<CorridorEnd> {
  const { trx, lang, now } = ctx;
  const view = await describePlace(trx, place, lang, now);
  const { day } = toLocal(now.toISOString(), view.timeZone ?? 'UTC');
  const responsible = await responsibleOffice(trx, place.id);
  return {
    view,
    services: await findServices(trx, { lang, placeId: place.id, limit: 3 }),
    openings: await listOpenings(trx, { placeId: place.id, corridorIds, onDay: day, limit: 12 }),
    office: responsible && (await describeOffice(trx, responsible.office, lang, now)),
    territory: responsible?.territory,
  };
}
